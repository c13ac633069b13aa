import type { County } from './county.ts';
import type { SqlRow } from './disk.ts';
import { rowText } from './local.invariants.ts';
import { OPENING_FEN, PLATFORM_MERCHANT } from './provider.model.ts';
import { Violation } from './violation.ts';
import type { World } from './world.ts';

const SUBGRAPHS = ['sellers', 'catalog', 'orders', 'logistics', 'payments', 'trust'] as const;
const ROWS_SHOWN_MAX = 5;

/** What is not at its end although everybody did his work; empty when all is quiet. */
const OPEN: readonly { subgraph: string; what: string; sql: (nowMs: number) => string }[] = [
  ...SUBGRAPHS.map((subgraph) => ({ subgraph, what: 'undelivered event', sql: () => 'select d.consumer, o.type, d.attempts, d.lastError, d.state from EventDelivery d join Outbox o on o.id = d.eventId where d.state != 1 limit 5' })),
  { subgraph: 'payments', what: 'payment to close', sql: () => "select id, state, asked from Payment where state = 'closing'" },
  { subgraph: 'payments', what: 'refund under way', sql: () => "select id, state, refundKey, attempts, lastError from Refund where state != 'succeeded'" },
  { subgraph: 'payments', what: 'settlement under way', sql: () => "select id, state, attempts, lastError from Settlement where state != 'settled'" },
  { subgraph: 'payments', what: 'recovery under way', sql: () => "select id, state, lastError from Recovery where state = 'collecting'" },
  { subgraph: 'orders', what: 'checkout to close', sql: () => "select id, state from Checkout where state = 'closing'" },
  { subgraph: 'orders', what: 'checkout past its time', sql: (nowMs) => `select id, state from Checkout where state = 'open' and dueAtMs < ${nowMs}` },
  { subgraph: 'orders', what: 'order unconfirmed past its time', sql: (nowMs) => `select id from "Order" where state = 'paid' and confirmDueAtMs < ${nowMs}` },
  { subgraph: 'orders', what: 'order not completed past its time', sql: (nowMs) => `select id from "Order" where state = 'delivered' and openAfterSales = 0 and completeDueAtMs < ${nowMs}` },
  { subgraph: 'orders', what: 'after-sale unanswered past its time', sql: (nowMs) => `select id from AfterSale where state = 'requested' and answerDueAtMs < ${nowMs}` },
  { subgraph: 'orders', what: 'after-sale that waits for its money', sql: () => "select id, orderId, kind, cause, refundFen from AfterSale where state = 'refunding'" },
  { subgraph: 'trust', what: 'complaint unanswered past its time', sql: (nowMs) => `select id from Complaint where state = 'filed' and answerDueAtMs < ${nowMs}` },
  { subgraph: 'trust', what: 'complaint that waits for its money', sql: () => "select id, state, orderId, orderFen, compensationFen, liablePartyId = partyId as bySeller from Complaint where state in ('compensating', 'advancing')" },
  { subgraph: 'trust', what: 'unsealed audit entry', sql: () => 'select id from AuditEntry where sealed = 0' },
  { subgraph: 'trust', what: 'shipping notice not sent', sql: (nowMs) => `select id, state, lastError from ShippingNotice where state = 'due' and nextAtMs < ${nowMs}` },
];

export function isAtRest(county: County): string[] {
  const nowMs = county.clock.now() - 60_000;
  const unknown = [...county.provider.orders.values()].filter((order) => order.state === 'paid').map((order) => order.outTradeNo)
    .filter((outTradeNo) => county.rows('payments', "select id from Payment where outTradeNo = ? and state = 'paid'", outTradeNo).length === 0);
  return [
    ...OPEN.flatMap(({ subgraph, what, sql }) => county.rows(subgraph, sql(nowMs)).slice(0, ROWS_SHOWN_MAX).map((row) => `${subgraph}, ${what}: ${rowText(row)}`)),
    ...unknown.map((outTradeNo) => `payments, money the provider holds and we do not know of: ${outTradeNo}`),
  ];
}

