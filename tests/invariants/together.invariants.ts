import { chinaDate } from '@heitu/kit/rules/calendar';
import { rowText, type Broken, type Look, type SqlRow } from './books.ts';

const SUBGRAPHS = ['sellers', 'catalog', 'orders', 'logistics', 'payments', 'trust'] as const;
const ROWS_SHOWN_MAX = 5;

/** What is not at its end although everybody did his work; empty when all is quiet. */
const OPEN: readonly { subgraph: string; what: string; sql: (nowMs: number) => string }[] = [
  ...SUBGRAPHS.map((subgraph) => ({
    subgraph,
    what: 'undelivered event',
    sql: () =>
      'select d.consumer, o.type, d.attempts, d.lastError, d.state from EventDelivery d join Outbox o on o.id = d.eventId where d.state != 1 limit 5',
  })),
  {
    subgraph: 'payments',
    what: 'payment to close',
    sql: () => "select id, state, asked from Payment where state = 'closing'",
  },
  {
    subgraph: 'payments',
    what: 'refund under way',
    sql: () => "select id, state, refundKey, attempts, lastError from Refund where state != 'succeeded'",
  },
  {
    subgraph: 'payments',
    what: 'settlement under way',
    sql: () => "select id, state, attempts, lastError from Settlement where state != 'settled'",
  },
  {
    subgraph: 'payments',
    what: 'found payment under way',
    sql: () => "select id, kind, attempts from CaseRemedy where state = 'confirmed'",
  },
  {
    subgraph: 'payments',
    what: 'recovery under way',
    sql: () => "select id, state, lastError from Recovery where state = 'collecting'",
  },
  {
    subgraph: 'orders',
    what: 'checkout to close',
    sql: () => "select id, state from Checkout where state = 'closing'",
  },
  {
    subgraph: 'orders',
    what: 'checkout past its time',
    sql: (nowMs) => `select id, state from Checkout where state = 'open' and dueAtMs < ${nowMs}`,
  },
  {
    subgraph: 'orders',
    what: 'order unconfirmed past its time',
    sql: (nowMs) => `select id from "Order" where state = 'paid' and confirmDueAtMs < ${nowMs}`,
  },
  {
    subgraph: 'orders',
    what: 'order not completed past its time',
    sql: (nowMs) =>
      `select id from "Order" where state = 'delivered' and openAfterSales = 0 and completeDueAtMs < ${nowMs}`,
  },
  {
    subgraph: 'orders',
    what: 'after-sale unanswered past its time',
    sql: (nowMs) => `select id from AfterSale where state = 'requested' and answerDueAtMs < ${nowMs}`,
  },
  {
    subgraph: 'orders',
    what: 'after-sale that waits for its money',
    sql: () => "select id, orderId, kind, cause, refundFen from AfterSale where state = 'refunding'",
  },
  {
    subgraph: 'trust',
    what: 'complaint unanswered past its time',
    sql: (nowMs) => `select id from Complaint where state = 'filed' and answerDueAtMs < ${nowMs}`,
  },
  {
    subgraph: 'trust',
    what: 'complaint that waits for its money',
    sql: () =>
      "select id, state, orderId, orderFen, compensationFen, liablePartyId = partyId as bySeller from Complaint where state in ('compensating', 'advancing')",
  },
  { subgraph: 'trust', what: 'unsealed audit entry', sql: () => 'select id from AuditEntry where sealed = 0' },
  {
    subgraph: 'trust',
    what: 'shipping notice not sent',
    sql: (nowMs) => `select id, state, lastError from ShippingNotice where state = 'due' and nextAtMs < ${nowMs}`,
  },
];

