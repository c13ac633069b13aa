import type { KeyObject } from 'node:crypto';
import { hashOf, sha256Hex } from '@heitu/kit/canonical';
import { DAY_MS, MINUTE_MS } from '@heitu/kit/clock';

/** The columns that an entry's commitment covers: all but `sealed`, which says where the entry stands, not what it says. */
export const COMMITTED_COLUMNS = [
  'id', 'kind', 'sender', 'operation', 'requestId', 'actorKind', 'actorId', 'roles', 'parties', 'sessionId', 'origin', 'delegationId', 'delegatorId',
  'outcome', 'code', 'clause', 'subject', 'reads', 'atMs', 'salt',
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
export interface ChainProblem {
  /** The link; null where the entry never had one. */
  sequence: number | null;
  entryId: string | null;
  /**
   * altered: not what was sealed; dropped: entry or link is gone; reordered: the links do not follow each other;
   * truncated: the chain ends before its head; unsealed: an entry that never came into the chain; rewritten: the chain is not the one that was published.
   */
  kind: 'altered' | 'dropped' | 'reordered' | 'truncated' | 'unsealed' | 'rewritten';
  text: string;
}

export const CHAIN_START: ChainState = { sequence: 0, hash: sha256Hex('heitu audit chain') };

/** How long the content of an entry is kept: trade records' three years (E-Commerce Law 31), which is longer than a network log's six months (Cybersecurity Law 21). */
export const AUDIT_KEEP_MS = 3 * 365 * DAY_MS;
/** The operation of the entry that says up to which link content was deleted. */
export const FORGET_OPERATION = 'forget-audit-content';
/** The sealer runs every second: an entry that is older than this and not sealed was kept from it. */
export const SEAL_LAG_MAX_MS = 10 * MINUTE_MS;

/** Salted, so that a deleted entry's content cannot be guessed back from the chain. */
export const commitmentOf = (entry: EntryContent): string => hashOf(Object.fromEntries(COMMITTED_COLUMNS.map((name) => [name, entry[name]])));

export const linkHash = (previousHash: string, seal: Omit<Seal, 'hash'>): string =>
  sha256Hex(`${previousHash}\n${seal.sequence}\n${seal.entryId}\n${seal.commitment}\n${seal.sealedAtMs}`);

/** What is signed of a day's head. */
export const anchorText = (anchor: { on: string; sequence: number; hash: string; atMs: number }): string => `heitu audit head\n${anchor.on}\n${anchor.sequence}\n${anchor.hash}\n${anchor.atMs}`;

export const spkiOf = (key: KeyObject): string => key.export({ type: 'spki', format: 'der' }).toString('base64url');

/** Missing links are named one by one up to this many in a row. */
const NAMED_IN_A_ROW_MAX = 100;

/** The problems of a gap: each missing link by its number. */
export function missingLinks(first: number, last: number, kind: 'dropped' | 'truncated'): ChainProblem[] {
  const named = Math.min(last, first + NAMED_IN_A_ROW_MAX - 1);
  const problems: ChainProblem[] = [];
  for (let sequence = first; sequence <= named; sequence++) {
    problems.push({ sequence, entryId: null, kind, text: kind === 'truncated' ? `第${sequence}条被截断` : `第${sequence}条的链环不见了` });
  }
  if (last > named) problems.push({ sequence: named + 1, entryId: null, kind, text: `第${named + 1}到第${last}条也一样` });
  return problems;
}

/**
 * Checks a run of links against their entries, from the state before the first. Pure. Content up to link `forgottenTo` was deleted by the rules.
 * After a gap or a broken link it goes on from what is there, so that one problem is not reported for every later link.
 */
export function checkLinks(before: ChainState, seals: readonly Seal[], entryOf: (id: string) => EntryContent | undefined, forgottenTo: number): { problems: ChainProblem[]; last: ChainState } {
  const problems: ChainProblem[] = [];
  let { sequence, hash } = before;
  for (const seal of seals) {
    const { entryId } = seal;
    const at = { sequence: seal.sequence, entryId };
    if (seal.sequence > sequence + 1) problems.push(...missingLinks(sequence + 1, seal.sequence - 1, 'dropped'));
    else if (linkHash(hash, seal) !== seal.hash) problems.push({ ...at, kind: 'reordered', text: `第${seal.sequence}条接不上前一条，次序或链条被改过` });
    const entry = entryOf(entryId);
    if (!entry && seal.sequence > forgottenTo) problems.push({ ...at, kind: 'dropped', text: `第${seal.sequence}条的内容不见了` });
    else if (entry && commitmentOf(entry) !== seal.commitment) problems.push({ ...at, kind: 'altered', text: `第${seal.sequence}条的内容被改过` });
    sequence = seal.sequence;
    hash = seal.hash;
  }
  return { problems, last: { sequence, hash } };
}
