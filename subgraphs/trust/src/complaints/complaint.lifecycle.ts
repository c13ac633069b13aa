import { lifecycleOf, type ActionOf, type StateOf } from '@heitu/kit/rules/lifecycle';
import type { ClauseRef, Desk, Role } from '@heitu/standard';
import {
  ADVANCE_AT_LAST_WORKING_DAYS,
  DECIDE_AT_LAST_WORKING_DAYS,
  offeredFen,
  SILENCE_MS,
} from './complaint.policy.ts';

/** `answerer` and `liable` are parts a party plays in one complaint; `partsIn` knows who plays them. */
export type ComplaintPart = 'consumer' | 'answerer' | 'liable' | Extract<Role, 'mediator' | 'finance'>;

/** What deadlines and guards look at. */
export interface JudgedComplaint {
  orderId: string | null;
  answererPartyId: string;
  answerDueAtMs: number;
  answeredAtMs: number | null;
  answerFen: number | null;
  responseDueAtMs: number | null;
  settleDueAtMs: number;
}

/** A mediator answers in the operator's name only what the operator is asked. */
const asksOperator = {
  holds: ({ answererPartyId }: JudgedComplaint) => answererPartyId === '',
  else: 'NOT_FOUND',
} as const;
/** 6.6.c: silence is what lasts past the time for an answer. */
const isSilent = {
  holds: ({ answerDueAtMs }: JudgedComplaint, nowMs: number) => nowMs > answerDueAtMs,
  else: 'NOT_YET_OVERDUE',
} as const;
// An offer of money and an answer without one are accepted each by its own word.
const offersMoney = { holds: (row: JudgedComplaint) => offeredFen(row) > 0, else: 'WRONG_STATE' } as const;
const offersNoMoney = { holds: (row: JudgedComplaint) => offeredFen(row) === 0, else: 'WRONG_STATE' } as const;

