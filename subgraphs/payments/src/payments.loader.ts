import { groupedInOrder, inOrder, mapPage } from '@heitu/kit/rules/graphql';
import { hasRole, partiesFor } from '@heitu/kit/rules/actor';
import { sortedPage, type SortedPageArgs } from '@heitu/kit/rules/sorting';
import { statement } from '@heitu/kit/data/statement';
import { ordersToDecide } from './case.loader.ts';
import type { PaymentsContext, PaymentsRows } from './context.ts';
import { accountsOf } from './ledger/post-transfer.ts';
import type { MoneyFacts } from './payment/money-text.ts';
import { paymentLifecycle, recoveryLifecycle, refundLifecycle, settlementLifecycle } from './payments.lifecycle.ts';

/** Roles that see every party's money figures. */
const SEES_ALL = ['finance', 'operator-admin', 'regulator'] as const;
const SELLER_ROLES = ['seller-owner', 'seller-staff'];
const text = (states: Readonly<Record<string, string>>, state: string): string => states[state] ?? state;

const PAYMENT_COLUMNS = ['id', 'checkoutId', 'buyerAccountId', 'state', 'totalFen', 'expiresAtMs', 'paidAtMs'] as const;
type PaymentRow = {
  id: string;
  checkoutId: string;
  buyerAccountId: string;
  state: string;
  totalFen: number;
  expiresAtMs: number;
  paidAtMs: number | null;
};
export const withText = <Row extends { state: string }>(row: Row) => ({
  ...row,
  stateText: text(paymentLifecycle.states, row.state),
});

/** The buyer's own, or anyone's for those who answer for all money. */
function visiblePayments(context: PaymentsContext) {
  const query = context.rows.selectFrom('Payment').select(PAYMENT_COLUMNS);
  return hasRole(context.actor, ...SEES_ALL) ? query : query.where('buyerAccountId', '=', context.actor.id);
}
const paymentOfBuyer = statement(
  (rows: PaymentsRows, { checkoutId, buyerAccountId }: { checkoutId: string; buyerAccountId: string }) =>
    rows
      .selectFrom('Payment')
      .select(PAYMENT_COLUMNS)
      .where('checkoutId', '=', checkoutId)
      .where('buyerAccountId', '=', buyerAccountId),
);
const paymentOfAnybody = statement((rows: PaymentsRows, { checkoutId }: { checkoutId: string }) =>
  rows.selectFrom('Payment').select(PAYMENT_COLUMNS).where('checkoutId', '=', checkoutId),
);
export async function paymentByCheckout(context: PaymentsContext, checkoutId: string) {
  const [[row]] = await context.read(
    hasRole(context.actor, ...SEES_ALL)
      ? paymentOfAnybody({ checkoutId })
      : paymentOfBuyer({ checkoutId, buyerAccountId: context.actor.id }),
  );
  return row ? withText(row) : null;
}
export async function paymentsById(context: PaymentsContext, ids: readonly string[]) {
  const rows = await visiblePayments(context).where('id', 'in', ids).execute();
  return inOrder(ids, (row) => row.id, rows.map(withText));
}

/**
 * An order's payment: for its buyer, for those of its seller who may see the order, for who decides a case about it,
 * and for those who answer for all money.
 */
export async function paymentsByOrder(context: PaymentsContext, orderIds: readonly string[]) {
  const seesAll = hasRole(context.actor, ...SEES_ALL);
  const mine = partiesFor(context.actor, SELLER_ROLES, 'orders');
  const decided = seesAll ? [] : await ordersToDecide(context, orderIds);
  const rows = await context.rows
    .selectFrom('PaymentPart as part')
    .innerJoin('Payment as p', 'p.id', 'part.paymentId')
    .select([
      'part.orderId',
      'p.id',
      'p.checkoutId',
      'p.buyerAccountId',
      'p.state',
      'part.totalFen',
      'p.expiresAtMs',
      'p.paidAtMs',
    ])
    .where('part.orderId', 'in', orderIds)
    .$if(!seesAll, (query) =>
      query.where((eb) =>
        eb.or([
          eb('p.buyerAccountId', '=', context.actor.id),
          ...(mine.length > 0 ? [eb('part.partyId', 'in', mine)] : []),
          ...(decided.length > 0 ? [eb('part.orderId', 'in', decided)] : []),
        ]),
      ),
    )
    .execute();
  return inOrder(
    orderIds,
    (row) => row.orderId,
    rows.map((row) => withText(row as PaymentRow & { orderId: string })),
  );
}

