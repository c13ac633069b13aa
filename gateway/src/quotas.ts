import { randomUUID } from 'node:crypto';
import { RateLimiterRedis } from 'rate-limiter-flexible';
import { GATEWAY, type Actor, type Quota } from '@heitu/kit/rules/actor';
import { DAY_MS, MINUTE_MS } from '@heitu/kit/rules/clock';
import type { Logger } from '@heitu/kit/serving/logging';
import type { Transport } from '@heitu/kit/messages/peers';
import { Refusal } from './front/refusals.ts';
import type { SharedStore } from './shared-store.ts';

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

export interface QuotasParts {
  transport: Transport;
  authority: string;
  log: Logger;
  store?: SharedStore | null;
  nowMs?: () => number;
}

/**
 * A minute's requests are counted by all gateways together where they have a store and it answers, else by each for
 * itself; a day's by all together, as far as they have told the authority.
 */
export function createQuotas({ transport, authority, log, store, nowMs = Date.now }: QuotasParts): Quotas {
  const shared =
    store &&
    new RateLimiterRedis({
      storeClient: store,
      useRedisPackage: true,
      points: 1,
      duration: MINUTE_MS / 1000,
      keyPrefix: 'heitu:quota',
    });
  const minutes = new Map<string, { minute: number; count: number }>();
  /** Requests of a day that are known to all, or were told by this process. */
  const days = new Map<string, { day: string; count: number }>();
  let untold = new Map<string, Usage>();

  function count(actor: Actor, quota: Quota, tag: string, of: 'calls' | 'refused'): void {
    const key = `${actor.id} ${quota.day} ${tag}`;
    const usage = untold.get(key) ?? { callerId: actor.id, day: quota.day, tag, calls: 0, refused: 0, lastAtMs: 0 };
    usage[of] += 1;
    usage.lastAtMs = nowMs();
    untold.set(key, usage);
  }
  function refuse(actor: Actor, quota: Quota, max: number, asked: number, untilMs: number): Refusal {
    count(actor, quota, '', 'refused');
    return new Refusal('TOO_MANY_REQUESTS', {
      max,
      asked,
      retryAfter: Math.max(1, Math.ceil((untilMs - nowMs()) / 1000)),
    });
  }
  async function flush(): Promise<void> {
    if (untold.size === 0) return;
    const telling = untold;
    untold = new Map();
    const rows = [...telling.values()];
    for (let i = 0; i < rows.length; i += USAGE_ROWS_MAX) {
      const part = rows.slice(i, i + USAGE_ROWS_MAX);
      const told = await transport
        .edge(
          authority,
          {
            method: 'POST',
            path: '/usage',
            query: {},
            headers: { 'content-type': 'application/json' },
            body: Buffer.from(JSON.stringify(part)),
          },
          GATEWAY,
          randomUUID(),
        )
        .then(
          ({ status }) => status === 204,
          () => false,
        );
      if (!told) log.warn({ rows: part.length }, 'what callers used was not told; it is kept and told later');
      for (const usage of part) {
        const known = days.get(usage.callerId);
        if (told && usage.tag === '' && known?.day === usage.day) known.count += usage.calls;
        const since = !told && untold.get(`${usage.callerId} ${usage.day} ${usage.tag}`);
        if (!told)
          untold.set(
            `${usage.callerId} ${usage.day} ${usage.tag}`,
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
  }
  const timer = setInterval(() => void flush(), FLUSH_EVERY_MS).unref();

  return {
    async take(actor) {
      const { quota } = actor;
      if (!quota) return null;
      const minute = Math.floor(nowMs() / MINUTE_MS);
      const together = await shared?.penalty(`${actor.id} ${minute}`).then(
        ({ consumedPoints }) => consumedPoints,
        () => null,
      );
      const inMinute = minutes.get(actor.id);
      const own = (inMinute?.minute === minute ? inMinute.count : 0) + 1;
      const asked = together ?? own;
      if (asked > quota.minuteMax) return refuse(actor, quota, quota.minuteMax, asked, (minute + 1) * MINUTE_MS);
      const known = days.get(actor.id);
      const before = Math.max(quota.usedToday, known?.day === quota.day ? known.count : 0);
      days.set(actor.id, { day: quota.day, count: before });
      const today = before + (untold.get(`${actor.id} ${quota.day} `)?.calls ?? 0) + 1;
      if (today > quota.dayMax)
        return refuse(actor, quota, quota.dayMax, today, Date.parse(`${quota.day}T00:00:00+08:00`) + DAY_MS);
      minutes.set(actor.id, { minute, count: own });
      count(actor, quota, '', 'calls');
      return null;
    },
    note(actor, tags) {
      if (actor.quota) for (const tag of tags) count(actor, actor.quota, tag, 'calls');
    },
    flush,
    async close() {
      clearInterval(timer);
      await flush();
    },
  };
}
