import Taro from '@tarojs/taro';

const PREFIX = 'heitu.';

/** What the phone keeps. A full or broken store never stops a page: then it is as if nothing was kept. */
export function keep(key: string, value: unknown): void {
  try {
    Taro.setStorageSync(PREFIX + key, JSON.stringify(value));
  } catch {
    // Nothing is kept.
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
