import { sign } from 'node:crypto';
import { chinaDate } from '@heitu/kit/calendar';
import { ok } from '@heitu/kit/outcome';
import type { TrustContext } from '../context.ts';
import { AuditAnchor } from './audit.entity.ts';
import { anchorText, spkiOf } from './chain.policy.ts';

/** Once a day: signs where the chain ends and publishes it. Who wrote it down can show later that the chain was rewritten (11.5.dh). */
export async function publishHead(context: TrustContext): Promise<void> {
  const atMs = context.clock.now();
  const on = chinaDate(atMs);
  const known = await context.rows.selectFrom('AuditAnchor').select('on').where('on', '=', on).executeTakeFirst();
  const head = await context.rows.selectFrom('AuditHead').select(['sequence', 'hash']).executeTakeFirst();
  if (known || !head) return;
  const { name, privateKey, publicKey } = context.services.signer();
  const anchor = { on, sequence: head.sequence, hash: head.hash, atMs };
  await context.transaction(async (tx) => {
    await tx.em.upsert(AuditAnchor, { ...anchor, signedBy: name, publicKey: spkiOf(publicKey), signature: sign(null, Buffer.from(anchorText(anchor)), privateKey).toString('base64url') }, { onConflictAction: 'ignore' });
    return ok(null);
  });
}
