import { chinaDate } from '@heitu/kit/rules/calendar';
import { HOUR_MS } from '@heitu/kit/rules/clock';
import type { Context } from '@heitu/kit/data/context';
import { sealTextWith, type Sealer } from '@heitu/kit/privacy/vault';
import { idFrom } from '@heitu/kit/rules/ids';
import { orderNumber } from '@heitu/orders';
import {
  answerDueAt,
  Complaint,
  ComplaintStep,
  openComplaintKey,
  Review,
  ReviewedProduct,
  settleDueAt,
  type ComplaintState,
  type StepAction,
  type StepBy,
  TradeMilestone,
} from '@heitu/trust';
import type { HistoryComplaint, HistoryOrder, HistoryReview } from '../county/index.ts';
import { accountId, complaintId, orderId, partyId, productId, shopId } from './keys.ts';

/** What counts for a party's credit. */
export interface Tally {
  reviewCount: number;
  starsTotal: number;
  completedCount: number;
  complaintCount: number;
  lateAnswerCount: number;
  upheldCount: number;
}
const tallyOf = (tallies: Map<string, Tally>, party: string): Tally => {
  const tally = tallies.get(party) ?? {
    reviewCount: 0,
    starsTotal: 0,
    completedCount: 0,
    complaintCount: 0,
    lateAnswerCount: 0,
    upheldCount: 0,
  };
  tallies.set(party, tally);
  return tally;
};

/** What trust knows of these orders, and what consumers said of them. */
export async function seedOrdersSeen(
  context: Context,
  orders: readonly HistoryOrder[],
  tallies: Map<string, Tally>,
): Promise<void> {
  const { em } = context;
  const complained = orders.flatMap((order) => (order.complaint ? [{ order, complaint: order.complaint }] : []));
  const reviewed = orders.flatMap((order) =>
    order.review ? [{ order, review: order.review, id: context.newId() }] : [],
  );
  for (const order of orders)
    if (order.status === 'completed') tallyOf(tallies, partyId(order.sellerKey)).completedCount += 1;
  await em.insertMany(TradeMilestone, orders.map(milestoneRow));
  if (complained.length > 0) {
    const seal = await context.vault.sealer(complained.map(({ order }) => accountId(order.consumerKey)));
    const complaints = complained.map(({ order, complaint }) => complaintRow(context, seal, order, complaint, tallies));
    await em.insertMany(
      Complaint,
      complaints.map(({ complaint }) => complaint),
    );
    await em.insertMany(
      ComplaintStep,
      complaints.flatMap(({ steps }) => steps),
    );
  }
  if (reviewed.length > 0) {
    const seal = await context.vault.sealer(
      reviewed.flatMap(({ order }) => [accountId(order.consumerKey), partyId(order.sellerKey)]),
    );
    await em.insertMany(
      Review,
      reviewed.map(({ order, review, id }) => reviewRow(seal, order, review, id, tallies)),
    );
    await em.insertMany(
      ReviewedProduct,
      reviewed.flatMap(({ order, review, id }) =>
        [...new Set(order.lines.map((line) => line.productKey))].map((key) => ({
          id: idFrom(`reviewed:${order.key}:${key}`),
          reviewId: id,
          productId: productId(key),
          stars: review.stars,
          isShown: true,
        })),
      ),
    );
  }
}

function milestoneRow(order: HistoryOrder) {
  const { shipment } = order;
  const id = orderId(order.key);
  const refundedFen = order.refunds.reduce((sum, refund) => sum + refund.amountFen, 0);
  return {
    orderId: id,
    orderNumber: orderNumber(id, order.placedAt.getTime()),
    buyerAccountId: accountId(order.consumerKey),
    partyId: partyId(order.sellerKey),
    totalFen: order.totalFen,
    carrierPartyId: shipment && partyId(shipment.carrierKey),
    placedAtMs: order.payment ? order.placedAt.getTime() : null,
    paidAtMs: order.payment?.paidAt.getTime() ?? null,
    takenOverAtMs: shipment?.handovers.find((handover) => handover.kind === 'pickup')?.at.getTime() ?? null,
    deliveredAtMs: shipment?.signedAt?.getTime() ?? null,
    deliveredInTime: shipment?.signedAt ? shipment.signedAt <= shipment.promisedAt : null,
    refundedAtMs: order.refunds.at(-1)?.at.getTime() ?? null,
    refundedFen: refundedFen || null,
    completedAtMs: null,
    cancelledAtMs: order.cancellation?.at.getTime() ?? null,
    changedAtMs: order.cancellation?.at.getTime() ?? order.refunds.at(-1)?.at.getTime() ?? order.placedAt.getTime(),
  };
}

