import type { OrderPayment } from '@heitu/events/orders.order-ready.v1';
import type { Vault } from '@heitu/kit/privacy/vault';
import { MINUTE_MS } from '@heitu/kit/rules/clock';
import type { ClauseRef, DoorSigner } from '@heitu/standard';
import { codeFor } from '../code.policy.ts';

/** What must have happened at the door, in this order, before the consumer can sign (8.5.4.2). */
export const DELIVERY_STEPS = [
  { column: 'calledAheadAtMs', label: '提前电话约好时间和地点', clause: '8.5.4.2.cb' },
  { column: 'identityCheckedAtMs', label: '核对配送员身份码', clause: '8.5.4.2.cc' },
  { column: 'outerOpenedAtMs', label: '打开外包装', clause: '8.5.4.2.cd' },
  { column: 'courierInspectedAtMs', label: '双方当面查看货物', clause: '8.5.4.2.ce' },
] as const satisfies readonly { column: string; label: string; clause: ClauseRef }[];
export type StepColumn = (typeof DELIVERY_STEPS)[number]['column'];
export const missingSteps = (shipment: Partial<Record<StepColumn, number | null>>) =>
  DELIVERY_STEPS.filter(({ column }) => !shipment[column]);
/** Steps that come before `column` and are not done. */
export const missingBefore = (shipment: Partial<Record<StepColumn, number | null>>, column: StepColumn) =>
  DELIVERY_STEPS.slice(
    0,
    DELIVERY_STEPS.findIndex((step) => step.column === column),
  ).filter((step) => !shipment[step.column]);

/** Paid by the code that the courier shows, once both have looked at the goods. */
export const PAID_AT_DOOR = 'at-door' satisfies OrderPayment;
export const isPaidAtDoor = ({ payment }: { payment: string }): boolean => payment === PAID_AT_DOOR;
export const isUnpaidAtDoor = (parcel: { payment: string; doorPaidAtMs: number | null }): boolean =>
  isPaidAtDoor(parcel) && parcel.doorPaidAtMs === null;
/** No order says cash: whoever takes some has no order for it. */
export const CASH_ON_DELIVERY = 'cash-on-delivery' satisfies OrderPayment;
export const isCashOnDelivery = ({ payment }: { payment: string }): boolean => payment === CASH_ON_DELIVERY;
/** 8.5.4.3.cg */
export const CONTENTS_CASE_KINDS = { short: '里面少了货', damaged: '里面的货坏了' } as const;
export type ContentsCaseKind = keyof typeof CONTENTS_CASE_KINDS;
/** By when the carrier has settled with the consignor what was found inside. */
export const SETTLE_CASE_WORKING_DAYS = 3;

/** 8.5.4.3.cf */
export const REFUSAL_REASONS = {
  damaged: '货坏了',
  short: '数量不够',
  'wrong-goods': '送错了',
  quality: '质量不符',
  temperature: '温度不合格',
  late: '送得太晚',
  'changed-mind': '不想要了',
  other: '其他原因',
} as const;
export type RefusalReason = keyof typeof REFUSAL_REASONS;

/** The courier's code changes every so often; the one before still counts, for the time it takes to type it. */
export const CODE_SLOT_MS = 2 * MINUTE_MS;
/** A stranger who guesses is stopped here, until the carrier has asked its courier and gives new codes. */
export const CODE_ATTEMPTS_MAX = 5;
/** What the carrier's desk does with a locked code: of a parcel as of a collection. */
export const RENEW_CODE = { 'renew-courier-code': '换发身份码' } as const;
export const isCodeLocked = ({ codeAttempts }: { codeAttempts: number }): boolean => codeAttempts >= CODE_ATTEMPTS_MAX;
/** What is said while the code is locked. */
export const codeLocked = {
  TOO_MANY_ATTEMPTS: {
    message: `身份码输错了${CODE_ATTEMPTS_MAX}次，已锁定。请先不要开门收货，打电话给配送单位核实；核实后由配送单位换发新的身份码，再核对一次`,
    clause: '8.5.4.2.cc',
  },
} as const;
export interface CodeTask {
  taskId: string;
  courierId: string;
  round: number;
}
const codeAt = (vault: Pick<Vault, 'authenticate'>, { taskId, courierId, round }: CodeTask, slot: number): string =>
  codeFor(vault, 'courier-code', `${taskId}\n${courierId}\n${round}\n${slot}`);
