import { MINUTE_MS, SECOND_MS } from '@heitu/kit/rules/clock';
import type { Body } from './body.ts';
import { Refusal } from './refusals.ts';

/** What says that nobody answered, and nothing of the question. */
const AWAY_CODES: ReadonlySet<unknown> = new Set(['UNAVAILABLE', 'DEADLINE_EXCEEDED']);
const AWAY = '系统有一部分没有回应';

export interface LastGood {
  body: Body;
  /** By performance.now(), when it was begun. */
  beganMs: number;
}

interface Told {
  data?: Record<string, unknown> | null;
  errors?: { path?: readonly (string | number)[]; extensions?: { code?: string } }[];
}
/** What we wrote ourselves. */
function toldIn({ json }: Body): Told {
  const told: Told = JSON.parse(json.toString());
  return told;
}

/** How old it is, in words for whoever sees it. */
const ageInWords = (ageMs: number): string =>
  ageMs < MINUTE_MS ? '不到 1 分钟前' : ` ${Math.floor(ageMs / MINUTE_MS)} 分钟前`;

/** The last good answer as it is shown now: it says itself how old it is. */
function shown(told: Told, ageMs: number): Body {
  const seconds = Math.floor(ageMs / SECOND_MS);
  const stale = { seconds, message: `${AWAY}，显示的是${ageInWords(ageMs)}的内容` };
  const json = Buffer.from(JSON.stringify({ ...told, extensions: { stale } }));
  return { hasData: true, hasErrors: !!told.errors?.length, json, staleSeconds: seconds };
}

/** "There is none" is not said from memory: what was unknown then may be known now. */
const isThere = (data: Told['data']): boolean => Object.values(data ?? {}).some((root) => root !== null);

export const isAway = (thrown: unknown): boolean => thrown instanceof Refusal && AWAY_CODES.has(thrown.code);

/** The whole of it, where nothing came; null where nothing was there. */
export function wholeOf({ body, beganMs }: LastGood, nowMs: number): Body | null {
  const told = toldIn(body);
  return isThere(told.data) ? shown(told, nowMs - beganMs) : null;
}

/**
 * `now`, with each root that nobody answered as it was in the last good answer. What is lost within a root that is
 * there stays lost: a price of now is worth more than the stars beside it.
 */
export function withLast(now: Body, last: LastGood, nowMs: number): Body {
  const { data, errors = [] } = toldIn(now);
  const before = toldIn(last.body).data ?? {};
  if (!isThere(before)) return now;
  const away = errors.filter(({ extensions }) => AWAY_CODES.has(extensions?.code));
  const isLost = (root: string): boolean =>
    (data?.[root] ?? null) === null && away.some(({ path }) => !path || path[0] === root);
  const lost = new Set(Object.keys(before).filter(isLost));
  if (lost.size === 0) return now;
  const filled = Object.fromEntries(
    Object.keys(before).map((root) => [root, lost.has(root) ? before[root] : data?.[root]]),
  );
  const isFilled = lost.size === Object.keys(before).length;
  const left = errors.filter((error) => (error.path ? !lost.has(String(error.path[0])) : !isFilled));
  return shown({ ...(left.length > 0 && { errors: left }), data: filled }, nowMs - last.beganMs);
}
