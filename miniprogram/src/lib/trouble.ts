import Taro from '@tarojs/taro';
import { watchStandstill } from './stands-still';

export interface Watching {
  mistaken(error: unknown): void;
  note(trouble: { crashed: true } | { frozen: true } | { strayedTo: string }): void;
}

/**
 * What WeChat tells of what goes wrong (trouble.h5.ts has the same name). It lets no request out but to the hosts that
 * are entered for the mini-program, so that there is nothing of that to tell.
 */
export function watchTrouble({ mistaken, note }: Watching): void {
  // What nobody caught comes here as a text.
  Taro.onError(() => note({ crashed: true }));
  Taro.onUnhandledRejection(({ reason }) => mistaken(reason));
  const shown = watchStandstill(() => note({ frozen: true }));
  Taro.onAppShow(() => shown(true));
  Taro.onAppHide(() => shown(false));
}
