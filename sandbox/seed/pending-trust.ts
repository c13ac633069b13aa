import { addWorkingDays, chinaDate } from '@heitu/kit/rules/calendar';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '@heitu/kit/rules/clock';
import type { Context } from '@heitu/kit/data/context';
import { idFrom } from '@heitu/kit/rules/ids';
import { sealTextWith, type Sealer } from '@heitu/kit/privacy/vault';
import type { OrdersContext } from '@heitu/orders';
import { PartyMeasure } from '@heitu/sellers';
import {
  answerDueAt,
  Complaint,
  ComplaintStep,
  Measure,
  openComplaintKey,
  OversightRequest,
  Review,
  ReviewedProduct,
  settleDueAt,
  TradeCheck,
  type TrustContext,
} from '@heitu/trust';
import { APPEAL, HELD_REVIEW, OPEN_COMPLAINTS, OVERSIGHT, RECTIFICATION, TRADE_CHECK } from '../county/pending.ts';
import { accountId, complaintId, partyId } from './keys.ts';

const ADMIN = accountId('staff:heitu-admin');
const MEDIATOR = accountId('staff:heitu-mediator');
const REGULATOR = accountId('staff:wuchang-amr-reader');
const SEARCH_HOURS = 240;
const PLAYED: ReadonlySet<string> = new Set(
  ['seller:xiangtun-coop', 'seller:wangxiulan-farmer'].map((key) => partyId(key)),
);

/**
 * When something must have begun so that its clock of so many working days ends about `leftMs` from now (negative: it
 * has ended).
 */
export function begunFor(nowMs: number, dueAt: (fromMs: number) => number, leftMs: number): number {
  const wanted = nowMs + leftMs;
  let best = nowMs - HOUR_MS;
  for (let hours = 1; hours <= SEARCH_HOURS; hours++) {
    const fromMs = nowMs - hours * HOUR_MS + 17 * MINUTE_MS;
    if (Math.abs(dueAt(fromMs) - wanted) < Math.abs(dueAt(best) - wanted)) best = fromMs;
  }
  return best;
}

/** An order of the history that was delivered, and whom its complaint would concern. */
export interface DeliveredOrder {
  orderId: string;
  buyerAccountId: string;
  partyId: string;
  carrierPartyId: string | null;
  totalFen: number;
}
/** An advance that was paid for a complaint and waits to be recovered. */
export interface Advanced {
  complaintId: string;
  advanceId: string;
  recoveryId: string;
  order: DeliveredOrder;
  amountFen: number;
  paidAtMs: number;
}

/** Orders that nobody has complained about or reviewed, the newest first, each of another buyer. */
async function quietOrders({ rows }: TrustContext, count: number): Promise<DeliveredOrder[]> {
  const found = await rows
    .selectFrom('TradeMilestone as m')
    .leftJoin('Complaint as c', 'c.orderId', 'm.orderId')
    .leftJoin('Review as r', 'r.orderId', 'm.orderId')
    .select(['m.orderId', 'm.buyerAccountId', 'm.partyId', 'm.carrierPartyId', 'm.totalFen'])
    .where('m.deliveredAtMs', 'is not', null)
    .where('m.refundedAtMs', 'is', null)
    .where('c.id', 'is', null)
    .where('r.id', 'is', null)
    .where('m.carrierPartyId', 'is not', null)
    .orderBy('m.deliveredAtMs', 'desc')
    .orderBy('m.orderId')
    .limit(count * 20)
    .execute();
  const buyers = new Set<string>();
  return found
    .flatMap(({ buyerAccountId, partyId: seller, totalFen, ...order }) => {
      if (!buyerAccountId || !seller || !totalFen || buyers.has(buyerAccountId)) return [];
      buyers.add(buyerAccountId);
      return [{ ...order, buyerAccountId, partyId: seller, totalFen }];
    })
    .slice(0, count);
}

