import type { ViewProps } from '@tarojs/components';
import { stopPullDownRefresh, usePullDownRefresh } from '@tarojs/taro';

type Hands = Pick<ViewProps, 'onTouchStart' | 'onTouchMove' | 'onTouchEnd'>;
/** A page that is pulled down asks anew. WeChat shows that by itself; pull.h5.ts does for a browser. */
export function usePull(reload: (() => Promise<unknown>) | undefined): { said: string; hands?: Hands } {
  usePullDownRefresh(() => void Promise.resolve(reload?.()).finally(() => void stopPullDownRefresh()));
  return { said: '' };
}