export const complaintLifecycle = lifecycleOf<ComplaintPart, Desk, ClauseRef, JudgedComplaint>()({
  name: 'complaint',
  initial: 'filed',
  states: {
    filed: {
      text: '待答复',
      own: '等您答复',
      desk: 'party',
      until: 'answerDueAtMs',
      then: { action: 'escalate-overdue', job: 'sweep-complaints' },
    },
    answered: {
      text: '已答复，等消费者确认',
      own: '已答复，等您确认',
      desk: 'buyer',
      until: { since: 'answeredAtMs', ms: SILENCE_MS },
      then: { action: 'close-silent', job: 'sweep-complaints' },
    },
    escalated: {
      text: '平台介入处理',
      desk: 'mediator',
      until: 'settleDueAtMs',
      then: { desk: 'operator-admin' },
      atLast: {
        until: { since: 'settleDueAtMs', workingDays: DECIDE_AT_LAST_WORKING_DAYS },
        action: 'answer-for-silence',
        job: 'sweep-complaints',
      },
    },
    decided: {
      text: '已裁定，等责任方答复',
      own: '已裁定，等您答复',
      desk: 'party',
      until: 'responseDueAtMs',
      then: { action: 'refuse-decision', job: 'sweep-complaints' },
    },
    refused: {
      text: '责任方拒绝',
      desk: 'mediator',
      until: 'settleDueAtMs',
      then: { desk: 'finance' },
      atLast: {
        until: { since: 'settleDueAtMs', workingDays: ADVANCE_AT_LAST_WORKING_DAYS },
        action: 'advance',
        job: 'sweep-complaints',
      },
    },
    // Payments pays and tells: until the day by which the consumer was promised an end, nobody else need look.
    advancing: { text: '先行赔付办理中', desk: 'provider', until: 'settleDueAtMs', then: { desk: 'finance' } },
    advanced: { text: '已先行赔付', end: true },
    compensating: { text: '赔付办理中', desk: 'provider', until: 'settleDueAtMs', then: { desk: 'finance' } },
    settled: { text: '已办结', end: true },
  },
  transitions: [
    {
      action: 'answer',
      from: ['filed'],
      to: 'answered',
      by: ['answerer'],
      label: '答复',
      clause: '7.3.8.o',
    },
    {
      action: 'answer',
      from: ['filed'],
      to: 'answered',
      by: ['mediator'],
      when: asksOperator,
      label: '答复',
      clause: '7.3.8.o',
    },
    {
      action: 'accept-answer',
      from: ['answered'],
      to: 'settled',
      by: ['consumer'],
      when: offersNoMoney,
      label: '接受答复',
      clause: '7.3.8.m',
    },
    {
      action: 'take-compensation',
      from: ['answered'],
      to: 'compensating',
      by: ['consumer'],
      when: offersMoney,
      label: '接受赔偿',
      clause: '7.3.8.n',
    },
    { action: 'close-silent', from: ['answered'], to: 'settled', by: ['system'], label: '到期办结', clause: '7.3.8.m' },
    { action: 'escalate', from: ['answered'], to: 'escalated', by: ['consumer'], label: '请平台介入', clause: '6.6.d' },
    {
      action: 'escalate-overdue',
      from: ['filed'],
      to: 'escalated',
      by: ['consumer', 'system'],
      when: isSilent,
      label: '超时未答复，请平台介入',
      clause: '6.6.c',
    },
    { action: 'decide', from: ['escalated'], to: 'decided', by: ['mediator'], label: '裁定责任', clause: '6.6.d' },
    // Paid out of the platform's own money where there is something to pay, and closed.
    {
      action: 'answer-for-silence',
      from: ['escalated'],
      to: 'compensating',
      by: ['system'],
      label: '平台逾期未裁定，由平台赔付',
      clause: '6.6.d',
    },
    {
      action: 'close-undecided',
      from: ['escalated'],
      to: 'settled',
      by: ['system'],
      label: '平台逾期未裁定，办结',
      clause: '6.6.d',
    },
    // The platform could not name the seller whom the buyer demanded to know (Consumer Law 44).
    {
      action: 'stand-in',
      from: ['filed', 'answered', 'escalated', 'decided', 'refused'],
      to: 'compensating',
      by: ['system'],
      label: '查不到商家，由平台赔付',
      clause: '6.6.d',
    },
    { action: 'dismiss', from: ['escalated'], to: 'settled', by: ['mediator'], label: '裁定无责', clause: '6.6.d' },
    {
      action: 'accept-decision',
      from: ['decided'],
      to: 'compensating',
      by: ['liable'],
      label: '接受裁定',
      clause: '6.6.d',
    },
    {
      action: 'refuse-decision',
      from: ['decided'],
      to: 'refused',
      by: ['liable', 'system'],
      label: '拒绝裁定',
      clause: '6.6.d',
    },
    {
      action: 'advance',
      from: ['refused'],
      to: 'advancing',
      by: ['mediator', 'finance', 'system'],
      label: '先行赔付',
      clause: '6.6.d',
    },
    {
      action: 'record-advance',
      from: ['advancing'],
      to: 'advanced',
      by: ['system'],
      label: '赔付到账',
      clause: '6.6.d',
    },
    {
      action: 'record-payment',
      from: ['compensating'],
      to: 'settled',
      by: ['system'],
      label: '赔付到账',
      clause: '7.3.8.n',
    },
    // The provider took back that it had arrived: whoever was to pay it pays it, and payments tells.
    {
      action: 'undo-payment',
      from: ['advanced'],
      to: 'advancing',
      by: ['system'],
      label: '赔付没有到账，重新付',
      clause: '9.2.cp',
    },
    {
      action: 'undo-payment',
      from: ['settled'],
      to: 'compensating',
      by: ['system'],
      label: '赔付没有到账，重新付',
      clause: '9.2.cp',
    },
    {
      action: 'fall-back',
      from: ['compensating', 'advancing'],
      to: 'escalated',
      by: ['system'],
      label: '赔付不了，平台重新处理',
      clause: '6.6.d',
    },
  ],
});
export type ComplaintState = StateOf<typeof complaintLifecycle>;
export type ComplaintAction = ActionOf<typeof complaintLifecycle>;
/** What stands in its history: what was done, and by whom. */
export type StepAction = 'file' | ComplaintAction;
export const STEP_TITLES: Readonly<Record<StepAction, string>> = {
  file: '提出投诉',
  ...complaintLifecycle.labels,
  'escalate-overdue': '超时未答复，平台介入',
};
export type StepBy = ComplaintPart | 'system';
export const PART_TITLES: Readonly<Record<StepBy, string>> = {
  consumer: '消费者',
  answerer: '答复方',
  liable: '责任方',
  mediator: '调解员',
  finance: '财务',
  system: '系统',
};