type Money = Omit<MoneyFacts, 'state'>;
/** Where nothing was ever placed. */
export const NO_MONEY: Money = {
  totalFen: 0,
  refundedFen: 0,
  refundingFen: 0,
  failedFen: 0,
  settledFen: 0,
  advancedFen: 0,
  refundDueAtMs: null,
};

/** Of parts that the viewer may see: what became of their money. */
async function moneyOfParts(
  context: PaymentsContext,
  by: 'paymentId' | 'orderId',
  keys: readonly string[],
): Promise<(Money | null)[]> {
  const parts = await context.rows
    .selectFrom('PaymentPart')
    .select(['id', 'paymentId', 'orderId', 'totalFen', 'reservedFen', 'refundedFen'])
    .where(by, 'in', keys)
    .execute();
  if (parts.length === 0) return keys.map(() => null);
  const partIds = parts.map(({ id }) => id);
  const known = await context.rows
    .selectFrom('Refund')
    .select(['partId', 'state', 'source', 'amountFen', 'dueAtMs'])
    .where('partId', 'in', partIds)
    .where((eb) => eb.or([eb('state', '!=', 'succeeded'), eb('source', '=', 'platform-advance')]))
    .execute();
  const settled = new Set(
    (
      await context.rows
        .selectFrom('Settlement')
        .select('partId')
        .where('partId', 'in', partIds)
        .where('state', '=', 'settled')
        .execute()
    ).map(({ partId }) => partId),
  );
  const sums = new Map<string, Money>();
  for (const part of parts) {
    const sum = sums.get(part[by]) ?? { ...NO_MONEY };
    const ofPart = known.filter(({ partId }) => partId === part.id);
    const fen = (rows: typeof known) => rows.reduce((total, { amountFen }) => total + amountFen, 0);
    // What the platform lays out is none of this payment's money, though the provider counts it as refunded.
    const advances = ofPart.filter(({ source }) => source === 'platform-advance');
    const advanced = advances.filter(({ state }) => state === 'succeeded');
    const refunds = ofPart.filter(({ source }) => source !== 'platform-advance');
    const underWay = refunds.filter(({ state }) => state !== 'failed');
    sums.set(part[by], {
      totalFen: sum.totalFen + part.totalFen,
      refundedFen: sum.refundedFen + part.refundedFen - fen(advanced),
      advancedFen: sum.advancedFen + fen(advanced),
      refundingFen: sum.refundingFen + fen(underWay),
      failedFen: sum.failedFen + fen(refunds) - fen(underWay),
      settledFen: sum.settledFen + (settled.has(part.id) ? part.totalFen - part.reservedFen + fen(advances) : 0),
      refundDueAtMs: underWay.reduce<number | null>(
        (latest, { dueAtMs }) => Math.max(latest ?? 0, dueAtMs),
        sum.refundDueAtMs,
      ),
    });
  }
  return keys.map((key) => sums.get(key) ?? null);
}
export const moneyByPayment = (context: PaymentsContext, paymentIds: readonly string[]) =>
  moneyOfParts(context, 'paymentId', paymentIds);
export const moneyByOrder = (context: PaymentsContext, orderIds: readonly string[]) =>
  moneyOfParts(context, 'orderId', orderIds);

/** How many orders a peer may ask for at once. */
export const TRADES_MAX = 100;

/** The provider's numbers of those of these orders that were paid. */
export async function tradesOfOrders(context: PaymentsContext, orderIds: readonly string[]) {
  if (orderIds.length === 0) return [];
  const rows = await context.rows
    .selectFrom('PaymentPart as part')
    .innerJoin('Payment as p', 'p.id', 'part.paymentId')
    .select([
      'part.orderId',
      'part.transactionId',
      'part.outTradeNo',
      'p.outTradeNo as combineOutTradeNo',
      'p.buyerAccountId as payerAccountId',
      'part.title',
    ])
    .where('part.orderId', 'in', orderIds.slice(0, TRADES_MAX))
    .where('part.transactionId', 'is not', null)
    .execute();
  return rows.map((row) => ({ ...row, transactionId: row.transactionId! }));
}

