import { must } from '@heitu/kit/rules/checked';
import { chunksOf } from '@heitu/kit/rules/chunks';
import { chinaDate, chinaDatesBetween, nextChinaMonth, startOfChinaMonth } from '@heitu/kit/rules/calendar';
import { DAY_MS } from '@heitu/kit/rules/clock';
import type { Context } from '@heitu/kit/data/context';
import { idFrom } from '@heitu/kit/rules/ids';
import {
  account,
  BooksMonth,
  Deposit,
  GrowerShare,
  keepContract,
  PASSWORD_ROTATION,
  LedgerEntry,
  LedgerTransfer,
  MerchantAccount,
  Payment,
  PaymentPart,
  PlatformFee,
  platformFeeFen,
  Reconciliation,
  Refund,
  Settlement,
  SoldLot,
} from '@heitu/payments';
import {
  CARRIER_DEPOSIT_FEN,
  COUNTY,
  paymentProvider,
  PLATFORM_FEE,
  sellers,
  type HistoryOrder,
} from '../county/index.ts';
import { carriers } from '../county/carriers.ts';
import { station } from '../county/operator.ts';
import { countyContracts } from './contract-facts.ts';
import { InvoicesWanted, seedInvoices } from './invoices.ts';
import type { PackLot } from './lot-seeding.ts';
import { pooledOf, seedPoolTerms, soldOfPool } from './payments-pool.ts';
import { inRoom } from './rooms.ts';
import { accountId, checkoutId, orderId, partyId, paymentId } from './keys.ts';
import { Batch, insertAll } from './batch.ts';
import { book } from './past-payment.ts';
import { byCheckout, inChunks, type Checkout, type SeedHistory } from './history.ts';

/** The second-level merchants that the simulated provider knows from the start: sellers, carriers, the station. */
const FIRST_SUB_MERCHANT = 1900100001;
const ACCOUNTS = [...sellers, ...carriers, station].map((party, i) => ({
  party,
  merchant: String(FIRST_SUB_MERCHANT + i),
  contractNumber: `${party.key.slice(party.key.indexOf(':') + 1)}-payment`.toUpperCase(),
  platformContract: `${party.key.slice(party.key.indexOf(':') + 1)}-platform`.toUpperCase(),
}));
const CARRIERS_ACCOUNTS = ACCOUNTS.slice(sellers.length, sellers.length + carriers.length);
/** What the provider holds as deposits when the county begins. */
export const DEPOSITS = CARRIERS_ACCOUNTS.map(({ merchant }) => ({
  mchid: merchant,
  fen: CARRIER_DEPOSIT_FEN,
}));
const CHUNK = 400;

/**
 * Accounts of sellers, carriers and the station, and what the provider did with three months of orders: paid, refunded,
 * settled, reconciled.
 */
export async function seedPayments(context: Context, { orders, nowMs }: SeedHistory): Promise<void> {
  if (await context.em.count(MerchantAccount, {})) return;
  const merchantOf = new Map(ACCOUNTS.map(({ party, merchant }) => [party.key, merchant]));
  for (const contract of countyContracts(nowMs)) await keepContract(inRoom(context, 'payments'), contract);
  await seedFee(context, nowMs);
  await seedMerchants(context, nowMs);
  await seedDeposits(context, nowMs);
  await seedPoolTerms(inRoom(context, 'payments'), new Date(nowMs), nowMs);
  const days = new Map<string, DaySums>();
  const wanted = new InvoicesWanted();
  const pooled = pooledOf(new Date(nowMs));
  for await (const checkouts of inChunks(byCheckout(orders()), CHUNK)) {
    const rows = newRows();
    for (const checkout of checkouts) {
      addCheckout(rows, checkout, { merchantOf, nowMs, pooled });
      for (const order of checkout) {
        countDays(days, order);
        wanted.see(order);
      }
    }
    await insertAll(context, rows);
  }
  await seedReconciliations(context, days, nowMs);
  await seedClosedMonths(context, days, nowMs);
  await seedInvoices(context, wanted, nowMs);
}

