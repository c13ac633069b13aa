import { RateLimiterMemory, RateLimiterRedis, RateLimiterRes, type RateLimiterAbstract } from 'rate-limiter-flexible';
import type { Actor } from '@heitu/kit/rules/actor';
import { tableOf } from '@heitu/kit/rules/checked';
import type { SharedStore } from '../shared-store.ts';
import { Refusal } from './refusals.ts';

export { networkOf as addressKey } from '@heitu/kit/serving/network';
/** Under which somebody who is signed in is counted. */
export const callerKey = ({ kind, id }: Actor): string => `${kind} ${id}`;

/** Requests within a period; null: any number. */
export interface Rate {
  count: number;
  seconds: number;
}
export interface RateSettings {
  perCaller: Rate | null;
  perAddress: Rate | null;
  /** Of mutations by who is not signed in: signing in, registering, codes by text message. */
  strangersPerAddress: Rate | null;
}
export interface Rates {
  /** Null where there is room; else why not, and when there is again. */
  take(of: keyof RateSettings, key: string): Promise<Refusal | null>;
}

/** Counted in memory; with `store` by all gateways together, and by each for itself while that does not answer. */
export function createRates(settings: RateSettings, store: SharedStore | null = null): Rates {
  const limiter = (rate: Rate | null, name: string): RateLimiterAbstract | null => {
    if (!rate) return null;
    const own = new RateLimiterMemory({ points: rate.count, duration: rate.seconds, keyPrefix: name });
    return store
      ? new RateLimiterRedis({
          storeClient: store,
          useRedisPackage: true,
          points: rate.count,
          duration: rate.seconds,
          keyPrefix: `heitu:${name}`,
          insuranceLimiter: own,
        })
      : own;
  };
  const limiters = tableOf(settings, limiter);
  return {
    async take(of, key) {
      try {
        await limiters[of]?.consume(key);
        return null;
      } catch (rejected) {
        if (!(rejected instanceof RateLimiterRes)) throw rejected;
        const { msBeforeNext, consumedPoints } = rejected;
        return new Refusal('TOO_MANY_REQUESTS', {
          max: settings[of]?.count,
          asked: consumedPoints,
          retryAfter: Math.ceil(msBeforeNext / 1000),
        });
      }
    },
  };
}
