import { sha256Hex } from '@heitu/kit/rules/canonical';
import { MINUTE_MS } from '@heitu/kit/rules/clock';
import { isDuplicateKey } from '@heitu/kit/data/orm';
import { ok } from '@heitu/kit/rules/outcome';
import { toJson } from '@heitu/kit/rules/typed-json';
import type { CatalogContext, CatalogTransaction } from '../context.ts';
import { leafHash, merkleTree, sealText, type ProofStep } from './chain.ts';
import { stillSealed, type DueChain } from './still-sealed.ts';
import { TraceChain, TraceSeal, TraceSealLeaf } from './trace.entity.ts';

export const SEAL_EVERY_MS = 10 * MINUTE_MS;
const LEAVES_CHUNK = 500;

/** The last leaf of each tree: it makes each root one of its own, so that one root before it names one seal. */
const lastLeaf = (keyId: string, previousRoot: string | null): string =>
  sha256Hex(`seal:${keyId}:${previousRoot ?? ''}`);

async function writeLeaves(
  context: CatalogContext,
  tx: CatalogTransaction,
  sealId: string,
  chains: readonly DueChain[],
  proofOf: (index: number) => ProofStep[],
): Promise<void> {
  const leaves = chains.map(({ lotId, length, headHash }, index) => ({
    id: context.newId(),
    sealId,
    lotId,
    length,
    headHash,
    proof: toJson(proofOf(index)),
  }));
  for (let from = 0; from < leaves.length; from += LEAVES_CHUNK)
    await tx.em.insertMany(TraceSealLeaf, leaves.slice(from, from + LEAVES_CHUNK));
  // By the length that was sealed: a chain may have grown since it was read.
  for (const [length, sealed] of Map.groupBy(leaves, (leaf) => leaf.length)) {
    for (let from = 0; from < sealed.length; from += LEAVES_CHUNK) {
      await tx.em.nativeUpdate(
        TraceChain,
        { lotId: { $in: sealed.slice(from, from + LEAVES_CHUNK).map(({ lotId }) => lotId) } },
        { sealedLength: length },
      );
    }
  }
}

/**
 * Signs a Merkle root over the heads of the chains that have grown, when the last seal is old enough; of all chains, at
 * once, when the key was replaced: what an older key signed then no longer rests on that key alone.
 */
export async function sealHeads(context: CatalogContext): Promise<void> {
  const nowMs = context.clock.now();
  const { traceSigner, traceKeys } = context.services;
  const newest = (rows: CatalogContext['rows']) =>
    rows
      .selectFrom('TraceSeal')
      .select(['root', 'atMs', 'keyId'])
      .orderBy('atMs', 'desc')
      .orderBy('id', 'desc')
      .limit(1)
      .executeTakeFirst();
  const isRekeyed = (last: { keyId: string } | undefined): boolean =>
    last !== undefined && last.keyId !== traceSigner.keyId;
  const grown = await context.rows
    .selectFrom('TraceChain')
    .select('lotId')
    .whereRef('length', '>', 'sealedLength')
    .limit(1)
    .executeTakeFirst();
  if (!grown && !isRekeyed(await newest(context.rows))) return;
  try {
    await context.transaction(async (tx) => {
      const last = await newest(tx.rows);
      const all = isRekeyed(last);
      if (last && last.atMs > (all ? nowMs - 1 : nowMs - SEAL_EVERY_MS)) return ok(null);
      const due = await tx.rows
        .selectFrom('TraceChain')
        .select(['lotId', 'length', 'headHash', 'sealedLength'])
        .where('length', '>', 0)
        .$if(!all, (query) => query.whereRef('length', '>', 'sealedLength'))
        .orderBy('lotId')
        .execute();
      const chains = await stillSealed(context, tx, traceKeys, due);
      if (chains.length === 0) return ok(null);
      const previousRoot = last?.root ?? null;
      const tree = merkleTree([...chains.map(leafHash), lastLeaf(traceSigner.keyId, previousRoot)]);
      const fields = {
        root: tree.root,
        previousRoot,
        chainCount: chains.length,
        keyId: traceSigner.keyId,
        atMs: nowMs,
      };
      const id = context.newId();
      await tx.em.insert(TraceSeal, { id, ...fields, signature: traceSigner.sign(sealText(fields)) });
      await writeLeaves(context, tx, id, chains, tree.proofOf);
      return ok(null);
    });
  } catch (error) {
    // Another replica has signed behind the same root: what is left is for the next round.
    if (!isDuplicateKey(error)) throw error;
  }
}
