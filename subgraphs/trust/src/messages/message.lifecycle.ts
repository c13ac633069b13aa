import { lifecycleOf, type StateOf } from '@heitu/kit/rules/lifecycle';
import type { ClauseRef, Desk, Role } from '@heitu/standard';

/** A message in the app. */
export const messageLifecycle = lifecycleOf<Role, Desk, ClauseRef, { readAtMs: number | null }>()({
  name: 'message',
  once: 'readAtMs',
  initial: 'unread',
  states: {
    unread: { text: '未读', rests: 'people read it when they like; what is owed lies on a desk of its own' },
    read: { text: '已读', end: true },
  },
  transitions: [{ action: 'read', from: ['unread'], to: 'read', by: ['consumer', 'system'], label: '标为已读' }],
});

/** The same message by WeChat: tried again until it is settled. */
export const intentLifecycle = lifecycleOf<Role, Desk, ClauseRef, { nextAtMs: number }>()({
  name: 'message-intent',
  initial: 'waiting',
  states: {
    waiting: { text: '待发送', desk: 'platform', until: 'nextAtMs', then: { action: 'send', job: 'send-messages' } },
    sent: { text: '已发送', end: true },
    refused: { text: '微信不发', end: true },
    dropped: { text: '本人没有同意', end: true },
    failed: { text: '发送失败', end: true },
  },
  transitions: [
    { action: 'send', from: ['waiting'], to: 'sent', by: ['system'], label: '发送' },
    { action: 'refuse', from: ['waiting'], to: 'refused', by: ['system'], label: '微信不发' },
    { action: 'drop', from: ['waiting'], to: 'dropped', by: ['system'], label: '不再发送' },
    { action: 'fail', from: ['waiting'], to: 'failed', by: ['system'], label: '发送失败' },
  ],
});
export type IntentState = StateOf<typeof intentLifecycle>;

/** By SMS. Where a recall does not arrive, the buyer is called: orders has who answered. */
export const smsLifecycle = lifecycleOf<Role, Desk, ClauseRef, { nextAtMs: number }>()({
  name: 'message-sms',
  initial: 'waiting',
  states: {
    waiting: { text: '待发送', desk: 'platform', until: 'nextAtMs', then: { action: 'send', job: 'send-sms' } },
    sent: { text: '已发送', end: true },
    dropped: { text: '本人不要了', end: true },
    'no-number': { text: '没有手机号', end: true },
    failed: { text: '发送失败', end: true },
  },
  transitions: [
    { action: 'send', from: ['waiting'], to: 'sent', by: ['system'], label: '发送', clause: '7.3.6.a-c' },
    { action: 'drop', from: ['waiting'], to: 'dropped', by: ['system'], label: '不再发送' },
    { action: 'find-no-number', from: ['waiting'], to: 'no-number', by: ['system'], label: '没有手机号' },
    { action: 'fail', from: ['waiting'], to: 'failed', by: ['system'], label: '发送失败' },
  ],
});
