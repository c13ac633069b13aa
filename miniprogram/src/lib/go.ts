import Taro from '@tarojs/taro';

const TABS = ['/pages/home/index', '/pages/categories/index', '/pages/cart/index', '/pages/me/index'];
const PAGES_DEEP_MAX = 10;

const query = (parameters: Readonly<Record<string, string | number | null | undefined>>): string => {
  const pairs = Object.entries(parameters)
    .filter(([, value]) => value !== null && value !== undefined && value !== '')
    .map(([name, value]) => `${name}=${encodeURIComponent(String(value))}`);
  return pairs.length > 0 ? `?${pairs.join('&')}` : '';
};
export const addressOf = (
  page: string,
  parameters: Readonly<Record<string, string | number | null | undefined>> = {},
): string => `${page}${query(parameters)}`;

/** To a page, whichever kind it is; WeChat keeps ten at most, beyond that the last one gives way. */
export function go(page: string, parameters: Readonly<Record<string, string | number | null | undefined>> = {}): void {
  const url = addressOf(page, parameters);
  if (TABS.includes(page)) void Taro.switchTab({ url: page });
  else if (Taro.getCurrentPages().length >= PAGES_DEEP_MAX) void Taro.redirectTo({ url });
  else void Taro.navigateTo({ url });
}
/** In place of this page: nobody should come back to it by the arrow. */
export const goInstead = (
  page: string,
  parameters: Readonly<Record<string, string | number | null | undefined>> = {},
): void =>
  void (TABS.includes(page) ? Taro.switchTab({ url: page }) : Taro.redirectTo({ url: addressOf(page, parameters) }));
/** To a page and nothing under it: whoever goes back must not come to what another could see. */
export const goAnew = (page: string): void => void Taro.reLaunch({ url: page });
export const back = (): void =>
  void (Taro.getCurrentPages().length > 1 ? Taro.navigateBack() : Taro.switchTab({ url: TABS[0]! }));