/** The code now, and until when it is the newest. */
export function courierCodeOf(
  vault: Pick<Vault, 'authenticate'>,
  task: CodeTask,
  nowMs: number,
): { code: string; validUntilMs: number } {
  const slot = Math.floor(nowMs / CODE_SLOT_MS);
  return { code: codeAt(vault, task, slot), validUntilMs: (slot + 1) * CODE_SLOT_MS };
}
/** So many of those that follow does a courier's phone hold, for where there is no network: six hours of them. */
export const CODES_AHEAD = 180;
export const codesAhead = (vault: Pick<Vault, 'authenticate'>, task: CodeTask, nowMs: number): string[] =>
  Array.from({ length: CODES_AHEAD }, (_, i) => codeAt(vault, task, Math.floor(nowMs / CODE_SLOT_MS) + 1 + i));
export function isCourierCode(
  vault: Pick<Vault, 'authenticate'>,
  task: CodeTask,
  code: string,
  nowMs: number,
): boolean {
  const slot = Math.floor(nowMs / CODE_SLOT_MS);
  return [slot, slot - 1].some((one) => codeAt(vault, task, one) === code);
}

/** Of those who may take a parcel on the courier's screen, for whom its recipient has to have agreed by code. */
export const NEEDS_CODE: readonly DoorSigner[] = ['neighbour', 'keeper'];
/** What vouches for who took a parcel: the buyer's own phone, the code by SMS, or ink and a photo alone. */
export type DoorProof = 'phone' | 'code' | 'ink';

/** How a visit at a door ended. */
export const VISIT_OUTCOMES = { signed: '当面签收', refused: '不收', 'nobody-home': '家里没人' } as const;
export type VisitOutcome = keyof typeof VISIT_OUTCOMES;
/** So often a courier comes; when nobody is home then, either, the goods go back. */
export const VISITS_MAX = 2;
export const isLastVisit = ({ missedVisits }: { missedVisits: number }): boolean => missedVisits >= VISITS_MAX - 1;
/** Nobody can be missed before the hour that was agreed. */
export const hasWaited = ({ agreedAtMs }: { agreedAtMs?: number | null | undefined }, nowMs: number): boolean =>
  (agreedAtMs ?? Infinity) <= nowMs;
/** By when the second visit is; cold goods do not keep. */
export const AGAIN_WITHIN_DAYS = { cold: 1, other: 3 } as const;

/** The code that the recipient gets by SMS and reads out: how long it is good, and how often it is sent. */
export const SIGNING_CODE_MS = 30 * MINUTE_MS;
export const SIGNING_CODES_MAX = 5;
export const SIGNING_CODE_EVERY_MS = MINUTE_MS;
export const SIGNING_CODE_ATTEMPTS_MAX = 5;
/** What the recipient reads out at the door: another one each time that it is sent. */
export const signingCodeOf = (
  vault: Pick<Vault, 'authenticate'>,
  { id, signingCodeRound }: { id: string; signingCodeRound: number },
): string => codeFor(vault, 'signing-code', `${id}\n${signingCodeRound}`);

/** 8.5.4.1: what a delivery note holds at least. */
export const DELIVERY_NOTE_FIELDS = [
  'date',
  'customerName',
  'customerAddress',
  'customerContact',
  'carrier',
  'consignor',
  'consignorContact',
  'consignorAddress',
] as const;

/** Under this number a carrier transfers cash that its courier took: the seller's statement shows it. */
const TRANSFER_CHARACTERS_MAX = 32;
export const codTransferNumber = (remittanceId: string): string => `K${remittanceId}`.slice(0, TRANSFER_CHARACTERS_MAX);
