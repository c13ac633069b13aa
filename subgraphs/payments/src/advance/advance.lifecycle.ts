import type { ClauseRef, Desk, Role } from '@heitu/standard';
import { lifecycleOf, type StateOf } from '@heitu/kit/rules/lifecycle';
import { KNOWN_WITHIN_MS } from '../provider.policy.ts';
import { ACCOUNT_HOLDERS } from '../merchant/merchant.policy.ts';
import { asksCreditor, COMPENSATION_WITHIN_MS, RECOVERY_WORKING_DAYS, type Proposed } from './recovery.policy.ts';

/** What the operator pays first: it ends when the money has arrived, and its recovery opens. */
export const advanceLifecycle = lifecycleOf<Role, Desk, ClauseRef, { createdAtMs: number }>()({
  name: 'advance',
  initial: 'due',
  states: {
    due: {
      text: '等待先行赔付到账',
      desk: 'platform',
      until: { since: 'createdAtMs', ms: COMPENSATION_WITHIN_MS },
      then: { desk: 'finance' },
    },
    paid: { text: '已先行赔付', end: true },
  },
  transitions: [
    { action: 'pay', from: ['due'], to: 'paid', by: ['system'], label: '赔付到账', clause: '6.6.d' },
    // The provider took its word back: the refund that was to bring it is on finance's desk again.
    { action: 'undo', from: ['paid'], to: 'due', by: ['system'], label: '赔付没有到买家手里', clause: '9.2.cp' },
  ],
});
export type AdvanceState = StateOf<typeof advanceLifecycle>;

interface Judged {
  openedAtMs: number;
  /** When the provider is called or asked next; null where it has no part in it. */
  nextAtMs?: number | null | undefined;
  /** From when on the return that is under way is asked about; null while none is. */
  askedFromMs: number | null;
  /** Who says how it has ended; null while nobody does. */
  proposedBy?: string | null | undefined;
}
type JudgedEnd = Judged & Proposed;
const isProposed = { holds: ({ proposedBy }: Judged) => proposedBy != null, else: 'NOT_PROPOSED' } as const;
/** Its creditor is a party, whose own it is to give up. */
const isAsked = {
  holds: (row: JudgedEnd) => isProposed.holds(row) && asksCreditor(row),
  else: 'NOT_PROPOSED',
} as const;
const isAskedStill = {
  holds: (row: JudgedEnd) => isAsked.holds(row) && row.creditorAgreedAtMs == null,
  else: 'NOT_PROPOSED',
} as const;

export const recoveryLifecycle = lifecycleOf<Role, Desk, ClauseRef, JudgedEnd>()({
  name: 'recovery',
  initial: 'open',
  states: {
    open: {
      text: '待追偿',
      desk: 'finance',
      until: { since: 'openedAtMs', workingDays: RECOVERY_WORKING_DAYS },
      then: { desk: 'operator-admin' },
      // What the provider can return waits for nobody's click for ever; what it cannot is set off, comes to a seller
      // out of a deposit (job pay-sellers), or stays open.
      atLast: { until: 'nextAtMs', action: 'collect', job: 'ask-about-recoveries' },
    },
    collecting: {
      text: '追偿中',
      desk: 'provider',
      until: { since: 'askedFromMs', ms: KNOWN_WITHIN_MS },
      then: { desk: 'finance' },
    },
    recovered: { text: '已追回', end: true },
    closed: { text: '已了结', end: true },
  },
  transitions: [
    {
      action: 'collect',
      from: ['open'],
      to: 'collecting',
      by: ['finance', 'system'],
      label: '发起追偿',
      clause: '6.6.d',
    },
    { action: 'recover', from: ['open', 'collecting'], to: 'recovered', by: ['system'], label: '追回到账' },
    { action: 'propose-end', from: ['open'], to: 'open', by: ['finance'], label: '提出了结', clause: '6.6.d' },
    {
      action: 'agree-end',
      from: ['open'],
      to: 'open',
      by: ACCOUNT_HOLDERS,
      when: isAskedStill,
      label: '同意了结',
      clause: '6.6.d',
    },
    {
      action: 'refuse-end',
      from: ['open'],
      to: 'open',
      by: ACCOUNT_HOLDERS,
      when: isAsked,
      label: '不同意，还要追',
      clause: '6.6.d',
    },
    { action: 'lapse-end', from: ['open'], to: 'open', by: ['system'], label: '没有人答复或确认，继续追' },
    {
      action: 'end',
      from: ['open'],
      to: 'closed',
      by: ['finance', 'operator-admin'],
      when: isProposed,
      label: '确认了结',
      clause: '6.6.d',
    },
    // Its buyer got the money that it was paid instead of, out of the same purse.
    { action: 'void', from: ['open'], to: 'closed', by: ['system'], label: '原来的退款到了买家，不欠了' },
    // Freight that had paid it off went back to the seller, since its buyer was refunded.
    { action: 'reopen', from: ['recovered'], to: 'open', by: ['system'], label: '抵扣的钱退了回去，继续追偿' },
    { action: 'fall-back', from: ['collecting'], to: 'open', by: ['system'], label: '余额不足，稍后再追' },
  ],
});
export type RecoveryState = StateOf<typeof recoveryLifecycle>;