export async function refundsByOrder(context: PaymentsContext, orderIds: readonly string[]) {
  const seesAll = hasRole(context.actor, ...SEES_ALL);
  const mine = partiesFor(context.actor, SELLER_ROLES, 'orders');
  const decided = seesAll ? [] : await ordersToDecide(context, orderIds);
  const rows = await context.rows
    .selectFrom('Refund')
    .select(['id', 'orderId', 'amountFen', 'reason', 'state', 'dueAtMs', 'succeededAtMs'])
    .where('orderId', 'in', orderIds)
    .$if(!seesAll, (query) =>
      query.where((eb) =>
        eb.or([
          eb('buyerAccountId', '=', context.actor.id),
          ...(mine.length > 0 ? [eb('partyId', 'in', mine)] : []),
          ...(decided.length > 0 ? [eb('orderId', 'in', decided)] : []),
        ]),
      ),
    )
    .orderBy('id')
    .execute();
  return groupedInOrder(
    orderIds,
    (row) => row.orderId,
    rows.map((row) => ({ ...row, stateText: text(refundLifecycle.states, row.state) })),
  );
}

/** Newest first, or sorted by createdAt or netFen. */
export async function settlementPage(
  context: PaymentsContext,
  filter: { state?: string; partyId?: string },
  page: SortedPageArgs,
) {
  const mine = [
    ...partiesFor(context.actor, SELLER_ROLES, 'finance'),
    ...partiesFor(context.actor, ['partner'], 'marketing-accounts'),
  ];
  const query = context.rows
    .selectFrom('Settlement')
    .select([
      'id',
      'orderId',
      'partyId',
      'state',
      'grossFen',
      'refundedFen',
      'commissionFen',
      'netFen',
      'settledAtMs',
      'createdAtMs',
    ])
    .$if(!hasRole(context.actor, ...SEES_ALL), (query) => query.where('partyId', 'in', mine.length > 0 ? mine : ['']))
    .$if(!!filter.state, (query) => query.where('state', '=', filter.state!))
    .$if(!!filter.partyId, (query) => query.where('partyId', '=', filter.partyId!));
  const settlements = await sortedPage(
    query,
    page,
    { createdAt: 'createdAtMs', netFen: 'netFen', grossFen: 'grossFen', state: { text: 'state' } },
    { by: 'createdAt', descending: true },
  );
  return mapPage(settlements, (row) => ({ ...row, stateText: text(settlementLifecycle.states, row.state) }));
}

/** Newest first, or sorted by openedAt, contractValidUntil, passwordDueAt or state. */
export async function merchantPage(
  context: PaymentsContext,
  { state, partyId, merchant }: { state?: string; partyId?: string; merchant?: string },
  page: SortedPageArgs,
) {
  const mine = [
    ...partiesFor(context.actor, [...SELLER_ROLES, 'carrier-manager'], 'finance'),
    ...partiesFor(context.actor, ['partner'], 'bank'),
  ];
  const query = context.rows
    .selectFrom('MerchantAccount')
    .select([
      'id',
      'partyId',
      'merchant',
      'state',
      'inGoodStanding',
      'contractNumber',
      'contractValidUntil',
      'passwordDueAtMs',
      'openedAtMs',
    ])
    .$if(!hasRole(context.actor, ...SEES_ALL), (query) => query.where('partyId', 'in', mine.length > 0 ? mine : ['']))
    .$if(!!state, (query) => query.where('state', '=', state!))
    .$if(!!partyId, (query) => query.where('partyId', '=', partyId!))
    .$if(!!merchant, (query) => query.where('merchant', '=', merchant!));
  const accounts = await sortedPage(
    query,
    page,
    {
      openedAt: 'openedAtMs',
      contractValidUntil: { text: 'contractValidUntil' },
      passwordDueAt: 'passwordDueAtMs',
      state: { text: 'state' },
    },
    { by: 'openedAt', descending: true },
  );
  return mapPage(accounts, (row) => ({ ...row, inGoodStanding: Boolean(row.inGoodStanding) }));
}

/** Over all that was ever booked. */
export async function trialBalance(context: PaymentsContext) {
  const row = await context.rows
    .selectFrom('LedgerEntry')
    .select(({ fn }) => fn.sum<number | null>('amountFen').as('sumFen'))
    .executeTakeFirst();
  const sumFen = Number(row?.sumFen ?? 0);
  return { sumFen, balanced: sumFen === 0, isEmpty: (row?.sumFen ?? null) === null };
}
/** The accounts of the books, a few for each party: by account, or sorted by balanceFen. */
export async function ledgerPage(context: PaymentsContext, { partyId }: { partyId?: string }, page: SortedPageArgs) {
  const balances = context.rows
    .selectFrom('LedgerEntry')
    .select(({ fn }) => ['account', fn.sum<number>('amountFen').as('balanceFen')])
    .groupBy('account')
    .$if(!!partyId, (query) => query.where('account', 'in', accountsOf(partyId!)));
  const found = await sortedPage(
    context.rows.selectFrom(balances.as('balance')).selectAll(),
    page,
    { account: { text: 'account' }, balanceFen: 'balanceFen' },
    { by: 'account', descending: false },
    { key: 'account' },
  );
  return mapPage(found, ({ account, balanceFen }) => ({ account, balanceFen: Number(balanceFen) }));
}

