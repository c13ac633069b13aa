import { canonicalJson, sha256Hex } from '@heitu/kit/rules/canonical';
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
/** Who did it and which shipment was behind it stay here: their salt cannot be computed from the one that is given out. */
export function shownOf(content: string, salt: string): ShownContent | null {
  let parsed: TraceContent;
  try {
    parsed = JSON.parse(content) as TraceContent;
  } catch {
    return null;
  }
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

/** The root over the leaves in this order, and each leaf's way up to it. A node without a neighbour moves up as it is. */
export function merkleTree(leaves: readonly string[]): { root: string; proofOf(index: number): ProofStep[] } {
  const levels: string[][] = [[...leaves]];
  while (levels.at(-1)!.length > 1) {
    const below = levels.at(-1)!;
    levels.push(
      Array.from({ length: Math.ceil(below.length / 2) }, (_, i) =>
        2 * i + 1 < below.length ? nodeHash(below[2 * i]!, below[2 * i + 1]!) : below[2 * i]!,
      ),
    );
  }
  return {
    root: levels.at(-1)![0]!,
    proofOf(index) {
      const proof: ProofStep[] = [];
      let at = index;
      for (const level of levels.slice(0, -1)) {
        const neighbour = at % 2 === 0 ? at + 1 : at - 1;
        if (neighbour < level.length) proof.push({ side: at % 2 === 0 ? 'right' : 'left', hash: level[neighbour]! });
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
