import { LRUCache } from 'lru-cache';
import type { Body } from './body.ts';
import type { Prepared } from './prepare.ts';
import { isAway, wholeOf, withLast, type LastGood } from './stale.ts';

/** No public answer is older while who answers is there: a price that was changed is seen within this time. */
export const KEEP_MS_MAX = 1000;
const ANSWERS_MAX = 2000;
const ANSWER_BYTES_TOGETHER_MAX = 64 * 1024 * 1024;
const VARIABLES_CHARACTERS_MAX = 2000;

export type Source = 'executed' | 'joined' | 'kept' | 'stale';

type Asked = Pick<Prepared<never>, 'id' | 'staleMsMax'>;
type Variables = Readonly<Record<string, unknown>>;
type Execute = () => Promise<Body>;
interface Answered {
  body: Body;
  source: Source;
}
export interface Answers {
  /**
   * The answer to a public operation: one that was begun less than a moment ago, else from `execute`, and where nobody
   * answers that, the last good one.
   */
  of(prepared: Asked, variables: Variables, execute: Execute): Promise<Answered>;
  /** One's own answer, which is not kept; where nobody answers, the last good one that was public. */
  ownOf(prepared: Asked, variables: Variables, execute: Execute): Promise<Answered>;
}

/**
 * Answers to public operations, each for at most `keepMs` from when its execution began; who asks the same meanwhile
 * waits for it. Who asks is no part of the key: only who may share it comes here. What failed, in whole or in part, is
 * not kept; what is null without a reason is not shared either. While whoever answers is away, the last good answer is
 * shown for `staleMs`, or for as long as the operation's fields may be; each request asks anew, so that what is back is
 * seen at once. What is kept is bounded together: those asked for least go first.
 */
export function createAnswers(keepMs: number, staleMs = 0): Answers {
  const freshMs = Math.min(keepMs, KEEP_MS_MAX);
  const kept = new LRUCache<string, LastGood>({
    max: ANSWERS_MAX,
    maxSize: ANSWER_BYTES_TOGETHER_MAX,
    sizeCalculation: ({ body }, key) => body.json.length + key.length,
    ttl: Math.max(freshMs, staleMs),
    ttlResolution: 0,
  });
  const underWay = new Map<string, { beganMs: number; body: Promise<Body> }>();

  /** The last good one, if it may be shown yet. */
  function lastOf(key: string, staleMsMax: number): LastGood | null {
    const last = kept.get(key);
    return last && performance.now() - last.beganMs < Math.min(staleMs, staleMsMax) ? last : null;
  }
  async function orLast(key: string, staleMsMax: number, execute: Execute): Promise<Body> {
    try {
      const body = await execute();
      const last = body.hasErrors ? lastOf(key, staleMsMax) : null;
      return last ? withLast(body, last, performance.now()) : body;
    } catch (error) {
      const last = isAway(error) ? lastOf(key, staleMsMax) : null;
      const whole = last && wholeOf(last, performance.now());
      if (whole) return whole;
      throw error;
    }
  }
  const keeping = (key: string, staleMsMax: number, execute: Execute): Promise<Body> =>
    orLast(key, staleMsMax, async () => {
      const beganMs = performance.now();
      const body = await execute();
      const ttl = Math.max(freshMs, Math.min(staleMs, staleMsMax));
      if (!body.hasErrors) kept.set(key, { body, beganMs }, { start: beganMs, ttl });
      return body;
    });

  return {
    async of({ id, staleMsMax }, variables, execute) {
      const key = keyOf(id, variables);
      if (key === null) return { body: await execute(), source: 'executed' };
      const nowMs = performance.now();
      const before = kept.get(key);
      if (before && nowMs - before.beganMs < freshMs) return { body: before.body, source: 'kept' };
      const begun = underWay.get(key);
      if (begun && nowMs - begun.beganMs < keepMs) {
        const body = await begun.body;
        return body.hasUnexplained ? { body: await execute(), source: 'executed' } : { body, source: 'joined' };
      }
      const mine = { beganMs: nowMs, body: keeping(key, staleMsMax, execute) };
      underWay.set(key, mine);
      try {
        return answeredBy(await mine.body);
      } finally {
        if (underWay.get(key) === mine) underWay.delete(key);
      }
    },
    async ownOf({ id, staleMsMax }, variables, execute) {
      const key = keyOf(id, variables);
      return answeredBy(key === null ? await execute() : await orLast(key, staleMsMax, execute));
    },
  };
}

const answeredBy = (body: Body): Answered => ({
  body,
  source: body.staleSeconds === undefined ? 'executed' : 'stale',
});
/** Null where it would be too long to be kept. */
function keyOf(id: number, variables: Variables): string | null {
  const text = JSON.stringify(variables);
  return text.length > VARIABLES_CHARACTERS_MAX ? null : `${id} ${text}`;
}
