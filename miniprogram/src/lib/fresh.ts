import { useDidShow } from '@tarojs/taro';
import { useRef } from 'react';

/** Asks again when the page comes back: what was done on another page is not due any more. */
export function useFresh(reload: () => Promise<void>): void {
  const shown = useRef(false);
  useDidShow(() => {
    if (shown.current) void reload();
    shown.current = true;
  });
}
