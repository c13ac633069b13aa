import { isAnotherLine, remember, type SeenLot, type SeenSeal, type TraceMemory } from './trace-memory.ts';
import { knownKeys, type Handover, type KnownKeys } from './trace-keys.ts';
import { isSigned, rawKey, readJson, sha } from './trace-sums.ts';

export { NOTHING_SEEN, TRACE_MEMORY, readMemory, type TraceMemory } from './trace-memory.ts';

/**
 * The history of a lot, computed anew on this phone: each event against its commitment, each link of the chain, the
 * seal that the platform signed, whose key that is, and what this phone saw of it before. Nothing here takes the
 * platform's word for it. (How the chain is made: subgraphs/catalog/src/trace/chain.ts.)
 */

export interface Proof {
  lotId: string;
  events: readonly {
    sequence: number;
    commitment: string;
    shown: string | null;
    shownSalt: string | null;
    hidden: string | null;
  }[];
  seal: {
    length: number;
    headHash: string;
    proof: readonly string[];
    text: string;
    signature: string;
    publicKey: string;
  } | null;
  handovers: readonly Handover[];
}
/** What everybody may see of an event, as it was committed to. */
export interface ShownEvent {
  lotCode: string;
  sequence: number;
  title: string;
  atMs: number;
  place: string | null;
  note: string | null;
  temperatureCelsius: number | null;
  inputs: readonly { name: string; amount: string | null; usedOn: string | null; source: string | null }[];
  /** Left out of events of before. */
  consumed?: readonly Amount[];
  produced?: readonly Amount[];
  correctsSequence: number | null;
  source: string;
}
export interface Amount {
  name: string;
  quantity: number;
  unit: string;
}
export interface Fault {
  /** 0: the history as a whole. */
  sequence: number;
  /**
   * altered: an event is not as it was written, or is gone; sealed: not what was signed; key: signed by a stranger, or
   * too late; rewritten: not what this phone has seen.
   */
  kind: 'altered' | 'sealed' | 'key' | 'rewritten';
  text: string;
}
export interface Verdict {
  faults: Fault[];
  /** Of those events that are as they were written. */
  events: Map<number, ShownEvent>;
  /** How many events the signature covers, and since when. */
  sealed: { length: number; atMs: number; keyId: string } | null;
  /** Null where nothing is signed yet. */
  keys: Pick<KnownKeys, 'is' | 'changes'> | null;
  /** What this phone saw of it the last time; null where it sees it for the first time. */
  before: { length: number; seenAtMs: number } | null;
  /** To be kept; what was there before where anything is wrong. */
  memory: TraceMemory;
}

const rootFrom = (leaf: string, way: readonly string[]): string =>
  way.reduce((hash, step) => {
    const [side, other] = step.split(':');
    return sha(side === 'right' ? `node:${hash}:${other}` : `node:${other}:${hash}`);
  }, leaf);

/** Each event against its commitment; the links as they follow from the commitments. */
function readEvents(code: string, proof: Proof): { faults: Fault[]; events: Map<number, ShownEvent>; links: string[] } {
  const faults: Fault[] = [];
  const events = new Map<number, ShownEvent>();
  const links: string[] = [];
  let link = sha(`heitu-trace-1:${proof.lotId}`);
  for (const [i, event] of proof.events.entries()) {
    const altered = (text: string): void => void faults.push({ sequence: i + 1, kind: 'altered', text });
    if (event.sequence !== i + 1) {
      altered('这一条不见了');
      break;
    }
    if (event.shown !== null) {
      const shown = readJson<ShownEvent>(event.shown);
      const isWhole = sha(sha(event.shown + event.shownSalt) + event.hidden) === event.commitment;
      if (!isWhole || !shown || shown.sequence !== event.sequence) altered('内容被改动过');
      else if (shown.lotCode !== code) altered('这一条是别的批次的');
      else events.set(event.sequence, shown);
    }
    link = sha(link + event.commitment);
    links.push(link);
  }
  return { faults, events, links };
}

