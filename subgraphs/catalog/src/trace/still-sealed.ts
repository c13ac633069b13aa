import { fromJson } from '@heitu/kit/rules/typed-json';
import type { CatalogContext, CatalogTransaction } from '../context.ts';
import { leafHash, rootFrom, sealText, type SealFields } from './chain.ts';
import { isSignedBy, type TraceKeys } from './trace-keys.ts';

export interface DueChain {
  lotId: string;
  length: number;
  headHash: string;
  sealedLength: number;
}

const CHUNK = 500;

const leavesOf = (tx: CatalogTransaction, lotIds: readonly string[]) =>
  tx.rows
    .selectFrom('TraceSealLeaf as leaf')
    .innerJoin('TraceChain as chain', (join) =>
      join.onRef('chain.lotId', '=', 'leaf.lotId').onRef('chain.sealedLength', '=', 'leaf.length'),
    )
    .innerJoin('TraceSeal as seal', 'seal.id', 'leaf.sealId')
    .leftJoin('TraceEvent as event', (join) =>
      join.onRef('event.lotId', '=', 'leaf.lotId').onRef('event.sequence', '=', 'leaf.length'),
    )
    .select([
      'leaf.lotId',
      'leaf.length',
      'leaf.headHash',
      'leaf.proof',
      'seal.root',
      'seal.previousRoot',
      'seal.chainCount',
      'seal.keyId',
      'seal.signature',
      'seal.atMs',
      'event.hash',
    ])
    .where('leaf.lotId', 'in', [...lotIds])
    .orderBy('seal.atMs')
    .execute();

/**
 * Those of the chains that still have, at the length that was sealed last, the head that was sealed there. What was
 * rewritten since is left out of the next seal: signed anew it would look as if it had always been so. Of two seals
 * over one length the later counts.
 */
export async function stillSealed<C extends DueChain>(
  context: CatalogContext,
  tx: CatalogTransaction,
  keys: TraceKeys,
  chains: readonly C[],
): Promise<C[]> {
  const sound = new Set(chains.filter(({ sealedLength }) => sealedLength === 0).map(({ lotId }) => lotId));
  const signed = new Map<string, boolean>();
  const isSigned = (leaf: SealFields & { signature: string }): boolean => {
    const text = sealText(leaf);
    const publicPem = keys.byId(leaf.keyId)?.publicPem;
    const is = signed.get(text) ?? (publicPem !== undefined && isSignedBy(publicPem, text, leaf.signature));
    signed.set(text, is);
    return is;
  };
  const sealed = chains.filter(({ sealedLength }) => sealedLength > 0).map(({ lotId }) => lotId);
  for (let from = 0; from < sealed.length; from += CHUNK) {
    for (const leaf of await leavesOf(tx, sealed.slice(from, from + CHUNK))) {
      const isSound =
        leaf.hash === leaf.headHash && rootFrom(leafHash(leaf), fromJson(leaf.proof)) === leaf.root && isSigned(leaf);
      if (isSound) sound.add(leaf.lotId);
      else sound.delete(leaf.lotId);
    }
  }
  const rewritten = chains.filter(({ lotId }) => !sound.has(lotId)).map(({ lotId }) => lotId);
  if (rewritten.length > 0)
    context.log.error(
      { lotIds: rewritten.slice(0, CHUNK), count: rewritten.length },
      'trace chains that no longer are what was sealed: not sealed again',
    );
  return chains.filter(({ lotId }) => sound.has(lotId));
}
