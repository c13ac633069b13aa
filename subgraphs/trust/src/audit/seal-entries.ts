import { ok } from '@heitu/kit/outcome';
import type { TrustContext } from '../context.ts';
import { AuditEntry, AuditHead, AuditSeal } from './audit.entity.ts';
import { CHAIN_START_HASH, commitmentOf, linkHash } from './chain.policy.ts';
import { NO } from '@heitu/kit/entities';

const SEAL_BATCH_MAX = 500;
const HEAD_ID = 'head';

/** Chains what is not yet sealed, a batch at a time; the head moves by one conditional update, so two sealers cannot fork the chain. */
export async function sealEntries(context: TrustContext): Promise<number> {
  let total = 0;
  for (;;) {
    const count = await sealBatch(context);
    total += count;
    if (count < SEAL_BATCH_MAX) return total;
  }
}

async function sealBatch(context: TrustContext): Promise<number> {
  let sealedCount = 0;
  await context.transaction(async (tx) => {
    const entries = await tx.rows.selectFrom('AuditEntry').selectAll().where('sealed', '=', NO).orderBy('id').limit(SEAL_BATCH_MAX).execute();
    if (entries.length === 0) return ok(null);
    const known = await tx.rows.selectFrom('AuditHead').selectAll().where('id', '=', HEAD_ID).executeTakeFirst();
    const head = known ?? { sequence: 0, hash: CHAIN_START_HASH };
    const sealedAtMs = context.clock.now();
    let { sequence, hash } = head;
    const seals = entries.map((entry) => {
      sequence += 1;
      const commitment = commitmentOf(entry);
      hash = linkHash(hash, { sequence, entryId: entry.id, commitment });
      return { sequence, entryId: entry.id, commitment, hash, sealedAtMs };
    });
    if (known) {
      const moved = await tx.em.nativeUpdate(AuditHead, { id: HEAD_ID, sequence: head.sequence, hash: head.hash }, { sequence, hash });
      if (moved === 0) throw new Error('the audit chain moved under the sealer');
    } else await tx.em.insert(AuditHead, { id: HEAD_ID, sequence, hash });
    await tx.em.insertMany(AuditSeal, seals);
    await tx.em.nativeUpdate(AuditEntry, { id: { $in: entries.map((entry) => entry.id) } }, { sealed: true });
    sealedCount = entries.length;
    return ok(null);
  });
  return sealedCount;
}