const KEY_ID_LETTERS = 16;
type SignedSeal = SeenSeal & { keyId: string };
const NO_SEAL: SignedSeal = { root: '', previousRoot: null, atMs: 0, keyId: '' };

/** Whose key signed, then what was signed. Only the first fault is told: behind it the others mean nothing. */
function sealFault(
  proof: Proof,
  seal: NonNullable<Proof['seal']>,
  signed: SignedSeal,
  keys: KnownKeys,
  memory: TraceMemory,
): Omit<Fault, 'sequence'> | null {
  const until = keys.until(rawKey(seal.publicKey));
  if (keys.is === 'unknown' || until === 'never')
    return { kind: 'key', text: '签名用的钥匙，这部手机不认识，也没有它认识的钥匙作证' };
  if (until !== 'always' && signed.atMs > until) return { kind: 'key', text: '签名的日期在这把钥匙停用之后' };
  const isItsKey = sha(seal.publicKey).slice(0, KEY_ID_LETTERS) === signed.keyId;
  const isUnderRoot = rootFrom(sha(`leaf:${proof.lotId}:${seal.length}:${seal.headHash}`), seal.proof) === signed.root;
  if (!isItsKey || !isUnderRoot || !isSigned(seal.text, seal.signature, seal.publicKey))
    return { kind: 'sealed', text: '签名对不上，整份记录可能被重写过' };
  return isAnotherLine(memory.seals, signed)
    ? { kind: 'rewritten', text: '平台的签名和这部手机以前见过的接不上' }
    : null;
}

/** What the phone saw before must still stand where it stood. */
function changedSince(seen: SeenLot | undefined, links: readonly string[]): Fault[] {
  return seen && links[seen.length - 1] !== seen.head
    ? [{ sequence: 0, kind: 'rewritten', text: `这部手机以前看到的前${seen.length}条和现在的不一样` }]
    : [];
}

/** `builtIn`: the key that this build of the mini-program knows, PEM; empty where it knows none. */
export function verifyTrace(
  code: string,
  proof: Proof,
  memory: TraceMemory,
  { builtIn, nowMs }: { builtIn: string; nowMs: number },
): Verdict {
  const { faults, events, links } = readEvents(code, proof);
  const lot = sha(`seen:${proof.lotId}`);
  const seen = memory.lots.find((one) => one.lot === lot);
  const before = seen ? { length: seen.length, seenAtMs: seen.seenAtMs } : null;
  const { seal } = proof;
  let keys: KnownKeys | null = null;
  let signed: SignedSeal | null = null;
  if (seal) {
    signed = readJson<SignedSeal>(seal.text) ?? NO_SEAL;
    keys = knownKeys(proof.handovers, rawKey(seal.publicKey), {
      kept: memory.key,
      builtIn: builtIn ? rawKey(builtIn) : null,
    });
    const fault = sealFault(proof, seal, signed, keys, memory);
    if (fault) faults.push({ sequence: 0, ...fault });
    else if (links[seal.length - 1] !== seal.headHash && faults.length === 0)
      faults.push({ sequence: 0, kind: 'sealed', text: '和已签名的记录不一致，可能被重写过' });
  }
  faults.push(...changedSince(seen, links));
  const told = {
    faults,
    events,
    before,
    keys: keys && { is: keys.is, changes: keys.changes },
    sealed: seal && signed && { length: seal.length, atMs: signed.atMs, keyId: signed.keyId },
  };
  if (faults.length > 0 || links.length === 0) return { ...told, memory };
  const now = { lot, length: links.length, head: links[links.length - 1]!, seenAtMs: nowMs };
  const { root = '', previousRoot = null, atMs = 0 } = signed ?? {};
  return { ...told, memory: remember(memory, keys?.current ?? null, now, signed && { root, previousRoot, atMs }) };
}
