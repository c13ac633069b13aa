import { actRecorded } from '@heitu/events/act-recorded';
import { courierChanged } from '@heitu/events/logistics.courier-changed.v1';
import { shipmentDelivered } from '@heitu/events/logistics.shipment-delivered.v1';
import { RECALLED, shipmentRefused } from '@heitu/events/logistics.shipment-refused.v1';
import { shipmentTakenOver } from '@heitu/events/logistics.shipment-taken-over.v1';
import { afterSaleMoved } from '@heitu/events/orders.after-sale-moved.v1';
import { orderCancelled } from '@heitu/events/orders.order-cancelled.v1';
import { orderCompleted } from '@heitu/events/orders.order-completed.v1';
import { orderPaid } from '@heitu/events/orders.order-paid.v1';
import { advancePaid } from '@heitu/events/payments.advance-paid.v1';
import { claimOpened } from '@heitu/events/orders.claim-opened.v1';
import { claimSettled } from '@heitu/events/orders.claim-settled.v1';
import { orderLost } from '@heitu/events/orders.order-lost.v1';
import { claimCut } from '@heitu/events/payments.claim-cut.v1';
import { compensationPaid } from '@heitu/events/payments.compensation-paid.v1';
import { compensationFailed } from '@heitu/events/payments.compensation-failed.v1';
import { holdDecided } from '@heitu/events/payments.hold-decided.v1';
import { paidAtDoor } from '@heitu/events/orders.paid-at-door.v1';
import { refundCompleted } from '@heitu/events/payments.refund-completed.v1';
import { refundUndone } from '@heitu/events/payments.refund-undone.v1';
import { filingApproved } from '@heitu/events/sellers.filing-approved.v1';
import { sessionMoved } from '@heitu/events/sellers.session-moved.v1';
import { partyErased } from '@heitu/events/sellers.party-erased.v1';
import { partyRenamed } from '@heitu/events/sellers.party-renamed.v1';
import { partyStandingChanged } from '@heitu/events/sellers.party-standing-changed.v1';
import { shopSaleChanged } from '@heitu/events/sellers.shop-sale-changed.v1';
import { staffChanged } from '@heitu/events/sellers.staff-changed.v1';
import { beginErasure } from '@heitu/kit/privacy/persons';
import { on, onMany, onWrites, type Reaction } from '@heitu/kit/messages/relay';
import { inWorkingDays, SUBGRAPHS } from '@heitu/standard';
import { recordActs } from './audit/record-act.ts';
import { tellOfLoss } from './complaints/tell-of-loss.ts';
import { recordAdvance, recordCompensation, recordFromDeposit, reopenUnpayable } from './complaints/record-payments.ts';
import { cutClaim, endClaim } from './claims/end-claim.ts';
import { claimRefused, openClaim } from './claims/open-claim.ts';
import { addToTally } from './conduct/tally.ts';
import type { TrustContext } from './context.ts';
import { addRefund, milestoneOf, recordMilestone, recordMilestones } from './disclosure/record-milestone.ts';
import { ROLE_OF_PARTY_KIND } from './identity/account.policy.ts';
import { changeGrant } from './identity/change-grant.ts';
import { tellOfSession } from './messages/tell-of-sessions.ts';
import { knowParty, knowShop, knowShops, nameParty } from './identity/know-party.ts';
import { CANCELLED_BECAUSE, SELLER_TOLD, UNTOLD_TO_SELLER } from './messages/cancel-texts.ts';
import { tellReviewed } from './messages/tell-reviewed.ts';
import { tellUnrefunded } from './messages/tell-unrefunded.ts';
import { priceReactions } from './messages/tell-of-prices.ts';
import { CAME_BACK, deliveredText, signedText } from './messages/door-texts.ts';
import { handReactions } from './messages/tell-of-hands.ts';
import { wordReactions } from './messages/tell-of-words.ts';
import { lookReactions } from './messages/tell-of-looks.ts';
import { feeReactions } from './messages/tell-of-fees.ts';
import { moneyReactions } from './messages/tell-of-money.ts';
import { tariffReactions } from './messages/tell-of-tariffs.ts';
import { recallReactions } from './messages/tell-of-recalls.ts';
import { stopReactions } from './messages/tell-of-stops.ts';
import { contractReactions } from './messages/tell-of-contracts.ts';
import { filingReactions } from './messages/tell-of-filings.ts';
import { poolReactions } from './messages/tell-of-pools.ts';
import { assignedReactions } from './messages/tell-of-assigned.ts';
import { unseenReactions } from './messages/tell-of-unseen.ts';
import { invoiceReactions } from './messages/tell-of-invoices.ts';
import { notifyAccount, notifyParties, notifyParty } from './messages/notify.ts';
import { afterSaleTexts } from './messages/after-sale-texts.ts';
import { endPartners } from './partners/end-partners.ts';
import { queueWebhooks } from './partners/queue-webhooks.ts';
import { awaitShipping } from './shipping/await-shipping.ts';

