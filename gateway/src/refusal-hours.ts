import { randomUUID } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import { HOUR_MS, MINUTE_MS } from '@heitu/kit/rules/clock';
import type { RefusedKind, ToldHour, ToldHours } from '@heitu/kit/rules/refused-kinds';
import type { Logger } from '@heitu/kit/serving/logging';
import { refusedAs } from './front/refused.ts';
import { tellAuthority, type Authority } from './tell-authority.ts';

/** While the authority is away so many hours are kept; older ones are missing there. */
const HOURS_KEPT_MAX = 48;

export interface RefusalHoursParts extends Authority {
  log: Logger;
  nowMs?: () => number;
}

/**
 * How many requests came in each hour, and how many of them were refused for what. Each hour is told when it begins and
 * when it is over: one that began and was never told of is known to be missing, since this process did not end by
 * itself.
 */
export class RefusalHours {
  readonly #parts: RefusalHoursParts;
  readonly #nowMs: () => number;
  readonly #process = randomUUID();
  readonly #timer: NodeJS.Timeout;
  #over: ToldHour[] = [];
  #current: ToldHour | null = null;
  /** The hour of which the authority knows that it is counted. */
  #begunMs: number | null = null;
  #telling: Promise<void> | null = null;
  constructor(parts: RefusalHoursParts) {
    this.#parts = parts;
    this.#nowMs = parts.nowMs ?? Date.now;
    this.#timer = setInterval(() => void this.tell(), MINUTE_MS).unref();
  }

  count(kind: RefusedKind | null): void {
    const hour = this.#hourNow();
    hour.requests += 1;
    if (kind) hour.refused[kind] = (hour.refused[kind] ?? 0) + 1;
    // The first request of an hour does not wait for the timer.
    if (hour.requests === 1 && hour.hourMs !== this.#begunMs) void this.tell();
  }
  /** Twice at once is once. */
  tell(): Promise<void> {
    return (this.#telling ??= this.#tell(this.#hourNow().hourMs).finally(() => (this.#telling = null)));
  }
  /** Tells of the hour that this process leaves in the middle. */
  async close(): Promise<void> {
    clearInterval(this.#timer);
    await this.#telling;
    const current = this.#current;
    if (!current || (current.requests === 0 && this.#begunMs === null)) return;
    this.#over.push(current);
    this.#current = null;
    await this.#tell(null);
  }

  #hourNow(): ToldHour {
    const nowMs = this.#nowMs();
    const hourMs = nowMs - (nowMs % HOUR_MS);
    if (this.#current?.hourMs === hourMs) return this.#current;
    if (this.#current) this.#over = [...this.#over, this.#current].slice(-HOURS_KEPT_MAX);
    return (this.#current = { hourMs, requests: 0, refused: {} });
  }
  async #tell(begunMs: number | null): Promise<void> {
    const over = this.#over;
    if (over.length === 0 && begunMs === this.#begunMs) return;
    const hours: ToldHours = { process: this.#process, over, begunMs };
    const isTold = await tellAuthority(this.#parts, '/refusals', hours);
    if (!isTold) {
      // Nothing is lost yet where an hour only begins.
      if (over.length > 0)
        this.#parts.log.warn({ hours: over.length }, 'what was refused was not told; it is told later');
      return;
    }
    this.#begunMs = begunMs;
    this.#over = this.#over.filter((hour) => !over.includes(hour));
  }
}

/** Counts every request of the scope, by how it was answered. */
export function addRefusalHours(scope: FastifyInstance, hours: RefusalHours): void {
  scope.addHook('onResponse', async (request) => hours.count(refusedAs(request)));
}
