import { commonRefusals, ok, refuse, type Outcome } from '@heitu/kit/rules/outcome';
import { identifier, line, parse, z } from '@heitu/kit/rules/validate';
import type { TrustContext } from '../context.ts';
import { notifyParty } from '../messages/notify.ts';
import { Review } from './complaint.entity.ts';

const schema = z.object({ reviewId: identifier(), reason: line(200, 2) });

/** Staff take an unlawful reply down; the seller is told why and may write another (6.5.b). */
export async function withdrawReply(context: TrustContext, input: unknown): Promise<Outcome<{ id: string }>> {
  const valid = parse(schema, input);
  if (!valid.ok) return valid;
  const { reviewId: id, reason } = valid.value;
  return context.transaction(async (tx) => {
    const review = await tx.rows
      .selectFrom('Review')
      .select(['partyId', 'orderId'])
      .where('id', '=', id)
      .executeTakeFirst();
    if (!review) return refuse(commonRefusals, 'NOT_FOUND');
    const taken = await tx.em.nativeUpdate(Review, { id, reply: { $ne: null } }, { reply: null });
    if (taken === 0) return refuse(commonRefusals, 'WRONG_STATE');
    await notifyParty(context, tx, review.partyId, 'complaints', {
      kind: 'reply-withdrawn',
      title: '您对评价的回复已撤下',
      body: reason,
      orderId: review.orderId,
    });
    tx.audit({ type: 'review', id, clause: '6.5.b' });
    return ok({ id });
  });
}
