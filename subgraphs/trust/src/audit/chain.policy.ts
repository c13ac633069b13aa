import type { KeyObject } from 'node:crypto';
import { hashOf, sha256Hex } from '@heitu/kit/rules/canonical';
import { chinaTime } from '@heitu/kit/rules/calendar';
import { DAY_MS, MINUTE_MS } from '@heitu/kit/rules/clock';
import { EVENT_AGE_MAX_MS } from '@heitu/kit/data/housekeeping';

/** The columns that an entry's commitment covers: all but `sealed`, which says where the entry stands, not what it says. */
export const COMMITTED_COLUMNS = [
  'id',
  'kind',
  'sender',
  'operation',
  'requestId',
  'actorKind',
  'actorId',
  'roles',
  'parties',
  'sessionId',
  'origin',
  'delegationId',
  'delegatorId',
  'outcome',
  'code',
  'clause',
  'subject',
  'reads',
  'atMs',
  'salt',
] as const;
export type EntryContent = Readonly<Record<(typeof COMMITTED_COLUMNS)[number], string | number | null>>;

export interface Seal {
  sequence: number;
  entryId: string;
  commitment: string;
  hash: string;
  sealedAtMs: number;
}
export interface ChainState {
  sequence: number;
  hash: string;
}
/**
 * altered: not what was sealed; dropped: entry or link is gone; reordered: the links do not follow each other;
 * truncated: the chain ends before its head; unsealed: an entry that never came into the chain; rewritten: the chain is
 * not the one that was published; unsigned: links that no known key signed; dated: a time that cannot be.
 */
export const CHAIN_PROBLEMS = {
  altered: '内容被改过',
  dropped: '内容不见了',
  reordered: '次序被改过',
  truncated: '末尾被截掉',
  unsealed: '没有入链',
  rewritten: '和公布的不一致',
  unsigned: '没有签名',
  dated: '时间不对',
} as const;
export type ChainProblemKind = keyof typeof CHAIN_PROBLEMS;
export interface ChainProblem {
  /** The link; null where the entry never had one. */
  sequence: number | null;
  entryId: string | null;
  kind: ChainProblemKind;
  text: string;
}

export const CHAIN_START: ChainState = { sequence: 0, hash: sha256Hex('heitu audit chain') };

/**
 * How long the content of an entry is kept: trade records' three years (E-Commerce Law 31), which is longer than a
 * network log's six months (Cybersecurity Law 21).
 */
export const AUDIT_KEEP_MS = 3 * 365 * DAY_MS;
/**
 * The operation of the entry that records up to which link content was deleted. It proves nothing: whoever writes to
 * the database can write one.
 */
export const FORGET_OPERATION = 'forget-audit-content';
/** The sealer runs every second: an entry that is older than this and not sealed was kept from it. */
export const SEAL_LAG_MAX_MS = 10 * MINUTE_MS;

/** Hosts' clocks agree within seconds (docs/PROCESSES.md); this leaves room for one that is being set. */
export const CLOCK_SKEW_MAX_MS = MINUTE_MS;
/** An older act is no longer taken in, and what was taken in is sealed at once. */
export const ENTRY_LATE_MAX_MS = EVENT_AGE_MAX_MS + SEAL_LAG_MAX_MS;

/** Salted, so that a deleted entry's content cannot be guessed back from the chain. */
export const commitmentOf = (entry: EntryContent): string =>
  hashOf(Object.fromEntries(COMMITTED_COLUMNS.map((name) => [name, entry[name]])));

export const linkHash = (previousHash: string, seal: Omit<Seal, 'hash'>): string =>
  sha256Hex(`${previousHash}\n${seal.sequence}\n${seal.entryId}\n${seal.commitment}\n${seal.sealedAtMs}`);

/** What is signed of a day's head. */
export const anchorText = (anchor: { on: string; sequence: number; hash: string; atMs: number }): string =>
  `heitu audit head\n${anchor.on}\n${anchor.sequence}\n${anchor.hash}\n${anchor.atMs}`;

/**
 * What is signed of each sealed batch: its last link's hash covers every link before it, and `first` says which the
 * signer made itself.
 */
