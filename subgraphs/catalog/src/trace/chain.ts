import { canonicalJson, sha256Hex } from '@heitu/kit/rules/canonical';
import { isRecord, must } from '@heitu/kit/rules/checked';
import type { TraceContent } from './trace.policy.ts';

/** Bound to the lot, so that a chain cannot be hung under another one. */
export const genesisHash = (lotId: string): string => sha256Hex(`heitu-trace-1:${lotId}`);

/**
 * What of an event everybody may see, with its own salt, and the digest of the rest: enough to compute the commitment
 * without the rest.
 */
export interface ShownContent {
  shown: string;
  shownSalt: string;
  hidden: string;
}
/** A content's fields; null where it is no JSON of fields any more. */
export function parsedOf(content: string): Readonly<Record<string, unknown>> | null {
  try {
    const parsed: unknown = JSON.parse(content);
    return isRecord(parsed) ? parsed : null;
  } catch {
    return null;
  }
}
/** Who did it and which shipment was behind it stay here: their salt cannot be computed from the one that is given out. */
export function shownOf(content: string, salt: string): ShownContent | null {
  const parsed = parsedOf(content);
  if (parsed === null) return null;
  const { actorName, reference, ...shown } = parsed;
  return {
    shown: canonicalJson(shown),
    shownSalt: sha256Hex(`shown:${salt}`),
    hidden: sha256Hex(canonicalJson({ actorName, reference }) + sha256Hex(`hidden:${salt}`)),
  };
}
/** As anybody can compute it. */
export const commitmentOfShown = ({ shown, shownSalt, hidden }: ShownContent): string =>
  sha256Hex(sha256Hex(shown + shownSalt) + hidden);
export function commitmentOf(content: string, salt: string): string {
  const shown = shownOf(content, salt);
  return shown ? commitmentOfShown(shown) : commitmentBefore(content, salt);
}
/** Of events written before a part of the content could be shown alone. */
export const commitmentBefore = (content: string, salt: string): string => sha256Hex(content + salt);
export const isCommitted = (content: string, salt: string, commitment: string): boolean =>
  commitmentOf(content, salt) === commitment || commitmentBefore(content, salt) === commitment;
export const linkHash = (previousHash: string, commitment: string): string => sha256Hex(previousHash + commitment);
export const canonicalEvent = (content: TraceContent): string => canonicalJson(content);

export const leafHash = (leaf: { lotId: string; length: number; headHash: string }): string =>
  sha256Hex(`leaf:${leaf.lotId}:${leaf.length}:${leaf.headHash}`);
const nodeHash = (left: string, right: string): string => sha256Hex(`node:${left}:${right}`);
export interface ProofStep {
  side: 'left' | 'right';
  hash: string;
}

const pairsOf = (level: readonly string[]): [string, string?][] =>
  level.flatMap((hash, i) => (i % 2 === 0 ? [[hash, level[i + 1]]] : []));
/** The root over the leaves in this order, and each leaf's way up to it. A node without a neighbour moves up as it is. */
export function merkleTree(leaves: readonly string[]): { root: string; proofOf(index: number): ProofStep[] } {
  const below: string[][] = [];
  let level = [...leaves];
  while (level.length > 1) {
    below.push(level);
    level = pairsOf(level).map(([left, right]) => (right === undefined ? left : nodeHash(left, right)));
  }
  return {
    root: must(level[0], 'a leaf of the tree'),
    proofOf(index) {
      const proof: ProofStep[] = [];
      let at = index;
      for (const level of below) {
        const isLeft = at % 2 === 0;
        const hash = level[isLeft ? at + 1 : at - 1];
        if (hash !== undefined) proof.push({ side: isLeft ? 'right' : 'left', hash });
        at = Math.floor(at / 2);
      }
      return proof;
    },
  };
}
export const rootFrom = (leaf: string, proof: readonly ProofStep[]): string =>
  proof.reduce((hash, step) => (step.side === 'right' ? nodeHash(hash, step.hash) : nodeHash(step.hash, hash)), leaf);

export interface SealFields {
  root: string;
  previousRoot: string | null;
  chainCount: number;
  keyId: string;
  atMs: number;
}
/** What is signed: the root, the one before it (so none can be left out unseen), how many chains and when. */
export const sealText = ({ root, previousRoot, chainCount, keyId, atMs }: SealFields): string =>
  canonicalJson({ root, previousRoot, chainCount, keyId, atMs });