/** What is still under way. */
export async function notAtRest(look: Look): Promise<string[]> {
  const before = look.nowMs - 60_000;
  const open: string[] = [];
  for (const { subgraph, what, sql } of OPEN)
    for (const row of (await look.rows(subgraph, sql(before))).slice(0, ROWS_SHOWN_MAX))
      open.push(`${subgraph}, ${what}: ${rowText(row)}`);
  const known = new Set(
    (await look.rows('payments', "select outTradeNo from Payment where state = 'paid'")).map(
      (row) => row['outTradeNo'],
    ),
  );
  for (const { combineNumber } of look.provider.paid)
    if (!known.has(combineNumber))
      open.push(`payments, money the provider holds and we do not know of: ${combineNumber}`);
  return open;
}

type Index = ReadonlyMap<string, SqlRow>;
const by = (rows: readonly SqlRow[], key: string): Index => new Map(rows.map((row) => [String(row[key]), row]));
type Must = (invariant: string, broken: readonly (string | SqlRow)[]) => void;

/** Where the order's goods are, by the state of the order: what its own parcel may then be. */
const PARCEL_OF: Readonly<Record<string, readonly string[]>> = {
  'awaiting-payment': [],
  closing: [],
  paid: [],
  confirmed: [],
  ready: ['ready', 'assigned'],
  'in-transit': ['taken-over'],
  'coming-back': ['refused', 'at-depot'],
  delivered: ['delivered'],
  completed: ['delivered'],
  cancelled: ['returned', 'cancelled'],
};

/** All outboxes are empty and nothing is under way: now the subgraphs, and the provider, must say the same. */
export async function brokenTogether(look: Look): Promise<Broken[]> {
  const broken: Broken[] = [];
  const must: Must = (invariant, rows) => {
    if (rows.length > 0)
      broken.push({
        invariant,
        rows: rows.slice(0, ROWS_SHOWN_MAX).map((row) => (typeof row === 'string' ? row : rowText(row))),
      });
  };
  await checkMoney(look, must);
  await checkCompensations(look, must);
  await checkGoods(look, must);

  const unfit = await look.rows(
    'sellers',
    "select p.id, p.standing, (select count(*) from PartyMeasure m where m.partyId = p.id and m.step = 'suspension' and m.liftedAtMs is null) as suspensions from Party p",
  );
  const weighing = new Set(
    (
      await look.rows(
        'trust',
        "select distinct partyId from Measure where step = 'suspension' and state in ('in-force', 'appealed', 'reported')",
      )
    ).map((row) => row['partyId']),
  );
  must(
    'a party is suspended in sellers as long as trust suspends it',
    unfit.filter(
      (row) =>
        Number(row['suspensions']) > 0 !== weighing.has(row['id']!) ||
        (row['standing'] === 'suspended') !== weighing.has(row['id']!),
    ),
  );

  for (const subgraph of SUBGRAPHS) {
    const acts = await look.rows(subgraph, "select id from Outbox where type like '%.act-recorded.v1'");
    const entries = by(await look.rows('trust', `select id from AuditEntry where sender = '${subgraph}'`), 'id');
    must(
      'each act that was committed is in the audit trail',
      acts.filter(({ id }) => !entries.has(String(id))).map(({ id }) => `${subgraph} ${String(id)}`),
    );
  }
  return broken;
}

