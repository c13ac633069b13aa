import type { TrustContext, TrustTransaction } from '../context.ts';
import { notifyParties } from '../messages/notify.ts';
import { OBJECTION_MS, PASS_SCORE } from '../conduct/assessment.policy.ts';
import { DAY_MS } from '@heitu/kit/rules/clock';

/** Each party that did business sees its figures before anybody else does, and is told so. */
export async function tellOfDraft(context: TrustContext, tx: TrustTransaction, month: string): Promise<void> {
  const assessed = await tx.rows
    .selectFrom('Assessment')
    .select(['partyId', 'score'])
    .where('month', '=', month)
    .where('score', 'is not', null)
    .orderBy('partyId')
    .execute();
  if (assessed.length === 0) return;
  await notifyParties(
    context,
    tx,
    'complaints',
    assessed.map(({ partyId, score }) => ({
      partyId,
      notification: {
        kind: 'assessment-draft',
        title: `${month}考评${score}分${(score ?? 0) < PASS_SCORE ? '，不及格' : ''}`,
        body: `还没有公布。哪一项数字不对，请在${OBJECTION_MS / DAY_MS}天内提出异议`,
        orderId: null,
      },
    })),
  );
}
