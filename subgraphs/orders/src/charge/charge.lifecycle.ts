import { lifecycleOf, type StateOf } from '@heitu/kit/rules/lifecycle';
import type { ClauseRef, Desk, Role } from '@heitu/standard';
import { UNCLEAR_WORKING_DAYS } from './charge.kinds.ts';

/** A day's charges: compared on the next day by itself. */
export const chargeDayLifecycle = lifecycleOf<
  Role,
  Desk,
  ClauseRef,
  { dueAtMs: number; comparedAtMs: number | null }
>()({
  name: 'charge-day',
  once: 'comparedAtMs',
  initial: 'due',
  states: {
    due: { text: '还没核对', desk: 'platform', until: 'dueAtMs', then: { desk: 'finance' } },
    compared: { text: '核对过了', end: true },
  },
  transitions: [{ action: 'compare', from: ['due'], to: 'compared', by: ['system'], label: '核对', clause: '7.3.5.b' }],
});

interface Judged {
  foundAtMs: number;
  dueAtMs: number;
  refundDueAtMs: number | null;
}
/** One charge that differs from what was marked. What was too much goes back by itself. */
export const chargeDifferenceLifecycle = lifecycleOf<Role, Desk, ClauseRef, Judged>()({
  name: 'charge-difference',
  initial: 'found',
  states: {
    found: { text: '多收了，正要退', desk: 'platform', until: 'dueAtMs', then: { desk: 'finance' } },
    refunding: { text: '多收的正在退', desk: 'provider', until: 'refundDueAtMs', then: { desk: 'finance' } },
    refunded: { text: '多收的已退给买家', end: true },
    returning: {
      text: '多分的正在退回商家',
      desk: 'provider',
      until: 'refundDueAtMs',
      then: { desk: 'finance' },
    },
    returned: { text: '多分的已退回商家', end: true },
    left: { text: '多分的没退成，双方自己结', end: true },
    listed: { text: '记录在案，没有多收', end: true },
    'given-back': { text: '货款已随订单退回', end: true },
    unclear: {
      text: '查不到标价，等财务核实',
      desk: 'finance',
      until: { since: 'foundAtMs', workingDays: UNCLEAR_WORKING_DAYS },
      then: { desk: 'operator-admin' },
    },
    settled: { text: '财务核实过了', end: true },
  },
  transitions: [
    { action: 'refund', from: ['found'], to: 'refunding', by: ['system'], label: '退回多收的', clause: '7.3.5.b' },
    { action: 'arrive', from: ['refunding'], to: 'refunded', by: ['system'], label: '退款到账' },
    { action: 'return', from: ['found'], to: 'returning', by: ['system'], label: '退回多分的', clause: '9.2.cn' },
    { action: 'come-back', from: ['returning'], to: 'returned', by: ['system'], label: '退回到账' },
    { action: 'leave', from: ['returning'], to: 'left', by: ['system'], label: '没退成' },
    { action: 'give-back', from: ['found'], to: 'given-back', by: ['system'], label: '已随订单退回' },
    { action: 'list', from: ['found'], to: 'listed', by: ['system'], label: '记录' },
    { action: 'ask', from: ['found'], to: 'unclear', by: ['system'], label: '等财务核实' },
    {
      action: 'settle',
      from: ['found', 'unclear', 'returning'],
      to: 'settled',
      by: ['finance', 'operator-admin'],
      label: '核实完毕',
      clause: '7.3.5.b',
    },
  ],
});
export type ChargeDifferenceState = StateOf<typeof chargeDifferenceLifecycle>;