async function checkMoney(look: Look, must: Must): Promise<void> {
  const rows = async (subgraph: string, sql: string) => look.rows(subgraph, sql);
  const parts = await rows(
    'payments',
    'select p.orderId, p.outTradeNo, p.merchant, p.totalFen, p.refundedFen, p.transactionId, y.state from PaymentPart p join Payment y on y.id = p.paymentId',
  );
  const orders = await rows('orders', 'select * from "Order"');
  const partOf = by(parts, 'orderId');
  const orderOf = by(orders, 'id');
  must('an order is paid where its payment is, and the other way round', [
    ...orders
      .filter((order) => Number(order['paidFen']) > 0 !== (partOf.get(String(order['id']))?.['state'] === 'paid'))
      .map((order) => ({
        order: order['id'],
        state: order['state'],
        paidFen: order['paidFen'],
        payment: partOf.get(String(order['id']))?.['state'] ?? null,
      })),
    ...parts.filter((part) => !orderOf.has(String(part['orderId']))),
  ] as SqlRow[]);
  must(
    'a cancelled order that was paid got everything back',
    orders
      .filter((order) => order['state'] === 'cancelled' && order['paidFen'] !== order['refundedFen'])
      .map((order) => ({ order: order['id']!, paidFen: order['paidFen']!, refundedFen: order['refundedFen']! })),
  );
  must(
    'what an order got back is what was refunded',
    orders
      .filter(
        (order) =>
          Number(order['refundedFen']) !== Number(partOf.get(String(order['id']))?.['refundedFen'] ?? 0) ||
          order['refundDueFen'] !== order['refundedFen'],
      )
      .map((order) => ({
        order: order['id']!,
        state: order['state']!,
        paidFen: order['paidFen']!,
        refundDueFen: order['refundDueFen']!,
        refundedFen: order['refundedFen']!,
        payments: partOf.get(String(order['id']))?.['refundedFen'] ?? 0,
      })),
  );

  const settlementOf = by(await rows('payments', 'select * from Settlement'), 'orderId');
  must(
    'a completed order is settled, no other',
    orders
      .filter((order) => (order['state'] === 'completed') !== settlementOf.has(String(order['id'])))
      .map((order) => ({ order: order['id']!, state: order['state']! })),
  );

  const ledger = by(
    await rows(
      'payments',
      "select t.orderId || ' ' || case when e.account like '%:%' then substr(e.account, 1, instr(e.account, ':') - 1) else e.account end as booking, sum(e.amountFen) as sum from LedgerTransfer t join LedgerEntry e on e.transferId = t.id group by booking",
    ),
    'booking',
  );
  const booked = (orderId: string, account: string): number =>
    Number(ledger.get(`${orderId} ${account}`)?.['sum'] ?? 0);
  const partByNumber = by(parts, 'outTradeNo');
  const { provider } = look;
  must(
    "each order's money is where the books say: held, refunded, paid out, fee",
    provider.paid.flatMap((real) => {
      const ours = partByNumber.get(real.outTradeNo);
      const orderId = String(ours?.['orderId']);
      const books = {
        frozen: booked(orderId, 'provider-frozen'),
        commission: booked(orderId, 'platform-commission'),
        buyers: booked(orderId, 'buyers'),
      };
      const same =
        ours &&
        ours['transactionId'] === real.transactionId &&
        ours['totalFen'] === real.totalFen &&
        Number(ours['refundedFen']) === real.refundedFen &&
        books.frozen === real.frozenFen &&
        books.commission === real.commissionFen &&
        books.buyers === real.refundedFen - real.totalFen;
      return same ? [] : [JSON.stringify({ real, ours, books })];
    }),
  );
  const real = new Set(provider.paid.map(({ transactionId }) => transactionId));
  must(
    'what we take to be paid the provider was paid',
    parts.filter((part) => part['state'] === 'paid' && !real.has(String(part['transactionId']))),
  );

  const accounts = by(
    await rows('payments', 'select account, sum(amountFen) as sum from LedgerEntry group by account'),
    'account',
  );
  const sum = (account: string): number => Number(accounts.get(account)?.['sum'] ?? 0);
  must(
    'each account holds what the books say',
    [
      ...(await rows('payments', 'select partyId, merchant from MerchantAccount')).map((row) => ({
        account: String(row['merchant']),
        books: sum(`seller:${String(row['partyId'])}`) + sum(`provider-frozen:${String(row['partyId'])}`),
      })),
      { account: provider.platformMerchant, books: sum('platform-commission') + sum('platform-funds') },
    ]
      .filter(({ account, books }) => provider.holdingsFen(account) !== books)
      .map(({ account, books }) => `${account} really ${provider.holdingsFen(account)}, in the books ${books}`),
  );
}

