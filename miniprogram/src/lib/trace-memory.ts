/** What a phone remembers of the histories it has seen, so that it is told when one of them was written anew. */
export interface TraceMemory {
  /** The platform's key that it accepted last, by its 32 bytes. */
  key: string | null;
  /** Oldest first. */
  lots: readonly SeenLot[];
  seals: readonly SeenSeal[];
}
export interface SeenLot {
  /** A hash of the lot's id: the store tells nobody what was bought. */
  lot: string;
  length: number;
  /** The link that ended it. */
  head: string;
  seenAtMs: number;
}
export interface SeenSeal {
  root: string;
  previousRoot: string | null;
  atMs: number;
}

/** Under which name the phone keeps it. */
export const TRACE_MEMORY = 'trace-memory';
export const NOTHING_SEEN: TraceMemory = { key: null, lots: [], seals: [] };
/** The phone's store holds little: about 20 KB of this. */
const LOTS_KEPT_MAX = 100;
const SEALS_KEPT_MAX = 40;

/** What stands in the store, if it is that. */
export function readMemory(stored: unknown): TraceMemory {
  const { key, lots, seals } = (stored ?? {}) as Partial<TraceMemory>;
  return {
    key: typeof key === 'string' ? key : null,
    lots: Array.isArray(lots) ? lots : [],
    seals: Array.isArray(seals) ? seals : [],
  };
}

export function remember(memory: TraceMemory, key: string | null, lot: SeenLot, seal: SeenSeal | null): TraceMemory {
  const seals = seal
    ? [...memory.seals.filter(({ root }) => root !== seal.root), seal].slice(-SEALS_KEPT_MAX)
    : memory.seals;
  return {
    key: key ?? memory.key,
    lots: [...memory.lots.filter((seen) => seen.lot !== lot.lot), lot].slice(-LOTS_KEPT_MAX),
    seals,
  };
}

const follows = (later: SeenSeal, earlier: SeenSeal): boolean => later.previousRoot === earlier.root;

/**
 * Each seal names the root before it, one seal follows on a root, and the first of all has none before it: what
 * contradicts that is another line of seals.
 */
export function isAnotherLine(seen: readonly SeenSeal[], seal: SeenSeal): boolean {
  return seen.some((one) => {
    if (one.root === seal.root) return one.previousRoot !== seal.previousRoot || one.atMs !== seal.atMs;
    if (one.previousRoot === seal.previousRoot) return true;
    const [earlier, later] = one.atMs < seal.atMs ? [one, seal] : [seal, one];
    return later.previousRoot === null || follows(earlier, later);
  });
}