/** As the acts themselves count. */
const count = (
  { rows }: TrustContext,
  party: string,
  column: 'complaintCount' | 'upheldCount' | 'warningCount' | 'rectificationCount',
) =>
  rows
    .updateTable('CreditTally')
    .set((eb) => ({ [column]: eb(column, '+', 1) }))
    .where('partyId', '=', party)
    .execute();

interface Taken {
  id: string;
  partyId: string;
  step: string;
  reason: string;
  dueAtMs: number | null;
  takenAtMs: number;
}
/** A measure, and what the tally and the party's file know of it by event. */
async function takeIn(
  context: TrustContext,
  measure: Taken & Record<string, unknown>,
  sellers: Context,
): Promise<void> {
  await context.em.insert(Measure, measure as never);
  await count(context, measure.partyId, measure.step === 'warning' ? 'warningCount' : 'rectificationCount');
  const { id, partyId: party, step, reason, dueAtMs, takenAtMs } = measure;
  await sellers.em.insert(PartyMeasure, { id, partyId: party, step, reason, dueAtMs, takenAtMs, liftedAtMs: null });
}

type Steps = readonly (readonly [action: string, byRole: string, atMs: number])[];

/**
 * Complaints at each point of their way, each with its own clock, and a review that a person must look at. Answers the
 * one that the platform paid first for.
 */
export async function pendingComplaints(
  bare: Context,
  { withAdvance, orders: ordersRoom, sellers }: { withAdvance: boolean; orders: Context; sellers: Context },
): Promise<Advanced | null> {
  const context = bare as unknown as TrustContext;
  const { em, vault } = context;
  if (await em.count(Complaint, { id: complaintId('pending:waiting') })) return null;
  const orders = await quietOrders(context, 5);
  if (orders.length < 5) return null;
  // Whom demonstrations play has refused nobody.
  const advanced = orders.find((order) => !PLAYED.has(order.partyId)) ?? orders[0]!;
  const [waiting, toEscalate, escalated, reviewed] = orders.filter((order) => order !== advanced) as [
    DeliveredOrder,
    DeliveredOrder,
    DeliveredOrder,
    DeliveredOrder,
  ];
  const seal = await vault.sealer(orders.map(({ buyerAccountId }) => buyerAccountId));
  const nowMs = context.clock.now();
  const file = async (
    name: keyof typeof OPEN_COMPLAINTS,
    order: DeliveredOrder,
    filedAtMs: number,
    state: string,
    steps: Steps,
    more: object = {},
  ) => {
    const { row, stepRows } = complaintRows(seal, name, order, filedAtMs, state, steps);
    await em.insert(Complaint, { ...row, ...more });
    await em.insertMany(ComplaintStep, stepRows);
    await count(context, row.answererPartyId, 'complaintCount');
  };
  // One whose answer is due in some hours, one whose hour has just passed and which the job will hand up, one to be
  // decided.
  const waitingMs = begunFor(nowMs, answerDueAt, 3 * HOUR_MS);
  await file('waiting', waiting, waitingMs, 'filed', [['file', 'consumer', waitingMs]]);
  const lateMs = begunFor(nowMs, answerDueAt, -HOUR_MS);
  await file('toEscalate', toEscalate, lateMs, 'filed', [['file', 'consumer', lateMs]]);
  const askedMs = begunFor(nowMs, settleDueAt, 20 * HOUR_MS);
  const answer = (name: 'escalated' | 'advanced', order: DeliveredOrder, filedAtMs: number) => ({
    answeredAtMs: filedAtMs + 5 * HOUR_MS,
    answeredInTime: true,
    answer: sealTextWith(seal, order.buyerAccountId, OPEN_COMPLAINTS[name].answer),
    answerRemedy: 'answer',
  });
  const upAtMs = askedMs + 26 * HOUR_MS;
  await file(
    'escalated',
    escalated,
    askedMs,
    'escalated',
    [
      ['file', 'consumer', askedMs],
      ['answer', 'answerer', askedMs + 5 * HOUR_MS],
      ['escalate', 'consumer', upAtMs],
    ],
    { ...answer('escalated', escalated, askedMs), escalatedAtMs: upAtMs, escalatedBy: 'consumer' },
  );
  await heldReview(context, seal, reviewed, ordersRoom as unknown as OrdersContext, nowMs);
  if (!withAdvance) return null;
  const beganMs = nowMs - 9 * DAY_MS;
  const amountFen = Math.min(OPEN_COMPLAINTS.advanced.wantedFen, advanced.totalFen);
  const paidAtMs = nowMs - 2 * DAY_MS;
  const paid: Advanced = {
    complaintId: complaintId('pending:advanced'),
    advanceId: idFrom('advance:pending'),
    recoveryId: idFrom('recovery:pending'),
    order: advanced,
    amountFen,
    paidAtMs,
  };
  await file(
    'advanced',
    advanced,
    beganMs,
    'advanced',
    [
      ['file', 'consumer', beganMs],
      ['answer', 'answerer', beganMs + 5 * HOUR_MS],
      ['escalate', 'consumer', beganMs + 28 * HOUR_MS],
      ['decide', 'mediator', nowMs - 4 * DAY_MS],
      ['refuse-decision', 'liable', nowMs - 3 * DAY_MS],
      ['advance', 'mediator', paidAtMs - HOUR_MS],
      ['record-advance', 'system', paidAtMs],
    ],
    {
      ...answer('advanced', advanced, beganMs),
      escalatedAtMs: beganMs + 28 * HOUR_MS,
      escalatedBy: 'consumer',
      decidedAtMs: nowMs - 4 * DAY_MS,
      liablePartyId: advanced.partyId,
      finding: sealTextWith(seal, advanced.buyerAccountId, OPEN_COMPLAINTS.advanced.finding),
      decisionClause: '6.6.d',
      compensationFen: amountFen,
      responseDueAtMs: addWorkingDays(nowMs - 4 * DAY_MS, 3),
      liableAccepted: false,
      advanceId: paid.advanceId,
      recoveryId: paid.recoveryId,
      advancedFen: amountFen,
      remedy: 'compensation',
      closedAtMs: paidAtMs,
    },
  );
  await count(context, advanced.partyId, 'upheldCount');
  await takeIn(
    context,
    {
      id: idFrom('measure:pending:advance'),
      partyId: advanced.partyId,
      step: 'warning',
      state: 'in-force',
      reason: '拒不履行投诉的赔偿裁定，由平台先行赔付',
      clause: '6.6.end',
      dueAtMs: null,
      takenBy: MEDIATOR,
      takenAtMs: paidAtMs,
      complaintId: paid.complaintId,
    },
    sellers,
  );
  return paid;
}

