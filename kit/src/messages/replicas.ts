import { NoSuchSubgraph, Unavailable } from './peers.ts';
import { Call, type Send } from './replica-call.ts';
import { Group, LOOK_EVERY_MS, Watch, type ReplicaAddress, type Sent } from './replica.ts';

/** How often each replica is asked whether it is ready. */
const PROBE_EVERY_MS = 1000;
type Addresses<Target> = ReadonlyMap<string, readonly ReplicaAddress<Target>[]>;

export interface ReplicasSettings {
  /** Each subgraph from the start on, not only those that were asked something. */
  probeAll: boolean;
  probeEveryMs?: number;
}

/** Knows which replicas answer, and sends calls to those that do. */
export class Replicas<Target> {
  readonly #groups: ReadonlyMap<string, Group<Target>>;
  readonly #probeEveryMs: number;
  readonly #looking: NodeJS.Timeout;
  readonly #watch = new Watch();
  constructor(addresses: Addresses<Target>, { probeAll, probeEveryMs = PROBE_EVERY_MS }: ReplicasSettings) {
    const groups = [...addresses].map(([name, all]) => new Group(name, all, this.#watch, probeAll));
    this.#groups = new Map(groups.map((one) => [one.subgraph, one]));
    this.#probeEveryMs = probeEveryMs;
    this.#looking = setInterval(() => this.#look(), LOOK_EVERY_MS).unref();
  }

  /**
   * Sends a call to the replica whose turn it is, and to others where that one is not reached, or gives no sign of life
   * and the call may be sent twice: the first answer wins.
   */
  async call<S extends Sent>(
    to: string,
    send: Send<Target, S>,
    isRepeatable: () => boolean,
    signal?: AbortSignal,
  ): Promise<S> {
    const group = this.#groups.get(to);
    if (!group) throw new NoSuchSubgraph(`no address for ${to}`);
    const order = group.inTurn();
    if (order.length > 0) return new Call(group, order, send, isRepeatable, signal).run();
    // Whoever asks again at once must not keep the probes' answers from being read.
    await new Promise((resolve) => setImmediate(resolve));
    throw new Unavailable(`${to} does not answer`);
  }
  /** Whether any subgraph has a replica that says it is ready. */
  isAnyReady(): boolean {
    return [...this.#groups.values()].some(({ isReady }) => isReady);
  }
  /** Of each subgraph, whether it has such a replica. */
  readiness(): Record<string, boolean> {
    return Object.fromEntries([...this.#groups].map(([name, { isReady }]) => [name, isReady]));
  }
  /** Ends looking after them. Answers those that are silent: what they still hold must not be waited for. */
  stop(): ReadonlySet<Target> {
    clearInterval(this.#looking);
    const all = [...this.#groups.values()].flatMap(({ replicas }) => replicas);
    for (const one of all) one.endProbe();
    return new Set(all.filter(({ isSilent }) => isSilent).map(({ address }) => address.target));
  }

  #look(): void {
    this.#watch.look();
    for (const { isUsed, replicas } of this.#groups.values()) {
      if (isUsed) for (const one of replicas) one.look(this.#probeEveryMs);
    }
  }
}
