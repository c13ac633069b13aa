import { Gauge } from 'prom-client';
import { registry } from '../serving/metrics.ts';

/** Within which time a replica must answer whether it is ready. */
export const PROBE_MS_MAX = 900;
/** A replica that gave no sign of life for so long while it was asked something is probed at once… */
const DOUBTED_MS = 300;
/** …after so long it is left out, and what may be sent twice is sent to another… */
const SILENT_MS = 500;
/** …and after so long nobody waits for it any longer, nor asks it, until it answers a probe. */
const HUNG_MS = 4000;
/** What cannot be sent twice goes to a replica only so soon after a sign of life; else it is knocked at first. */
const FRESH_MS = 50;
/** How often this process looks at how its replicas are. */
export const LOOK_EVERY_MS = 100;
/** Where this process itself stands still, others may answer meanwhile: that time counts for no more than this. */
const OWN_STALL_MS = 2 * LOOK_EVERY_MS;
/** A replica that failed, or says that it goes, is asked last for a while; twice as long after each failure. */
const REST_FIRST_MS = 500;
const REST_LAST_MS = 10_000;

const replicaReady = new Gauge({
  name: 'heitu_replica_ready',
  help: 'Replicas of subgraphs as this process finds them: 1 says that it is ready, 0 does not, or does not answer',
  labelNames: ['subgraph', 'replica'],
  registers: [registry],
});
const subgraphReady = new Gauge({
  name: 'heitu_subgraph_ready',
  help: 'Subgraphs as this process finds them: 1 has a replica that is ready',
  labelNames: ['subgraph'],
  registers: [registry],
});

export interface ReplicaAddress<Target> {
  /** Host and port, for metrics. */
  label: string;
  target: Target;
  /** Whether it says that it is ready. Rejects where it does not answer. */
  probe(signal: AbortSignal): Promise<boolean>;
  /** The least it can be asked: whether it is there. */
  knock(signal: AbortSignal): Promise<unknown>;
}
/** What a replica made of a call. */
export interface Sent {
  /** It has not looked at the call: another may. */
  isNotTaken?: boolean;
  /** It says that it is about to end. */
  leaves?: boolean;
}
export interface UnderWay {
  sentMs: number;
  sendAgain(): void;
  giveUp(): void;
}

/** The time that a replica's silence is measured by. */
export class Watch {
  nowMs = 0;
  #lookedMs = performance.now();
  look(): void {
    const realMs = performance.now();
    this.nowMs += Math.min(realMs - this.#lookedMs, OWN_STALL_MS);
    this.#lookedMs = realMs;
  }
}

/** One of the processes that serve a subgraph, and what is known of how it is. */
export class Replica<Target> {
  readonly address: ReplicaAddress<Target>;
  isReady = false;
  /** Has answered nothing for a while, and is not asked where another is. */
  isSilent = false;
  /** When it last answered anything, by the watch; before its first answer, when it became known. */
  #signMs: number;
  /** The same by the clock. */
  #answeredMs = -Infinity;
  /** Since when something that it was asked is unanswered; null where nothing is. */
  #owesFromMs: number | null = null;
  #failures = 0;
  #restsUntilMs = 0;
  /** Oldest first. */
  readonly underWay = new Set<UnderWay>();
  #probedMs = -Infinity;
  #probing: { sentMs: number; abort: AbortController } | null = null;
  readonly #watch: Watch;
  readonly #tell: () => void;
  constructor(address: ReplicaAddress<Target>, watch: Watch, tell: () => void) {
    this.address = address;
    this.#watch = watch;
    this.#signMs = watch.nowMs;
    this.#tell = tell;
  }
  get isHung(): boolean {
    return this.isSilent && this.#owesFromMs !== null && this.#watch.nowMs - this.#owesFromMs >= HUNG_MS;
  }
  /** The lower, the sooner it is asked. */
  rank(nowMs: number): number {
    if (this.isSilent) return 2;
    return this.#restsUntilMs > nowMs || !this.isReady ? 1 : 0;
  }
  /** Of all calls that come when its rest is over, one tries it. */
  try(): void {
    if (this.#failures > 0) this.failed();
  }
  failed(): void {
    this.#failures += 1;
    this.#restsUntilMs = performance.now() + Math.min(REST_FIRST_MS * 2 ** (this.#failures - 1), REST_LAST_MS);
  }
  asked(): void {
    this.#owesFromMs ??= this.#watch.nowMs;
  }
  answered({ leaves }: Sent): void {
    this.#showsSign();
    if (leaves) this.failed();
    else this.#failures = this.#restsUntilMs = 0;
  }
  #showsSign(): void {
    this.#signMs = this.#watch.nowMs;
    this.#answeredMs = performance.now();
    this.#owesFromMs = this.underWay.size > 0 ? this.#signMs : null;
    this.isSilent = false;
  }

