import { eachAlone } from '@heitu/kit/data/each-alone';
import { DAY_MS } from '@heitu/kit/rules/clock';
import { ok } from '@heitu/kit/rules/outcome';
import { askLater } from '../ask-later.ts';
import type { PaymentsContext, PaymentsTransaction, RowOf } from '../context.ts';
import { account } from '../ledger/account.ts';
import { postTransfer } from '../ledger/post-transfer.ts';
import { payerOf } from '../peers.ts';
import { askedAgain, BATCH_MAX } from '../provider.policy.ts';
import type { PersonTransferStanding } from '../wechatpay/payment-channel.ts';
import { GrowerTransfer } from './grower.entity.ts';
import { growerShares, growerTransfers } from './grower.moves.ts';
import { OVERPAID_WORKING_DAYS } from './grower.policy.ts';
import { judgeShares, netOff } from './net-off.ts';

type TransferRow = RowOf<'GrowerTransfer'>;
const REMARK = '卖粮款';

/**
 * Job: asks what became of transfers that have not ended. What the provider does not know is sent again under the same
 * number, so that even a repeat pays once.
 */
export async function sendTransfers(context: PaymentsContext): Promise<void> {
  const { rows, clock, services } = context;
  const due = await rows
    .selectFrom('GrowerTransfer')
    .selectAll()
    .where('nextAtMs', '<=', clock.now())
    .orderBy('nextAtMs')
    .limit(BATCH_MAX)
    .execute();
  await eachAlone(due, async (row) => {
    const known = await services.channel.queryPersonTransfer(row.outBillNo, row.merchant);
    if (known.ok) return takeStanding(context, row, known.value);
    if (known.error.meaning !== 'not-found') return askLater(context, 'GrowerTransfer', row, known.error.code);
    const payer = await payerOf(context, row.accountId);
    if (!payer) return close(context, row, 'NO_RECEIVER');
    return sendTransfer(context, row, payer.openid);
  });
}

/** Asks the provider for it; what it does not take stays owed. */
export async function sendTransfer(context: PaymentsContext, row: TransferRow, openid: string): Promise<void> {
  const { merchant, outBillNo, amountFen } = row;
  const answer = await context.services.channel.transferToPerson({
    merchant,
    outBillNo,
    openid,
    amountFen,
    remark: REMARK,
  });
  if (answer.ok) return takeStanding(context, row, answer.value);
  const { code, outcome, retryable, meaning } = answer.error;
  // A cooperative whose account is short may fill it: the same number is sent again until the transfer's time is over.
  const isShort = meaning === 'not-enough' && context.clock.now() < row.endsAtMs;
  if (outcome === 'unknown' || retryable || isShort) return askLater(context, 'GrowerTransfer', row, code);
  return close(context, row, code);
}

async function takeStanding(context: PaymentsContext, row: TransferRow, standing: PersonTransferStanding) {
  const { state, amountFen, billNo, packageInfo, closeReason } = standing;
  // An answer may be wrong for once, however well signed it is: the next one is waited for.
  if (amountFen !== null && amountFen !== row.amountFen)
    return askLater(context, 'GrowerTransfer', row, 'AMOUNT_DIFFERS');
  if (state === 'succeeded') return succeed(context, row, billNo);
  if (state === 'closed') return close(context, row, closeReason ?? 'CLOSED');
  await context.transaction(async (tx) => {
    const set = { billNo, lastError: null, ...askedAgain(context, row) };
    if (state === 'waiting') {
      const shown = packageInfo === null ? {} : { packageInfo };
      if ((await growerTransfers.bySystem(context, tx, 'wait', { id: row.id }, { ...set, ...shown })) > 0)
        return ok(null);
    }
    await tx.em.nativeUpdate(GrowerTransfer, { id: row.id, nextAtMs: { $ne: null } }, set);
    return ok(null);
  });
}

const ended = { openFor: null, packageInfo: null, nextAtMs: null } as const;
const partsOf = ({ rows }: PaymentsTransaction, transferId: string) =>
  rows.selectFrom('GrowerTransferPart').selectAll().where('transferId', '=', transferId).orderBy('shareId').execute();

/** Once, however often the provider says so. */
async function succeed(context: PaymentsContext, { id, partyId, amountFen }: TransferRow, billNo: string) {
  await context.transaction(async (tx) => {
    const set = { ...ended, billNo, paidAtMs: context.clock.now(), lastError: null };
    if ((await growerTransfers.bySystem(context, tx, 'pay', { id }, set)) === 0) return ok(null);
    const parts = await partsOf(tx, id);
    for (const { shareId, amountFen: fen } of parts) await moveOfShare(tx, shareId, fen, fen);
    // It is of many orders, or of none: by its own number the provider's line of it is found.
    const legs = [{ from: account.seller(partyId), to: account.growers, amountFen }];
    postTransfer(context, tx, { key: `grower-transfer:${id}`, kind: 'grower-transfer', orderId: id, legs });
    await judgeShares(context, tx, { id: { $in: parts.map(({ shareId }) => shareId) } });
    return ok(null);
  });
}

/** Nothing was paid: it is owed as before, and the next one has a number of its own. */
async function close(context: PaymentsContext, { id, partyId, accountId }: TransferRow, lastError: string) {
  await context.transaction(async (tx) => {
    const set = { ...ended, lastError: lastError.slice(0, 200) };
    if ((await growerTransfers.bySystem(context, tx, 'close', { id }, set)) === 0) return ok(null);
    const parts = await partsOf(tx, id);
    for (const { shareId, amountFen } of parts) await moveOfShare(tx, shareId, amountFen, 0);
    await judgeShares(context, tx, { id: { $in: parts.map(({ shareId }) => shareId) } });
    await netOff(context, tx, partyId, accountId);
    return ok(null);
  });
}

const moveOfShare = (tx: PaymentsTransaction, id: string, outFen: number, paidFen: number) =>
  tx.rows
    .updateTable('GrowerShare')
    .set((eb) => ({
      transferFen: eb('transferFen', '-', outFen),
      transferredFen: eb('transferredFen', '+', paidFen),
    }))
    .where('id', '=', id)
    .execute();

/** Job: what a grower had got too much, and no later sale has given back, the two settle themselves. */
export async function endOverpaid(context: PaymentsContext): Promise<void> {
  const { lifecycle } = growerShares;
  const nowMs = context.clock.now();
  const found = await context.rows
    .selectFrom('GrowerShare')
    .select(['id', 'state', 'sinceMs'])
    .where('state', 'in', lifecycle.from('leave'))
    .where('sinceMs', '<=', nowMs - OVERPAID_WORKING_DAYS * DAY_MS)
    .orderBy('sinceMs')
    .limit(BATCH_MAX)
    .execute();
  await eachAlone(
    found.filter((row) => (lifecycle.dueAtMs(row) ?? Infinity) <= nowMs),
    ({ id }) =>
      context.transaction(async (tx) => {
        if ((await growerShares.bySystem(context, tx, 'leave', { id }, { sinceMs: nowMs })) > 0)
          tx.audit({ type: 'grower-share', id });
        return ok(null);
      }),
  );
}
