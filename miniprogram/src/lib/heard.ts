import { keep, kept } from './storage';

interface Heard {
  atMs: number;
  phoneMs: number;
}
const HEARD = 'heard';
const KEEP_EVERY_MS = 60_000;
let last: Heard | null = null;

/** The platform's own time, as an answer's Date says it, beside the phone's: kept, since an app may be killed. */
export function hear(header: Readonly<Record<string, unknown>> | undefined): void {
  const date = Object.entries(header ?? {}).find(([name]) => name.toLowerCase() === 'date')?.[1];
  const atMs = Date.parse(String(date));
  if (Number.isNaN(atMs)) return;
  const phoneMs = Date.now();
  if (!last || Math.abs(phoneMs - last.phoneMs) > KEEP_EVERY_MS) keep(HEARD, { atMs, phoneMs });
  last = { atMs, phoneMs };
}
export const lastHeard = (): Heard | null => last ?? kept<Heard>(HEARD);
/** What time it is for the platform, as far as this phone knows. */
export const platformNow = (): number => {
  const heard = lastHeard();
  return heard ? heard.atMs + (Date.now() - heard.phoneMs) : Date.now();
};