function complaintRows(
  seal: Sealer,
  name: keyof typeof OPEN_COMPLAINTS,
  order: DeliveredOrder,
  filedAtMs: number,
  state: string,
  steps: Steps,
) {
  const { kind, wanted, wantedFen, text } = OPEN_COMPLAINTS[name];
  const id = complaintId(`pending:${name}`);
  const isCarrier = kind === 'delivery';
  return {
    row: {
      id,
      number: `TS${chinaDate(filedAtMs).replaceAll('-', '')}${id.slice(-8)}`,
      accountId: order.buyerAccountId,
      orderId: order.orderId,
      partyId: order.partyId,
      carrierPartyId: order.carrierPartyId,
      answererPartyId: isCarrier ? order.carrierPartyId! : order.partyId,
      answererKind: isCarrier ? 'carrier' : 'seller',
      kind,
      channel: 'online',
      wanted,
      wantedFen,
      orderFen: order.totalFen,
      textSealed: seal(order.buyerAccountId, text),
      state,
      openFor: openComplaintKey(order.orderId, kind),
      filedAtMs,
      answerDueAtMs: answerDueAt(filedAtMs),
      settleDueAtMs: settleDueAt(filedAtMs),
    },
    stepRows: steps.map(([action, byRole, atMs]) => ({
      id: idFrom(`step:${id}:${action}`),
      complaintId: id,
      action,
      byRole,
      atMs,
    })),
  };
}

