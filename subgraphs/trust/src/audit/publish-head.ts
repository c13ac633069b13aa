import { chinaDate } from '@heitu/kit/rules/calendar';
import { ok } from '@heitu/kit/rules/outcome';
import type { TrustContext } from '../context.ts';
import { AuditAnchor } from './audit.entity.ts';
import { anchorText, spkiOf } from './chain.policy.ts';

/** Whose audit key signs. */
const SIGNED_BY = 'trust';

/**
 * Once a day: signs where the chain ends and publishes it. Who wrote it down can show later that the chain was
 * rewritten (11.5.dh).
 */
export async function publishHead(context: TrustContext): Promise<void> {
  const atMs = context.clock.now();
  const on = chinaDate(atMs);
  const known = await context.rows.selectFrom('AuditAnchor').select('on').where('on', '=', on).executeTakeFirst();
  const head = await context.rows.selectFrom('AuditHead').select(['sequence', 'hash']).executeTakeFirst();
  if (known || !head) return;
  const { auditKeys } = context.services;
  const anchor = { on, sequence: head.sequence, hash: head.hash, atMs };
  const signed = {
    ...anchor,
    signedBy: SIGNED_BY,
    publicKey: spkiOf(auditKeys.publicKey),
    signature: auditKeys.sign(anchorText(anchor)),
  };
  await context.transaction(async (tx) => {
    await tx.em.upsert(AuditAnchor, signed, { onConflictAction: 'ignore' });
    return ok(null);
  });
}
