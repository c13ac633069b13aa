import { must } from '@heitu/kit/rules/checked';
import { inRoom } from './rooms.ts';
import { addWorkingDays, chinaDate } from '@heitu/kit/rules/calendar';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '@heitu/kit/rules/clock';
import type { Context } from '@heitu/kit/data/context';
import { idFrom } from '@heitu/kit/rules/ids';
import { sealTextWith, type Sealer } from '@heitu/kit/privacy/vault';
import type { OrdersContext } from '@heitu/orders';
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
  type TrustContext,
} from '@heitu/trust';
import { HELD_REVIEW, OPEN_COMPLAINTS } from '../county/pending.ts';
import { accountId, complaintId, partyId } from './keys.ts';
import { count, takeIn } from './pending-measures.ts';

const MEDIATOR = accountId('staff:heitu-mediator');
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

/**
 * An order that nobody has complained about or reviewed, the last one delivered before this moment, of a buyer who is
 * not among `buyers` yet.
 */
async function quietOrder(
  { rows }: TrustContext,
  beforeMs: number,
  buyers: Set<string>,
  isFit: (order: DeliveredOrder) => boolean = () => true,
): Promise<DeliveredOrder | null> {
  const found = await rows
    .selectFrom('TradeMilestone as m')
    .leftJoin('Complaint as c', 'c.orderId', 'm.orderId')
    .leftJoin('Review as r', 'r.orderId', 'm.orderId')
    .select(['m.orderId', 'm.buyerAccountId', 'm.partyId', 'm.carrierPartyId', 'm.totalFen'])
    .where('m.deliveredAtMs', '<', beforeMs)
    .where('m.refundedAtMs', 'is', null)
    .where('c.id', 'is', null)
    .where('r.id', 'is', null)
    .where('m.carrierPartyId', 'is not', null)
    .orderBy('m.deliveredAtMs', 'desc')
    .orderBy('m.orderId')
    .limit(LOOKED_AT_MAX)
    .execute();
  for (const { buyerAccountId, partyId: seller, totalFen, ...rest } of found) {
    if (!buyerAccountId || !seller || !totalFen || buyers.has(buyerAccountId)) continue;
    const order = { ...rest, buyerAccountId, partyId: seller, totalFen };
    if (!isFit(order)) continue;
    buyers.add(buyerAccountId);
    return order;
  }
  return null;
}
const LOOKED_AT_MAX = 100;

type Steps = readonly (readonly [action: StepAction, byRole: StepBy, atMs: number])[];

/** What payments of the history money can still move of. */
interface Complained {
  advanced: Advanced | null;
  /** Of complaints that are open. */
  orderIds: string[];
}

/**
 * Complaints at each point of their way, each with its own clock, and a review that a person must look at. Answers the
 * one that the platform paid first for, and the orders of the others.
 */
export async function pendingComplaints(
  bare: Context,
  { withAdvance, orders: ordersRoom, sellers }: { withAdvance: boolean; orders: Context; sellers: Context },
): Promise<Complained> {
  const context = inRoom(bare, 'trust');
  if (await context.em.count(Complaint, { id: complaintId('pending:waiting') }))
    return { advanced: null, orderIds: [] };
  const nowMs = context.clock.now();
  const at = momentsOf(nowMs);
  const buyers = new Set<string>();
  // Whom demonstrations play has refused nobody.
  const advanced =
    (await quietOrder(context, at.advanced, buyers, (order) => !PLAYED.has(order.partyId))) ??
    (await quietOrder(context, at.advanced, buyers));
  const escalated = await quietOrder(context, at.escalated, buyers);
  const toEscalate = await quietOrder(context, at.toEscalate, buyers);
  const waiting = await quietOrder(context, at.waiting, buyers);
  const reviewed = await quietOrder(context, nowMs, buyers);
  if (!advanced || !waiting || !toEscalate || !escalated || !reviewed) return { advanced: null, orderIds: [] };
  const seal = await context.vault.sealer([...buyers]);
  const file = filing(context, seal);
  await openComplaints(file, seal, { waiting, toEscalate, escalated }, at);
  await heldReview(context, seal, reviewed, inRoom(ordersRoom, 'orders'), nowMs);
  const orderIds = [waiting, toEscalate, escalated].map((order) => order.orderId);
  if (!withAdvance) return { advanced: null, orderIds };
  return { advanced: await advancedComplaint(context, file, seal, advanced, sellers), orderIds };
}

