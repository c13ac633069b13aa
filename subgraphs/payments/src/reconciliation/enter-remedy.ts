import { toJson } from '@heitu/kit/rules/typed-json';
import type { PaymentsContext, PaymentsTransaction } from '../context.ts';
import { remedyLifecycle } from './case.lifecycle.ts';
import { reconciliationCases } from './case.moves.ts';
import { MISSING_HERE, type RemedyKind } from './case.policy.ts';
import type { FoundPayment } from './found-payment.ts';
import { CaseRemedy } from './reconciliation.entity.ts';

/** One proposal stands for all that was paid together: it takes along what is open of that payment. */
export async function enterRemedy(
  context: PaymentsContext,
  tx: PaymentsTransaction,
  remedy: { id: string; kind: RemedyKind; reason: string; proposedBy: string },
  { number, paidAtMs, parts }: FoundPayment,
): Promise<void> {
  const proposedAtMs = context.clock.now();
  await tx.em.insert(CaseRemedy, {
    ...remedy,
    number,
    liveNumber: number,
    paidAtMs,
    parts: toJson(parts),
    state: remedyLifecycle.initial,
    proposedAtMs,
    attempts: 0,
  });
  const others = { kind: MISSING_HERE, reference: { $in: parts.map(({ outTradeNo }) => outTradeNo) } };
  await reconciliationCases.bySystem(context, tx, 'propose', others, { remedyId: remedy.id, proposedAtMs });
}
