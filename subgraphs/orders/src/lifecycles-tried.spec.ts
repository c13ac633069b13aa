import 'reflect-metadata';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { triedMoves, type Tried } from '@heitu/kit/serving/tried-moves';
import { afterSales } from './after-sale/after-sale.moves.ts';
import { chargeDifferences } from './charge/charge.moves.ts';
import { orderClaims } from './claim/order-claim.moves.ts';
import { checkouts, orderRefunds, orders } from './order/order.moves.ts';
import { openOrders, type Room } from './orders.fixture.ts';
import { quotes } from './quote/quote.moves.ts';
import { rowOf } from './rows.fixture.ts';
import { recallCases, recallRows, regrades } from './recall/recall.moves.ts';
import { lotStocks } from './stock/stock.moves.ts';

/** Every act is tried from every state, by everybody who may do anything there, by the system and by a stranger. */
describe('what is done with an order, from where, and by whom', () => {
  let room: Room;
  beforeAll(async () => {
    room = await openOrders();
  });
  afterAll(() => room.close());

  const SELLER = 'seller-owner seller-staff';
  const expectMoves = async (
    moves: Parameters<typeof triedMoves>[1],
    table: Parameters<typeof rowOf>[0],
    meant: Tried,
  ) => {
    expect(await triedMoves(room, moves, (state) => rowOf(table, { id: `tried-${state}`, state }))).toEqual(meant);
  };

  it('an order: the buyer gives it up before it is picked, the seller sends it, logistics brings it', async () => {
    const prepaid = {
      // Money that was quicker than the closing wins, but only the provider can say so.
      pay: { consumer: 'awaiting-payment → paid', system: 'awaiting-payment closing → paid' },
      expire: { system: 'awaiting-payment → closing' },
      cancel: {
        consumer: 'awaiting-payment closing → closing, paid confirmed → cancelled',
        [SELLER]: 'paid confirmed → cancelled',
      },
      'give-back': { system: 'awaiting-payment closing → cancelled' },
      revive: { system: 'cancelled → paid' },
      close: { system: 'awaiting-payment closing → cancelled' },
      // 7.5.w: within its time by its seller alone; after it the order lapses.
      confirm: { [SELLER]: 'paid → confirmed' },
      nudge: { system: 'paid → paid' },
      remind: { system: 'paid → paid' },
      lapse: { system: 'paid → cancelled' },
      // Nobody sent it, or whoever had it brought it to nobody: it ends by itself.
      'give-up': { system: 'confirmed ready → cancelled' },
      lose: { system: 'ready in-transit coming-back → lost' },
      // What its seller still has of a recalled lot is not sent.
      recall: { system: 'ready → cancelled' },
      pick: { [SELLER]: 'confirmed → ready' },
      // 11.5.de: a station bought it, and its buyer has said one word.
      'stop-unpaid': { system: 'awaiting-payment closing → closing' },
      'ask-stop': { system: 'paid → paid, confirmed → confirmed' },
      keep: { system: 'paid → paid, confirmed → confirmed' },
      stop: { system: 'paid confirmed → cancelled' },
      'take-over': { system: 'ready → in-transit' },
      // What is signed for was taken over, also where that report comes late.
      deliver: { system: 'ready in-transit → delivered' },
      refuse: { system: 'ready in-transit → coming-back' },
      'take-back': { system: 'ready in-transit coming-back → cancelled' },
      'request-after-sale': { consumer: 'delivered → delivered' },
      'deliver-again': { system: 'delivered → delivered' },
      complete: { system: 'delivered → completed' },
    };
    await expectMoves(orders, 'Order', prepaid);
    const atDoor = (paidFen: number) =>
      triedMoves(room, orders, (state) => rowOf('Order', { id: `tried-${state}`, state, payment: 'at-door', paidFen }));
    expect(await atDoor(100)).toEqual(prepaid);
    // Paid once, and lost at no cost to the buyer only while nobody has paid.
    expect(await atDoor(0)).toEqual({
      ...prepaid,
      'pay-at-door': { system: 'ready → ready, in-transit → in-transit' },
      'lose-unpaid': { system: 'ready in-transit coming-back → cancelled' },
    });
  });

  it('what was refused waits until it is known who pays, and is settled once [6.6.d]', async () => {
    const held = (state: string) =>
      rowOf('OrderClaim', { id: `tried-${state}`, shipmentId: state, settledAtMs: state === 'settled' ? 1 : null });
    expect(await triedMoves(room, orderClaims, held)).toEqual({ settle: { system: 'held → settled' } });
  });

  it('a charge that differs: the system gives it back or lists it, finance finds out what nobody can tell', async () => {
    const row = (state: string) =>
      rowOf('ChargeDifference', { id: `tried-${state}`, chargeId: `tried-${state}`, refundKey: null, state });
    expect(await triedMoves(room, chargeDifferences, row)).toEqual({
      refund: { system: 'found → refunding' },
      arrive: { system: 'refunding → refunded' },
      'give-back': { system: 'found → given-back' },
      list: { system: 'found → listed' },
      ask: { system: 'found → unclear' },
      return: { system: 'found → returning' },
      'come-back': { system: 'returning → returned' },
      leave: { system: 'returning → left' },
      settle: { 'finance operator-admin': 'found returning unclear → settled' },
    });
  });

  it('a checkout: paid also while it is being closed, closed also where that was never begun', () =>
    expectMoves(checkouts, 'Checkout', {
      defer: { system: 'open → at-door' },
      pay: { system: 'open closing at-door → paid' },
      revive: { system: 'closed → paid' },
      expire: { 'consumer system': 'open at-door → closing' },
      close: { system: 'open closing at-door → closed' },
    }));

  it('an after-sale request: both answer each other, a mediator ends what is open, money on its way is left alone', () =>
    expectMoves(afterSales, 'AfterSale', {
      approve: { 'seller-owner seller-staff system': 'requested → approved' },
      reject: { [SELLER]: 'requested → rejected' },
      offer: { [SELLER]: 'requested → offered' },
      'take-offer': { 'consumer system': 'offered → refunding' },
      'refuse-offer': { consumer: 'offered → requested' },
      withdraw: { consumer: 'requested offered → withdrawn' },
      'let-send': { system: 'approved → to-send' },
      'send-back': { consumer: 'to-send → sent-back' },
      lapse: { system: 'to-send → lapsed' },
      // A carrier who comes late may still fetch the goods.
      fetch: { system: 'approved to-send → fetched' },
      'hand-over': { system: 'approved to-send fetched sent-back → handed-over' },
      accept: { [SELLER]: 'sent-back handed-over → refunding' },
      'accept-silent': { system: 'sent-back handed-over → refunding' },
      decline: { [SELLER]: 'sent-back handed-over → declined' },
      exchange: { system: 'sent-back handed-over → exchanging' },
      refund: { system: 'requested exchanging → refunding' },
      'order-refund': {
        mediator: 'requested offered approved to-send fetched sent-back handed-over exchanging → refunding',
      },
      'order-end': {
        mediator: 'requested offered approved to-send fetched sent-back handed-over exchanging → ended',
      },
      lose: { system: 'approved to-send fetched exchanging → lost' },
      'finish-refund': { system: 'refunding → refunded' },
      compensate: { system: 'refunding → compensated' },
      'finish-exchange': { system: 'exchanging → exchanged' },
    }));

  it('a recall: two of the operator close it; its goods are answered for by the buyer, destroyed by the seller [7.3.6.a-c]', async () => {
    const KEEPERS = 'operator-admin reviewer';
    await expectMoves(recallCases, 'RecallCase', {
      notify: { system: 'opened → notified' },
      report: { [KEEPERS]: 'opened notified → reported' },
      'propose-closure': { [KEEPERS]: 'reported → closing' },
      'confirm-closure': { [KEEPERS]: 'closing → closed' },
      'refuse-closure': { [KEEPERS]: 'closing → reported' },
      'lapse-closure': { system: 'closing → reported' },
      'report-anew': { system: 'reported closing → notified' },
    });
    await expectMoves(regrades, 'RecallRegrade', {
      confirm: { [KEEPERS]: 'proposed → in-force' },
      refuse: { [KEEPERS]: 'proposed → refused' },
      lapse: { system: 'proposed → lapsed' },
    });
    const goods = (state: string) => rowOf('RecallRow', { id: `tried-${state}`, foundBy: `tried-${state}`, state });
    expect(await triedMoves(room, recallRows, goods)).toEqual({
      arrive: { system: 'on-way → at-buyer' },
      'hand-back': { 'consumer operator-admin reviewer': 'at-buyer → coming-back' },
      'use-up': { 'consumer operator-admin reviewer': 'at-buyer → gone' },
      'come-back': { system: 'on-way at-buyer coming-back → sealed' },
      keep: { system: 'coming-back → gone' },
      lose: { system: 'on-way coming-back → gone' },
      'give-up': { system: 'at-buyer → gone' },
      destroy: { [SELLER]: 'sealed → shown' },
      'accept-photo': { [KEEPERS]: 'shown → destroyed' },
      'return-photo': { [KEEPERS]: 'shown → sealed' },
    });
  });

  it('what has no column of states: an offer is used once, a refund arrives once, a lot is stopped and released', async () => {
    const used = (state: string) =>
      state === 'forgotten' ? null : rowOf('Quote', { id: `tried-${state}`, usedAtMs: state === 'used' ? 1 : null });
    expect(await triedMoves(room, quotes, used)).toEqual({
      use: { consumer: 'offered → used' },
      forget: { system: 'offered → used' },
    });
    const refund = (state: string) => rowOf('OrderRefund', { completedAtMs: state === 'arrived' ? 1 : null });
    expect(await triedMoves(room, orderRefunds, refund, 'refundKey')).toEqual({
      arrive: { system: 'promised → arrived' },
      undo: { system: 'arrived → promised' },
    });
    const lot = (state: string) => rowOf('LotStock', { blockCause: state === 'blocked' ? 'expired' : null });
    expect(await triedMoves(room, lotStocks, lot, 'lotId')).toEqual({
      block: { system: 'sellable → blocked' },
      release: { system: 'blocked → sellable' },
    });
  });
});
