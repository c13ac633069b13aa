import { expect } from '@jest/globals';
import { idFrom } from '@heitu/kit/rules/ids';
import type { Row } from '../contract/platform.fixture.ts';
import type { Line } from './never.lines.ts';
import { COOPERATIVE, FARM, NEXT_MONTH, type Town, type Who } from './town.fixture.ts';

const SKU = 'select s.id from Sku s join Product p on p.id = s.productId where p.partyId = ? order by s.id';
const SIGNED = { signerName: '收货人', signature: '收货人' };

/** One more of what this buyer was sent before, to the same address. */
async function onceMore(town: Town): Promise<{ addressId: string; lines: { skuId: string; quantity: number }[] }> {
  const { addresses } = await town.as('buyer').ask('{ addresses { id } }');
  const skuId = await town.one('orders', 'select skuId from OrderLine where orderId = ? order by id', [
    town.parcel.orderId,
  ]);
  return { addressId: addresses[0].id, lines: [{ skuId, quantity: 1 }] };
}
/** What the buyer was told that it costs. */
async function quoted(town: Town): Promise<{ quoteId: string; totalFen: number }> {
  const input = await onceMore(town);
  const { id, totalFen } = await town.prepare(() => town.as('buyer').do('quote', input, 'id totalFen'));
  return { quoteId: id, totalFen };
}
/** What of a goods document changes as it is signed. */
const SIGNATURES = [
  'state',
  'openFor',
  'completedAtMs',
  ...['seller', 'carrier'].flatMap((side) =>
    ['SignedAtMs', 'AccountId', 'Custodian', 'Signature'].map((column) => `${side}${column}`),
  ),
];
const putHandover = (town: Town, id: string, signed: Row): Promise<void> =>
  town.plant('logistics', `update Handover set ${SIGNATURES.map((column) => `${column} = ?`).join()} where id = ?`, [
    ...SIGNATURES.map((column) => signed[column] ?? null),
    id,
  ]);
const orderOf = ({ parcel }: Town) => ({ order: parcel.orderId, parcel: parcel.id });