/** Published when the platform opened, before anything was sold. */
async function seedFee(context: Context, nowMs: number): Promise<void> {
  const openedAtMs = nowMs - 900 * DAY_MS;
  await context.em.insert(PlatformFee, {
    id: idFrom('platform-fee:first'),
    ...PLATFORM_FEE,
    reason: '平台开办时公布',
    state: 'bound',
    risePercent: 0,
    isLeap: false,
    proposedAtMs: openedAtMs,
    announcedAtMs: openedAtMs,
    bindsAtMs: openedAtMs,
    fromMs: openedAtMs,
    endedAtMs: openedAtMs,
  });
}

async function seedMerchants(context: Context, nowMs: number): Promise<void> {
  const seal = await context.vault.sealer(ACCOUNTS.map(({ party }) => partyId(party.key)));
  await context.em.insertMany(
    MerchantAccount,
    ACCOUNTS.map(({ party, merchant, contractNumber }, i) => {
      const id = partyId(party.key);
      return {
        id: idFrom(`merchant-account:${party.key}`),
        partyId: id,
        merchant,
        state: 'open',
        inGoodStanding: true,
        providerPartyId: partyId(paymentProvider.key),
        providerInGoodStanding: true,
        contractNumber,
        contractValidUntil: chinaDate(nowMs + 365 * DAY_MS),
        contactName: seal(id, `${party.shortName}财务`),
        passwordKeeperName: seal(id, party.legalPerson),
        passwordDueAtMs: nowMs + PASSWORD_ROTATION.everyMs - i * 5 * DAY_MS,
        openedAtMs: nowMs - 120 * DAY_MS,
      };
    }),
  );
}

async function seedDeposits(context: Context, nowMs: number): Promise<void> {
  const agreedAtMs = nowMs - 120 * DAY_MS;
  for (const { party, merchant, platformContract } of CARRIERS_ACCOUNTS) {
    const id = partyId(party.key);
    const depositId = idFrom(`deposit:${party.key}`);
    await context.em.insert(Deposit, {
      id: depositId,
      partyId: id,
      merchant,
      requiredFen: CARRIER_DEPOSIT_FEN,
      contractNumber: platformContract,
      heldFen: CARRIER_DEPOSIT_FEN,
      state: 'held',
      lookedAtMs: nowMs,
      nextLookAtMs: nowMs + DAY_MS,
      agreedAtMs,
    });
    const transfer = { key: `deposit:${depositId}`, kind: 'deposit', orderId: '', atMs: agreedAtMs };
    await book(context.em, transfer, [[account.putUpBy(id), account.deposit(id), CARRIER_DEPOSIT_FEN]]);
  }
}

interface DaySums {
  paid: number;
  refunds: number;
  paidFen: number;
  refundedFen: number;
}
const NO_TRADE: DaySums = { paid: 0, refunds: 0, paidFen: 0, refundedFen: 0 };
function countDays(days: Map<string, DaySums>, { payment, refunds, totalFen }: HistoryOrder): void {
  if (!payment) return;
  const day = (atMs: number): DaySums => {
    const date = chinaDate(atMs);
    const sums = days.get(date) ?? { ...NO_TRADE };
    days.set(date, sums);
    return sums;
  };
  const paidDay = day(payment.paidAt.getTime());
  paidDay.paid += 1;
  paidDay.paidFen += totalFen;
  for (const refund of refunds) {
    const refundDay = day(refund.at.getTime());
    refundDay.refunds += 1;
    refundDay.refundedFen += refund.amountFen;
  }
}

/** Each day since the first trade, those on which nothing was paid too: a day without trade is reconciled as well. */
async function seedReconciliations(context: Context, days: ReadonlyMap<string, DaySums>, nowMs: number): Promise<void> {
  const first = [...days.keys()].sort()[0];
  if (first === undefined) return;
  const reconciled = chinaDatesBetween(first, chinaDate(nowMs - DAY_MS)).map((date) => {
    const sums = days.get(date) ?? NO_TRADE;
    return {
      id: idFrom(`reconciliation:${date}`),
      date,
      state: 'matched' as const,
      paymentCount: sums.paid,
      refundCount: sums.refunds,
      ourPaidFen: sums.paidFen,
      theirPaidFen: sums.paidFen,
      ourRefundedFen: sums.refundedFen,
      theirRefundedFen: sums.refundedFen,
      atMs: Date.parse(`${date}T02:30:00Z`) + DAY_MS,
    };
  });
  for (const some of chunksOf(reconciled, CHUNK)) {
    // A platform that runs already has reconciled yesterday, when there was nothing yet.
    await context.em.nativeDelete(Reconciliation, { date: { $in: some.map(({ date }) => date) } });
    await context.em.insertMany(Reconciliation, some);
  }
}

