import { setTimeout as sleep } from 'node:timers/promises';
import type { Clients } from '../faults/people.ts';
import type { Act } from './acts.ts';
import type { Three } from './three.ts';

/** As long as a person may wait for a machine to come back by itself. */
const WHOLE_MS_MAX = 180_000;
const LOOK_EVERY_MS = 500;
const CALM_MS = 5000;

export interface Seen {
  act: string;
  /** Of those who trade, from the act until all was whole. */
  asked: number;
  failed: number;
  /** The longest while in which nobody's change was answered. */
  darkSeconds: number;
  /** Since it was killed, or since what held it ended. */
  wholeSeconds: number | null;
  /** What was not there yet when patience ended. */
  missing: readonly string[];
}
const seconds = (ms: number): number => Math.round(ms / 100) / 10;

export async function measure(three: Three, clients: Clients, act: Act, heldMs: number): Promise<Seen> {
  await sleep(CALM_MS);
  const began = performance.now();
  const first = clients.sent.length;
  await act.begin(three);
  let since = began;
  if (act.end) {
    await sleep(heldMs);
    await act.end(three);
    since = performance.now();
  }
  let missing = ['not looked yet'];
  for (; missing.length > 0 && performance.now() < since + WHOLE_MS_MAX; await sleep(LOOK_EVERY_MS))
    missing = await three.missing();
  const whole = performance.now();
  await sleep(LOOK_EVERY_MS);
  const sent = clients.sent.slice(first);
  const changes = sent.filter(({ code, isChange }) => code === '' && isChange).map(({ endedMs }) => endedMs);
  const times = [began, ...changes, performance.now()];
  return {
    act: act.name,
    asked: sent.length,
    failed: sent.filter(({ code }) => code !== '' && code !== 'UNAUTHENTICATED').length,
    darkSeconds: seconds(Math.max(...times.slice(1).map((time, i) => time - times[i]!))),
    wholeSeconds: missing.length > 0 ? null : seconds(whole - since),
    missing,
  };
}
