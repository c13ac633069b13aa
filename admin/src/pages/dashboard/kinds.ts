import {
  CompensationStateWords,
  DepositStateWords,
  GrowerShareStateWords,
  LeakStateWords,
  RiskHoldStateWords,
  ShareReturnStateWords,
} from '../../api/admin.ts';
import { placeOfDutyItem } from '../duties/places.ts';
import type { ClaimState, ComplaintState, DueKind } from '../../api/admin.ts';

/** What is listed, as far as its words and its address need it. */
interface Item {
  id: string;
  title: string;
}
interface Kind {
  /** Where it is dealt with. */
  to: (item: Item) => string;
  /** Where all of its kind are. */
  list: string;
  title?: (item: Item) => string;
}
/** What has no page of its own is a row of its list, which the address names. */
const of = (list: string, to?: Kind['to'], title?: Kind['title']): Kind => ({
  list,
  to: to ?? (({ id }) => `${list}#${id}`),
  title,
});
const order: Kind['to'] = ({ id }) => `/orders/${id}`;
const recall: Kind['to'] = ({ id }) => `/recalls/${id}`;
const shipment: Kind['to'] = ({ id }) => `/shipments/${id}`;
const complaint = (state: ComplaintState): Kind => of(`/complaints?state=${state}`, ({ id }) => `/complaints/${id}`);
const claim = (state: ClaimState): Kind => of(`/complaints?tab=claims&state=${state}`, ({ id }) => `/claims/${id}`);
/** Where what is of a kind is dealt with. */
export const KINDS: Readonly<Record<DueKind, Kind>> = {
  FILING: of('/filings', ({ id }) => `/parties/${id}`),
  CONTRACT: of('/contracts?state=AT_PLATFORM'),
  HELP: of('/help'),
  RE_REVIEW: of('/parties', ({ id }) => `/parties/${id}`),
  TRAINING_SESSION: of('/trainings'),
  EXAM_MARKS: of('/trainings?tab=exams&state=MARKED', ({ id }) => `/trainings?tab=exams&state=MARKED#${id}`),
  PRICE_FLAG: of('/products?tab=prices'),
  PRICE_EMERGENCY: of('/price-emergencies?tab=rules'),
  TARIFF_CHANGE: of('/price-emergencies?tab=tariffs'),
  PLATFORM_FEE: of('/price-emergencies?tab=fees'),
  PRICE_HOLD: of('/price-emergencies?state=WAITING'),
  ASSESSMENT_MISSING: of('/rights?tab=assessments', () => '/rights?tab=assessments'),
  ASSESSMENT_REVIEW: of('/rights?tab=assessments', undefined, () => '影响评估'),
  LEAK_UNTOLD: of('/operations?tab=incidents'),
  LEAK_NOTICE: of(
    '/operations?tab=incidents',
    () => '/operations?tab=incidents',
    () => LeakStateWords.TELLING,
  ),
  CORRECTION: of('/rights?state=ASKED'),
  ASSESSMENT_OBJECTION: of('/assessments?tab=objections'),
  SELLER_DEMAND: of('/rights?tab=sellers', undefined, () => '投诉的买家'),
  TIP_OFF: of('/tip-offs?state=FILED', undefined, ({ title }) => `查询码 ${title}`),
  PUBLIC_LOOK: of('/looks'),
  LOOK_APPEAL: of('/looks?state=APPEALED'),
  SHOP_LOOK: of('/looks?tab=shops', ({ id }) => `/looks?tab=shops#${id}`),
  SHOP_LOOK_APPEAL: of('/looks?tab=shops&state=APPEALED', ({ id }) => `/looks?tab=shops&state=APPEALED#${id}`),
  LABEL_DOUBT: of('/labels?state=OPEN'),
  LOT_PAPER: of('/papers'),
  LOT_REPORT: of('/papers'),
  LABORATORY_FILING: of('/papers?tab=laboratories'),
  LABORATORY_ENDING: of('/papers?tab=laboratories'),
  LIMIT_PROPOSAL: of('/limits'),
  LOT_HOLD: of('/products?tab=lots&state=HELD'),
  ORDER_CONFIRMATION: of('/orders?state=PAID', order),
  ORDER_UNSEEN: of('/orders?state=PAID', order),
  ORDER_SHIPPING: of('/orders?state=CONFIRMED', order),
  ORDER_PICK_UP: of('/orders?state=READY', order),
  ORDER_DELIVERY: of('/orders?state=IN_TRANSIT', order),
  ORDER_COMING_BACK: of('/orders?state=COMING_BACK', order),
  ORDER_CLAIM: of('/orders?state=COMING_BACK', order),
  ORDER_CLOSING: of('/orders?state=CLOSING', order),
  CHECKOUT_CLOSING: of(
    '/orders?state=CLOSING',
    () => '/orders?state=CLOSING',
    () => '支付机构还没有答复',
  ),
  ORDER_REFUND: of('/orders', order),
  CHARGE_DAY: of('/charges'),
  CHARGE_DIFFERENCE: of('/charges'),
  CHARGE_REFUND: of('/charges', order),
  AFTER_SALE: of('/orders', order),
  AFTER_SALE_COLLECTION: of('/orders', order),
  AFTER_SALE_EXCHANGE: of('/orders', order),
  AFTER_SALE_REFUND: of('/orders', order),
  RECALL_REPORT: of('/recalls', recall),
  RECALL_UNDER_WAY: of('/recalls', recall),
  RECALL_CLOSURE: of('/recalls', recall),
  RECALL_BUYER: of('/recalls', ({ id }) => `/recalls/${id}?state=AT_BUYER`),
  RECALL_GOODS: of('/recalls', recall),
  RECALL_REGRADE: of('/recalls', recall),
  RECALL_PHOTO: of('/recalls', ({ id }) => `/recalls/${id}?state=SHOWN`),
  ALARM: of('/cold-chain?state=RAISED', undefined, ({ title }) => `温度计 ${title}`),
  SUPERVISION_CHECK: of('/supervision?tab=carriers&open=yes'),
  SUPERVISION_FINDING: of('/supervision?tab=carriers&open=yes'),
  PARCEL_ASSIGNMENT: of('/shipments?state=READY', shipment),
  PARCEL_TAKE_OVER: of('/shipments?state=ASSIGNED', shipment),
  PARCEL_DELIVERY: of('/shipments?state=TAKEN_OVER', shipment),
  PARCEL_RETURN: of('/shipments?state=REFUSED', shipment),
  STORAGE_STAY: of('/shipments?tab=stays'),
  MISMATCH: of('/supervision?tab=handovers', () => '/supervision?tab=handovers'),
  CONTENTS_CASE: of('/shipments?tab=contents'),
  COLLECTION: of('/shipments?tab=collections', undefined, ({ title }) => `要退给${title}`),
  COLLECTION_RETURN: of('/shipments?tab=collections', undefined, ({ title }) => `要退给${title}`),
  COD_SAID: of('/said-cash', undefined, () => '商家没答复，或说的和配送不一样'),
  COD: of('/supervision?tab=cod&open=yes', undefined, () => '等配送返还'),
  STOPPED_PARCEL: of('/shipments', shipment),
  REFUND: of('/orders', order),
  SETTLEMENT: of('/finance?tab=settlements&state=FAILED', undefined, () => '要重新办理'),
  GROWER_DEBT: of('/finance?tab=growers', undefined, () => GrowerShareStateWords.OPEN),
  GROWER_TRANSFER: of('/finance?tab=growers', () => '/finance?tab=growers'),
  WITHDRAWAL: of('/finance?tab=accounts', undefined, ({ title }) => `提现单 ${title}`),
  SHARE_RETURN: of('/finance?tab=shareReturns', undefined, () => ShareReturnStateWords.FAILED),
  SETTLEMENT_UNDER_WAY: of('/finance?tab=settlements', undefined, ({ title }) => `结算单 ${title}`),
  PAYMENT: of(
    '/orders',
    () => '/orders?state=CLOSING',
    ({ title }) => `付款单 ${title}`,
  ),
  ADVANCE: of(
    '/complaints',
    ({ id }) => `/complaints/${id}`,
    () => '款项还没有付出',
  ),
  CLAIM_ANSWER: claim('PROPOSED'),
  CLAIM_DECISION: claim('CONTESTED'),
  CLAIM_REVIEW: claim('DRAFTED'),
  CLAIM_RETURN: claim('SETTLING'),
  COMPENSATION: of('/finance?tab=compensations&state=FAILED', undefined, () => CompensationStateWords.FAILED),
  DEPOSIT: of('/finance?tab=deposits&state=SHORT', undefined, () => DepositStateWords.SHORT),
  RECOVERY_UNDER_WAY: of('/finance?tab=recoveries&state=COLLECTING', undefined, () => '等支付机构退回'),
  REMEDY_DECISION: of(
    '/finance?tab=differences',
    () => '/finance?tab=differences',
    ({ title }) => `单号 ${title}`,
  ),
  REMEDY_UNDER_WAY: of(
    '/finance?tab=differences',
    () => '/finance?tab=differences',
    ({ title }) => `单号 ${title}`,
  ),
  PAYMENT_PASSWORD: of('/finance?tab=merchants', undefined, ({ title }) => `商户号 ${title}`),
  DAY_WITHOUT_BILL: of(
    '/finance?tab=reconciliations',
    () => '/finance?tab=reconciliations',
    ({ title }) => title,
  ),
  BOOKS_MONTH: of('/finance?tab=months', undefined, ({ title }) => title),
  RECONCILIATION: of('/finance?tab=differences', undefined, ({ title }) => `单号尾号 ${title.slice(-8)}`),
  RISK_HOLD: of('/finance?tab=holds', undefined, () => RiskHoldStateWords.HELD),
  INVOICE_TO_ISSUE: of('/finance?tab=invoices', undefined, ({ title }) => `订单 ${title}`),
  INVOICE_UNDER_WAY: of('/finance?tab=invoices', undefined, ({ title }) => `订单 ${title}`),
  INVOICE_RED: of('/finance?tab=invoices', undefined, ({ title }) => `确认单 ${title.slice(-8)}`),
  RECOVERY: of('/finance?tab=recoveries&state=OPEN', undefined, () => '要追回的钱'),
  COMPLAINT_ANSWER: complaint('FILED'),
  COMPLAINT_DECISION: complaint('ESCALATED'),
  COMPLAINT_RESPONSE: complaint('DECIDED'),
  COMPLAINT_ADVANCE: complaint('REFUSED'),
  COMPLAINT_PAYMENT: of('/complaints', ({ id }) => `/complaints/${id}`),
  MEASURE_APPEAL: of('/measures?state=APPEALED', undefined, ({ title }) => `依据 ${title}`),
  SUSPENSION_PROPOSED: of('/measures?state=PROPOSED', undefined, ({ title }) => `依据 ${title}`),
  RECTIFICATION: of('/measures?state=REPORTED', undefined, ({ title }) => `依据 ${title}`),
  REVIEW: of('/reviews'),
  RULES_DRAFT: of('/documents?tab=ahead'),
  PLATFORM_ENDING: of('/documents?tab=ending'),
  TRADE_CHECK: of('/supervision?tab=trade&open=yes', undefined, ({ title }) => `${title}检查`),
  HOLIDAYS: of(
    '/holidays',
    () => '/holidays',
    ({ title }) => `${title} 年`,
  ),
  DUTY: of(
    '/duties',
    ({ id }) => placeOfDutyItem(id),
    ({ title }) => title,
  ),
  ASSESSMENT: of('/assessments', ({ id }) => `/assessments/${id}`),
  RETURN: of('/returns'),
  OVERSIGHT: of('/oversight?open=yes'),
  INCIDENT: of('/operations?tab=incidents&open=yes'),
  DATABASE_SIGHTING: of('/operations?tab=sessions&open=yes'),
  MEDIUM_HANDOVER: of('/operations?tab=media', undefined, ({ title }) => title),
  MEDIUM_UNHELD: of('/operations?tab=media', undefined, ({ title }) => title),
  PERMISSION_VERSION: of('/operations?tab=permissions&open=yes'),
  SHIPPING_NOTICE: of('/operations?tab=shipping', undefined, () => '货款还冻结着'),
  WEBHOOK: of('/partners?tab=webhooks'),
};
/** Where it is dealt with; nowhere, where the platform has learned the kind since this page was opened. */
export const kindOf = (kind: DueKind): Kind | undefined => KINDS[kind];