/** Of the months that are over, two people have closed each in its first five days. */
async function seedClosedMonths(context: Context, days: ReadonlyMap<string, DaySums>, nowMs: number): Promise<void> {
  const months = [...new Set([...days.keys()].map((date) => date.slice(0, 7)))].flatMap((month) => {
    const openSinceMs = startOfChinaMonth(nextChinaMonth(month));
    const closedAtMs = openSinceMs + 5 * DAY_MS;
    const [proposedBy, proposedAtMs] = [accountId('staff:heitu-finance'), closedAtMs - DAY_MS];
    const id = idFrom(`books-month:${month}`);
    const row = { id, month, state: 'closed' as const, openSinceMs, proposedBy, proposedAtMs, closedAtMs };
    return closedAtMs < nowMs ? [row] : [];
  });
  if (months.length > 0) await context.em.insertMany(BooksMonth, months);
}

const newRows = () => ({
  Payment: new Batch(Payment),
  PaymentPart: new Batch(PaymentPart),
  Refund: new Batch(Refund),
  Settlement: new Batch(Settlement),
  SoldLot: new Batch(SoldLot),
  GrowerShare: new Batch(GrowerShare),
  LedgerTransfer: new Batch(LedgerTransfer),
  LedgerEntry: new Batch(LedgerEntry),
});
type Rows = ReturnType<typeof newRows>;

interface Known {
  merchantOf: ReadonlyMap<string, string>;
  nowMs: number;
  pooled: PackLot | undefined;
}
function addCheckout(rows: Rows, checkout: Checkout, { merchantOf, nowMs, pooled }: Known): void {
  const [first] = checkout;
  const id = paymentId(first.checkoutKey);
  const placedAtMs = first.placedAt.getTime();
  const paidAtMs = first.payment?.paidAt.getTime() ?? null;
  rows.Payment.add({
    id,
    checkoutId: checkoutId(first.checkoutKey),
    buyerAccountId: accountId(first.consumerKey),
    outTradeNo: `C${checkoutId(first.checkoutKey)}`,
    state: paidAtMs ? 'paid' : 'closed',
    totalFen: checkout.reduce((sum, order) => sum + order.totalFen, 0),
    prepayId: null,
    expiresAtMs: placedAtMs + 1_800_000,
    askDueAtMs: null,
    asked: 0,
    createdAtMs: placedAtMs,
    paidAtMs,
    closedAtMs: paidAtMs ? null : placedAtMs + 1_860_000,
  });
  for (const order of checkout) {
    const part = partOf(order);
    addPart(rows, part, id, must(merchantOf.get(order.sellerKey), order.sellerKey), paidAtMs);
    if (!paidAtMs) continue;
    const { partId, party, orderId: ofOrder } = part;
    addBook(rows, `paid:${partId}`, 'payment', ofOrder, paidAtMs, [
      [account.buyers, account.frozen(party), order.totalFen],
    ]);
    addRefunds(rows, part);
    addSettlement(rows, part, paidAtMs, { nowMs, pooled });
  }
}

const partOf = (order: HistoryOrder) => ({
  order,
  partId: idFrom(`part:${order.key}`),
  party: partyId(order.sellerKey),
  orderId: orderId(order.key),
  refundedFen: order.refunds.reduce((sum, refund) => sum + refund.amountFen, 0),
});
type Part = ReturnType<typeof partOf>;

const addPart = (
  rows: Rows,
  { order, partId, party, orderId: ofOrder, refundedFen }: Part,
  ofPayment: string,
  merchant: string,
  paidAtMs: number | null,
): void =>
  rows.PaymentPart.add({
    id: partId,
    paymentId: ofPayment,
    orderId: ofOrder,
    partyId: party,
    orderNumber: order.key.toUpperCase().replace(':', ''),
    merchant,
    outTradeNo: `O${ofOrder}`,
    totalFen: order.totalFen,
    title: `${COUNTY.shortName}农产品`,
    transactionId: paidAtMs ? `4200${ofOrder}` : null,
    reservedFen: refundedFen,
    refundedFen,
  });

