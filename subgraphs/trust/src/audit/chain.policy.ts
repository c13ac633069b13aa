import { hashOf, sha256Hex } from '@heitu/kit/canonical';

/** The content that an entry's commitment covers. */
export interface EntryContent {
  id: string;
  sender: string;
  operation: string;
  requestId: string;
  actorKind: string;
  actorId: string;
  roles: string;
  subject: string;
  atMs: number;
  salt: string;
}
export interface Seal {
  sequence: number;
  entryId: string;
  commitment: string;
  hash: string;
}
export interface ChainProblem {
  sequence: number;
  /** altered: the entry is not what was sealed; dropped: entry or link is gone; reordered: the links do not follow each other. */
  kind: 'altered' | 'dropped' | 'reordered';
  text: string;
}

export const CHAIN_START_HASH = sha256Hex('heitu audit chain');

/** Salted, so that a deleted entry's content cannot be guessed back from the chain. */
export const commitmentOf = ({ id, sender, operation, requestId, actorKind, actorId, roles, subject, atMs, salt }: EntryContent): string =>
  hashOf({ id, sender, operation, requestId, actorKind, actorId, roles, subject, atMs, salt });

export const linkHash = (previousHash: string, seal: { sequence: number; entryId: string; commitment: string }): string =>
  sha256Hex(`${previousHash}\n${seal.sequence}\n${seal.entryId}\n${seal.commitment}`);

/**
 * Checks a run of links against their entries, from the state before the first. Pure.
 * After a gap or a broken link it goes on from what is there, so that one problem is not reported for every later link.
 */
export function checkLinks(before: { sequence: number; hash: string }, seals: readonly Seal[], entryOf: (id: string) => EntryContent | undefined): { problems: ChainProblem[]; last: { sequence: number; hash: string } } {
  const problems: ChainProblem[] = [];
  let { sequence, hash } = before;
  for (const seal of seals) {
    const missing = seal.sequence - sequence - 1;
    if (missing > 0) problems.push({ sequence: sequence + 1, kind: 'dropped', text: `第${sequence + 1}条起缺${missing}条` });
    else if (linkHash(hash, seal) !== seal.hash) problems.push({ sequence: seal.sequence, kind: 'reordered', text: `第${seal.sequence}条接不上前一条，次序或链条被改过` });
    const entry = entryOf(seal.entryId);
    if (!entry) problems.push({ sequence: seal.sequence, kind: 'dropped', text: `第${seal.sequence}条的内容不见了` });
    else if (commitmentOf(entry) !== seal.commitment) problems.push({ sequence: seal.sequence, kind: 'altered', text: `第${seal.sequence}条的内容被改过` });
    sequence = seal.sequence;
    hash = seal.hash;
  }
  return { problems, last: { sequence, hash } };
}
