import { defineLifecycle } from '@heitu/kit/rules/lifecycle';
import type { ClauseRef, Role } from '@heitu/standard';

/** `answerer` and `liable` are parts a party plays in one complaint; the resolver knows who plays them. */
export type ComplaintPart = 'consumer' | 'answerer' | 'liable' | Extract<Role, 'mediator' | 'finance'>;

export const complaintLifecycle = defineLifecycle<
  'filed' | 'answered' | 'escalated' | 'decided' | 'refused' | 'advancing' | 'advanced' | 'compensating' | 'settled',
  | 'answer'
  | 'accept-answer'
  | 'take-compensation'
  | 'close-silent'
  | 'escalate'
  | 'escalate-overdue'
  | 'decide'
  | 'dismiss'
  | 'accept-decision'
  | 'refuse-decision'
  | 'advance'
  | 'record-advance'
  | 'record-payment'
  | 'fall-back',
  ComplaintPart,
  ClauseRef
>({
  name: 'complaint',
  initial: 'filed',
  states: {
    filed: '待答复',
    answered: '已答复，等消费者确认',
    escalated: '平台介入处理',
    decided: '已裁定，等责任方答复',
    refused: '责任方拒绝',
    advancing: '先行赔付办理中',
    advanced: '已先行赔付',
    compensating: '赔付办理中',
    settled: '已办结',
  },
  transitions: [
    {
      action: 'answer',
      from: ['filed'],
      to: 'answered',
      by: ['answerer', 'mediator'],
      label: '答复',
      clause: '7.3.8.o',
    },
    {
      action: 'accept-answer',
      from: ['answered'],
      to: 'settled',
      by: ['consumer'],
      label: '接受答复',
      clause: '7.3.8.m',
    },
    {
      action: 'take-compensation',
      from: ['answered'],
      to: 'compensating',
      by: ['consumer'],
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
      label: '超时未答复，请平台介入',
      clause: '6.6.c',
    },
    { action: 'decide', from: ['escalated'], to: 'decided', by: ['mediator'], label: '裁定责任', clause: '6.6.d' },
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
      by: ['mediator', 'finance'],
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
