import { MINUTE_MS } from '@heitu/kit/clock';
import { ok } from '@heitu/kit/outcome';
import type { CatalogContext } from '../context.ts';
import { leafHash, merkleTree, sealText } from './chain.ts';
import { TraceChain, TraceSeal, TraceSealLeaf } from './trace.entity.ts';

export const SEAL_EVERY_MS = 10 * MINUTE_MS;
const LEAVES_CHUNK = 500;

/** Signs a Merkle root over the heads of all chains when one has grown and the last seal is old enough. */
export async function sealHeads(context: CatalogContext): Promise<void> {
  const nowMs = context.clock.now();
  const grown = await context.rows.selectFrom('TraceChain').select('lotId').whereRef('length', '>', 'sealedLength').limit(1).executeTakeFirst();
  if (!grown) return;
  const { traceSigner } = context.services;
  await context.transaction(async (tx) => {
    const last = await tx.rows.selectFrom('TraceSeal').select(['root', 'atMs']).orderBy('atMs', 'desc').orderBy('id', 'desc').limit(1).executeTakeFirst();
    if (last && last.atMs > nowMs - SEAL_EVERY_MS) return ok(null);
    const chains = await tx.rows.selectFrom('TraceChain').select(['lotId', 'length', 'headHash', 'sealedLength']).where('length', '>', 0).orderBy('lotId').execute();
    const tree = merkleTree(chains.map(leafHash));
    const fields = { root: tree.root, previousRoot: last?.root ?? null, chainCount: chains.length, keyId: traceSigner.keyId, atMs: nowMs };
    const sealId = context.newId();
    await tx.em.insert(TraceSeal, { id: sealId, ...fields, signature: traceSigner.sign(sealText(fields)) });
    const leaves = chains.flatMap(({ sealedLength, ...chain }, index) =>
      chain.length > sealedLength ? [{ id: context.newId(), sealId, ...chain, proof: JSON.stringify(tree.proofOf(index)) }] : [],
    );
    for (let from = 0; from < leaves.length; from += LEAVES_CHUNK) await tx.em.insertMany(TraceSealLeaf, leaves.slice(from, from + LEAVES_CHUNK));
    // By the length that was sealed: a chain may have grown since it was read.
    for (const [length, sealed] of Map.groupBy(leaves, (leaf) => leaf.length)) {
      for (let from = 0; from < sealed.length; from += LEAVES_CHUNK) await tx.em.nativeUpdate(TraceChain, { lotId: { $in: sealed.slice(from, from + LEAVES_CHUNK).map(({ lotId }) => lotId) } }, { sealedLength: length });
    }
    return ok(null);
  });
}
