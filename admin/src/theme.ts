import { useSyncExternalStore } from 'react';
import { theme as ant, type ThemeConfig } from 'antd';
import { DARK, DESK, KIT_CORNERS, LIGHT } from './tokens.ts';

type Colours = Readonly<Record<keyof typeof LIGHT, string>>;

const tokens = (of: Colours): ThemeConfig['token'] => ({
  colorPrimary: of.soil,
  colorPrimaryHover: of['soil-2'],
  colorPrimaryActive: of.ink,
  colorPrimaryBg: of.sunk,
  colorTextLightSolid: of['on-soil'],
  colorLink: of.soil,
  colorLinkHover: of['soil-2'],
  colorSuccess: of.sprout,
  colorSuccessBg: of['sprout-pale'],
  colorSuccessBorder: of.sprout,
  colorWarning: of['rice-ink'],
  colorWarningBg: of['rice-pale'],
  colorWarningBorder: of.rice,
  colorError: of.ember,
  colorErrorHover: of.ember,
  colorErrorBg: of['ember-pale'],
  colorErrorBorder: of.ember,
  colorInfo: of.cold,
  colorInfoBg: of['cold-pale'],
  colorInfoBorder: of.cold,
  colorBgLayout: of.paper,
  colorBgContainer: of.card,
  colorBgElevated: of.card,
  colorText: of.ink,
  colorTextSecondary: of['ink-2'],
  colorTextTertiary: of['ink-3'],
  colorTextDescription: of['ink-3'],
  colorTextPlaceholder: of['ink-3'],
  colorTextDisabled: of['ink-3'],
  colorBorder: of.edge,
  colorBorderSecondary: of.line,
  colorSplit: of.line,
  colorFillSecondary: of.line,
  colorFillTertiary: of.sunk,
  controlItemBgActive: of.sunk,
  controlItemBgHover: of.sunk,
  fontFamily: 'var(--sans)',
  fontSize: DESK.text,
  controlHeight: DESK.target,
  controlHeightLG: DESK.act,
  controlHeightSM: 30,
  ...KIT_CORNERS,
  boxShadow: 'none',
  motion: false,
});
const components = (of: Colours): ThemeConfig['components'] => ({
  // By night the kit would dim what is pressed.
  Button: { colorPrimary: of.soil, colorPrimaryHover: of['soil-2'], colorPrimaryActive: of.ink },
  Table: { headerBg: of.sunk, cellPaddingBlockMD: 10, rowHoverBg: of.paper },
  // As many as an official has stand beside each other at 1280 px.
  Tabs: { horizontalItemGutter: 20 },
  Menu: {
    itemHeight: 38,
    itemSelectedColor: of['on-soil'],
    itemSelectedBg: of.soil,
    itemActiveBg: of.sunk,
    groupTitleFontSize: DESK.note,
    groupTitleColor: of['ink-3'],
  },
  Layout: { siderBg: of.card, bodyBg: of.paper, headerBg: of.card },
});

/** The component kit in the colours and sizes of look/tokens.ts: hairlines in place of shadows, and nothing moves. */
const themeOf = (of: Colours, isDark: boolean): ThemeConfig => ({
  algorithm: isDark ? ant.darkAlgorithm : ant.defaultAlgorithm,
  token: tokens(of),
  components: components(of),
});

const night = window.matchMedia('(prefers-color-scheme: dark)');
const isNight = (): boolean => night.matches;
const onNight = (told: () => void): (() => void) => {
  night.addEventListener('change', told);
  return () => night.removeEventListener('change', told);
};
const [day, dark] = [themeOf(LIGHT, false), themeOf(DARK, true)];
/** By day or by night, as the desk has it now. */
export const useTheme = (): ThemeConfig => (useSyncExternalStore(onNight, isNight) ? dark : day);
/** For what draws by itself: curves and bars. */
export const useColours = (): Colours => (useSyncExternalStore(onNight, isNight) ? DARK : LIGHT);