/** Files complaints into the rooms that know of them. */
const filing =
  (context: TrustContext, seal: Sealer) =>
  async (
    name: keyof typeof OPEN_COMPLAINTS,
    order: DeliveredOrder,
    filedAtMs: number,
    state: ComplaintState,
    steps: Steps,
    more: object = {},
  ): Promise<void> => {
    const { row, stepRows } = complaintRows(seal, name, order, filedAtMs, state, steps);
    await context.em.insert(Complaint, { ...row, ...more });
    await context.em.insertMany(ComplaintStep, stepRows);
    await count(context, row.answererPartyId, 'complaintCount');
  };
type File = ReturnType<typeof filing>;

const answerOf = (seal: Sealer, name: 'escalated' | 'advanced', order: DeliveredOrder, filedAtMs: number) => ({
  answeredAtMs: filedAtMs + 5 * HOUR_MS,
  answeredInTime: true,
  answer: sealTextWith(seal, order.buyerAccountId, OPEN_COMPLAINTS[name].answer),
  answerRemedy: 'answer',
});

/** When each was filed: what is complained of was brought before. */
const momentsOf = (nowMs: number) => ({
  // Its answer is due in some hours.
  waiting: begunFor(nowMs, answerDueAt, 3 * HOUR_MS),
  // Its hour has just passed, and the job will hand it up.
  toEscalate: begunFor(nowMs, answerDueAt, -HOUR_MS),
  // To be decided by tomorrow.
  escalated: begunFor(nowMs, settleDueAt, 20 * HOUR_MS),
  advanced: nowMs - 9 * DAY_MS,
});
type Moments = ReturnType<typeof momentsOf>;

async function openComplaints(
  file: File,
  seal: Sealer,
  { waiting, toEscalate, escalated }: Record<'waiting' | 'toEscalate' | 'escalated', DeliveredOrder>,
  at: Moments,
): Promise<void> {
  await file('waiting', waiting, at.waiting, 'filed', [['file', 'consumer', at.waiting]]);
  await file('toEscalate', toEscalate, at.toEscalate, 'filed', [['file', 'consumer', at.toEscalate]]);
  const askedMs = at.escalated;
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
    { ...answerOf(seal, 'escalated', escalated, askedMs), escalatedAtMs: upAtMs, escalatedBy: 'consumer' },
  );
}

/** The one that the platform paid first for, with the measure that follows. */
async function advancedComplaint(
  context: TrustContext,
  file: File,
  seal: Sealer,
  advanced: DeliveredOrder,
  sellers: Context,
): Promise<Advanced> {
  const nowMs = context.clock.now();
  const paid = advanceFor(advanced, nowMs);
  await fileAdvanced(file, seal, paid, nowMs);
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
      takenAtMs: paid.paidAtMs,
      complaintId: paid.complaintId,
    },
    sellers,
  );
  return paid;
}

const advanceFor = (order: DeliveredOrder, nowMs: number): Advanced => ({
  complaintId: complaintId('pending:advanced'),
  advanceId: idFrom('advance:pending'),
  recoveryId: idFrom('recovery:pending'),
  order,
  amountFen: Math.min(OPEN_COMPLAINTS.advanced.wantedFen, order.totalFen),
  paidAtMs: nowMs - 2 * DAY_MS,
});

function fileAdvanced(file: File, seal: Sealer, paid: Advanced, nowMs: number): Promise<void> {
  const { order: advanced, amountFen, paidAtMs } = paid;
  const beganMs = momentsOf(nowMs).advanced;
  return file(
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
      ...answerOf(seal, 'advanced', advanced, beganMs),
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
}

function complaintRows(
  seal: Sealer,
  name: keyof typeof OPEN_COMPLAINTS,
  order: DeliveredOrder,
  filedAtMs: number,
  state: ComplaintState,
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
      answererPartyId: isCarrier ? must(order.carrierPartyId, 'its carrier') : order.partyId,
      answererKind: isCarrier ? ('carrier' as const) : ('seller' as const),
      kind,
      channel: 'online' as const,
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
