import { eachAlone } from '@heitu/kit/data/each-alone';
import { ok } from '@heitu/kit/rules/outcome';
import type { PaymentsContext } from '../context.ts';
import { owedLeg, reviveDebt } from '../advance/debt.ts';
import { account } from '../ledger/account.ts';
import { postTransfer } from '../ledger/post-transfer.ts';
import { askLater } from '../ask-later.ts';
import { askedAgain, BATCH_MAX } from '../provider.policy.ts';
import type { ShareReturnStanding } from '../wechatpay/payment-channel.ts';
import { addWorkingDays } from '@heitu/kit/rules/calendar';
import { returnNumber } from './open-returns.ts';
import { shareReturns } from './share.moves.ts';
import { RETURN_ENDS_AFTER_WORKING_DAYS } from './share.policy.ts';
import { receiverPurse } from './share-legs.ts';
import { tellReturned } from './tell-returned.ts';

/**
 * Job: has the provider return shares that are due, and asks about those it has taken. What was tried once is asked
 * about before it is sent again, under the same number, so that even a repeat returns once.
 */
export async function sendReturns(context: PaymentsContext): Promise<void> {
  const { channel } = context.services;
  await eachAlone(await dueReturns(context), async (row) => {
    const { merchant, outOrderNo, outReturnNo, amountFen } = row;
    if (row.attempts > 0) {
      const known = await channel.queryShareReturn({ merchant, outOrderNo, outReturnNo });
      if (known.ok && known.value.state !== 'processing') return takeStanding(context, row, known.value);
      if (!known.ok && known.error.meaning !== 'not-found')
        return askLater(context, 'ShareReturn', row, known.error.code);
    }
    // A receiver that was short is asked again under the same number.
    const account = row.receiver;
    const description = '订单退款，分账退回';
    const answer = await channel.returnShare({ merchant, outOrderNo, outReturnNo, account, amountFen, description });
    if (answer.ok) return takeStanding(context, row, answer.value);
    const { code, outcome, retryable, meaning } = answer.error;
    // A receiver whose account is empty is waited for until the two settle it themselves.
    const isOver = meaning === 'not-enough' && context.clock.now() > endsAtMs(row);
    if (outcome === 'unknown' || retryable || (meaning !== 'other' && !isOver))
      return askLater(context, 'ShareReturn', row, code);
    return fail(context, row, code);
  });
}

const endsAtMs = ({ createdAtMs }: Due): number => addWorkingDays(createdAtMs, RETURN_ENDS_AFTER_WORKING_DAYS);

type Due = Awaited<ReturnType<typeof dueReturns>>[number];
const dueReturns = ({ rows, clock }: PaymentsContext) =>
  rows
    .selectFrom('ShareReturn as r')
    .innerJoin('ProfitShare as h', 'h.id', 'r.shareId')
    .innerJoin('Settlement as s', 's.id', 'h.settlementId')
    .innerJoin('PaymentPart as p', 'p.id', 's.partId')
    .selectAll('r')
    .select([
      'h.orderId as owedOf',
      'h.recoveryId',
      'h.toPartyId',
      'h.merchant as receiver',
      's.outOrderNo',
      'p.merchant',
    ])
    .where('r.nextAtMs', '<=', clock.now())
    .orderBy('r.nextAtMs')
    .limit(BATCH_MAX)
    .execute();

async function takeStanding(context: PaymentsContext, row: Due, standing: ShareReturnStanding): Promise<void> {
  if (standing.amountFen !== row.amountFen) return fail(context, row, 'AMOUNT_DIFFERS');
  if (standing.state === 'succeeded') return succeed(context, row);
  if (standing.state === 'failed') return close(context, row, standing.failReason ?? 'FAILED');
  await context.transaction(async (tx) => {
    const set = { ...askedAgain(context, row), lastError: null };
    await shareReturns.bySystem(context, tx, 'send', { id: row.id }, set);
    return ok(null);
  });
}

/** Once, however often the provider says so. */
async function succeed(context: PaymentsContext, { id, orderId, payerPartyId, owedOf, ...row }: Due): Promise<void> {
  await context.transaction(async (tx) => {
    const set = { returnedAtMs: context.clock.now(), nextAtMs: null, lastError: null };
    if ((await shareReturns.bySystem(context, tx, 'return', { id }, set)) === 0) return ok(null);
    const { amountFen, recoveryId, kind } = row;
    const back = { from: receiverPurse(row), to: account.seller(payerPartyId), amountFen };
    // What it had paid off is owed again.
    const revived = { fen: amountFen, orderId: owedOf, because: id };
    const legs =
      recoveryId === null ? [back] : [back, owedLeg(await reviveDebt(context, tx, recoveryId, revived), amountFen)];
    postTransfer(context, tx, { key: `share-return:${id}`, kind, orderId, legs });
    tellReturned(context, tx, { ...row, orderId: owedOf }, true);
    return ok(null);
  });
}

/** Its number is used up: whoever sends it again does so under the next one. */
function close(context: PaymentsContext, row: Due, lastError: string): Promise<void> {
  const closedNumbers = row.closedNumbers + 1;
  return fail(context, row, lastError, { closedNumbers, outReturnNo: returnNumber(row.id, closedNumbers) });
}

async function fail(
  context: PaymentsContext,
  { id, closedNumbers }: Due,
  lastError: string,
  set: { closedNumbers?: number; outReturnNo?: string } = {},
): Promise<void> {
  context.log.error({ shareReturnId: id, lastError }, 'a share did not come back; finance must look');
  await context.transaction(async (tx) => {
    const failed = { ...set, nextAtMs: null, lastError: lastError.slice(0, 200) };
    await shareReturns.bySystem(context, tx, 'fail', { id, closedNumbers }, failed);
    return ok(null);
  });
}