function addBook(
  rows: Rows,
  key: string,
  kind: string,
  ofOrder: string,
  atMs: number,
  legs: readonly (readonly [from: string, to: string, amountFen: number])[],
): void {
  const transferId = idFrom(`transfer:${key}`);
  rows.LedgerTransfer.add({ id: transferId, key, kind, orderId: ofOrder, atMs });
  const enter = (i: number, side: string, ofAccount: string, amountFen: number): void =>
    rows.LedgerEntry.add({ id: idFrom(`entry:${key}:${i}:${side}`), transferId, account: ofAccount, amountFen, atMs });
  for (const [i, [from, to, amountFen]] of legs.entries()) {
    if (amountFen === 0) continue;
    enter(i, 'from', from, -amountFen);
    enter(i, 'to', to, amountFen);
  }
}

function addRefunds(rows: Rows, { order, partId, party, orderId: ofOrder }: Part): void {
  for (const [i, refund] of order.refunds.entries()) {
    const refundKey = `history:${order.key}:${i}`;
    const refundId = idFrom(`refund:${refundKey}`);
    const atMs = refund.at.getTime();
    rows.Refund.add({
      id: refundId,
      refundKey,
      partId,
      orderId: ofOrder,
      partyId: party,
      buyerAccountId: accountId(order.consumerKey),
      outRefundNo: `R${refundId}`,
      amountFen: refund.amountFen,
      reason: refund.reason.slice(0, 80),
      source: 'seller',
      afterSaleId: null,
      state: 'succeeded',
      providerRefundId: `5030${refundId}`,
      dueAtMs: atMs + DAY_MS,
      nextAtMs: null,
      attempts: 1,
      createdAtMs: atMs - 3_600_000,
      succeededAtMs: atMs,
    });
    addBook(rows, `refund:${refundId}`, 'refund', ofOrder, atMs, [
      [account.frozen(party), account.buyers, refund.amountFen],
    ]);
  }
}

function addSettlement(
  rows: Rows,
  { order, partId, party, orderId: ofOrder, refundedFen }: Part,
  paidAtMs: number,
  { nowMs, pooled }: Pick<Known, 'nowMs' | 'pooled'>,
): void {
  const keptFen = order.totalFen - refundedFen;
  const endedAtMs = (order.shipment?.signedAt ?? order.refunds.at(-1)?.at)?.getTime() ?? paidAtMs;
  // What would be settled next week was settled by yesterday: today's statement at the provider knows nothing of it.
  const settledAtMs = Math.min(nowMs - 1, endedAtMs + 7 * DAY_MS);
  const fee = platformFeeFen({ baseFen: keptFen, deliveryFen: 0 }, PLATFORM_FEE);
  const settlementId = idFrom(`settlement:${order.key}`);
  const grown = soldOfPool(order, pooled, settledAtMs);
  const sharedFen = (grown?.shares ?? []).reduce((sum, share) => sum + share.sharedFen, 0);
  rows.Settlement.add({
    id: settlementId,
    orderId: ofOrder,
    partId,
    partyId: party,
    outOrderNo: `S${ofOrder}`,
    state: 'settled',
    grossFen: order.totalFen,
    refundedFen,
    commissionFen: fee,
    sharedFen,
    setOffFen: 0,
    feeFen: 0,
    netFen: keptFen - fee - sharedFen,
    nextAtMs: null,
    attempts: 1,
    createdAtMs: settledAtMs,
    settledAtMs,
  });
  addBook(rows, `settle:${settlementId}`, 'settlement', ofOrder, settledAtMs, [
    [account.frozen(party), account.seller(party), keptFen - fee - sharedFen],
  ]);
  addBook(rows, `platform-fee:${settlementId}`, 'platform-fee', ofOrder, settledAtMs, [
    [account.frozen(party), account.commission, fee],
  ]);
  if (!grown) return;
  rows.SoldLot.add(grown.sold);
  for (const share of grown.shares) {
    rows.GrowerShare.add(share);
    addBook(rows, `grower-share:${share.id}:${settlementId}`, 'grower-share', ofOrder, settledAtMs, [
      [account.frozen(party), account.growers, share.sharedFen],
    ]);
  }
}