type Index = ReadonlyMap<string, SqlRow>;
const by = (rows: readonly SqlRow[], key: string): Index => new Map(rows.map((row) => [String(row[key]), row]));
const must = (invariant: string, broken: readonly (string | SqlRow)[]): void => {
  if (broken.length > 0) throw new Violation(invariant, broken.slice(0, ROWS_SHOWN_MAX).map((row) => (typeof row === 'string' ? row : rowText(row))));
};

/** Where the order's goods are, by the state of the order: what its own parcel may then be. */
const PARCEL_OF: Readonly<Record<string, readonly string[]>> = {
  'awaiting-payment': [], closing: [], paid: [], confirmed: [],
  ready: ['ready', 'assigned'], 'in-transit': ['taken-over'], 'coming-back': ['refused', 'at-depot'], delivered: ['delivered'], completed: ['delivered'], cancelled: ['returned', 'cancelled'],
};

/** All outboxes are empty and nothing is under way: now the subgraphs, and the provider, must say the same. */
export async function checkTogether(world: World): Promise<void> {
  const { county } = world;
  const rows = (subgraph: string, sql: string) => county.rows(subgraph, sql);
  checkMoney(world);
  checkGoods(county);

  const unfit = rows('sellers', "select p.id, p.standing, (select count(*) from PartyMeasure m where m.partyId = p.id and m.step = 'suspension' and m.liftedAtMs is null) as suspensions from Party p");
  const weighing = new Set(rows('trust', "select distinct partyId from Measure where step = 'suspension' and state in ('in-force', 'appealed', 'reported')").map((row) => row['partyId']));
  must('a party is suspended in sellers as long as trust suspends it', unfit.filter((row) => Number(row['suspensions']) > 0 !== weighing.has(row['id']!) || (row['standing'] === 'suspended') !== weighing.has(row['id']!)));

  for (const subgraph of SUBGRAPHS) {
    const acts = by(rows(subgraph, "select id from Outbox where type like '%.act-recorded.v1'"), 'id');
    const entries = by(rows('trust', `select id from AuditEntry where sender = '${subgraph}'`), 'id');
    must('each act that was committed is in the audit trail', [...acts.keys()].filter((id) => !entries.has(id)).map((id) => `${subgraph} ${id}`));
  }
  const entered = new Set(rows('trust', 'select requestId from AuditEntry').map((row) => row['requestId']));
  must('each mutation that was accepted is in the audit trail', world.accepted.filter(({ requestId, mutation }) => !entered.has(requestId) && !isRepeat(world, requestId, mutation)).map(({ requestId, mutation }) => `${mutation} ${requestId}`));
  const { auditCheck } = (await world.ask('trust', '{ auditCheck(from: 1) { total verifiedTo problems { text } } }', county.holder('operator-admin'))) as { auditCheck: { total: number; verifiedTo: number; problems: { text: string }[] } };
  must('the audit chain is whole', auditCheck.problems.length === 0 && auditCheck.total === auditCheck.verifiedTo ? [] : [JSON.stringify(auditCheck)]);
}

/** A repeated request changed nothing the second time: its act is entered under the first. */
const isRepeat = (world: World, requestId: string, mutation: string): boolean => world.repeats.has(requestId) || mutation === 'startPayment' || mutation === 'assignReadyShipments';

