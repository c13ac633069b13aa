import type { ClauseRef, Desk, Role } from '@heitu/standard';
import { lifecycleOf, type StateOf } from '@heitu/kit/rules/lifecycle';
import { RED_ENDS_AFTER_WORKING_DAYS } from './invoice.policy.ts';

/** What a refund turns red of an invoice that was issued, or may have been. */
export const redInvoiceLifecycle = lifecycleOf<
  Role,
  Desk,
  ClauseRef,
  { dueAtMs: number; createdAtMs: number; confirmDueAtMs?: number | null }
>()({
  name: 'red-invoice',
  initial: 'waiting',
  states: {
    waiting: { text: '退款到账后冲红', rests: 'the refund that it follows has its own desk and its own moment' },
    due: { text: '准备冲红', desk: 'platform', until: 'dueAtMs', then: { desk: 'finance' } },
    sent: { text: '税务平台正在冲红', desk: 'tax-platform', until: 'dueAtMs', then: { desk: 'finance' } },
    confirming: {
      text: '等购买方在税务平台确认',
      desk: 'buyer',
      until: 'confirmDueAtMs',
      then: { action: 'resend', job: 'send-red-invoices' },
    },
    failed: {
      text: '没有冲红成功，正在人工处理',
      desk: 'finance',
      until: 'dueAtMs',
      then: { desk: 'operator-admin' },
      atLast: {
        until: { since: 'createdAtMs', workingDays: RED_ENDS_AFTER_WORKING_DAYS },
        action: 'leave',
        job: 'end-invoices',
      },
    },
    issued: { text: '已冲红', end: true },
    void: { text: '原票没有开出，不用冲红', end: true },
    offline: { text: '平台没有办成，由商家到税务局办理', end: true },
  },
  transitions: [
    { action: 'ripen', from: ['waiting'], to: 'due', by: ['system'], label: '退款到账' },
    { action: 'send', from: ['due'], to: 'sent', by: ['system'], label: '提交红字确认单' },
    { action: 'ask-buyer', from: ['sent'], to: 'confirming', by: ['system'], label: '等购买方确认' },
    // A confirmation sheet that nobody answered is void: the next one has another number.
    { action: 'resend', from: ['confirming'], to: 'due', by: ['system'], label: '确认单过期，重新提交' },
    { action: 'issue', from: ['sent', 'confirming'], to: 'issued', by: ['system'], label: '冲红成功' },
    { action: 'fail', from: ['sent', 'confirming'], to: 'failed', by: ['system'], label: '冲红失败' },
    { action: 'retry', from: ['failed'], to: 'due', by: ['finance'], label: '重新冲红' },
    { action: 'leave', from: ['failed'], to: 'offline', by: ['system'], label: '转商家到税务局办理' },
    { action: 'drop', from: ['waiting', 'due'], to: 'void', by: ['system'], label: '不用冲红' },
  ],
});
export type RedInvoiceState = StateOf<typeof redInvoiceLifecycle>;