/** What is agreed, sold, carried and said: who never has a hand in whose trade. */
export const TRADE_LINES: readonly Line[] = [
  {
    says: 'a carrier never sees a price agreement',
    from: '7.3.5, 8.3.be',
    async proof(town) {
      const asked = [
        'query($id: ID!) { party(id: $id) { contracts { number validUntilOn } } }',
        '{ merchantAccounts { edges { node { partyId contractNumber } } } }',
        '{ settlements { edges { node { partyId netFen } } } }',
      ];
      const told = async (who: Who) =>
        (
          await Promise.all(asked.map((one) => town.told(who, one, one.includes('$id') ? { id: COOPERATIVE } : {})))
        ).join();
      const agreed = 'XIANGTUN-COOP-PAYMENT';
      for (const shown of [agreed, `"contractNumber":"${agreed}`, '"netFen":'])
        expect([shown, (await told('seller')).includes(shown)]).toEqual([shown, true]);
      for (const who of ['desk', 'otherDesk', 'rider'] as const) {
        const said = await told(who);
        expect(said).toContain('"contracts":null');
        expect([who, said.includes(agreed), said.includes(COOPERATIVE)]).toEqual([who, false, false]);
      }
    },
  },
  {
    says: "a seller never sees another seller's orders, contracts, suppliers, stock or money",
    from: '11.5.de, 11.5.df',
    async proof(town) {
      const asked = `query($order: ID!, $party: ID!) {
        order(id: $order) { totalFen lines { title } payment { totalFen } }
        party(id: $party) { contracts { number } documents { number } filings { id } staff { name } reminders { __typename } }
        sellerOrders(first: 50) { edges { node { id seller { id } } } }
        suppliers(partyId: $party) { edges { node { id partyId } } }
        settlements(partyId: $party) { edges { node { id partyId } } }
        stockMovements(first: 50) { edges { node { __typename sku { product { id } } } } } }`;
      const variables = { order: town.parcel.orderId, party: COOPERATIVE };
      const product = await town.one(
        'catalog',
        'select productId from Sku s join Product p on p.id = s.productId where p.partyId = ?',
        [COOPERATIVE],
      );
      const own = await town.told('seller', asked, variables);
      for (const shown of ['XIANGTUN-COOP-PAYMENT', town.parcel.orderId, '"partyId":"'])
        expect([shown, own.includes(shown)]).toEqual([shown, true]);
      const said = JSON.parse(await town.told('rival', asked, variables)).data;
      expect(said).toMatchObject({
        order: null,
        party: { contracts: null, documents: null, filings: null, staff: null, reminders: null },
        suppliers: { edges: [] },
        settlements: { edges: [] },
      });
      expect(JSON.stringify(said)).not.toContain(COOPERATIVE);
      expect(JSON.stringify(said)).not.toContain(product);
    },
  },
  {
    says: "a carrier never sees another carrier's parcels",
    from: '8.3.be, 11.5.de',
    async proof(town) {
      const asked = `query($parcel: ID!) { shipment(id: $parcel) { id state units }
        shipments(first: 100) { edges { node { id } } } }`;
      const own = await town.told('desk', asked, orderOf(town));
      expect(own).toContain(`"shipment":{"id":"${town.parcel.id}"`);
      for (const who of ['otherDesk', 'otherRider'] as const) {
        const said = await town.told(who, asked, orderOf(town));
        expect(said).toContain('"shipment":null');
        expect(said).not.toContain(town.parcel.id);
      }
    },
  },
  {
    says: "nobody but the buyer ever cancels, returns, accepts or signs in the buyer's name",
    from: '8.5.4.2.ce, 10.5.cu',
    async proof(town) {
      const { orderId, id } = town.parcel;
      const line = await town.one('orders', 'select id from OrderLine where orderId = ? order by id', [orderId]);
      const complaint = await town.one('trust', 'select id from Complaint order by id');
      const back = {
        orderId,
        kind: 'REFUND_ONLY',
        cause: 'QUALITY',
        reason: '有霉点',
        lines: [{ lineId: line, quantity: 1 }],
      };
      await town.plant('logistics', "update Shipment set state = 'taken-over' where id = ?", [id]);
      await town.plant('orders', `update "Order" set state = 'delivered' where id = ?`, [orderId]);
      // A seller may cancel in its own name what it cannot deliver; nobody else who is not the buyer may.
      for (const who of ['neighbour', 'rider', 'admin'] as const)
        await town.nothingComesOf([who, 'cancelOrder', { orderId, reason: '不要了' }, 'NOT_FOUND']);
      for (const who of ['neighbour', 'seller', 'rider', 'admin'] as const)
        await town.nothingComesOf(
          [who, 'requestAfterSale', back, 'NOT_FOUND'],
          [who, 'weighGoods', { orderId, lineId: line, units: 1, weighedGrams: 1, photoIds: [] }, 'NOT_FOUND'],
          [who, 'signDelivery', { shipmentId: id, ...SIGNED }, 'NOT_FOUND'],
          [who, 'acceptAnswer', { complaintId: complaint }, 'NOT_FOUND'],
          [who, 'reviewOrder', { orderId, stars: 5, text: '很好' }, 'NOT_FOUND'],
        );
      await town.plant('logistics', "update Shipment set state = 'delivered' where id = ?", [id]);
      await town.plant('orders', `update "Order" set state = 'completed' where id = ?`, [orderId]);
    },
  },
  {
    says: 'a buyer is never charged another price than the one that was shown',
    from: '7.3.5.b, 7.3.5.e',
    async proof(town) {
      const { quoteId, totalFen } = await quoted(town);
      await town.nothingComesOf(
        ['buyer', 'placeOrder', { quoteId, totalFen: totalFen - 1 }, 'TOTAL_CHANGED'],
        ['buyer', 'placeOrder', { quoteId, totalFen: totalFen + 1 }, 'TOTAL_CHANGED'],
      );
    },
  },
  {
    says: "nobody ever buys on another's quote or has something sent to another's address",
    from: '10.4, 10.5.cu',
    async proof(town) {
      const { quoteId, totalFen } = await quoted(town);
      const quote = await onceMore(town);
      await town.nothingComesOf(
        ['neighbour', 'placeOrder', { quoteId, totalFen }, 'NOT_FOUND'],
        ['admin', 'placeOrder', { quoteId, totalFen }, 'NOT_FOUND'],
        ['neighbour', 'quote', quote, 'ADDRESS_UNKNOWN'],
        ['admin', 'quote', quote, 'ADDRESS_UNKNOWN'],
        ['delegate', 'quote', quote, 'FORBIDDEN'],
      );
    },
  },
  {
    says: 'a shop that is suspended never sells',
    from: '6.6.end, 13.end',
    async proof(town) {
      const quote = await onceMore(town);
      const { quoteId, totalFen } = await quoted(town);
      const block = 'update Stock set shopBlocked = ? where skuId = ?';
      await town.plant('orders', block, [1, quote.lines[0]?.skuId]);
      await town.nothingComesOf(
        ['buyer', 'quote', quote, 'OUT_OF_STOCK'],
        ['buyer', 'placeOrder', { quoteId, totalFen }, 'OUT_OF_STOCK'],
      );
      await town.plant('orders', block, [0, quote.lines[0]?.skuId]);
    },
  },
  {
    says: 'goods of a recalled lot never come into the hands of a buyer',
    from: '7.3.2; Food Safety Law 63',
    async proof(town) {
      const { id, orderId } = town.parcel;
      await town.plant(
        'logistics',
        "update Shipment set state = 'taken-over', stoppedAtMs = 1, stopCause = 'recalled', stopLotCode = 'L-1' where id = ?",
        [id],
      );
      await town.nothingComesOf(['buyer', 'signDelivery', { shipmentId: id, ...SIGNED }, 'STOPPED']);
      await town.plant(
        'logistics',
        "update Shipment set state = 'delivered', stoppedAtMs = null, stopCause = null, stopLotCode = null where id = ?",
        [id],
      );
      const lots = 'select l.lotId from LotStock l join OrderLine o on o.skuId = l.skuId where o.orderId = ?';
      const ids = (await town.rows('orders', lots, [orderId])).map(({ lotId }) => `'${String(lotId)}'`).join();
      await town.plant('orders', `update "Order" set state = 'confirmed' where id = ?`, [orderId]);
      await town.plant('orders', `update LotStock set blocked = 1 where lotId in (${ids})`);
      await town.nothingComesOf(['seller', 'pickOrder', { orderId }, 'LOTS_SHORT']);
      await town.plant('orders', `update LotStock set blocked = 0 where lotId in (${ids})`);
      await town.plant('orders', `update "Order" set state = 'completed' where id = ?`, [orderId]);
    },
  },
  {
    says: "a carrier never sells, and never in a seller's name",
    from: '8.2.aw, 8.5.3.bx',
    async proof(town) {
      const skuId = await town.one('catalog', SKU, [COOPERATIVE]);
      const productId = await town.one('catalog', 'select productId from Sku where id = ?', [skuId]);
      const shopId = await town.one('sellers', 'select id from Shop where partyId = ?', [COOPERATIVE]);
      const label = { skuId, pricingType: 'MARKET', retailFen: 100 };
      for (const who of ['desk', 'rider', 'otherDesk'] as const)
        await town.nothingComesOf(
          [who, 'setPriceLabel', label, 'FORBIDDEN'],
          [who, 'withdrawProduct', { productId }, 'FORBIDDEN'],
          [who, 'closeShop', { shopId }, 'NOT_FOUND'],
          [who, 'confirmOrder', { orderId: town.parcel.orderId }, 'FORBIDDEN'],
          [who, 'replyToReview', { reviewId: idFrom('never'), text: '谢谢' }, 'FORBIDDEN'],
        );
    },
  },
  {
    says: "a seller never changes another seller's goods, prices, stock or shop",
    from: '11.5.de',
    async proof(town) {
      const skuId = await town.one('catalog', SKU, [COOPERATIVE]);
      const productId = await town.one('catalog', 'select productId from Sku where id = ?', [skuId]);
      const shopId = await town.one('sellers', 'select id from Shop where partyId = ?', [COOPERATIVE]);
      const lotId = await town.one('catalog', "select id from Lot where partyId = ? and state = 'released'", [
        COOPERATIVE,
      ]);
      for (const who of ['rival', 'farmer', 'delegate'] as const)
        await town.nothingComesOf(
          [who, 'setPriceLabel', { skuId, pricingType: 'MARKET', retailFen: 100 }, 'NOT_FOUND'],
          [who, 'withdrawProduct', { productId }, 'NOT_FOUND'],
          [who, 'closeShop', { shopId }, 'NOT_FOUND'],
          [who, 'recallLot', { lotId, reason: '抽检不合格' }, 'NOT_FOUND'],
          [who, 'confirmOrder', { orderId: town.parcel.orderId }, 'NOT_FOUND'],
        );
    },
  },
  {
    says: 'a seller never takes an opinion down, nor writes one about itself',
    from: '6.5.d; E-commerce Law 17, 39',
    async proof(town) {
      const reviewId = await town.one('trust', "select id from Review where partyId = ? and state = 'shown'", [
        COOPERATIVE,
      ]);
      await town.nothingComesOf(
        ['seller', 'moderateReview', { reviewId, show: false, reason: '不公平' }, 'FORBIDDEN'],
        ['clerk', 'moderateReview', { reviewId, show: false, reason: '不公平' }, 'FORBIDDEN'],
        ['seller', 'reviewOrder', { orderId: town.parcel.orderId, stars: 5, text: '好' }, 'NOT_FOUND'],
        ['clerk', 'reviewOrder', { orderId: town.parcel.orderId, stars: 5, text: '好' }, 'NOT_FOUND'],
      );
    },
  },
  {
    says: 'goods never change hands on one signature alone, nor on two of one person, nor on one for the other side',
    from: '8.4.2.bj',
    async proof(town) {
      const handoverId = await town.one(
        'logistics',
        'select id from Handover where sellerPartyId = ? and carrierPartyId = (select carrierPartyId from Shipment where id = ?) order by id',
        [COOPERATIVE, town.parcel.id],
      );
      const before = await town.row('logistics', `select ${SIGNATURES.join()} from Handover where id = ?`, [
        handoverId,
      ]);
      const shipmentId = await town.one('logistics', 'select shipmentId from Handover where id = ?', [handoverId]);
      await putHandover(town, handoverId, { state: 'open', openFor: shipmentId });
      await town.plant('logistics', "update Shipment set state = 'assigned' where id = ?", [shipmentId]);
      const sign = (side: string) => ({ handoverId, as: side, custodian: '保管人' });
      await town.nothingComesOf(
        ['seller', 'signHandover', sign('CARRIER'), 'NOT_FOUND'],
        ['desk', 'signHandover', sign('SELLER'), 'NOT_FOUND'],
        ['rider', 'signHandover', sign('SELLER'), 'NOT_FOUND'],
        ['buyer', 'signHandover', sign('SELLER'), 'FORBIDDEN'],
        ['otherRider', 'signHandover', sign('CARRIER'), 'NOT_FOUND'],
      );
      await town.prepare(() => town.as('seller').do('signHandover', sign('SELLER'), '__typename'));
      const alone =
        'select h.state, h.completedAtMs, s.state as parcel from Handover h join Shipment s on s.id = h.shipmentId';
      expect(await town.row('logistics', `${alone} where h.id = ?`, [handoverId])).toEqual({
        state: 'open',
        completedAtMs: null,
        parcel: 'assigned',
      });
      const { me } = await town.as('desk').ask('{ me { id } }');
      await town.plant('logistics', 'update Handover set sellerAccountId = ? where id = ?', [me.id, handoverId]);
      await town.nothingComesOf(['desk', 'signHandover', sign('CARRIER'), 'SAME_SIGNER']);
      await putHandover(town, handoverId, before);
      await town.plant('logistics', "update Shipment set state = 'delivered' where id = ?", [shipmentId]);
    },
  },
  {
    says: 'who acts for a farmer never touches money, papers, shop or staff, and never passes the power on',
    from: '7, 11.5.de',
    async proof(town) {
      const partyId = FARM;
      const shopId = await town.one('sellers', 'select id from Shop where partyId = ?', [partyId]);
      const accountId = town.accountOf('station');
      await town.nothingComesOf(
        ['delegate', 'rotatePaymentPassword', { partyId }, 'NOT_FOUND'],
        [
          'delegate',
          'addDocument',
          { partyId, type: 'LAND_CONTRACT', number: '1', issuer: '村委会', validFromOn: '2026-01-01' },
          'NOT_FOUND',
        ],
        ['delegate', 'submitFiling', { partyId }, 'NOT_FOUND'],
        ['delegate', 'closeShop', { shopId }, 'NOT_FOUND'],
        [
          'delegate',
          'addStaff',
          { partyId, accountId, name: '邵桂芝', role: 'SELLER_STAFF', rights: ['ORDERS'] },
          'NOT_FOUND',
        ],
        [
          'delegate',
          'grantDelegation',
          { partyId, agentAccountId: accountId, rights: ['ORDERS'], until: NEXT_MONTH },
          'FORBIDDEN',
        ],
        [
          'delegate',
          'letPartner',
          { partyId, clientId: idFrom('client:demo-partner'), scopes: ['STOCK'] },
          'FORBIDDEN',
        ],
        ['station', 'submitFiling', { partyId }, 'NOT_FOUND'],
        ['station', 'closeShop', { shopId }, 'NOT_FOUND'],
      );
    },
  },
  {
    says: 'a clerk never does what the owner did not allow, and never allows it to themselves',
    from: '11.5.de',
    async proof(town) {
      const clerk = town.accountOf('clerk');
      const complaint = await town.one('trust', 'select id from Complaint where partyId = ?', [COOPERATIVE]);
      const all = ['PRODUCTS', 'LOTS', 'ORDERS', 'AFTER_SALES', 'COMPLAINTS', 'FINANCE', 'STAFF', 'SHOP'];
      await town.nothingComesOf(
        [
          'clerk',
          'addStaff',
          { partyId: COOPERATIVE, accountId: clerk, name: '自己', role: 'SELLER_STAFF', rights: all },
          'NOT_FOUND',
        ],
        ['clerk', 'rotatePaymentPassword', { partyId: COOPERATIVE }, 'NOT_FOUND'],
        [
          'clerk',
          'answerComplaint',
          { complaintId: complaint, text: '不同意', remedy: 'ANSWER', accept: false },
          'NOT_FOUND',
        ],
        [
          'clerk',
          'grantDelegation',
          { partyId: COOPERATIVE, agentAccountId: town.accountOf('station'), rights: ['ORDERS'], until: NEXT_MONTH },
          'FORBIDDEN',
        ],
        [
          'clerk',
          'letPartner',
          { partyId: COOPERATIVE, clientId: idFrom('client:demo-partner'), scopes: ['STOCK'] },
          'FORBIDDEN',
        ],
      );
    },
  },
  {
    says: 'a paper that was taken back never counts',
    from: '6.4, 7.1.a',
    async proof(town) {
      const paper = await town.one(
        'sellers',
        "select id from Document where partyId = ? and type = 'business-licence' order by id",
        [COOPERATIVE],
      );
      const state = await town.one('sellers', 'select state from Document where id = ?', [paper]);
      await town.plant('sellers', "update Document set state = 'withdrawn' where id = ?", [paper]);
      await town.nothingComesOf(['seller', 'submitFiling', { partyId: COOPERATIVE }, 'DOCUMENTS_LACKING']);
      await town.plant('sellers', 'update Document set state = ? where id = ?', [state, paper]);
    },
  },
];
