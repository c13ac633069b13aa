import { chinaDate } from '@heitu/kit/rules/calendar';
import { DAY_MS } from '@heitu/kit/rules/clock';
import { byBuyer, consumer, official, ofParty, OWNER, toId } from './at-once-actors.fixture.ts';
import type { County } from './at-once-county.fixture.ts';
import type { Case } from './at-once.fixture.ts';
import type { Row } from './platform.fixture.ts';

const FAR_OFF_MS = 9_000_000_000_000;
const AFTER_SALE = 'select id, orderId, buyerAccountId, partyId from AfterSale order by id';
const ORDER = `select o.id, o.buyerAccountId, o.partyId, o.checkoutId, min(l.id) as lineId from "Order" o
  join OrderLine l on l.orderId = o.id
    where o.state = 'completed' group by o.id, o.buyerAccountId, o.partyId, o.checkoutId order by o.id`;
const order = (set: string) =>
  ['orders', `update "Order" set ${set}, refundDueFen = 0, openAfterSales = 0 where id = :id`] as const;
const NOTHING_REFUNDED = ['orders', 'delete from OrderRefund where orderId = :id'] as const;
const afterSale = (state: string) =>
  [
    ['orders', `update AfterSale set state = '${state}' where id = :id`],
    ['orders', 'update "Order" set openAfterSales = 1, refundDueFen = 0 where id = :orderId'],
    ['orders', 'delete from OrderRefund where orderId = :orderId'],
  ] as const;
const MONEY_ONLY = ['orders', `update AfterSale set kind = 'refund-only' where id = :id`] as const;

const ASK = 'mutation($input: QuoteInput!) { quote(input: $input) { ... on Quote { id totalFen } } }';
const PLACE = 'mutation($input: PlaceOrderInput!) { placeOrder(input: $input) { ... on OrderPlaced { checkoutId } } }';
const ADDRESS = 'select a.id, a.accountId from Address a order by a.id';
/** What this person can have at this address. */
async function quoteOf(
  county: County,
  { id, accountId }: Row,
  way: number,
): Promise<{ quoteId: unknown; totalFen: unknown }> {
  const skus = await county.rows(
    'orders',
    'select skuId from Stock where skuBlocked = 0 and shopBlocked = 0 and free > 20 order by skuId',
  );
  for (const [i, { skuId }] of skus.entries()) {
    const input = { requestId: `once-quote-${way}-${i}-${Date.now()}`, addressId: id, lines: [{ skuId, quantity: 1 }] };
    const { quote } = await county.act('orders', consumer(accountId), ASK, { input });
    if (quote?.['id']) return { quoteId: quote['id'], totalFen: quote['totalFen'] };
  }
  throw new Error('the county has nothing that this person can have');
}
const linesOf = async (county: County, row: Row, way: number): Promise<Row> => {
  const { quoteId } = await quoteOf(county, row, way);
  const { parcels } = await county.one('orders', 'select parcels from Quote where id = ?', [quoteId]);
  const [parcel] = JSON.parse(String(parcels)) as { lines: { skuId: string }[] }[];
  return { addressId: row['id'], lines: [{ skuId: parcel!.lines[0]!.skuId, quantity: 1 }] };
};
async function checkoutOf(county: County, row: Row, way: number): Promise<Row> {
  const input = { requestId: `once-place-${way}`, ...(await quoteOf(county, row, way)) };
  return {
    checkoutId: (await county.act('orders', consumer(row['accountId']), PLACE, { input }))['placeOrder']!['checkoutId'],
  };
}

/** A month of long ago, before anything was booked. */
const booksMonth = (state: string, input: Case['input']): Case => ({
  subgraph: 'payments',
  find: 'select id from MerchantAccount order by id',
  as: () => official('finance'),
  back: [
    ['payments', 'delete from LedgerCarry'],
    ['payments', "insert into LedgerCarry (id, untilMs) values ('all', 1600000000000)"],
    ['payments', 'delete from BooksMonth'],
    [
      'payments',
      `insert into BooksMonth (id, month, state, openSinceMs, proposedBy, proposedAtMs)
        values (:id, '2020-01', '${state}', 1, 'another', 1)`,
    ],
  ],
  input,
});