const identity: Reaction[] = [
  on(partyErased, 'erase-party', async (context: TrustContext, tx, { partyId }) => {
    await endPartners(context, tx, partyId);
    await beginErasure(context, tx, partyId);
  }),
  on(partyRenamed, 'name-party', (_context: TrustContext, tx, { partyId, partyName: name }, _prepared, { atMs }) =>
    nameParty(tx, { partyId, name, atMs }),
  ),
  on(filingApproved, 'grant-owner', async (context: TrustContext, tx, filing, _prepared, event) => {
    await knowParty(tx, {
      partyId: filing.partyId,
      kind: filing.partyKind,
      name: filing.partyName,
      inGoodStanding: true,
      validUntil: filing.validUntil,
      factAtMs: event.atMs,
    });
    const role = ROLE_OF_PARTY_KIND[filing.partyKind];
    if (role)
      await changeGrant(context, tx, {
        accountId: filing.accountId,
        role,
        partyId: filing.partyId,
        rights: null,
        active: true,
        factAtMs: event.atMs,
      });
  }),
  on(partyStandingChanged, 'follow-standing', async (context: TrustContext, tx, standing, _prepared, event) => {
    const changed = await knowParty(tx, {
      partyId: standing.partyId,
      kind: standing.partyKind,
      inGoodStanding: standing.inGoodStanding,
      factAtMs: event.atMs,
    });
    if (changed)
      await notifyParty(context, tx, standing.partyId, 'shop', {
        kind: 'standing-changed',
        title: standing.inGoodStanding ? '资质有效，可以营业了' : '经营资格受限',
        body: standing.inGoodStanding ? '从“我的”进去办您的业务' : standing.reason.slice(0, 200),
        orderId: null,
      });
  }),
  on(staffChanged, 'grant-staff', (context: TrustContext, tx, staff, _prepared, event) =>
    changeGrant(context, tx, {
      accountId: staff.accountId,
      role: staff.role,
      partyId: staff.partyId,
      rights: staff.rights,
      active: staff.active,
      factAtMs: event.atMs,
    }),
  ),
  on(courierChanged, 'grant-courier', (context: TrustContext, tx, courier, _prepared, event) =>
    changeGrant(context, tx, {
      accountId: courier.accountId,
      role: 'courier',
      partyId: courier.carrierPartyId,
      rights: null,
      active: courier.active,
      factAtMs: event.atMs,
    }),
  ),
  on(sessionMoved, 'tell-trained', tellOfSession),
  on(shopSaleChanged, 'know-shop', (_context: TrustContext, tx, shop) => knowShop(tx, shop.shopId, shop.partyId)),
];

