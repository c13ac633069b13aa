import { eachAlone } from '@heitu/kit/data/each-alone';
import { yuan } from '@heitu/kit/rules/money';
import { ok } from '@heitu/kit/rules/outcome';
import type { PaymentsContext } from '../context.ts';
import { checkoutOfNumber, orderOfNumber } from '../payment/numbers.ts';
import { checkoutHere } from '../peers.ts';
import { askedAgain, BATCH_MAX } from '../provider.policy.ts';
import { reconciliationCases, remedies } from './case.moves.ts';
import { foundOf, type RemedyRow } from './found-payment.ts';
import { CaseRemedy } from './reconciliation.entity.ts';
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
    .where('nextAtMs', '<=', context.clock.now())
    .orderBy('nextAtMs')
    .limit(BATCH_MAX)
    .execute();
  await eachAlone(due, async (remedy) => {
    const result = await resultOf(context, remedy);
    await context.transaction(async (tx) => {
      const nowMs = context.clock.now();
      const { id } = remedy;
      if (result === null) {
        await tx.em.nativeUpdate(CaseRemedy, { id, nextAtMs: { $ne: null } }, askedAgain(context, remedy));
        return ok(null);
      }
      const ended = { liveNumber: null, endedAtMs: nowMs, nextAtMs: null };
      if ((await remedies.bySystem(context, tx, 'end', { id }, ended)) === 0) return ok(null);
      const note = `${result}。${remedy.reason}`.slice(0, NOTE_CHARACTERS_MAX);
      const settled = { note, provenBy: `CaseRemedy:${id}`, settledAtMs: nowMs };
      await reconciliationCases.bySystem(context, tx, 'end', { remedyId: id }, settled);
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
