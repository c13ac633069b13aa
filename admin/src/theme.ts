import type { ThemeConfig } from 'antd';

/** Calm: the green of a field and a soil brown on white; text of 16 px, targets that a finger on a tablet hits. */
export const theme: ThemeConfig = {
  token: {
    colorPrimary: '#2f7d32',
    colorInfo: '#2f7d32',
    colorPrimaryHover: '#256628',
    colorError: '#cf1322',
    colorErrorHover: '#a8071a',
    colorInfoBg: '#eef6ec',
    colorInfoBorder: '#b7d7b0',
    colorWarning: '#b45f06',
    colorWarningBg: '#fff7e6',
    colorWarningBorder: '#ffd591',
    colorLink: '#256628',
    colorLinkHover: '#1b4d1e',
    fontSize: 16,
    controlHeight: 40,
    controlHeightSM: 34,
    borderRadius: 8,
    colorTextPlaceholder: '#767676',
    colorTextDescription: '#595959',
    colorTextDisabled: 'rgba(0,0,0,0.55)',
    controlItemBgActive: '#e4f0e1',
    colorPrimaryBg: '#eef6ec',
    motion: false,
  },
  components: {
    Descriptions: { labelColor: '#595959' },
    Table: { headerBg: '#f2f4ee', cellPaddingBlockMD: 10 },
    Menu: {
      itemHeight: 42,
      itemSelectedColor: '#1b4d1e',
      itemSelectedBg: '#e4f0e1',
      groupTitleFontSize: 14,
      groupTitleColor: '#6b4a2f',
    },
    Layout: { siderBg: '#fff', bodyBg: '#f6f7f4', headerBg: '#fff' },
  },
};