export const batchText = (batch: { first: number; last: number; hash: string; sealedAtMs: number }): string =>
  `heitu audit batch\n${batch.first}\n${batch.last}\n${batch.hash}\n${batch.sealedAtMs}`;

export const spkiOf = (key: KeyObject): string => key.export({ type: 'spki', format: 'der' }).toString('base64url');

/** Missing links are named one by one up to this many in a row. */
const NAMED_IN_A_ROW_MAX = 100;

/** The problems of a gap: each missing link by its number; none where `last` comes before `first`. */
export function missingLinks(first: number, last: number, kind: 'dropped' | 'truncated'): ChainProblem[] {
  const named = Math.min(last, first + NAMED_IN_A_ROW_MAX - 1);
  const problems: ChainProblem[] = [];
  for (let sequence = first; sequence <= named; sequence++) {
    problems.push({
      sequence,
      entryId: null,
      kind,
      text: kind === 'truncated' ? `第${sequence}条被截断` : `第${sequence}条的链环不见了`,
    });
  }
  if (last > named)
    problems.push({ sequence: named + 1, entryId: null, kind, text: `第${named + 1}到第${last}条也一样` });
  return problems;
}

/** Where a run of links begins: the state before it, and when that link was sealed. */
export interface ChainStart extends ChainState {
  sealedAtMs: number;
}
export interface ChainLimits {
  /** Content up to this link was deleted by the rules. */
  forgottenTo: number;
  nowMs: number;
}

/** Times that cannot be: ahead of now, earlier than the link before, an act after its own seal or too long before it. */
function timeProblems(seal: Seal, before: ChainStart, entry: EntryContent | undefined, nowMs: number): ChainProblem[] {
  const { sequence, entryId, sealedAtMs } = seal;
  const told = (text: string): ChainProblem => ({ sequence, entryId, kind: 'dated', text: `第${sequence}条${text}` });
  const problems: ChainProblem[] = [];
  if (sealedAtMs > nowMs + CLOCK_SKEW_MAX_MS) problems.push(told(`的入链时间在现在之后：${chinaTime(sealedAtMs)}`));
  if (sealedAtMs + CLOCK_SKEW_MAX_MS < before.sealedAtMs)
    problems.push(told(`的入链时间比前一条早：${chinaTime(sealedAtMs)}`));
  const atMs = Number(entry?.atMs ?? sealedAtMs);
  if (atMs > sealedAtMs + CLOCK_SKEW_MAX_MS) problems.push(told(`写的时间在入链之后：${chinaTime(atMs)}`));
  if (atMs < sealedAtMs - ENTRY_LATE_MAX_MS) problems.push(told(`写的时间比入链早太多：${chinaTime(atMs)}`));
  return problems;
}

/**
 * Checks a run of links against their entries, from the state before the first. Pure. After a gap or a broken link it
 * goes on from what is there, so that one problem is not reported for every later link.
 */
export function checkLinks(
  start: ChainStart,
  seals: readonly Seal[],
  entryOf: (id: string) => EntryContent | undefined,
  { forgottenTo, nowMs }: ChainLimits,
): { problems: ChainProblem[]; last: ChainStart } {
  const problems: ChainProblem[] = [];
  let before = start;
  for (const seal of seals) {
    const { entryId, sequence } = seal;
    const at = { sequence, entryId };
    const entry = entryOf(entryId);
    const isAltered = entry !== undefined && commitmentOf(entry) !== seal.commitment;
    const isLinked = sequence > before.sequence + 1 || linkHash(before.hash, seal) === seal.hash;
    problems.push(...missingLinks(before.sequence + 1, sequence - 1, 'dropped'));
    if (!isLinked) problems.push({ ...at, kind: 'reordered', text: `第${sequence}条接不上前一条，次序或链条被改过` });
    if (!entry && sequence > forgottenTo)
      problems.push({ ...at, kind: 'dropped', text: `第${sequence}条的内容不见了` });
    if (isAltered) problems.push({ ...at, kind: 'altered', text: `第${sequence}条的内容被改过` });
    // Of what is already told as altered the time says nothing.
    if (isLinked) problems.push(...timeProblems(seal, before, isAltered ? undefined : entry, nowMs));
    before = { sequence, hash: seal.hash, sealedAtMs: seal.sealedAtMs };
  }
  return { problems, last: before };
}
