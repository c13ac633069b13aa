import Taro from '@tarojs/taro';

const PREFIX = 'heitu.';

/** What the phone keeps. A full or broken store never stops a page: then it is as if nothing was kept, and false. */
export function keep(key: string, value: unknown): boolean {
  try {
    Taro.setStorageSync(PREFIX + key, JSON.stringify(value));
    return true;
  } catch {
    return false;
  }
}
export function kept<T>(key: string): T | null {
  try {
    const text = Taro.getStorageSync(PREFIX + key) as string;
    return text ? (JSON.parse(text) as T) : null;
  } catch {
    return null;
  }
}
export function forget(key: string): void {
  try {
    Taro.removeStorageSync(PREFIX + key);
  } catch {
    // It was not kept.
  }
}
/** The names of all that is kept, without the prefix. */
export function keptKeys(): string[] {
  try {
    const { keys } = Taro.getStorageInfoSync();
    return keys.filter((key) => key.startsWith(PREFIX)).map((key) => key.slice(PREFIX.length));
  } catch {
    return [];
  }
}

/** A browser keeps some five million letters, WeChat ten megabytes. */
const NEARLY_FULL_LETTERS = 3_500_000;
export const isNearlyFull = (): boolean =>
  keptKeys().reduce((sum, key) => sum + JSON.stringify(kept(key)).length, 0) > NEARLY_FULL_LETTERS;
