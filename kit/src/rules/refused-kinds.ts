/** Why a gateway did not do all that a request asked for: what it tells of each hour, and nothing of whoever asked. */
export const REFUSED_KINDS = [
  'too-often',
  'too-much',
  'overload',
  'unregistered',
  'credentials',
  'not-allowed',
  'plain',
  'malformed',
  'failed',
] as const;
export type RefusedKind = (typeof REFUSED_KINDS)[number];

/** One gateway's count of an hour, as long as it ran in it. */
export interface ToldHour {
  hourMs: number;
  requests: number;
  refused: Partial<Record<RefusedKind, number>>;
}
/** What a gateway tells: hours that are over for it, and the one that it has begun to count; null where it ends. */
export interface ToldHours {
  /** Another one at each start. */
  process: string;
  over: readonly ToldHour[];
  begunMs: number | null;
}
