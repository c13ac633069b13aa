import { eachAlone } from '@heitu/kit/data/each-alone';
import { yuan } from '@heitu/kit/rules/money';
import { ok } from '@heitu/kit/rules/outcome';
import type { PaymentsContext } from '../context.ts';
import { checkoutOfNumber, orderOfNumber } from '../payment/numbers.ts';
import { checkoutHere } from '../peers.ts';
import { askAgainInMs, BATCH_MAX } from '../provider.policy.ts';
import { reconciliationCaseLifecycle, remedyLifecycle } from './case.lifecycle.ts';
import { foundOf, type RemedyRow } from './found-payment.ts';
import { CaseRemedy, ReconciliationCase } from './reconciliation.entity.ts';
import { isAtRest } from './remedy.policy.ts';

const NOTE_CHARACTERS_MAX = 500;

/**
 * Job: a difference ends only when its money is where it should be: with its order, or back with the buyer by the
 * provider's word.
 */
export async function endRemedies(context: PaymentsContext): Promise<void> {
  const due = await context.rows
    .selectFrom('CaseRemedy')
    .selectAll()
    .where('state', '=', remedyLifecycle.to('confirm'))
    .where('nextAtMs', '<=', context.clock.now())
    .orderBy('nextAtMs')
    .limit(BATCH_MAX)
    .execute();
  await eachAlone(due, async (remedy) => {
    const result = await resultOf(context, remedy);
    await context.transaction(async (tx) => {
      const nowMs = context.clock.now();
      const ended = { state: remedyLifecycle.to('end'), liveNumber: null, endedAtMs: nowMs, nextAtMs: null };
      const later = { attempts: remedy.attempts + 1, nextAtMs: nowMs + askAgainInMs(Math.min(remedy.attempts, 6)) / 5 };
      const changed = await tx.em.nativeUpdate(
        CaseRemedy,
        { id: remedy.id, state: { $in: [...remedyLifecycle.from('end')] } },
        result === null ? later : ended,
      );
      if (result === null || changed === 0) return ok(null);
      const note = `${result}。${remedy.reason}`.slice(0, NOTE_CHARACTERS_MAX);
      await tx.em.nativeUpdate(
        ReconciliationCase,
        { remedyId: remedy.id, state: { $in: [...reconciliationCaseLifecycle.from('end')] } },
        { state: reconciliationCaseLifecycle.to('end'), note, settledAtMs: nowMs },
      );
      return ok(null);
    });
  });
}

/** What has become of the money, in Chinese; null while something of it is under way. */
async function resultOf(context: PaymentsContext, remedy: RemedyRow & { withOrders: unknown }): Promise<string | null> {
  const found = foundOf(remedy);
  const orderIds = found.parts.map(({ outTradeNo }) => orderOfNumber(outTradeNo));
  const parts = await context.rows
    .selectFrom('PaymentPart')
    .select(['orderId', 'totalFen', 'reservedFen', 'refundedFen'])
    .where('orderId', 'in', orderIds)
    .execute();
  if (parts.some((part) => part.reservedFen !== part.refundedFen)) return null;
  if (remedy.withOrders) {
    const checkout = await checkoutHere(context, checkoutOfNumber(found.number));
    if (!checkout?.orders.every(isAtRest)) return null;
  } else if (parts.some((part) => part.refundedFen !== part.totalFen)) return null;
  const totalFen = parts.reduce((sum, part) => sum + part.totalFen, 0);
  const refundedFen = parts.reduce((sum, part) => sum + part.refundedFen, 0);
  const places = [
    totalFen > refundedFen && `${yuan(totalFen - refundedFen)}元已补记到订单`,
    refundedFen > 0 && `${yuan(refundedFen)}元已退给买家`,
  ];
  return places.filter(Boolean).join('，');
}