async function heldReview(
  { em }: TrustContext,
  seal: Sealer,
  order: DeliveredOrder,
  orders: OrdersContext,
  nowMs: number,
): Promise<void> {
  const lines = await orders.rows
    .selectFrom('OrderLine')
    .select(['productId'])
    .where('orderId', '=', order.orderId)
    .execute();
  const [ordered] = await orders.rows.selectFrom('Order').select(['shopId']).where('id', '=', order.orderId).execute();
  if (!ordered) return;
  const id = idFrom('review:pending');
  const author = order.buyerAccountId;
  await em.insert(Review, {
    id,
    orderId: order.orderId,
    accountId: author,
    partyId: order.partyId,
    shopId: ordered.shopId,
    stars: HELD_REVIEW.stars,
    text: sealTextWith(seal, author, HELD_REVIEW.text),
    state: 'held',
    heldReason: sealTextWith(seal, author, HELD_REVIEW.reason),
    reply: null,
    createdAtMs: nowMs - 6 * HOUR_MS,
  });
  await em.insertMany(
    ReviewedProduct,
    [...new Set(lines.map(({ productId }) => productId))].map((productId) => ({
      id: idFrom(`reviewed:pending:${productId}`),
      reviewId: id,
      productId,
      stars: HELD_REVIEW.stars,
      isShown: false,
    })),
  );
}

/**
 * A warning that was appealed against, a rectification that was reported, a check to be followed up since yesterday,
 * and an authority's question.
 */
export async function pendingConduct(bare: Context, sellers: Context): Promise<void> {
  const context = bare as unknown as TrustContext;
  const { em, vault } = context;
  if (await em.count(OversightRequest, { id: idFrom('oversight:pending') })) return;
  const nowMs = context.clock.now();
  const oversightId = idFrom('oversight:pending');
  const [warned, mending] = [partyId(APPEAL.sellerKey), partyId(RECTIFICATION.sellerKey)];
  const seal = await vault.sealer([warned, mending, oversightId]);
  const measures = [
    {
      id: idFrom('measure:pending:appeal'),
      partyId: warned,
      step: APPEAL.step,
      state: 'appealed',
      reason: APPEAL.reason,
      clause: APPEAL.clause,
      dueAtMs: null,
      takenBy: ADMIN,
      takenAtMs: nowMs - 6 * DAY_MS,
      appeal: sealTextWith(seal, warned, APPEAL.text),
      appealedAtMs: nowMs - 30 * HOUR_MS,
    },
    {
      id: idFrom('measure:pending:rectify'),
      partyId: mending,
      step: RECTIFICATION.step,
      state: 'reported',
      reason: RECTIFICATION.reason,
      clause: RECTIFICATION.clause,
      dueAtMs: nowMs + DAY_MS + 4 * HOUR_MS,
      takenBy: ADMIN,
      takenAtMs: nowMs - 12 * DAY_MS,
      rectification: sealTextWith(seal, mending, RECTIFICATION.text),
      rectifiedAtMs: nowMs - 8 * HOUR_MS,
      rectifiedInTime: true,
    },
  ];
  for (const measure of measures) await takeIn(context, measure, sellers);
  await em.insert(TradeCheck, {
    id: idFrom('check:pending'),
    subject: 'goods',
    partyId: warned,
    passed: false,
    finding: sealTextWith(seal, warned, TRADE_CHECK),
    supervisorId: MEDIATOR,
    atMs: nowMs - 15 * DAY_MS,
    followUpDueAtMs: nowMs - 20 * HOUR_MS,
    closedAtMs: null,
  });
  const askedAtMs = begunFor(nowMs, (fromMs) => addWorkingDays(fromMs, 5), 2 * DAY_MS);
  await em.insert(OversightRequest, {
    id: oversightId,
    from: 'regulator',
    accountId: REGULATOR,
    subject: sealTextWith(seal, oversightId, OVERSIGHT.subject),
    text: sealTextWith(seal, oversightId, OVERSIGHT.text),
    askedAtMs,
    dueAtMs: addWorkingDays(askedAtMs, 5),
    answer: null,
    answeredBy: null,
    answeredAtMs: null,
    answerHash: null,
  });
}