function checkMoney({ county, provider }: World): void {
  const rows = (subgraph: string, sql: string) => county.rows(subgraph, sql);
  const parts = rows('payments', 'select p.orderId, p.outTradeNo, p.merchant, p.totalFen, p.refundedFen, p.transactionId, y.state from PaymentPart p join Payment y on y.id = p.paymentId');
  const orders = rows('orders', 'select * from "Order"');
  const partOf = by(parts, 'orderId');
  const orderOf = by(orders, 'id');
  must('an order is paid where its payment is, and the other way round', [
    ...orders.filter((order) => (Number(order['paidFen']) > 0) !== (partOf.get(String(order['id']))?.['state'] === 'paid')).map((order) => ({ order: order['id'], state: order['state'], paidFen: order['paidFen'], payment: partOf.get(String(order['id']))?.['state'] ?? null })),
    ...parts.filter((part) => !orderOf.has(String(part['orderId']))),
  ] as SqlRow[]);
  must('a cancelled order that was paid got everything back', orders.filter((order) => order['state'] === 'cancelled' && order['paidFen'] !== order['refundedFen']).map((order) => ({ order: order['id']!, paidFen: order['paidFen']!, refundedFen: order['refundedFen']! })));
  must('what an order got back is what was refunded', orders.filter((order) => Number(order['refundedFen']) !== Number(partOf.get(String(order['id']))?.['refundedFen'] ?? 0) || order['refundDueFen'] !== order['refundedFen'])
    .map((order) => ({ order: order['id']!, state: order['state']!, paidFen: order['paidFen']!, refundDueFen: order['refundDueFen']!, refundedFen: order['refundedFen']!, payments: partOf.get(String(order['id']))?.['refundedFen'] ?? 0 })));

  const settlementOf = by(rows('payments', 'select * from Settlement'), 'orderId');
  must('a completed order is settled, no other', orders.filter((order) => (order['state'] === 'completed') !== settlementOf.has(String(order['id']))).map((order) => ({ order: order['id']!, state: order['state']! })));

  const ledger = by(rows('payments', "select t.orderId || ' ' || case when e.account like '%:%' then substr(e.account, 1, instr(e.account, ':') - 1) else e.account end as booking, sum(e.amountFen) as sum from LedgerTransfer t join LedgerEntry e on e.transferId = t.id group by booking"), 'booking');
  const booked = (orderId: string, account: string): number => Number(ledger.get(`${orderId} ${account}`)?.['sum'] ?? 0);
  const broken: string[] = [];
  const partByNumber = by(parts, 'outTradeNo');
  for (const order of provider.orders.values()) {
    if (order.state !== 'paid') continue;
    for (const real of order.parts) {
      const ours = partByNumber.get(real.outTradeNo);
      const orderId = String(ours?.['orderId']);
      const fee = real.share?.feeFen ?? 0;
      const same = ours && ours['transactionId'] === `T${real.outTradeNo}` && Number(ours['refundedFen']) === real.refundedFen && booked(orderId, 'provider-frozen') === real.frozenFen && booked(orderId, 'platform-commission') === fee && booked(orderId, 'buyers') === real.refundedFen - real.totalFen;
      if (!same) broken.push(JSON.stringify({ real, ours, frozen: booked(orderId, 'provider-frozen'), commission: booked(orderId, 'platform-commission'), buyers: booked(orderId, 'buyers') }));
    }
  }
  must("each order's money is where the books say: held, refunded, paid out, fee", broken);

  const accounts = by(rows('payments', 'select account, sum(amountFen) as sum from LedgerEntry group by account'), 'account');
  const sum = (account: string): number => Number(accounts.get(account)?.['sum'] ?? 0);
  must("each account holds what the books say", [
    ...rows('payments', 'select partyId, merchant from MerchantAccount').map((row) => ({ account: String(row['merchant']), books: sum(`seller:${String(row['partyId'])}`) })),
    { account: PLATFORM_MERCHANT, books: sum('platform-commission') + sum('platform-funds') },
  ].filter(({ account, books }) => provider.availableOf(account) - OPENING_FEN !== books).map(({ account, books }) => `${account} really ${provider.availableOf(account) - OPENING_FEN}, in the books ${books}`));
}

