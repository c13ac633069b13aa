import type { ClauseRef, Desk, Role } from '@heitu/standard';
import { SELLER_ROLES } from '@heitu/standard';
import { lifecycleOf, type StateOf } from '@heitu/kit/rules/lifecycle';
import { LAPSES_AFTER_WORKING_DAYS } from './invoice.policy.ts';

const lapse = {
  until: { since: 'askedAtMs', workingDays: LAPSES_AFTER_WORKING_DAYS },
  action: 'lapse',
  job: 'end-invoices',
} as const;

/** An invoice that a buyer asked for. What was sent stays so until the tax platform says what became of it. */
export const invoiceLifecycle = lifecycleOf<Role, Desk, ClauseRef, { dueAtMs: number; askedAtMs: number }>()({
  name: 'invoice',
  initial: 'asked',
  states: {
    asked: {
      text: '等商家开票',
      own: '确认开票信息并开票',
      desk: 'seller',
      until: 'dueAtMs',
      then: { desk: 'finance' },
      atLast: lapse,
    },
    due: { text: '准备开票', desk: 'platform', until: 'dueAtMs', then: { desk: 'finance' }, atLast: lapse },
    // It may have been issued: nobody but the tax platform can end it.
    sent: { text: '税务平台正在开票', desk: 'tax-platform', until: 'dueAtMs', then: { desk: 'finance' } },
    refused: {
      text: '税务平台没有受理，等商家更正',
      own: '更正开票信息后重新开票',
      desk: 'seller',
      until: 'dueAtMs',
      then: { desk: 'finance' },
      atLast: lapse,
    },
    issued: { text: '已开票', end: true },
    withdrawn: { text: '不用开了', end: true },
    lapsed: { text: '商家一直没开，可以投诉或重新申请', end: true },
  },
  transitions: [
    { action: 'submit', from: ['asked'], to: 'due', by: ['system'], label: '提交开票' },
    { action: 'await-seller', from: ['due'], to: 'asked', by: ['system'], label: '商家收回授权' },
    { action: 'send', from: ['due'], to: 'sent', by: ['system'], label: '送税务平台' },
    { action: 'issue', from: ['sent'], to: 'issued', by: ['system'], label: '开票成功' },
    { action: 'refuse', from: ['sent'], to: 'refused', by: ['system'], label: '税务平台不受理' },
    {
      action: 'resubmit',
      from: ['refused'],
      to: 'due',
      by: [...SELLER_ROLES, 'finance', 'system'],
      label: '重新开票',
    },
    {
      action: 'withdraw',
      from: ['asked', 'due', 'refused'],
      to: 'withdrawn',
      by: ['consumer', 'system'],
      label: '不用开了',
    },
    { action: 'lapse', from: ['asked', 'due', 'refused'], to: 'lapsed', by: ['system'], label: '逾期未开' },
  ],
});
export type InvoiceState = StateOf<typeof invoiceLifecycle>;
