import { LRUCache } from 'lru-cache';
import type { Prepared } from './prepare.ts';

/** No public answer is older: a price that was changed is seen within this time. */
export const KEEP_MS_MAX = 1000;
const ANSWERS_MAX = 2000;
const ANSWER_BYTES_TOGETHER_MAX = 64 * 1024 * 1024;
const VARIABLES_CHARACTERS_MAX = 2000;

export interface Body {
  /** Whether something was executed: not for a request whose variables are wrong. */
  hasData: boolean;
  hasErrors: boolean;
  /** Something in it is null and nobody knows why: whoever waited for it asks for themselves. */
  hasUnexplained?: boolean;
  json: Buffer;
}
export type Source = 'executed' | 'joined' | 'kept';

export interface Answers {
  /** The answer to a public operation: one that was begun less than a moment ago, else from `execute`. */
  of(
    prepared: Pick<Prepared<never>, 'id'>,
    variables: Readonly<Record<string, unknown>>,
    execute: () => Promise<Body>,
  ): Promise<{ body: Body; source: Source }>;
}

/**
 * Answers to public operations, each for at most `keepMs` from when its execution began; who asks the same meanwhile
 * waits for it. Who asks is no part of the key: only who may share it comes here. What failed, in whole or in part, is
 * not kept; what is null without a reason is not shared either.
 */
export function createAnswers(keepMs: number): Answers {
  const kept = new LRUCache<string, Body>({
    max: ANSWERS_MAX,
    maxSize: ANSWER_BYTES_TOGETHER_MAX,
    sizeCalculation: ({ json }, key) => json.length + key.length,
    ttl: Math.min(keepMs, KEEP_MS_MAX),
    ttlResolution: 0,
  });
  const underWay = new Map<string, { beganMs: number; body: Promise<Body> }>();
  return {
    async of({ id }, variables, execute) {
      const text = JSON.stringify(variables);
      if (text.length > VARIABLES_CHARACTERS_MAX) return { body: await execute(), source: 'executed' };
      const key = `${id} ${text}`;
      const before = kept.get(key);
      if (before) return { body: before, source: 'kept' };
      const nowMs = performance.now();
      const begun = underWay.get(key);
      if (begun && nowMs - begun.beganMs < keepMs) {
        const body = await begun.body;
        return body.hasUnexplained ? { body: await execute(), source: 'executed' } : { body, source: 'joined' };
      }
      const mine = { beganMs: nowMs, body: execute() };
      underWay.set(key, mine);
      try {
        const body = await mine.body;
        if (!body.hasErrors) kept.set(key, body, { start: nowMs });
        return { body, source: 'executed' };
      } finally {
        if (underWay.get(key) === mine) underWay.delete(key);
      }
    },
  };
}