export const reconciliationOf = (context: PaymentsContext, date: string) =>
  context.rows.selectFrom('Reconciliation').selectAll().where('date', '=', date).executeTakeFirstOrThrow();

/** The newest first, or sorted by date, state, ourPaidFen or ourRefundedFen. */
export const reconciliationPage = (
  context: PaymentsContext,
  { date, state }: { date?: string; state?: string },
  page: SortedPageArgs,
) =>
  sortedPage(
    context.rows
      .selectFrom('Reconciliation')
      .selectAll()
      .$if(!!date, (query) => query.where('date', '=', date!))
      .$if(!!state, (query) => query.where('state', '=', state!)),
    page,
    { date: { text: 'date' }, state: { text: 'state' }, ourPaidFen: 'ourPaidFen', ourRefundedFen: 'ourRefundedFen' },
    { by: 'date', descending: true },
  );

/** How many differences of each day nobody has settled. */
export async function openCasesByDate(context: PaymentsContext, dates: readonly string[]): Promise<number[]> {
  const rows = await context.rows
    .selectFrom('ReconciliationCase')
    .select(({ fn }) => ['date', fn.countAll<number>().as('count')])
    .where('date', 'in', dates)
    .where('state', '!=', 'settled')
    .groupBy('date')
    .execute();
  return inOrder(dates, ({ date }) => date, rows).map((row) => Number(row?.count ?? 0));
}
/** What differed: the newest first, or sorted by openedAt, date, kind or state. */
export const reconciliationCasePage = (
  context: PaymentsContext,
  { date, kind, state }: { date?: string; kind?: string; state?: string },
  page: SortedPageArgs,
) =>
  sortedPage(
    context.rows
      .selectFrom('ReconciliationCase')
      .selectAll()
      .$if(!!date, (query) => query.where('date', '=', date!))
      .$if(!!kind, (query) => query.where('kind', '=', kind!))
      .$if(!!state, (query) => query.where('state', '=', state!)),
    page,
    { openedAt: 'openedAtMs', date: { text: 'date' }, kind: { text: 'kind' }, state: { text: 'state' } },
    { by: 'openedAt', descending: true },
  );

/** Oldest first, or sorted by openedAt, amountFen or rule. */
export const riskHoldPage = (
  context: PaymentsContext,
  { state, rule }: { state?: string; rule?: string },
  page: SortedPageArgs,
) =>
  sortedPage(
    context.rows
      .selectFrom('RiskHold')
      .selectAll()
      .$if(!!state, (query) => query.where('state', '=', state!))
      .$if(!!rule, (query) => query.where('rule', '=', rule!)),
    page,
    { openedAt: 'openedAtMs', amountFen: 'amountFen', rule: { text: 'rule' } },
    { by: 'openedAt', descending: false },
  );

/** Newest first, or sorted by openedAt, amountFen or state. */
export async function recoveryPage(
  context: PaymentsContext,
  { state, partyId }: { state?: string; partyId?: string },
  page: SortedPageArgs,
) {
  const mine = partiesFor(context.actor, SELLER_ROLES, 'finance');
  const query = context.rows
    .selectFrom('Recovery as v')
    .innerJoin('Advance as a', 'a.id', 'v.advanceId')
    .leftJoin('Refund as r', 'r.id', 'a.refundId')
    .select([
      'v.id',
      'a.complaintId',
      'a.orderId',
      'v.partyId',
      'r.partyId as sellerPartyId',
      'v.amountFen',
      'v.state',
      'v.openedAtMs',
      'v.recoveredAtMs',
    ])
    .$if(!hasRole(context.actor, ...SEES_ALL, 'mediator'), (query) =>
      query.where('v.partyId', 'in', mine.length > 0 ? mine : ['']),
    )
    .$if(!!state, (query) => query.where('v.state', '=', state!))
    .$if(!!partyId, (query) => query.where('v.partyId', '=', partyId!));
  const recoveries = await sortedPage(
    query,
    page,
    { openedAt: 'openedAtMs', amountFen: 'amountFen', state: { text: 'state' } },
    { by: 'openedAt', descending: true },
    { table: 'v' },
  );
  return mapPage(recoveries, (row) => ({ ...row, stateText: text(recoveryLifecycle.states, row.state) }));
}