const trade: Reaction[] = [
  onMany(orderPaid, 'tell-seller', async (context: TrustContext, tx, events) => {
    await knowShops(
      tx,
      events.map(({ payload: { shopId, partyId } }) => ({ shopId, partyId })),
    );
    await recordMilestones(
      context,
      tx,
      events.map(({ atMs, payload: { orderId, orderNumber, buyerAccountId, partyId, totalFen, ...order } }) => ({
        orderId,
        orderNumber,
        buyerAccountId,
        partyId,
        totalFen,
        placedAtMs: order.placedAtMs ?? atMs,
        ...(!order.paysAtDoor && { paidAtMs: atMs }),
      })),
    );
    await queueWebhooks(
      context,
      tx,
      'order.paid',
      events.map(({ id, atMs, payload: { orderId, orderNumber, partyId, totalFen } }) => ({
        eventId: id,
        atMs,
        parties: [partyId],
        data: { orderId, orderNumber, partyId, totalFen },
      })),
    );
    for (const {
      payload: { orderId, orderNumber, buyerAccountId, isRevived },
    } of events) {
      if (!isRevived) continue;
      await recordMilestone(context, tx, orderId, { cancelledAtMs: null });
      const body = `订单${orderNumber}的付款已查到，订单恢复，商家会在${inWorkingDays('confirmOrder')}内确认`;
      await notifyAccount(context, tx, buyerAccountId, { kind: 'order-paid', title: '订单已恢复', body, orderId });
    }
    await notifyParties(
      context,
      tx,
      'orders',
      events.map(({ payload: { orderId, orderNumber, partyId, paysAtDoor } }) => ({
        partyId,
        notification: {
          kind: 'order-paid',
          title: '有新订单',
          body: `订单${orderNumber}${paysAtDoor ? '货到付款' : '已付款'}，请在${inWorkingDays('confirmOrder')}内确认`,
          orderId,
        },
      })),
    );
  }),
  on(afterSaleMoved, 'tell-whose-turn', async (context: TrustContext, tx, moved) => {
    const { buyer, seller } = afterSaleTexts(moved);
    if (buyer) await notifyAccount(context, tx, moved.buyerAccountId, buyer);
    if (seller) await notifyParty(context, tx, moved.partyId, 'after-sales', seller);
  }),
  on(orderCancelled, 'tell-both', async (context: TrustContext, tx, order, _prepared, event) => {
    const { orderId, orderNumber, buyerAccountId, partyId, reason, wasPaid } = order;
    await recordMilestone(context, tx, orderId, { orderNumber, buyerAccountId, partyId, cancelledAtMs: event.atMs });
    await queueWebhooks(context, tx, 'order.cancelled', [
      {
        eventId: event.id,
        atMs: event.atMs,
        parties: [partyId],
        data: { orderId, orderNumber, partyId, reason, wasPaid },
      },
    ]);
    await notifyAccount(context, tx, buyerAccountId, {
      kind: 'order-cancelled',
      title: '订单已取消',
      body: `订单${orderNumber}${CANCELLED_BECAUSE[reason]}，已取消${wasPaid ? '，货款原路退回' : ''}`,
      orderId,
    });
    // A seller never heard of an order that was cancelled before it was known as paid.
    if ((!wasPaid && !order.paysAtDoor) || UNTOLD_TO_SELLER.has(reason)) return;
    const body = `订单${orderNumber}${SELLER_TOLD[reason] ?? CANCELLED_BECAUSE[reason]}，已取消`;
    await notifyParty(context, tx, partyId, 'orders', { kind: 'order-cancelled', title: '订单已取消', body, orderId });
  }),
  on(orderCompleted, 'count-order', async (context: TrustContext, tx, order, _prepared, event) => {
    const { orderId, buyerAccountId, partyId, shopId, totalFen } = order;
    await knowShop(tx, shopId, partyId);
    await recordMilestone(context, tx, orderId, { buyerAccountId, partyId, totalFen, completedAtMs: event.atMs });
    await queueWebhooks(context, tx, 'order.completed', [
      {
        eventId: event.id,
        atMs: event.atMs,
        parties: [partyId],
        data: { orderId, partyId, totalFen, refundedFen: order.refundedFen },
      },
    ]);
    await addToTally(tx, partyId, { completedCount: 1 });
  }),
  on(shipmentTakenOver, 'tell-buyer-shipped', async (context: TrustContext, tx, shipment, _prepared, event) => {
    const { orderId, carrierPartyId, atMs } = shipment;
    // An exchange's second parcel is not the order's own time.
    if (!shipment.afterSaleId) await recordMilestone(context, tx, orderId, { carrierPartyId, takenOverAtMs: atMs });
    const order = await milestoneOf(tx, orderId);
    await queueWebhooks(context, tx, 'shipment.taken-over', [
      {
        eventId: event.id,
        atMs,
        parties: [carrierPartyId, order?.partyId],
        data: { shipmentId: shipment.shipmentId, orderId, carrierPartyId, trackingNumber: shipment.trackingNumber },
      },
    ]);
    if (order?.buyerAccountId)
      await notifyAccount(context, tx, order.buyerAccountId, {
        kind: 'order-shipped',
        title: '已发货',
        body: `订单${order.orderNumber ?? ''}已交给配送员`,
        orderId,
      });
  }),
  // An exchange's second parcel changes nothing for WeChat: the payment counts as shipped since the first.
  on(
    shipmentTakenOver,
    'await-shipping',
    async (context: TrustContext, tx, { orderId, shipmentId, afterSaleId, paysAtDoor, atMs }) => {
      if (!afterSaleId && !paysAtDoor) await awaitShipping(context, tx, { orderId, shipmentId, takenOverAtMs: atMs });
    },
  ),
  on(shipmentDelivered, 'tell-buyer-delivered', async (context: TrustContext, tx, shipment, _prepared, event) => {
    const { orderId, carrierPartyId, atMs, inTime } = shipment;
    if (!shipment.afterSaleId)
      await recordMilestone(context, tx, orderId, { carrierPartyId, deliveredAtMs: atMs, deliveredInTime: inTime });
    const order = await milestoneOf(tx, orderId);
    await queueWebhooks(context, tx, 'shipment.delivered', [
      {
        eventId: event.id,
        atMs,
        parties: [carrierPartyId, order?.partyId],
        data: { shipmentId: shipment.shipmentId, orderId, carrierPartyId, inTime },
      },
    ]);
    if (order?.buyerAccountId)
      await notifyAccount(context, tx, order.buyerAccountId, {
        ...deliveredText(shipment.signer),
        body: `订单${order.orderNumber ?? ''}${signedText(shipment.signer)}，欢迎评价；7天内可以申请售后`,
        orderId,
      });
  }),
  // Paid at the door: WeChat knows of no payment before.
  on(shipmentDelivered, 'await-shipping-at-door', async (context: TrustContext, tx, delivered) => {
    const { orderId, shipmentId, paysAtDoor, atMs } = delivered;
    if (paysAtDoor) await awaitShipping(context, tx, { orderId, shipmentId, takenOverAtMs: atMs });
  }),
  on(paidAtDoor, 'record-paid-at-door', async (context: TrustContext, tx, { orderId, paidAtMs }) =>
    recordMilestone(context, tx, orderId, { paidAtMs }),
  ),
  on(shipmentRefused, 'tell-seller-refused', async (context: TrustContext, tx, shipment, _prepared, event) => {
    const order = await milestoneOf(tx, shipment.orderId);
    await queueWebhooks(context, tx, 'shipment.refused', [
      {
        eventId: event.id,
        atMs: shipment.atMs,
        parties: [shipment.carrierPartyId, order?.partyId],
        data: {
          shipmentId: shipment.shipmentId,
          orderId: shipment.orderId,
          carrierPartyId: shipment.carrierPartyId,
          reason: shipment.reason,
        },
      },
    ]);
    // Its seller is told of the recall itself.
    if (order?.partyId && shipment.reason !== RECALLED)
      await notifyParty(context, tx, order.partyId, 'orders', {
        kind: 'delivery-refused',
        title: CAME_BACK[shipment.reason]?.title ?? '顾客拒收',
        body: `订单${order.orderNumber ?? ''}${CAME_BACK[shipment.reason]?.text ?? '被拒收'}，货物退回`,
        orderId: shipment.orderId,
      });
  }),
  on(shipmentRefused, 'open-claim', (context: TrustContext, tx, refused) => claimRefused(context, tx, refused)),
  on(claimOpened, 'open-claim-on-request', (context: TrustContext, tx, opened) => openClaim(context, tx, opened)),
  on(claimSettled, 'end-claim', (context: TrustContext, tx, settled) => endClaim(context, tx, settled)),
  on(refundCompleted, 'tell-buyer-refunded', async (context: TrustContext, tx, refund, _prepared, event) => {
    // What was promised was given back before, as a compensation.
    if (refund.amountFen === 0) return;
    await recordCompensation(context, tx, refund.refundKey);
    await recordMilestone(context, tx, refund.orderId, { refundedAtMs: refund.atMs });
    await addRefund(context, tx, refund.orderId, refund.amountFen);
    const order = await milestoneOf(tx, refund.orderId);
    await queueWebhooks(context, tx, 'order.refunded', [
      {
        eventId: event.id,
        atMs: refund.atMs,
        parties: [order?.partyId],
        data: { orderId: refund.orderId, refundId: refund.refundId, amountFen: refund.amountFen },
      },
    ]);
    if (order?.buyerAccountId)
      await notifyAccount(context, tx, order.buyerAccountId, {
        kind: 'order-refunded',
        title: '退款已到账',
        body: `订单${order.orderNumber ?? ''}的退款已${refund.byTransfer ? '转到您的微信零钱' : '退回'}`,
        orderId: refund.orderId,
      });
  }),
  on(refundUndone, 'tell-buyer-unrefunded', (context: TrustContext, tx, undone) => tellUnrefunded(context, tx, undone)),
  on(holdDecided, 'tell-buyer-reviewed', (context: TrustContext, tx, decided) => tellReviewed(context, tx, decided)),
  ...contractReactions,
  ...filingReactions,
  ...unseenReactions,
  ...assignedReactions,
  ...invoiceReactions,
  ...poolReactions,
  on(compensationFailed, 'reopen-complaint', (context: TrustContext, tx, { complaintId }) =>
    reopenUnpayable(context, tx, complaintId),
  ),
  on(orderLost, 'tell-of-loss', (context: TrustContext, tx, lost) => tellOfLoss(context, tx, lost)),
  on(compensationPaid, 'record-compensation', (context: TrustContext, tx, paid) =>
    recordFromDeposit(context, tx, paid),
  ),
  on(claimCut, 'cut-claim', (context: TrustContext, tx, cut) => cutClaim(context, tx, cut)),
  on(advancePaid, 'record-advance', (context: TrustContext, tx, paid) => recordAdvance(context, tx, paid)),
];

/** Every subgraph's acts, trust's own too, reach the trail the same way (11.5.dh). */
const audit: Reaction[] = SUBGRAPHS.map((sender) =>
  onWrites(actRecorded(sender), 'record-act', async (context: TrustContext, writes, events) =>
    recordActs(
      context,
      writes,
      events.map((event) => ({ sender, act: event.payload, event })),
    ),
  ),
);

export const reactions: readonly Reaction[] = [
  ...identity,
  ...trade,
  ...handReactions,
  ...wordReactions,
  ...lookReactions,
  ...stopReactions,
  ...recallReactions,
  ...priceReactions,
  ...moneyReactions,
  ...tariffReactions,
  ...feeReactions,
  ...audit,
];
