import { useEffect, useSyncExternalStore } from 'react';
import { PlatformTime } from '../api/admin.ts';
import { ask } from './client.ts';

/** How far this computer's clock is from the platform's, whose clock decides what is late. */
let aheadMs = 0;
let seenMs = Date.now();
const listeners = new Set<() => void>();
const TICK_MS = 30_000;
const ASK_EVERY_MS = 600_000;
/** Less than this is the way of the answer, not the clock. */
const NOTICED_MS = 2_000;

const tell = (): void => {
  seenMs = Date.now() + aheadMs;
  listeners.forEach((listener) => listener());
};
export const serverNow = (): number => Date.now() + aheadMs;

async function askTheTime(): Promise<void> {
  const beganMs = Date.now();
  const { platformTime } = await ask(PlatformTime, {});
  const offMs = Date.parse(platformTime) - (beganMs + Date.now()) / 2;
  aheadMs = Math.abs(offMs) < NOTICED_MS ? 0 : offMs;
  tell();
}

/**
 * Keeps the platform's time while the frame is on the screen; until it is known, and when it cannot be asked, this
 * computer's is taken.
 */
export function useKeptTime(): void {
  useEffect(() => {
    const go = () => void askTheTime().catch(() => undefined);
    go();
    const tick = setInterval(tell, TICK_MS);
    const again = setInterval(go, ASK_EVERY_MS);
    return () => {
      clearInterval(tick);
      clearInterval(again);
    };
  }, []);
}

/** The platform's time, anew every half minute. */
export const useNow = (): number =>
  useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => seenMs,
  );
