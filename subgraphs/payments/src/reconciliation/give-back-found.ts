import { eachAlone } from '@heitu/kit/data/each-alone';
import { addWorkingDays } from '@heitu/kit/rules/calendar';
import { DAY_MS } from '@heitu/kit/rules/clock';
import { ok, refuse } from '@heitu/kit/rules/outcome';
import type { PaymentsContext, RowOf } from '../context.ts';
import { checkoutOfNumber } from '../payment/numbers.ts';
import { checkoutHere } from '../peers.ts';
import { BATCH_MAX } from '../provider.policy.ts';
import { BILLS_KEPT_MS } from './bill.policy.ts';
import { carryOut } from './carry-out.ts';
import { reconciliationCases, remedies } from './case.moves.ts';
import { BY_RULE, FOUND_GOES_BACK_WORKING_DAYS, MISSING_HERE } from './case.policy.ts';
import { clearById } from './clear-case.ts';
import { enterRemedy } from './enter-remedy.ts';
import { findPayment } from './found-payment.ts';
import { paidPartHere } from './paid-here.ts';
import { partiesPaid } from './parties-paid.ts';
import { remedyRefusals, whyNotRemedy } from './remedy.policy.ts';

const REASON = '到期没有人办理，按规则退给付款人';

/**
 * Job: what somebody paid and nobody here knows of waits for no click for ever. Where finance has not dealt with it in
 * time, it goes back to whoever paid (7.6.aa). What the provider tells of no more stays with finance.
 */
export async function giveBackFound(context: PaymentsContext): Promise<void> {
  const nowMs = context.clock.now();
  const found = await context.rows
    .selectFrom('ReconciliationCase')
    .selectAll()
    .where('state', '=', 'open')
    .where('kind', '=', MISSING_HERE)
    .where('openedAtMs', '<=', nowMs - FOUND_GOES_BACK_WORKING_DAYS * DAY_MS)
    .where('openedAtMs', '>', nowMs - BILLS_KEPT_MS)
    .orderBy('openedAtMs')
    .limit(BATCH_MAX)
    .execute();
  const due = found.filter(({ openedAtMs }) => addWorkingDays(openedAtMs, FOUND_GOES_BACK_WORKING_DAYS) <= nowMs);
  await eachAlone(due, (one) => giveBack(context, one));
}

async function giveBack(context: PaymentsContext, { id, date, reference }: RowOf<'ReconciliationCase'>): Promise<void> {
  const provenBy = await paidPartHere(context, reference);
  if (provenBy) {
    await context.transaction(async (tx) => ok(await clearById(context, tx, id, provenBy)));
    return;
  }
  const answer = await findPayment(context, { date, reference });
  if (!answer.ok) return;
  const found = answer.value;
  const checkout = await checkoutHere(context, checkoutOfNumber(found.number));
  const partyOf = await partiesPaid(context, found.parts);
  if (whyNotRemedy('refund', found, checkout, partyOf)) return;
  const nowMs = context.clock.now();
  const remedy = { id: context.newId(), kind: 'refund', reason: REASON, proposedBy: BY_RULE } as const;
  await context.transaction(async (tx) => {
    await enterRemedy(context, tx, remedy, found);
    const decided = { decidedBy: BY_RULE, decidedAtMs: nowMs, nextAtMs: nowMs };
    await remedies.bySystem(context, tx, 'confirm', { id: remedy.id }, decided);
    await reconciliationCases.bySystem(context, tx, 'confirm', { remedyId: remedy.id });
    tx.audit({ type: 'reconciliation-case', id, clause: '9.2.cp', reason: REASON });
    // Undone with what was just written.
    if (!(await carryOut(context, tx, remedy, found, checkout, partyOf))) return refuse(remedyRefusals, 'ALREADY_HERE');
    return ok(null);
  });
}
