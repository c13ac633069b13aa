import { useEffect, useState } from 'react';

const SECOND_MS = 1000;

/**
 * Seconds that are left of so many, counted from when they were told: a phone's clock may be wrong, its seconds are
 * not.
 */
export function useCountdown(seconds: number | null, of: unknown): number {
  const [left, setLeft] = useState(seconds ?? 0);
  useEffect(() => {
    if (seconds === null) return;
    const end = Date.now() + seconds * SECOND_MS;
    const tick = (): void => setLeft(Math.max(0, Math.round((end - Date.now()) / SECOND_MS)));
    tick();
    const timer = setInterval(tick, SECOND_MS);
    return () => clearInterval(timer);
  }, [seconds, of]);
  return left;
}
