import { fromJson, toJson } from '@heitu/kit/rules/typed-json';
import { lockRows } from '@heitu/kit/data/only-one';
import type { PaymentsContext, PaymentsTransaction } from '../context.ts';
import { account } from '../ledger/account.ts';
import { legOf, postLate, postTransfer, type Leg } from '../ledger/post-transfer.ts';
import { PaymentPart } from '../payment/payment.entity.ts';
import { clearCase } from '../reconciliation/clear-case.ts';
import { Withdrawal } from '../withdrawal/withdrawal.entity.ts';
import type { FundFlowRow } from '../wechatpay/payment-channel.ts';
import type { AccountAtProvider } from './account-at-provider.ts';
import { FundLine } from './books.entity.ts';
import { FEE_KINDS, OWN_KINDS } from './books.policy.ts';

/** Enters the lines that are new; the provider's numbers are known again. */
export async function enterLines(
  context: PaymentsContext,
  tx: PaymentsTransaction,
  { merchant }: AccountAtProvider,
  date: string,
  rows: readonly FundFlowRow[],
): Promise<void> {
  if (rows.length === 0) return;
  const numbers = rows.map(({ number }) => number);
  const known = await tx.rows
    .selectFrom('FundLine')
    .select(['number', 'amountFen'])
    .where('merchant', '=', merchant)
    .where('number', 'in', numbers)
    .execute();
  const amounts = new Map(known.map(({ number, amountFen }) => [number, amountFen]));
  for (const row of rows) {
    const knownFen = amounts.get(row.number);
    if (knownFen === undefined) continue;
    if (knownFen !== row.amountFen)
      context.log.error({ merchant, number: row.number }, 'a line has changed its amount');
  }
  const fresh = rows.filter(({ number }) => !amounts.has(number));
  await tx.em.insertMany(
    FundLine,
    fresh.map(({ number, at, kind, business, amountFen, balanceFen, references }) => ({
      id: context.newId(),
      date,
      merchant,
      number,
      atMs: at.getTime(),
      kind,
      business: business.slice(0, 40),
      amountFen,
      balanceFen,
      belongsTo: toJson(references),
      orderId: null,
      openMerchant: merchant,
    })),
  );
}

type OpenLine = Awaited<ReturnType<typeof openLines>>[number];
const openLines = async (tx: PaymentsTransaction, merchant: string) =>
  (
    await tx.rows
      .selectFrom('FundLine')
      .selectAll()
      .where('openMerchant', '=', merchant)
      // What the books were corrected by is in them.
      .where('correctedAtMs', 'is', null)
      .orderBy('atMs')
      .execute()
  ).map((line) => ({ ...line, belongsTo: fromJson(line.belongsTo) }));

/**
 * Finds out which orders the open lines are of, and books what we know from the provider's statement alone: its fees,
 * and what a party put into its account or took to its bank. `closed`: the day's books are closed, so that it is booked
 * now. Answers the orders.
 */
export async function bookLines(
  context: PaymentsContext,
  tx: PaymentsTransaction,
  of: AccountAtProvider,
  date: string,
  closed: (atMs: number) => boolean,
): Promise<string[]> {
  const lines = await openLines(tx, of.merchant);
  const orderOf = await ordersOf(tx, [...new Set(lines.flatMap(({ belongsTo }) => belongsTo))]);
  const found = lines.map((line) => ({
    ...line,
    orderId: line.belongsTo.map((number) => orderOf.get(number)).find((id) => id !== undefined) ?? null,
  }));
  const known = found.filter(({ kind, orderId }) => orderId !== null || isOwn({ kind }));
  const feeFrom = await purses(tx, of, known.filter(isFee));
  for (const line of known) {
    await tx.em.nativeUpdate(FundLine, { id: line.id }, { orderId: line.orderId, openMerchant: null });
    if (line.date < date)
      await clearCase(
        context,
        tx,
        { date: line.date, kind: 'line-unknown', reference: line.number },
        `FundLine:${line.id}`,
      );
    if (line.kind === 'withdrawal' && line.amountFen < 0)
      await tx.em.nativeUpdate(
        Withdrawal,
        { merchant: of.merchant, withdrawId: { $in: line.belongsTo }, bookedAtMs: null },
        { bookedAtMs: context.clock.now() },
      );
    const leg = bookedBy(line, of, feeFrom);
    if (!leg) continue;
    const transfer = {
      key: `bill:${of.merchant}:${line.number}`,
      kind: line.kind,
      orderId: line.orderId ?? '',
      legs: [leg],
      happenedAtMs: line.atMs,
    };
    if (closed(line.atMs)) postTransfer(context, tx, transfer);
    else await postLate(context, tx, transfer);
  }
  return [...new Set(known.flatMap(({ orderId }) => orderId ?? []))];
}

