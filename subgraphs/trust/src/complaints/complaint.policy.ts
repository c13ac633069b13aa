import { addWorkingDays } from '@heitu/kit/rules/calendar';
import { DAY_MS } from '@heitu/kit/rules/clock';
import { WORKING_DAYS, type ClauseRef } from '@heitu/standard';

export const COMPLAINT_KINDS = ['quality', 'delivery', 'price', 'service', 'suggestion'] as const;
export type ComplaintKind = (typeof COMPLAINT_KINDS)[number];
export const COMPLAINT_KIND_TITLES: Readonly<Record<ComplaintKind, string>> = {
  quality: '商品质量',
  delivery: '配送',
  price: '价格',
  service: '服务态度',
  suggestion: '建议',
};
/** What somebody asks for, is offered, and gets in the end. */
export const REMEDY_TITLES = {
  answer: '说明情况',
  return: '退货',
  exchange: '换货',
  compensation: '赔偿',
} as const;
export type Remedy = keyof typeof REMEDY_TITLES;
/** How the complaint desk is reached. */
export const CHANNEL_TITLES = { online: '在线', phone: '电话' } as const;
export type ServiceChannel = keyof typeof CHANNEL_TITLES;
/** Who has to answer. */
export const ANSWERER_TITLES = { seller: '商家', carrier: '配送服务商', operator: '平台' } as const;
export type AnswererKind = keyof typeof ANSWERER_TITLES;
/**
 * Who has not answered in a working day is looked after by the operator: it takes the complaint over, and the silence
 * counts in the month's assessment. A carrier's is a supervision of its own (8.2.ay).
 */
export const SILENCE_RULES = {
  seller: { clause: '6.6.c' },
  carrier: { clause: '8.2.ay' },
  operator: { clause: '6.6.c' },
} as const satisfies Record<AnswererKind, { clause: ClauseRef }>;
/** Whom a mediator finds liable. */
export const LIABLE_TITLES = { seller: '商家', carrier: '配送服务商', none: '无责' } as const;

/** 7.3.8.o, 8.5.1.bt, 8.5.3.bz: the time for an answer. */
export const ANSWER_WORKING_DAYS = WORKING_DAYS.answerComplaint.days;
/** Published in the complaint terms: the time until it is settled. */
export const SETTLE_WORKING_DAYS = WORKING_DAYS.settleComplaint.days;
/** The liable party's time to say yes or no; silence is no. */
export const RESPONSE_WORKING_DAYS = WORKING_DAYS.respondToDecision.days;
/**
 * The time for settling is long over, and nobody of the platform has decided: the platform answers for its own silence
 * and pays what was asked for, at most what the order cost.
 */
export const DECIDE_AT_LAST_WORKING_DAYS = 20;
export const owedForSilenceFen = ({
  orderId,
  wanted,
  wantedFen,
  orderFen,
  decidedAtMs,
}: {
  orderId: string | null;
  wanted: Remedy;
  wantedFen: number | null;
  orderFen: number | null;
  /** It was decided before, and could not be paid. */
  decidedAtMs: number | null;
}): number =>
  orderId && decidedAtMs === null && wanted === 'compensation' ? Math.min(wantedFen ?? 0, orderFen ?? 0) : 0;
/** Decided, refused, and nobody of the platform has advanced it: then it is advanced by itself (6.6.d). */
export const ADVANCE_AT_LAST_WORKING_DAYS = 3;
/** An answer that the consumer neither accepts nor takes further closes by itself. */
export const SILENCE_MS = 7 * DAY_MS;
export const OPEN_COMPLAINTS_MAX = 20;

export const answerDueAt = (filedAtMs: number): number => addWorkingDays(filedAtMs, ANSWER_WORKING_DAYS);
export const settleDueAt = (filedAtMs: number): number => addWorkingDays(filedAtMs, SETTLE_WORKING_DAYS);
export const responseDueAt = (decidedAtMs: number): number => addWorkingDays(decidedAtMs, RESPONSE_WORKING_DAYS);

/** What whoever accepts the answer is paid (7.3.8.n); nothing where none was offered, or nobody is there to pay. */
export const offeredFen = ({
  orderId,
  answererPartyId,
  answerFen,
}: {
  orderId: string | null;
  answererPartyId: string;
  answerFen: number | null;
}): number => (orderId && answererPartyId ? (answerFen ?? 0) : 0);

/** Food Safety Law 148: ten times the price, at least a thousand yuan; more is for a court. */
const COMPENSATION_TIMES_MAX = 10;
const COMPENSATION_FLOOR_FEN = 100_000;
export const compensationMaxFen = (orderFen: number): number =>
  Math.max(orderFen * COMPENSATION_TIMES_MAX, COMPENSATION_FLOOR_FEN);

/**
 * Who answers first: the carrier for delivery, the seller for the rest, the operator where no order is named (8.5.3.bz,
 * 7.3.8.o).
 */
export function answererOf(
  kind: ComplaintKind,
  order: { partyId: string } | null,
  carrierPartyId: string | null,
): { kind: AnswererKind; partyId: string } {
  if (!order) return { kind: 'operator', partyId: '' };
  if (kind === 'delivery' && carrierPartyId) return { kind: 'carrier', partyId: carrierPartyId };
  return { kind: 'seller', partyId: order.partyId };
}

/** Reviews are written for delivered orders, once. */
export const REVIEW_TEXT_MAX = 500;
/** A review that is held has a person's word by then; after that the administrator sees it as well. */
export const REVIEW_LOOK_WORKING_DAYS = 2;
export const GOOD_STARS_MIN = 4;

/** What a consumer photographed of what is wrong, and of what they got. */
export const COMPLAINT_PHOTO = 'complaint-photo';
export const REVIEW_PHOTO = 'review-photo';
export const PHOTOS_MAX = 6;
