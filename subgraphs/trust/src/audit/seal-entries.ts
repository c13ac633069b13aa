import { NO } from '@heitu/kit/entities';
import { isDuplicateKey } from '@heitu/kit/orm';
import { ok } from '@heitu/kit/outcome';
import type { TrustContext } from '../context.ts';
import { AuditEntry, AuditHead, AuditSeal } from './audit.entity.ts';
import { CHAIN_START, commitmentOf, linkHash, type EntryContent } from './chain.policy.ts';

/** Five columns a link: below SQLite's 32,766 bound values a statement. */
const SEAL_BATCH_MAX = 5000;
const HEAD_ID = 'head';

/** Another sealer has moved the chain's end meanwhile: what this one did is rolled back and left to the other. */
class Overtaken extends Error {}

/** Chains what is not yet sealed, a batch at a time; the head moves by one conditional update, so two sealers cannot fork the chain. */
export async function sealEntries(context: TrustContext): Promise<number> {
  let total = 0;
  try {
    for (;;) {
      const count = await sealBatch(context);
      total += count;
      if (count < SEAL_BATCH_MAX) return total;
    }
  } catch (error) {
    if (error instanceof Overtaken || isDuplicateKey(error)) return total;
    throw error;
  }
}

async function sealBatch(context: TrustContext): Promise<number> {
  let sealedCount = 0;
  await context.transaction(async (tx) => {
    // The head first: what is read after it and not sealed is not before it in the chain.
    const known = await tx.rows.selectFrom('AuditHead').selectAll().where('id', '=', HEAD_ID).executeTakeFirst();
    const found = await tx.rows.selectFrom('AuditEntry as e').leftJoin('AuditSeal as s', 's.entryId', 'e.id').selectAll('e').select('s.sequence').where('e.sealed', '=', NO).orderBy('e.id').limit(SEAL_BATCH_MAX).execute();
    if (found.length === 0) return ok(null);
    const head = known ?? CHAIN_START;
    const sealedAtMs = context.clock.now();
    let { sequence, hash } = head;
    // An entry that has its link already was unmarked by hand: it gets no second one.
    const seals = found.filter((entry) => entry.sequence === null).map((entry) => {
      sequence += 1;
      const link = { sequence, entryId: entry.id, commitment: commitmentOf(entry as unknown as EntryContent), sealedAtMs };
      hash = linkHash(hash, link);
      return { ...link, hash };
    });
    if (seals.length > 0) {
      if (!known) await tx.em.insert(AuditHead, { id: HEAD_ID, sequence, hash });
      else if ((await tx.em.nativeUpdate(AuditHead, { id: HEAD_ID, sequence: head.sequence, hash: head.hash }, { sequence, hash })) === 0) throw new Overtaken();
      await tx.em.insertMany(AuditSeal, seals);
    }
    await tx.em.nativeUpdate(AuditEntry, { id: { $in: found.map((entry) => entry.id) } }, { sealed: true });
    sealedCount = found.length;
    return ok(null);
  });
  return sealedCount;
}