function checkGoods(county: County): void {
  const rows = (subgraph: string, sql: string) => county.rows(subgraph, sql);
  const shipments = rows('logistics', 'select id, orderId, afterSaleId, state, lines, units from Shipment');
  const parcelOf = by(shipments, 'id');
  const own = by(shipments.filter((shipment) => shipment['afterSaleId'] === ''), 'orderId');
  must('an order stands as its parcel does', rows('orders', 'select id, state, cancelReason from "Order"').filter((order) => {
    const parcel = own.get(String(order['id']))?.['state'];
    const allowed = PARCEL_OF[String(order['state'])]!;
    return order['state'] === 'cancelled' ? parcel !== undefined && !allowed.includes(String(parcel)) : allowed.length === 0 ? parcel !== undefined : !allowed.includes(String(parcel));
  }).map((order) => ({ ...order, parcel: own.get(String(order['id']))?.['state'] ?? null })));
  must('an exchange has its second parcel', rows('orders', "select id, orderId, state from AfterSale where state in ('exchanging', 'exchanged')").filter((request) => !shipments.some((shipment) => shipment['afterSaleId'] === request['id'])));
  const collections = by(rows('logistics', 'select afterSaleId, state from Collection'), 'afterSaleId');
  must('an agreed return is being fetched', rows('orders', "select id, state from AfterSale where state in ('approved', 'handed-over')").filter((request) => (collections.get(String(request['id']))?.['state'] === 'handed-over') !== (request['state'] === 'handed-over')));

  const filled = by(rows('orders', "select orderId || ' ' || coalesce(afterSaleId, '') || ' ' || lotId as key, sum(units) as units from LineLot group by key"), 'key');
  const packed = new Map<string, number>();
  for (const shipment of shipments) {
    for (const line of JSON.parse(String(shipment['lines'])) as { lots: { lotId: string; units: number }[] }[]) {
      for (const { lotId, units } of line.lots) {
        const key = `${String(shipment['orderId'])} ${String(shipment['afterSaleId'])} ${lotId}`;
        packed.set(key, (packed.get(key) ?? 0) + units);
      }
    }
  }
  must('every parcel holds the lots that were taken for it', [...new Set([...filled.keys(), ...packed.keys()])].filter((key) => Number(filled.get(key)?.['units'] ?? 0) !== (packed.get(key) ?? 0)).map((key) => `${key}: taken ${String(filled.get(key)?.['units'])}, packed ${packed.get(key)}`));

  const lots = by(rows('catalog', 'select id, skuId, units, state, releasedAtMs, expiresOn from Lot'), 'id');
  const stored = by(rows('orders', 'select l.lotId, l.skuId, l.blocked, l.onHand, (select sum(m.unitsIn) from StockMovement m where m.lotId = l.lotId and m.kind = \'inbound\') as inbound from LotStock l'), 'lotId');
  must('a lot that was released is in the store, with its units, and stopped where catalog stopped it', [...lots.values()].filter((lot) => {
    const there = stored.get(String(lot['id']));
    if (lot['releasedAtMs'] === null) return there !== undefined;
    return !there || there['inbound'] !== lot['units'] || there['skuId'] !== lot['skuId'] || (Number(there['blocked']) === 1) !== (lot['state'] !== 'released') && Number(there['onHand']) > 0;
  }).map((lot) => ({ ...lot, ...stored.get(String(lot['id'])) })));
  must('every lot in a parcel has its origin', [...filled.keys()].filter((key) => !lots.has(key.split(' ')[2]!)));

  const traced = by(rows('catalog', "select lotId || ' ' || json_extract(content, '$.reference') || ' ' || json_extract(content, '$.bizStep') as key, count(*) as n from TraceEvent where json_extract(content, '$.reference') is not null group by key"), 'key');
  const untraced: string[] = [];
  for (const { id, state, lines } of parcelOf.values()) {
    const steps = ['taken-over', 'refused', 'at-depot'].includes(String(state)) ? ['shipping'] : state === 'delivered' ? ['shipping', 'retail_selling'] : state === 'returned' ? ['shipping', 'receiving'] : [];
    for (const { lotId } of (JSON.parse(String(lines)) as { lots: { lotId: string }[] }[]).flatMap((line) => line.lots)) {
      for (const step of steps) if (Number(traced.get(`${lotId} ${String(id)} ${step}`)?.['n'] ?? 0) !== 1) untraced.push(`lot ${lotId}, parcel ${String(id)}, ${step}: ${String(traced.get(`${lotId} ${String(id)} ${step}`)?.['n'] ?? 0)} times`);
    }
  }
  must("a parcel's way is in the trace of each of its lots, each step once", untraced);

  const stocks = rows('orders', 'select skuId, shopId, skuBlocked, shopBlocked from Stock');
  const skus = by(rows('catalog', 'select s.id, p.state from Sku s join Product p on p.id = s.productId'), 'id');
  const shops = by(rows('sellers', 'select id, onSale from Shop'), 'id');
  must('what catalog or sellers took off sale cannot be ordered, the rest can', stocks.filter((stock) => (Number(stock['skuBlocked']) === 1) !== (skus.get(String(stock['skuId']))?.['state'] !== 'on-sale') || (Number(stock['shopBlocked']) === 1) !== (Number(shops.get(String(stock['shopId']))?.['onSale']) !== 1)));
}
