import { isSigned, rawKey, readJson } from './trace-sums.ts';

/** How one trace key handed over to the next (subgraphs/catalog/src/trace/trace-keys.ts). */
export interface Handover {
  text: string;
  signature: string | null;
  newSignature: string;
}
export interface KeyChange {
  atMs: number;
  reason: 'replaced' | 'leaked' | 'lost';
  formerUntilMs: number;
}
interface Step extends KeyChange {
  former: string;
  next: string;
  /** Who knows the former key may follow to the new one. */
  isGiven: boolean;
  /** Who knows the new key may believe what the former sealed. */
  isTaken: boolean;
}
export interface KnownKeys {
  /**
   * first: no key was known before; known: the one in use was; followed: hand-overs led to it; unknown: nothing leads
   * to it.
   */
  is: 'first' | 'known' | 'followed' | 'unknown';
  /** What lay between the key that was known and the one in use. */
  changes: KeyChange[];
  /** The key in use, by its 32 bytes. */
  current: string;
  /** Until when a seal of this key is believed: a time, `always`, or `never` for a stranger's. */
  until(key: string): number | 'always' | 'never';
  /** Since when it was in use; null where nobody says, as of the first. */
  since(key: string): number | null;
}

const KIND = 'heitu-trace-key-1';

function stepOf({ text, signature, newSignature }: Handover): Step | null {
  const said = readJson<KeyChange & { kind: string; formerKey: string; newKey: string }>(text);
  if (said?.kind !== KIND || typeof said.formerKey !== 'string' || typeof said.newKey !== 'string') return null;
  const { atMs, reason, formerUntilMs, formerKey, newKey } = said;
  const isGiven = signature !== null && isSigned(text, signature, formerKey);
  return {
    atMs,
    reason,
    formerUntilMs,
    former: rawKey(formerKey),
    next: rawKey(newKey),
    isGiven,
    isTaken: isSigned(text, newSignature, newKey),
  };
}

/** The steps that follow on each other; where the line is broken nothing leads anywhere. */
function lineOf(handovers: readonly Handover[]): Step[] {
  const steps = handovers.map(stepOf);
  const isLine = steps.every((step, i) => step !== null && (i === 0 || steps[i - 1]?.next === step.former));
  return isLine ? (steps as Step[]) : [];
}

/** Where the keys begin that may be believed; -1 where none leads to the key in use. */
function startOf(keys: readonly string[], leads: (from: number) => boolean, { kept, builtIn }: Anchors): number {
  const [ofKept, ofBuild] = [kept, builtIn].map((key) => (key === null ? -1 : keys.indexOf(key))) as [number, number];
  if (kept === null) return builtIn === null ? keys.length - 1 : leads(ofBuild) ? ofBuild : -1;
  if (ofKept < 0) return -1;
  // A newer build leads on where the line breaks; an older one does not lead back behind what the phone has accepted.
  return leads(ofKept) ? ofKept : ofBuild > ofKept && leads(ofBuild) ? ofBuild : -1;
}
/** What the phone knows before it looks: the key that it kept, the key of its build. */
interface Anchors {
  kept: string | null;
  builtIn: string | null;
}

/**
 * Which keys may be believed: forwards from one that is known, by what each former key signed, and backwards by what
 * each new key has taken over. On first sight the key in use is taken as it is.
 */
export function knownKeys(handovers: readonly Handover[], sealKey: string, anchors: Anchors): KnownKeys {
  const steps = lineOf(handovers);
  const keys = steps.length > 0 ? [steps[0]!.former, ...steps.map(({ next }) => next)] : [sealKey];
  const last = keys.length - 1;
  const leads = (from: number): boolean => from >= 0 && steps.slice(from).every(({ isGiven }) => isGiven);
  const start = startOf(keys, leads, anchors);
  const isFirst = anchors.kept === null && anchors.builtIn === null;
  const believed = new Map<string, number | 'always'>();
  if (start >= 0) {
    for (let i = start; i <= last; i++) believed.set(keys[i]!, steps[i]?.formerUntilMs ?? 'always');
    for (let i = start - 1; i >= 0 && steps[i]!.isTaken; i--) believed.set(keys[i]!, steps[i]!.formerUntilMs);
  }
  const until = (key: string) => believed.get(key) ?? 'never';
  const changes =
    start < 0 ? [] : steps.slice(start).map(({ atMs, reason, formerUntilMs }) => ({ atMs, reason, formerUntilMs }));
  const is = start < 0 ? 'unknown' : isFirst ? 'first' : changes.length > 0 ? 'followed' : 'known';
  const since = (key: string): number | null => steps[keys.indexOf(key) - 1]?.atMs ?? null;
  return { is, changes, current: keys[last]!, until, since };
}