const isFee = ({ kind }: { kind: OpenLine['kind'] }): boolean => FEE_KINDS.some((fee) => fee === kind);

const isOwn = ({ kind }: { kind: OpenLine['kind'] }): boolean => OWN_KINDS.some((own) => own === kind);

/** What a line has us book; null where something of ours has booked it, or will. */
function bookedBy(line: OpenLine, of: AccountAtProvider, feeFrom: (line: OpenLine) => string): Leg | null {
  if (isFee(line)) return legOf(account.providerFees, feeFrom(line), line.amountFen);
  if (!isOwn(line)) return null;
  return legOf(of.partyId === null ? account.platformBank : account.bankOf(of.partyId), of.available, line.amountFen);
}

/**
 * By the provider's numbers of payments and refunds, and of what a deposit paid; a transfer to a grower is of no order,
 * and stands for itself.
 */
async function ordersOf(tx: PaymentsTransaction, numbers: readonly string[]): Promise<ReadonlyMap<string, string>> {
  if (numbers.length === 0) return new Map();
  const parts = await tx.rows
    .selectFrom('PaymentPart')
    .select(['transactionId as number', 'orderId'])
    .where('transactionId', 'in', numbers)
    .execute();
  const refunds = await tx.rows
    .selectFrom('Refund')
    .select(['providerRefundId as number', 'orderId'])
    .where('providerRefundId', 'in', numbers)
    .execute();
  const transfers = await tx.rows
    .selectFrom('GrowerTransfer')
    .select(['billNo as number', 'id as orderId'])
    .where('billNo', 'in', numbers)
    .execute();
  const bills = await tx.rows
    .selectFrom('Compensation')
    .select(['billNo as number', 'orderId'])
    .where('billNo', 'in', numbers)
    .execute();
  return new Map(
    [...refunds, ...parts, ...bills, ...transfers].flatMap(({ number, orderId }) =>
      number === null ? [] : [[number, orderId]],
    ),
  );
}

/**
 * A fee is taken out of what is frozen, or from the seller once the order is settled; whoever settles it takes the same
 * row first. What comes back for a refund that the platform advanced goes to the seller at once.
 */
async function purses(
  tx: PaymentsTransaction,
  { partyId, available }: AccountAtProvider,
  fees: readonly OpenLine[],
): Promise<(line: OpenLine) => string> {
  if (partyId === null || fees.length === 0) return () => available;
  const orderIds = [...new Set(fees.flatMap(({ orderId }) => orderId ?? []))].toSorted();
  await lockRows(tx, PaymentPart, { orderId: { $in: orderIds } });
  const settled = await tx.rows
    .selectFrom('Settlement')
    .select('orderId')
    .where('orderId', 'in', orderIds)
    .where('state', '=', 'settled')
    .execute();
  const advanced = await tx.rows
    .selectFrom('Refund')
    .select('providerRefundId')
    .where('orderId', 'in', orderIds)
    .where('source', '=', 'platform-advance')
    .execute();
  const isSettled = new Set(settled.map(({ orderId }) => orderId));
  const isAdvanced = new Set(advanced.map(({ providerRefundId }) => providerRefundId));
  return ({ orderId, belongsTo }) =>
    (orderId !== null && isSettled.has(orderId)) || belongsTo.some((number) => isAdvanced.has(number))
      ? available
      : account.frozen(partyId);
}
