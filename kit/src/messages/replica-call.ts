import { Counter } from 'prom-client';
import { codeOf } from '../rules/checked.ts';
import { registry } from '../serving/metrics.ts';
import { Unavailable } from './peers.ts';
import type { Group, Replica, Sent, UnderWay } from './replica.ts';

/** Errors before a request was sent: nothing can have been done. After any other nobody knows. */
const NOT_REACHED = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
]);
const isNotReached = (error: unknown): boolean => NOT_REACHED.has(codeOf(error));
const sentTwice = new Counter({
  name: 'heitu_calls_sent_twice_total',
  help: 'Calls that were sent to another replica because the first gave no sign of life',
  labelNames: ['subgraph'],
  registers: [registry],
});

export type Send<Target, S extends Sent> = (target: Target) => Promise<S>;

/** One call, from the first replica that is asked until one has answered. */
export class Call<Target, S extends Sent> {
  readonly #group: Group<Target>;
  readonly #send: Send<Target, S>;
  readonly #isRepeatable: () => boolean;
  readonly #signal: AbortSignal | undefined;
  readonly #order: readonly Replica<Target>[];
  readonly #settled = Promise.withResolvers<S>();
  readonly #passedOver: Replica<Target>[] = [];
  #next = 0;
  #waiting = 0;
  #isOver = false;

  constructor(
    group: Group<Target>,
    order: readonly Replica<Target>[],
    send: Send<Target, S>,
    isRepeatable: () => boolean,
    signal?: AbortSignal,
  ) {
    this.#group = group;
    this.#send = send;
    this.#isRepeatable = isRepeatable;
    this.#signal = signal;
    this.#order = order;
  }
  run(): Promise<S> {
    this.#goOn();
    return this.#settled.promise;
  }
  #fail(cause: unknown): void {
    this.#isOver = true;
    this.#settled.reject(new Unavailable(`${this.#group.subgraph} gave no answer`, { cause }));
  }
  #goOn(lost?: unknown): void {
    if (this.#isOver) return;
    while (this.#order[this.#next]?.isHung) this.#next += 1;
    const replica = this.#order[this.#next++];
    if (replica) return this.#approach(replica);
    if (this.#waiting > 0) return;
    // Slow may be all that it is, and there is no other.
    const last = this.#passedOver.shift();
    if (last && !last.isHung) this.#ask(last);
    else this.#fail(lost);
  }
  /** Where another could be asked instead, nothing that cannot be sent twice is sent to one that may hang. */
  #approach(replica: Replica<Target>): void {
    if (this.#group.replicas.length === 1 || this.#isRepeatable()) return this.#ask(replica);
    this.#waiting += 1;
    void replica.isThere().then((isThere) => {
      this.#waiting -= 1;
      if (isThere) return this.#ask(replica);
      this.#passedOver.push(replica);
      this.#goOn();
    });
  }
  /** Where there is another that answers; each is asked once. */
  #sendAgain(silent: Replica<Target>): void {
    const another = this.#order[this.#next];
    if (!another || another === silent || another.isSilent || this.#isOver || !this.#isRepeatable()) return;
    sentTwice.inc({ subgraph: this.#group.subgraph });
    this.#goOn();
  }
  #ask(replica: Replica<Target>): void {
    const mine: UnderWay = {
      sentMs: this.#group.watch.nowMs,
      sendAgain: () => this.#sendAgain(replica),
      giveUp: () => {
        // What cannot be asked again is waited for: its answer may come yet.
        if (!this.#isRepeatable()) return;
        came();
        this.#goOn();
      },
    };
    this.#waiting += 1;
    replica.underWay.add(mine);
    replica.asked();
    // Once: an answer may come after it was given up.
    const came = (): void => {
      if (replica.underWay.delete(mine)) this.#waiting -= 1;
    };
    this.#send(replica.address.target).then(
      (sent) => {
        came();
        replica.answered(sent);
        if (sent.isNotTaken) return this.#goOn();
        this.#isOver = true;
        this.#settled.resolve(sent);
      },
      (error: unknown) => {
        came();
        if (this.#signal?.aborted) {
          this.#isOver = true;
          return this.#settled.reject(this.#signal.reason);
        }
        replica.failed();
        if (isNotReached(error) || this.#isRepeatable()) this.#goOn(error);
        else this.#fail(error);
      },
    );
  }
}