/** Whoever is liable pays a compensation; where the provider takes it from the order's seller, the seller is liable. */
async function checkCompensations(look: Look, must: Must): Promise<void> {
  const complaints = await look.rows(
    'trust',
    "select id, state, partyId, liablePartyId, advancedFen, compensationFen from Complaint where state in ('settled', 'advanced') and compensationFen > 0 and liablePartyId is not null",
  );
  const refunds = by(
    await look.rows(
      'payments',
      "select substr(refundKey, 11) as complaintId, partyId, amountFen from Refund where refundKey like 'complaint:%' and source = 'seller'",
    ),
    'complaintId',
  );
  const advances = by(
    await look.rows(
      'payments',
      'select a.complaintId, a.partyId, a.amountFen, v.partyId as claimedFrom from Advance a left join Recovery v on v.advanceId = a.id',
    ),
    'complaintId',
  );
  must(
    'a compensation is paid by whoever is liable, or advanced and claimed from it',
    complaints.filter((complaint) => {
      const [refund, advance] = [refunds.get(String(complaint['id'])), advances.get(String(complaint['id']))];
      const liable = complaint['liablePartyId'];
      if (refund)
        return (
          advance !== undefined || refund['partyId'] !== liable || refund['amountFen'] !== complaint['compensationFen']
        );
      return (
        advance?.['partyId'] !== liable ||
        advance?.['claimedFrom'] !== liable ||
        advance?.['amountFen'] !== complaint['compensationFen'] ||
        advance?.['amountFen'] !== complaint['advancedFen']
      );
    }),
  );
}