interface Step {
  action: StepAction;
  byRole: StepBy;
  atMs: number;
}
const step = (action: StepAction, byRole: StepBy, atMs: number): Step => ({ action, byRole, atMs });
/** How a complaint of the history went. */
function courseOf(order: HistoryOrder, fact: HistoryComplaint) {
  const filedAtMs = fact.filedAt.getTime();
  const answeredAtMs = fact.answeredAt?.getTime() ?? null;
  const isPaid = fact.outcome === 'compensated' && fact.compensationFen > 0;
  const isOpen = fact.outcome === 'open' || answeredAtMs === null;
  const closedAtMs = isOpen ? null : answeredAtMs + 2 * HOUR_MS;
  const steps: Step[] = [
    step('file', 'consumer', filedAtMs),
    ...(answeredAtMs === null ? [] : [step('answer', 'answerer', answeredAtMs)]),
    ...(closedAtMs === null ? [] : [step(isPaid ? 'take-compensation' : 'accept-answer', 'consumer', closedAtMs)]),
    ...(closedAtMs !== null && isPaid ? [step('record-payment', 'system', closedAtMs)] : []),
  ];
  return {
    id: complaintId(fact.key),
    answerer: partyId(fact.againstKey),
    isCarrier: fact.againstKey !== order.sellerKey,
    filedAtMs,
    answeredAtMs,
    answerDueAtMs: answerDueAt(filedAtMs),
    isPaid,
    isOpen,
    closedAtMs,
    steps,
  };
}

const stateAfter = (isOpen: boolean, answeredAtMs: number | null): ComplaintState => {
  if (!isOpen) return 'settled';
  return answeredAtMs === null ? 'filed' : 'answered';
};

function complaintRow(
  context: Context,
  seal: Sealer,
  order: HistoryOrder,
  fact: HistoryComplaint,
  tallies: Map<string, Tally>,
) {
  const { id, answerer, isCarrier, filedAtMs, answeredAtMs, answerDueAtMs, isPaid, isOpen, closedAtMs, steps } =
    courseOf(order, fact);
  const buyer = accountId(order.consumerKey);
  const remedy = isPaid ? ('compensation' as const) : ('answer' as const);
  const tally = tallyOf(tallies, answerer);
  tally.complaintCount += 1;
  if (answeredAtMs !== null && answeredAtMs > answerDueAtMs) tally.lateAnswerCount += 1;
  if (isPaid) tally.upheldCount += 1;
  return {
    complaint: {
      id,
      number: `TS${chinaDate(filedAtMs).replaceAll('-', '')}${id.slice(-8)}`,
      accountId: buyer,
      orderId: orderId(order.key),
      partyId: partyId(order.sellerKey),
      carrierPartyId: order.shipment && partyId(order.shipment.carrierKey),
      answererPartyId: answerer,
      answererKind: isCarrier ? ('carrier' as const) : ('seller' as const),
      kind: fact.about,
      channel: 'online' as const,
      wanted: remedy,
      wantedFen: isPaid ? fact.compensationFen : null,
      orderFen: order.totalFen,
      textSealed: seal(buyer, fact.text),
      state: stateAfter(isOpen, answeredAtMs),
      openFor: isOpen ? openComplaintKey(orderId(order.key), fact.about) : null,
      filedAtMs,
      answerDueAtMs,
      answeredAtMs,
      answeredInTime: answeredAtMs === null ? null : answeredAtMs <= answerDueAtMs,
      answer: fact.answer === null ? null : sealTextWith(seal, buyer, fact.answer),
      answerRemedy: fact.answer === null ? null : remedy,
      answerFen: isPaid ? fact.compensationFen : null,
      settleDueAtMs: settleDueAt(filedAtMs),
      closedAtMs,
      remedy: isOpen ? null : remedy,
      compensationFen: isPaid ? fact.compensationFen : null,
      liablePartyId: isPaid ? answerer : null,
      liableAccepted: isPaid ? true : null,
    },
    steps: steps.map((step) => ({ id: context.newId(), complaintId: id, ...step })),
  };
}

function reviewRow(seal: Sealer, order: HistoryOrder, review: HistoryReview, id: string, tallies: Map<string, Tally>) {
  const { stars, text, reply, at } = review;
  const party = partyId(order.sellerKey);
  const tally = tallyOf(tallies, party);
  tally.reviewCount += 1;
  tally.starsTotal += stars;
  const author = accountId(order.consumerKey);
  return {
    id,
    orderId: orderId(order.key),
    accountId: author,
    partyId: party,
    shopId: shopId(order.sellerKey),
    stars,
    text: sealTextWith(seal, author, text),
    state: 'shown' as const,
    heldReason: null,
    reply: reply && sealTextWith(seal, party, reply),
    createdAtMs: at.getTime(),
  };
}
