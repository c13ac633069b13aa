/** The only clock. Its offset is read from outside (the sandbox moves it for every process), at most every 20 ms. */
export interface Clock {
  /** Milliseconds since the epoch. */
  now(): number;
}

const OFFSET_READ_EVERY_MS = 20;

export function createClock(readOffsetMs: () => number = () => 0): Clock {
  let offsetMs = readOffsetMs();
  let readAt = Date.now();
  return {
    now() {
      const real = Date.now();
      if (real - readAt >= OFFSET_READ_EVERY_MS) {
        offsetMs = readOffsetMs();
        readAt = real;
      }
      return real + offsetMs;
    },
  };
}

export const SECOND_MS = 1000;
export const MINUTE_MS = 60 * SECOND_MS;
export const HOUR_MS = 60 * MINUTE_MS;
export const DAY_MS = 24 * HOUR_MS;
