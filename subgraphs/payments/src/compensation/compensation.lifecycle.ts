import type { ClauseRef, Desk, Role } from '@heitu/standard';
import { isNow, lifecycleOf, type StateOf } from '@heitu/kit/rules/lifecycle';

/**
 * Out of whose purse a compensation is paid that is no refund: the liable party's deposit, or the platform's money.
 * What a seller gets out of a deposit nobody else pays first.
 */
export const TO_SELLER = 'deposit-to-seller';
export const SOURCE_TEXTS = {
  deposit: '责任方保证金',
  platform: '平台先行垫付',
  [TO_SELLER]: '责任方保证金，赔给商家',
} as const;
export type CompensationSource = keyof typeof SOURCE_TEXTS;

export const compensationLifecycle = lifecycleOf<
  Role,
  Desk,
  ClauseRef,
  { dueAtMs: number; source: CompensationSource; nextAtMs?: number | null | undefined }
>()({
  name: 'compensation',
  initial: 'due',
  states: {
    due: { text: '等待赔付', desk: 'platform', until: 'dueAtMs', then: { desk: 'finance' } },
    sent: { text: '赔付处理中', desk: 'provider', until: 'dueAtMs', then: { desk: 'finance' } },
    paid: { text: '已赔到账', end: true },
    dropped: { text: '保证金没付成，继续追偿', end: true },
    failed: {
      text: '赔付未成功，正在人工处理',
      desk: 'finance',
      until: 'dueAtMs',
      then: { desk: 'operator-admin' },
      // A buyer's money waits for nobody's click: it is tried again each day.
      atLast: { until: 'nextAtMs', action: 'retry', job: 'send-compensations' },
    },
  },
  transitions: [
    // Sent again under its number where the provider does not know it.
    { action: 'send', from: ['due', 'sent'], to: 'sent', by: ['system'], label: '提交赔付' },
    { action: 'pay', from: ['due', 'sent', 'failed'], to: 'paid', by: ['system'], label: '赔付到账', clause: '6.6.d' },
    {
      action: 'fall-over',
      from: ['due', 'sent'],
      to: 'due',
      by: ['system'],
      when: isNow({ source: 'deposit' }, 'WRONG_STATE'),
      label: '保证金不足，改由平台垫付',
      clause: '6.6.d',
    },
    {
      action: 'drop',
      from: ['due', 'sent'],
      to: 'dropped',
      by: ['system'],
      when: isNow({ source: TO_SELLER }, 'WRONG_STATE'),
      label: '保证金没付成，继续追偿',
      clause: '6.6.d',
    },
    { action: 'fail', from: ['due', 'sent'], to: 'failed', by: ['system'], label: '赔付失败' },
    { action: 'retry', from: ['failed'], to: 'due', by: ['finance', 'system'], label: '重新赔付', clause: '6.6.d' },
  ],
});
export type CompensationState = StateOf<typeof compensationLifecycle>;