/** What is bought and paid: orders and payments. */
export const TRADE: Readonly<Record<string, Case>> = {
  requestAfterSale: {
    subgraph: 'orders',
    find: ORDER,
    as: byBuyer,
    whole: true,
    back: [
      order(`state = 'delivered', completeDueAtMs = ${FAR_OFF_MS}`),
      ['orders', 'update OrderLine set claimedUnits = 0 where id = :lineId'],
    ],
    input: ({ id, lineId }) => ({
      orderId: id,
      kind: 'REFUND_ONLY',
      cause: 'QUALITY',
      reason: '有霉点',
      lines: [{ lineId, quantity: 1 }],
    }),
  },
  weighGoods: {
    subgraph: 'orders',
    find: ORDER,
    as: byBuyer,
    whole: true,
    back: [
      order(`state = 'delivered', deliveredAtMs = ${FAR_OFF_MS}`),
      ['orders', 'update OrderLine set claimedUnits = 0, claimedFen = 0, netGrams = 5000 where id = :lineId'],
      ['orders', 'delete from OrderClaim where orderId = :id'],
      ['orders', 'delete from WeighIn where lineId = :lineId'],
      ['orders', 'delete from FileUse where fileId = :lineId'],
      ['orders', 'delete from StoredFile where id = :lineId'],
      [
        'orders',
        `insert into StoredFile (id, ownerId, purpose, mediaType, sizeBytes, sha256, isPublic, atMs)
          select id, :buyerAccountId, 'weigh-photo', 'image/png', 1, '${'0'.repeat(64)}', 0, 1
          from OrderLine where id = :lineId`,
      ],
    ],
    input: ({ id, lineId }) => ({ orderId: id, lineId, units: 1, weighedGrams: 1, photoIds: [lineId] }),
  },
  withdrawAfterSale: {
    subgraph: 'orders',
    find: AFTER_SALE,
    as: byBuyer,
    back: afterSale('requested'),
    input: toId('afterSaleId'),
  },
  decideAfterSale: {
    subgraph: 'orders',
    find: AFTER_SALE,
    as: ofParty,
    back: afterSale('requested'),
    input: ({ id }) => ({ afterSaleId: id, accept: true }),
  },
  offerRefund: {
    subgraph: 'orders',
    find: AFTER_SALE,
    as: ofParty,
    back: [...afterSale('requested'), MONEY_ONLY],
    input: ({ id }) => ({ afterSaleId: id, amountFen: 1, note: '烂了两个' }),
  },
  answerOffer: {
    subgraph: 'orders',
    find: AFTER_SALE,
    as: byBuyer,
    back: [...afterSale('offered'), ['orders', 'update AfterSale set offeredFen = 1 where id = :id']],
    input: ({ id }) => ({ afterSaleId: id, accept: true }),
  },
  sendBack: {
    subgraph: 'orders',
    find: AFTER_SALE,
    as: byBuyer,
    back: afterSale('to-send'),
    input: ({ id }) => ({ afterSaleId: id, expressCompany: '邮政', expressNumber: 'YZ12345' }),
  },
  orderAfterSale: {
    subgraph: 'orders',
    find: AFTER_SALE,
    as: () => official('mediator'),
    back: afterSale('approved'),
    input: ({ id }) => ({ afterSaleId: id, refund: true, reason: '查过了' }),
  },
  acceptReturn: {
    subgraph: 'orders',
    find: AFTER_SALE,
    as: ofParty,
    back: afterSale('handed-over'),
    input: ({ id }) => ({ afterSaleId: id, accepted: true, refundInstead: true }),
  },
  setCartLine: {
    subgraph: 'orders',
    at: 'catalog',
    find: `select s.id as skuId from Sku s join Product p on p.id = s.productId
      where p.state = 'on-sale' order by s.id desc`,
    as: () => consumer(OWNER),
    input: ({ skuId }) => ({ skuId, quantity: 2 }),
  },
  setFavourite: {
    subgraph: 'orders',
    at: 'catalog',
    find: `select s.id as skuId from Sku s join Product p on p.id = s.productId
      where p.state = 'on-sale' order by s.id desc`,
    as: () => consumer(OWNER),
    input: ({ skuId }) => ({ skuId, isFavourite: true }),
  },
  quote: {
    subgraph: 'orders',
    at: 'trust',
    find: ADDRESS,
    as: (row) => consumer(row['accountId']),
    input: async (row, county, way) => ({ ...(await linesOf(county, row, way)), stationPartyId: null }),
  },
  placeOrder: {
    subgraph: 'orders',
    at: 'trust',
    find: ADDRESS,
    as: (row) => consumer(row['accountId']),
    input: async (row, county, way) => ({ ...(await quoteOf(county, row, way)), payAtDoor: false }),
  },
  cancelOrder: {
    subgraph: 'orders',
    find: ORDER,
    as: byBuyer,
    back: [order("state = 'paid'"), NOTHING_REFUNDED],
    input: toId('orderId'),
  },
  confirmOrder: {
    subgraph: 'orders',
    find: ORDER,
    as: ofParty,
    back: [order(`state = 'paid', confirmDueAtMs = ${FAR_OFF_MS}`)],
    input: toId('orderId'),
  },
  seeOrders: {
    subgraph: 'orders',
    find: ORDER,
    as: ofParty,
    back: [order('seenAtMs = null')],
    input: ({ id }) => ({ orderIds: [id] }),
  },
  pickOrder: {
    subgraph: 'orders',
    find: ORDER,
    as: ofParty,
    input: toId('orderId'),
    back: [
      order("state = 'confirmed'"),
      [
        'orders',
        `update LotStock set onHand = 1000, blocked = 0, expiresOn = '2099-01-01'
          where skuId in (select skuId from OrderLine where orderId = :id)`,
      ],
    ],
  },
  adjustStock: {
    subgraph: 'orders',
    find: 'select lotId as id, partyId from LotStock where blocked = 0 order by lotId',
    as: ofParty,
    input: ({ id }) => ({ lotId: id, units: 5 }),
  },
  startPayment: {
    subgraph: 'payments',
    at: 'trust',
    find: ADDRESS,
    as: (row) => consumer(row['accountId']),
    input: (row, county, way) => checkoutOf(county, row, way),
  },
  takeGrowerMoney: {
    subgraph: 'payments',
    find: 'select partyId, merchant from MerchantAccount where inGoodStanding = 1 order by id',
    as: () => consumer(OWNER),
    back: [
      ['payments', 'delete from GrowerTransfer'],
      ['payments', 'delete from GrowerShare'],
      [
        'payments',
        `insert into GrowerShare (id, soldLotId, termId, orderId, lotId, partyId, accountId, soldParts, amountFen,
            sharingFen, sharedFen, transferFen, transferredFen, setOffFen, backFen, state, sinceMs, createdAtMs)
          values ('grower-share', 'sold', 'term', 'order', 'lot', :partyId, '${OWNER}', 1000, 600,
            0, 0, 0, 0, 0, 0, 'open', 1, 1)`,
      ],
    ],
    input: ({ partyId }) => ({ partyId }),
  },
  lookUpPayment: {
    subgraph: 'payments',
    find: "select checkoutId, buyerAccountId from Payment where state = 'paid' order by id",
    as: byBuyer,
    input: ({ checkoutId }) => ({ checkoutId }),
  },
  openMerchantAccount: {
    subgraph: 'payments',
    find: 'select partyId, merchant from MerchantAccount where inGoodStanding = 1 order by id',
    as: () => official('finance'),
    back: [['payments', 'delete from MerchantAccount where partyId = :partyId']],
    input: ({ partyId, merchant }) => ({
      partyId,
      subMerchantId: merchant,
      contactName: '李对接',
    }),
  },
  rotatePaymentPassword: {
    subgraph: 'payments',
    find: 'select partyId from MerchantAccount order by id',
    as: ofParty,
    input: ({ partyId }) => ({ partyId }),
  },
  reconcileDay: {
    subgraph: 'payments',
    as: () => official('finance'),
    input: (_row, _county, way) => ({ date: chinaDate(Date.now() - (3 + way) * DAY_MS) }),
  },
  correctReconciliationCase: {
    subgraph: 'payments',
    find: 'select c.id, m.merchant from ReconciliationCase c cross join MerchantAccount m order by c.id, m.merchant',
    as: () => official('finance'),
    back: [
      ['payments', "delete from LedgerTransfer where kind = 'balance-correction'"],
      [
        'payments',
        `update ReconciliationCase set state = 'open', kind = 'balance', reference = :merchant, ourFen = 100,
          theirFen = 99 where id = :id`,
      ],
    ],
    input: toId('caseId'),
  },
  decideCaseCorrection: {
    subgraph: 'payments',
    find: 'select c.id, m.merchant from ReconciliationCase c cross join MerchantAccount m order by c.id, m.merchant',
    as: () => official('finance'),
    back: [
      ['payments', "delete from LedgerTransfer where kind = 'balance-correction'"],
      [
        'payments',
        `update ReconciliationCase set state = 'correcting', kind = 'balance', reference = :merchant, ourFen = 500,
          theirFen = 99, proposedBy = 'another' where id = :id`,
      ],
    ],
    input: ({ id }) => ({ caseId: id, confirm: true }),
  },
  closeBooksMonth: booksMonth('open', toId('monthId')),
  reopenBooksMonth: booksMonth('closed', ({ id }) => ({ monthId: id, reason: '漏记了一笔' })),
  decideBooksMonth: booksMonth('closing', ({ id }) => ({ monthId: id, confirm: true })),
  settleChargeDifference: {
    subgraph: 'orders',
    find: 'select o.id, o.partyId, o.buyerAccountId from "Order" o order by o.id',
    as: () => official('finance'),
    back: [
      ['orders', 'delete from ChargeDifference'],
      [
        'orders',
        `insert into ChargeDifference (id, date, kind, finding, state, orderId, orderNumber, chargeId, partyId,
          buyerAccountId, goods, chargedFen, quantity, foundAtMs, dueAtMs)
        values (:id, '2026-11-24', 'goods', 'no-label', 'unclear', :id, 'H', :id, :partyId, :buyerAccountId, '', 1, 1, 1, 1)`,
      ],
    ],
    input: toId('differenceId'),
  },
  settleReconciliationCase: {
    subgraph: 'payments',
    // About a payment that the provider knows as we do.
    find: `select c.id, (select min(p.outTradeNo) from PaymentPart p join Refund r on r.partId = p.id
        where r.refundKey like 'advance:%') as paid
      from ReconciliationCase c order by c.id`,
    as: () => official('finance'),
    back: [
      ['payments', "update ReconciliationCase set reference = id, kind = 'payment-amount'"],
      ['payments', "update ReconciliationCase set state = 'open', reference = :paid where id = :id"],
    ],
    input: toId('caseId'),
  },
  collectRecovery: {
    subgraph: 'payments',
    find: 'select id from Recovery order by id',
    as: () => official('finance'),
    back: [
      ['payments', "delete from LedgerTransfer where kind = 'recovery'"],
      ['payments', "update Recovery set state = 'open' where id = :id"],
    ],
    input: toId('recoveryId'),
  },
  agreeDeposit: {
    subgraph: 'payments',
    // Those that put one up by their contract with the platform.
    find: `select m.partyId from MerchantAccount m join AgreedContract c on c.partyId = m.partyId
      where c.kind = 'platform-service' and c.terms like '%depositFen%' order by m.partyId`,
    as: () => official('finance'),
    back: [['payments', 'delete from Deposit where partyId = :partyId']],
    input: ({ partyId }) => ({ partyId }),
  },
  decideRiskHold: {
    subgraph: 'payments',
    find: 'select id, checkoutId, buyerAccountId from Payment order by id',
    as: () => official('finance'),
    input: ({ id }) => ({ holdId: id, release: true }),
    back: [
      ['payments', 'delete from RiskHold where id = :id'],
      [
        'payments',
        `insert into RiskHold (id, checkoutId, buyerAccountId, rule, amountFen, state, openedAtMs)
          values (:id, :checkoutId, :buyerAccountId, 'amount-unusual', 1, 'held', 1)`,
      ],
    ],
  },
  retryMoney: {
    subgraph: 'payments',
    find: "select id from Refund where source = 'seller' order by id",
    as: () => official('finance'),
    back: [['payments', "update Refund set state = 'failed' where id = :id"]],
    input: toId('id'),
  },
  redirectRefund: {
    subgraph: 'payments',
    find: "select id, buyerAccountId from Refund where source = 'seller' and buyerAccountId is not null order by id",
    as: () => official('finance'),
    back: [['payments', "update Refund set state = 'abnormal', cardTries = 0 where id = :id"]],
    input: ({ id }) => ({ refundId: id, bank: 'ABC_DEBIT', cardNumber: '6228480402564890018', holderName: '王小明' }),
  },
  transferRefund: {
    subgraph: 'payments',
    find: "select id from Refund where source = 'seller' order by id",
    as: () => official('finance'),
    back: [['payments', "update Refund set state = 'abnormal' where id = :id"]],
    input: toId('refundId'),
  },
};
