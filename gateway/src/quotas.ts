import { chunksOf } from '@heitu/kit/rules/chunks';
import { RateLimiterRedis } from 'rate-limiter-flexible';
import type { Actor, Quota } from '@heitu/kit/rules/actor';
import { DAY_MS, MINUTE_MS } from '@heitu/kit/rules/clock';
import type { Logger } from '@heitu/kit/serving/logging';
import { Refusal } from './front/refusals.ts';
import type { SharedStore } from './shared-store.ts';
import { tellAuthority, type Authority } from './tell-authority.ts';

/** How many requests of a caller on one day, in all (`tag` empty) or by what the supergraph tags their roots with. */
export interface Usage {
  callerId: string;
  day: string;
  tag: string;
  calls: number;
  refused: number;
  lastAtMs: number;
}
export interface Quotas {
  /** Counts a request; why it is one too many, or null. Callers without a quota are not counted. */
  take(actor: Actor): Promise<Refusal | null>;
  /** What a request that was taken asks for. */
  note(actor: Actor, tags: readonly string[]): void;
  /** Brings what was counted to the subgraph that owns accounts. */
  flush(): Promise<void>;
  close(): Promise<void>;
}

/** What a sudden end of this process loses of the counting at most. */
const FLUSH_EVERY_MS = 5000;
const USAGE_ROWS_MAX = 500;

export interface QuotasParts extends Authority {
  log: Logger;
  store?: SharedStore | null;
  nowMs?: () => number;
}

/**
 * A minute's requests are counted by all gateways together where they have a store and it answers, else by each for
 * itself; a day's by all together, as far as they have told the authority.
 */
export const createQuotas = (parts: QuotasParts): Quotas => new CountedQuotas(parts);

class CountedQuotas implements Quotas {
  readonly #counted: Counted;
  readonly #shared: RateLimiterRedis | null;
  readonly #nowMs: () => number;
  readonly #minutes = new Map<string, { minute: number; count: number }>();
  readonly #timer: NodeJS.Timeout;
  constructor({ store, nowMs = Date.now, ...parts }: QuotasParts) {
    this.#nowMs = nowMs;
    this.#shared = store ? sharedMinutes(store) : null;
    this.#counted = new Counted(parts, nowMs);
    this.#timer = setInterval(() => void this.flush(), FLUSH_EVERY_MS).unref();
  }

  async take(actor: Actor): Promise<Refusal | null> {
    const { quota } = actor;
    if (!quota) return null;
    const minute = Math.floor(this.#nowMs() / MINUTE_MS);
    const together = await this.#shared?.penalty(`${actor.id} ${minute}`).then(
      ({ consumedPoints }) => consumedPoints,
      () => null,
    );
    const inMinute = this.#minutes.get(actor.id);
    const own = (inMinute?.minute === minute ? inMinute.count : 0) + 1;
    const asked = together ?? own;
    if (asked > quota.minuteMax) return this.#refuse(actor, quota, quota.minuteMax, asked, (minute + 1) * MINUTE_MS);
    const today = this.#counted.today(actor, quota) + 1;
    if (today > quota.dayMax)
      return this.#refuse(actor, quota, quota.dayMax, today, Date.parse(`${quota.day}T00:00:00+08:00`) + DAY_MS);
    this.#minutes.set(actor.id, { minute, count: own });
    this.#counted.add(actor, quota, '', 'calls');
    return null;
  }
  #refuse(actor: Actor, quota: Quota, max: number, asked: number, untilMs: number): Refusal {
    this.#counted.add(actor, quota, '', 'refused');
    const retryAfter = Math.max(1, Math.ceil((untilMs - this.#nowMs()) / 1000));
    return new Refusal('TOO_MANY_REQUESTS', { max, asked, retryAfter });
  }
  /** Is handed on alone. */
  readonly note = (actor: Actor, tags: readonly string[]): void => {
    if (actor.quota) for (const tag of tags) this.#counted.add(actor, actor.quota, tag, 'calls');
  };
  flush(): Promise<void> {
    return this.#counted.flush();
  }
  async close(): Promise<void> {
    clearInterval(this.#timer);
    await this.flush();
  }
}

const sharedMinutes = (store: SharedStore): RateLimiterRedis =>
  new RateLimiterRedis({
    storeClient: store,
    useRedisPackage: true,
    points: 1,
    duration: MINUTE_MS / 1000,
    keyPrefix: 'heitu:quota',
  });

/** What callers used, until the authority is told of it. */
class Counted {
  readonly #parts: Pick<QuotasParts, 'transport' | 'authority' | 'log'>;
  readonly #nowMs: () => number;
  /** Requests of a day that are known to all, or were told by this process. */
  readonly #days = new Map<string, { day: string; count: number }>();
  #untold = new Map<string, Usage>();
  constructor(parts: Pick<QuotasParts, 'transport' | 'authority' | 'log'>, nowMs: () => number) {
    this.#parts = parts;
    this.#nowMs = nowMs;
  }

  add(actor: Actor, quota: Quota, tag: string, of: 'calls' | 'refused'): void {
    const key = keyOf(actor.id, quota.day, tag);
    const usage = this.#untold.get(key) ?? {
      callerId: actor.id,
      day: quota.day,
      tag,
      calls: 0,
      refused: 0,
      lastAtMs: 0,
    };
    usage[of] += 1;
    usage.lastAtMs = this.#nowMs();
    this.#untold.set(key, usage);
  }
  /** The calls of the quota's day so far. */
  today(actor: Actor, quota: Quota): number {
    const known = this.#days.get(actor.id);
    const before = Math.max(quota.usedToday, known?.day === quota.day ? known.count : 0);
    this.#days.set(actor.id, { day: quota.day, count: before });
    return before + (this.#untold.get(keyOf(actor.id, quota.day, ''))?.calls ?? 0);
  }

  async flush(): Promise<void> {
    if (this.#untold.size === 0) return;
    const telling = this.#untold;
    this.#untold = new Map();
    const rows = [...telling.values()];
    for (const part of chunksOf(rows, USAGE_ROWS_MAX)) {
      const isTold = await tellAuthority(this.#parts, '/usage', part);
      if (!isTold)
        this.#parts.log.warn({ rows: part.length }, 'what callers used was not told; it is kept and told later');
      for (const usage of part) {
        if (isTold) this.#wasTold(usage);
        else this.#keep(usage);
      }
    }
  }
  #wasTold({ callerId, day, tag, calls }: Usage): void {
    const known = this.#days.get(callerId);
    if (tag === '' && known?.day === day) known.count += calls;
  }
  /** More may have been counted while it was being told. */
  #keep(usage: Usage): void {
    const key = keyOf(usage.callerId, usage.day, usage.tag);
    const since = this.#untold.get(key);
    this.#untold.set(
      key,
      since
        ? {
            ...usage,
            calls: usage.calls + since.calls,
            refused: usage.refused + since.refused,
            lastAtMs: since.lastAtMs,
          }
        : usage,
    );
  }
}

const keyOf = (callerId: string, day: string, tag: string): string => `${callerId} ${day} ${tag}`;
