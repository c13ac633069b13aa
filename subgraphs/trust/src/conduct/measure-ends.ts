import type { TrustContext, TrustTransaction } from '../context.ts';
import { notifyParty } from '../messages/notify.ts';
import { mendLadder } from './mend-ladder.ts';
import type { MeasureStep } from './measure.policy.ts';
import { publishLifted, tallyOf } from './take-measure.ts';
import { addToTally } from './tally.ts';

export interface Ended {
  id: string;
  partyId: string;
  step: MeasureStep;
  assessedMonth: string | null;
}

/** What follows where an appeal has held: the measure weighs on the party no longer, and the ladder is mended. */
export async function appealHolds(context: TrustContext, tx: TrustTransaction, measure: Ended): Promise<void> {
  const { partyId, step, assessedMonth } = measure;
  await addToTally(tx, partyId, tallyOf(step, -1));
  publishLifted(tx, measure, '申诉成立', { isWithdrawn: true });
  if (assessedMonth) await mendLadder(context, tx, { partyId, month: assessedMonth });
}

/** What follows where what was put right is taken for right; `why`, as everybody reads it. */
export async function rectified(tx: TrustTransaction, measure: Ended, why: string): Promise<void> {
  await addToTally(tx, measure.partyId, tallyOf(measure.step, -1));
  if (measure.step === 'suspension') publishLifted(tx, measure, why);
}

/** The party is told how its appeal ended. */
export const tellOfAppeal = (
  context: TrustContext,
  tx: TrustTransaction,
  partyId: string,
  holds: boolean,
  body = '平台的答复写在这项措施里，请查看',
): Promise<void> =>
  notifyParty(context, tx, partyId, 'complaints', {
    kind: 'appeal-decided',
    title: holds ? '申诉成立' : '申诉未成立',
    body,
    orderId: null,
  });