async function checkGoods(look: Look, must: Must): Promise<void> {
  const rows = async (subgraph: string, sql: string) => look.rows(subgraph, sql);
  const shipments = await rows('logistics', 'select id, orderId, afterSaleId, state, "lines", units from Shipment');
  const parcelOf = by(shipments, 'id');
  const own = by(
    shipments.filter((shipment) => shipment['afterSaleId'] === ''),
    'orderId',
  );
  must(
    'an order stands as its parcel does',
    (await rows('orders', 'select id, state, cancelReason from "Order"'))
      .filter((order) => {
        const parcel = own.get(String(order['id']))?.['state'];
        const allowed = PARCEL_OF[String(order['state'])]!;
        return order['state'] === 'cancelled'
          ? parcel !== undefined && !allowed.includes(String(parcel))
          : allowed.length === 0
            ? parcel !== undefined
            : !allowed.includes(String(parcel));
      })
      .map((order) => ({ ...order, parcel: own.get(String(order['id']))?.['state'] ?? null })),
  );
  must(
    'an exchange has its second parcel',
    (
      await rows('orders', "select id, orderId, state from AfterSale where state in ('exchanging', 'exchanged')")
    ).filter((request) => !shipments.some((shipment) => shipment['afterSaleId'] === request['id'])),
  );
  const collections = by(await rows('logistics', 'select afterSaleId, state from Collection'), 'afterSaleId');
  must(
    'an agreed return is being fetched',
    (await rows('orders', "select id, state from AfterSale where state in ('approved', 'handed-over')")).filter(
      (request) =>
        (collections.get(String(request['id']))?.['state'] === 'handed-over') !== (request['state'] === 'handed-over'),
    ),
  );

  const filled = by(
    await rows(
      'orders',
      "select orderId || ' ' || coalesce(afterSaleId, '') || ' ' || lotId as \"key\", sum(units) as units from LineLot group by \"key\"",
    ),
    'key',
  );
  const packed = new Map<string, number>();
  for (const shipment of shipments) {
    for (const line of JSON.parse(String(shipment['lines'])) as { lots: { lotId: string; units: number }[] }[]) {
      for (const { lotId, units } of line.lots) {
        const key = `${String(shipment['orderId'])} ${String(shipment['afterSaleId'])} ${lotId}`;
        packed.set(key, (packed.get(key) ?? 0) + units);
      }
    }
  }
  must(
    'every parcel holds the lots that were taken for it',
    [...new Set([...filled.keys(), ...packed.keys()])]
      .filter((key) => Number(filled.get(key)?.['units'] ?? 0) !== (packed.get(key) ?? 0))
      .map((key) => `${key}: taken ${String(filled.get(key)?.['units'])}, packed ${packed.get(key)}`),
  );

  const lots = by(await rows('catalog', 'select id, skuId, units, state, releasedAtMs, expiresOn from Lot'), 'id');
  const stored = by(
    await rows(
      'orders',
      "select l.lotId, l.skuId, l.blocked, l.onHand, (select sum(m.unitsIn) from StockMovement m where m.lotId = l.lotId and m.kind = 'inbound') as inbound from LotStock l",
    ),
    'lotId',
  );
  const today = chinaDate(look.nowMs);
  const isPast = (lot: SqlRow): boolean => lot['expiresOn'] !== null && String(lot['expiresOn']) < today;
  must(
    'a lot that was released is in the store, with its units, and stopped where catalog stopped it or its time is over',
    [...lots.values()]
      .filter((lot) => {
        const there = stored.get(String(lot['id']));
        if (lot['releasedAtMs'] === null) return there !== undefined;
        return (
          !there ||
          there['inbound'] !== lot['units'] ||
          there['skuId'] !== lot['skuId'] ||
          ((Number(there['blocked']) === 1) !== (lot['state'] !== 'released' || isPast(lot)) &&
            Number(there['onHand']) > 0)
        );
      })
      .map((lot) => ({ ...lot, ...stored.get(String(lot['id'])) })),
  );
  must(
    'every lot in a parcel has its origin',
    [...filled.keys()].filter((key) => !lots.has(key.split(' ')[2]!)),
  );

  const traced = new Map<string, number>();
  for (const event of await rows(
    'catalog',
    'select lotId, reference, bizStep from TraceEvent where reference is not null',
  )) {
    const key = `${String(event['lotId'])} ${String(event['reference'])} ${String(event['bizStep'])}`;
    traced.set(key, (traced.get(key) ?? 0) + 1);
  }
  const untraced: string[] = [];
  for (const { id, state, lines } of parcelOf.values()) {
    const steps = ['taken-over', 'refused', 'at-depot'].includes(String(state))
      ? ['shipping']
      : state === 'delivered'
        ? ['shipping', 'retail_selling']
        : state === 'returned'
          ? ['shipping', 'receiving']
          : [];
    for (const { lotId } of (JSON.parse(String(lines)) as { lots: { lotId: string }[] }[]).flatMap(
      (line) => line.lots,
    )) {
      for (const step of steps) {
        const times = traced.get(`${lotId} ${String(id)} ${step}`) ?? 0;
        if (times !== 1) untraced.push(`lot ${lotId}, parcel ${String(id)}, ${step}: ${times} times`);
      }
    }
  }
  must("a parcel's way is in the trace of each of its lots, each step once", untraced);

  const stocks = await rows('orders', 'select skuId, shopId, skuBlocked, shopBlocked from Stock');
  const skus = by(await rows('catalog', 'select s.id, p.state from Sku s join Product p on p.id = s.productId'), 'id');
  const shops = by(await rows('sellers', 'select id, onSale from Shop'), 'id');
  must(
    'what catalog or sellers took off sale cannot be ordered, the rest can',
    stocks.filter(
      (stock) =>
        (Number(stock['skuBlocked']) === 1) !== (skus.get(String(stock['skuId']))?.['state'] !== 'on-sale') ||
        (Number(stock['shopBlocked']) === 1) !== (Number(shops.get(String(stock['shopId']))?.['onSale']) !== 1),
    ),
  );
}