  /** Whether it can be sent what cannot be taken back: it has just answered something, or answers now. */
  async isThere(): Promise<boolean> {
    if (!this.isSilent && performance.now() - this.#answeredMs < FRESH_MS) return true;
    const late = new AbortController();
    const overdue = setTimeout(() => late.abort(), SILENT_MS);
    try {
      await this.address.knock(late.signal);
      this.#showsSign();
      return true;
    } catch {
      this.isSilent ||= late.signal.aborted;
      return false;
    } finally {
      clearTimeout(overdue);
    }
  }

  /** Ends a probe that takes too long, sends elsewhere what waits too long, and probes when that is due. */
  look(probeEveryMs: number): void {
    const { nowMs } = this.#watch;
    if (this.#probing && nowMs - this.#probing.sentMs >= PROBE_MS_MAX) {
      this.endProbe();
      this.isSilent = true;
    }
    // One probe that comes late on a busy machine says nothing yet.
    if (this.isReady && this.isHung) this.#told(false);
    let isDoubted = false;
    for (const call of this.underWay) {
      const quietMs = nowMs - Math.max(call.sentMs, this.#signMs);
      if (quietMs < DOUBTED_MS) continue;
      isDoubted = true;
      if (quietMs < SILENT_MS) continue;
      this.isSilent = true;
      call.sendAgain();
      if (this.isHung) call.giveUp();
    }
    const isDue = isDoubted || this.isSilent || nowMs - this.#probedMs >= probeEveryMs;
    if (isDue && !this.#probing) this.#probe(nowMs);
  }
  endProbe(): void {
    this.#probing?.abort.abort();
    this.#probing = null;
  }
  #probe(nowMs: number): void {
    const mine = (this.#probing = { sentMs: nowMs, abort: new AbortController() });
    this.#probedMs = nowMs;
    this.asked();
    const came = (isReady: boolean): void => {
      if (this.#probing !== mine) return;
      this.#probing = null;
      this.#told(isReady);
    };
    this.address.probe(mine.abort.signal).then(
      (isReady) => {
        this.#showsSign();
        came(isReady);
      },
      () => came(false),
    );
  }
  #told(isReady: boolean): void {
    this.isReady = isReady;
    this.#tell();
  }
}

/** The replicas of one subgraph, which share its calls. */
export class Group<Target> {
  readonly subgraph: string;
  readonly replicas: readonly Replica<Target>[];
  readonly watch: Watch;
  /** Those that nobody asks are not probed. */
  isUsed: boolean;
  #turn = -1;
  constructor(subgraph: string, addresses: readonly ReplicaAddress<Target>[], watch: Watch, isUsed: boolean) {
    this.subgraph = subgraph;
    this.watch = watch;
    this.isUsed = isUsed;
    this.replicas = addresses.map((one) => new Replica(one, watch, () => this.#tell()));
  }
  get isReady(): boolean {
    return this.replicas.some((one) => one.isReady);
  }
  #tell(): void {
    const { subgraph } = this;
    for (const { address, isReady } of this.replicas) replicaReady.set({ subgraph, replica: address.label }, +isReady);
    subgraphReady.set({ subgraph }, +this.isReady);
  }

  /**
   * Those that may be asked: the one whose turn it is first, resting ones and those not ready behind, silent ones last.
   * A single one stands there twice: a kept connection may have ended.
   */
  inTurn(): readonly Replica<Target>[] {
    this.isUsed = true;
    const { replicas } = this;
    const nowMs = performance.now();
    const [only, ...others] = replicas;
    if (only && others.length === 0 && !only.isHung) return [only, only];
    const turn = (this.#turn = (this.#turn + 1) % replicas.length);
    const ordered = [...replicas.slice(turn), ...replicas.slice(0, turn)]
      .filter((one) => !one.isHung)
      .sort((one, other) => one.rank(nowMs) - other.rank(nowMs));
    ordered[0]?.try();
    return ordered;
  }
}
