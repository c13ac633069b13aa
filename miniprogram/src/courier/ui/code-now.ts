/** How long a code is the newest, as the platform has it. */
const SLOT_MS = 120_000;
export interface Codes {
  code: string;
  validUntilAt: string;
  /** Those that follow. */
  ahead: readonly string[];
}
/** The code of this moment, also where the platform was last heard of hours ago; null where they have run out. */
export function codeNow({ code, validUntilAt, ahead }: Codes, nowMs: number): { code: string; untilMs: number } | null {
  const untilMs = Date.parse(validUntilAt);
  if (nowMs < untilMs) return { code, untilMs };
  const slots = Math.floor((nowMs - untilMs) / SLOT_MS);
  const later = ahead[slots];
  return later === undefined ? null : { code: later, untilMs: untilMs + (slots + 1) * SLOT_MS };
}
