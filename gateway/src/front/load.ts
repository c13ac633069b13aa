import { Counter, Gauge } from 'prom-client';
import { registry } from '@heitu/kit/serving/metrics';
import { Refusal } from './refusals.ts';

/**
 * How much of the room each kind of request may fill: what everybody may see is refused first, what must not be lost
 * (money, orders, what a provider tells) last.
 */
export const WORTHS = { public: 0.6, own: 0.8, binding: 1 } as const;
export type Worth = keyof typeof WORTHS;

const ROOM_MIN = 20;
/** What a pause of the process leaves waiting is served, and is no overload. */
const ROOM_MAX = 1000;
const WINDOW_MS = 100;
/** A window of fewer requests says nothing against the room. */
const WINDOW_REQUESTS_MIN = 10;
const WINDOW_MS_MAX = 1000;
/** Where even the fastest quarter waits, a queue stands: one slow subgraph, or one slow operation, does not make it. */
const WAITED_QUANTILE = 0.25;
const SHRINK_MAX = 0.5;
/** A queue that falls by so much from window to window ends by itself. */
const FALLS_BY = 0.97;
/** What binds has this of the room for itself, however full it is of what came before the room shrank. */
const BINDING_SHARE = 0.4;
/** What an operation takes without a queue is the least of the last five to ten minutes. */
const LEAST_KEPT_MS = 300_000;
/** A process that starts among many requests does not take their queue for what they take. */
const LEAST_MAX_MS = 500;
const RETRY_SECONDS_MIN = 1;
const RETRY_SECONDS_MAX = 4;

const roomTaken = new Gauge({
  name: 'heitu_gateway_in_flight',
  help: 'Requests that are being answered',
  registers: [registry],
});
const roomLimit = new Gauge({
  name: 'heitu_gateway_in_flight_max',
  help: 'Requests that may be answered at once, as the last requests waited',
  registers: [registry],
});
const queueSeconds = new Gauge({
  name: 'heitu_gateway_queue_seconds',
  help: 'How much longer than without a queue a quarter of the last requests took at least',
  registers: [registry],
});
const refusedByWorth = new Counter({
  name: 'heitu_gateway_overload_refusals_total',
  help: 'Requests refused since there was no room, by worth',
  labelNames: ['worth'],
  registers: [registry],
});

/** What a request takes of the room, from when it costs work. */
export interface Place {
  /** Null where there is room; asked again it says the same. */
  enter(): Refusal | null;
  leave(): void;
}

/** The least that an operation took, and when that began to count. */
class Least {
  #sinceMs: number;
  #now = Infinity;
  #before = Infinity;
  constructor(sinceMs: number) {
    this.#sinceMs = sinceMs;
  }
  /** How much longer this took than the least. */
  beyond(tookMs: number, nowMs: number): number {
    if (nowMs - this.#sinceMs > LEAST_KEPT_MS) {
      this.#before = this.#now;
      this.#now = Infinity;
      this.#sinceMs = nowMs;
    }
    this.#now = Math.min(this.#now, tookMs);
    return tookMs - Math.min(this.#now, this.#before, LEAST_MAX_MS);
  }
}

export interface LoadSettings {
  /** How long requests may stand in a queue; 0: nobody is refused. */
  queueMsMax: number;
  nowMs?: () => number;
  random?: () => number;
}

/**
 * How many requests may be answered at once. The room shrinks while a queue stands longer than it may (as CoDel does,
 * by the gradient that Netflix' concurrency limits and Envoy use), and grows by its root while none does.
 */
export class Load {
  readonly #queueMsMax: number;
  readonly #nowMs: () => number;
  readonly #random: () => number;
  readonly #least = new Map<string, Least>();
  #room = ROOM_MAX;
  #taken: Record<Worth, number> = { public: 0, own: 0, binding: 0 };
  #queueMs = 0;
  #shrunkAtMs = 0;
  #window: { sinceMs: number; mostTaken: number; waitedMs: number[] } = { sinceMs: 0, mostTaken: 0, waitedMs: [] };
  constructor({ queueMsMax, nowMs = () => performance.now(), random = Math.random }: LoadSettings) {
    this.#queueMsMax = queueMsMax;
    this.#nowMs = nowMs;
    this.#random = random;
    this.#window.sinceMs = nowMs();
  }
  get room(): number {
    return Math.floor(this.#room);
  }

  /** `kind`: what takes about as long each time. */
  place(kind: string, worth: Worth): Place {
    let beganMs: number | null = null;
    return {
      enter: () => {
        if (beganMs !== null || this.#queueMsMax === 0) return null;
        if (!this.#hasRoom(worth)) return this.#refuse(worth);
        beganMs = this.#nowMs();
        this.#take(worth, 1);
        return null;
      },
      leave: () => {
        if (beganMs === null) return;
        this.#take(worth, -1);
        this.#note(kind, beganMs);
        beganMs = null;
      },
    };
  }

  #all(): number {
    return this.#taken.public + this.#taken.own + this.#taken.binding;
  }
  #hasRoom(worth: Worth): boolean {
    if (this.#all() < this.#room * WORTHS[worth]) return true;
    return worth === 'binding' && this.#taken.binding < this.#room * BINDING_SHARE;
  }
  #take(worth: Worth, count: 1 | -1): void {
    this.#taken[worth] += count;
    this.#window.mostTaken = Math.max(this.#window.mostTaken, this.#all());
    roomTaken.set(this.#all());
  }
  #refuse(worth: Worth): Refusal {
    refusedByWorth.inc({ worth });
    // Those that are refused together must not come back together.
    const spread = Math.floor(this.#random() * (RETRY_SECONDS_MAX - RETRY_SECONDS_MIN + 1));
    return new Refusal('OVERLOADED', { max: this.room, retryAfter: RETRY_SECONDS_MIN + spread });
  }
  #note(kind: string, beganMs: number): void {
    const nowMs = this.#nowMs();
    let least = this.#least.get(kind);
    if (!least) this.#least.set(kind, (least = new Least(nowMs)));
    const { waitedMs, sinceMs, mostTaken } = this.#window;
    const beyondMs = least.beyond(nowMs - beganMs, nowMs);
    // Who came before the room shrank waits in the queue for which it did.
    if (beganMs < this.#shrunkAtMs) return;
    waitedMs.push(beyondMs);
    const isFull = waitedMs.length >= WINDOW_REQUESTS_MIN;
    if (nowMs - sinceMs < (isFull ? WINDOW_MS : WINDOW_MS_MAX)) return;
    this.#judge(waitedMs, isFull, mostTaken);
    this.#window = { sinceMs: nowMs, mostTaken: this.#all(), waitedMs: [] };
  }
  #judge(waitedMs: number[], isFull: boolean, mostTaken: number): void {
    const queueMs = waitedMs.sort((one, other) => one - other)[Math.floor(waitedMs.length * WAITED_QUANTILE)] ?? 0;
    if (queueMs <= this.#queueMsMax) this.#room = Math.min(ROOM_MAX, this.#room + Math.sqrt(this.#room));
    else if (isFull && this.#queueMs > this.#queueMsMax && queueMs > this.#queueMs * FALLS_BY) {
      // A pause fills one window; what fills two stands. Room that nobody took made no queue: it goes at once.
      const used = Math.min(this.#room, mostTaken / WORTHS.public);
      this.#room = Math.max(ROOM_MIN, used * Math.max(SHRINK_MAX, this.#queueMsMax / queueMs));
      this.#shrunkAtMs = this.#nowMs();
    }
    this.#queueMs = queueMs;
    queueSeconds.set(queueMs / 1000);
    roomLimit.set(this.room);
  }
}
