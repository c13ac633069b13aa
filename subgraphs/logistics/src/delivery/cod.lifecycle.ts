import { lifecycleOf, type StateOf } from '@heitu/kit/rules/lifecycle';
import { SELLER_ROLES, type ClauseRef, type Desk, type Role } from '@heitu/standard';
import {
  COD_ANSWER_WORKING_DAYS,
  COD_FOUND_WORKING_DAYS,
  COD_SAID_LAPSES_WORKING_DAYS,
  silentUntilMs,
} from './cod.policy.ts';

interface Judged {
  dueAtMs: number;
  /** When the carrier said that it paid into the seller's own bank account. */
  saidAtMs?: number | null | undefined;
  /** When the seller said that nothing came. */
  contestedAtMs?: number | null | undefined;
  /** Who of finance found that it came; a second person confirms it. */
  foundBy?: string | null | undefined;
}
const sellerWasSilent = (row: Judged, nowMs: number): boolean => silentUntilMs(row.saidAtMs) <= nowMs;
/** Finance looks at it once the seller has had its time. */
const isFinances = { holds: sellerWasSilent, else: 'SELLERS_TURN' } as const;
const isFound = { holds: ({ foundBy }: Judged) => foundBy != null, else: 'NOT_FOUND_YET' } as const;
const isFoundInSilence = {
  holds: (row: Judged, nowMs: number) => isFound.holds(row) && sellerWasSilent(row, nowMs),
  else: 'NOT_FOUND_YET',
} as const;

/**
 * Cash that was taken at the door is paid to the seller once (8.5.3.ca): the provider's statement of the seller's
 * account shows it, or, where it went into the seller's own bank, the seller says that it came. Nobody's silence pays
 * it: then two people of finance find it in the bank's papers, or it stays owed. A record of it that was wrong is taken
 * back once, also where it was paid already, by a row of its own.
 */
export const codLifecycle = lifecycleOf<Role, Desk, ClauseRef, Judged>()({
  name: 'cod-remittance',
  initial: 'owed',
  states: {
    owed: { text: '待交回', desk: 'carrier', until: 'dueAtMs', then: { desk: 'operator-admin' } },
    said: {
      text: '说打到商家银行卡了，等商家确认',
      own: '配送说打到您银行卡了，等您确认',
      desk: 'seller',
      until: { since: 'saidAtMs', workingDays: COD_ANSWER_WORKING_DAYS },
      then: { desk: 'finance' },
      atLast: {
        until: { since: 'saidAtMs', workingDays: COD_SAID_LAPSES_WORKING_DAYS },
        action: 'lapse',
        job: 'lapse-said-cash',
      },
    },
    contested: {
      text: '商家说没收到，等财务查',
      desk: 'finance',
      until: { since: 'contestedAtMs', workingDays: COD_FOUND_WORKING_DAYS },
      then: { desk: 'operator-admin' },
      atLast: {
        until: { since: 'saidAtMs', workingDays: COD_SAID_LAPSES_WORKING_DAYS },
        action: 'lapse',
        job: 'lapse-said-cash',
      },
    },
    remitted: { text: '已交回', end: true },
    reversed: { text: '已冲正', end: true },
  },
  transitions: [
    {
      action: 'remit',
      from: ['owed', 'said', 'contested'],
      to: 'remitted',
      by: ['carrier-manager'],
      label: '核对交回',
      clause: '8.5.3.ca',
    },
    {
      action: 'say',
      from: ['owed'],
      to: 'said',
      by: ['carrier-manager'],
      label: '打到商家银行卡了',
      clause: '8.5.3.ca',
    },
    {
      action: 'accept',
      from: ['said', 'contested'],
      to: 'remitted',
      by: SELLER_ROLES,
      label: '钱到了',
      clause: '8.5.3.ca',
    },
    { action: 'contest', from: ['said'], to: 'contested', by: SELLER_ROLES, label: '没收到', clause: '8.5.3.ca' },
    {
      action: 'find',
      from: ['said'],
      to: 'said',
      by: ['finance'],
      when: isFinances,
      label: '查到已到账，等第二人确认',
      clause: '8.5.3.ca',
    },
    {
      action: 'find',
      from: ['contested'],
      to: 'contested',
      by: ['finance'],
      label: '查到已到账，等第二人确认',
      clause: '8.5.3.ca',
    },
    {
      action: 'confirm',
      from: ['said'],
      to: 'remitted',
      by: ['finance', 'operator-admin'],
      when: isFoundInSilence,
      label: '确认已到账',
      clause: '8.5.3.ca',
    },
    {
      action: 'confirm',
      from: ['contested'],
      to: 'remitted',
      by: ['finance', 'operator-admin'],
      when: isFound,
      label: '确认已到账',
      clause: '8.5.3.ca',
    },
    {
      action: 'miss',
      from: ['said'],
      to: 'owed',
      by: ['finance'],
      when: isFinances,
      label: '没有查到',
      clause: '8.5.3.ca',
    },
    { action: 'miss', from: ['contested'], to: 'owed', by: ['finance'], label: '没有查到', clause: '8.5.3.ca' },
    { action: 'lapse', from: ['said', 'contested'], to: 'owed', by: ['system'], label: '没有人查到，仍要交回' },
    {
      action: 'reverse',
      from: ['owed', 'said', 'contested', 'remitted'],
      to: 'reversed',
      by: ['carrier-manager', 'operator-admin'],
      label: '冲正',
      clause: '8.5.3.ca',
    },
  ],
});
export type CodState = StateOf<typeof codLifecycle>;
/** The states in which it is not with the seller yet. */
export const COD_OPEN = ['owed', 'said', 'contested'] as const satisfies readonly CodState[];
