import { isNow, lifecycleOf, type StateOf } from '@heitu/kit/rules/lifecycle';
import { SELLER_ROLES, type ClauseRef, type Desk, type Role } from '@heitu/standard';
import {
  COD_ANSWER_WORKING_DAYS,
  COD_FOUND_WORKING_DAYS,
  COD_SAID_LAPSES_WORKING_DAYS,
  silentUntilMs,
} from './cod.policy.ts';

interface Judged {
  dueAtMs: number;
  /** When the carrier said that it paid into the seller's own bank account, or that its record is wrong. */
  saidAtMs?: number | null | undefined;
  /** When the seller said that it is not so. */
  contestedAtMs?: number | null | undefined;
  /** Who of finance found that it came, or is wrong; a second person confirms it. */
  foundBy?: string | null | undefined;
  remittedAtMs?: number | null | undefined;
}
const sellerWasSilent = (row: Judged, nowMs: number): boolean => silentUntilMs(row.saidAtMs) <= nowMs;
/** Finance looks at it once the seller has had its time. */
const isFinances = { holds: sellerWasSilent, else: 'SELLERS_TURN' } as const;
const isFound = { holds: ({ foundBy }: Judged) => foundBy != null, else: 'NOT_FOUND_YET' } as const;
const isFoundInSilence = {
  holds: (row: Judged, nowMs: number) => isFound.holds(row) && sellerWasSilent(row, nowMs),
  else: 'NOT_FOUND_YET',
} as const;

const isUnpaid = isNow({ remittedAtMs: null }, 'WRONG_STATE');
const isPaid = {
  holds: ({ remittedAtMs }: Judged) => remittedAtMs != null,
  where: () => ({ remittedAtMs: { $ne: null } }),
  else: 'WRONG_STATE',
} as const;
const isUnpaidInSilence = {
  holds: (row: Judged, nowMs: number) =>
    isUnpaid.holds({ remittedAtMs: row.remittedAtMs }) && sellerWasSilent(row, nowMs),
  else: 'SELLERS_TURN',
} as const;
const isPaidInSilence = {
  holds: (row: Judged, nowMs: number) => isPaid.holds(row) && sellerWasSilent(row, nowMs),
  else: 'SELLERS_TURN',
} as const;
const STANDS_AT_LAST = {
  until: { since: 'saidAtMs', workingDays: COD_SAID_LAPSES_WORKING_DAYS },
  action: 'let-stand',
  job: 'lapse-said-cash',
} as const;

/** The carrier says that its record is wrong: until that is agreed or found it stands as it was. */
const wrongRecord = [
  {
    action: 'doubt',
    from: ['owed', 'remitted'],
    to: 'doubted',
    by: ['carrier-manager', 'operator-admin'],
    label: '登记错了',
    clause: '8.5.3.ca',
  },
  {
    action: 'agree-wrong',
    from: ['doubted', 'disputed'],
    to: 'reversed',
    by: SELLER_ROLES,
    label: '是登记错了',
    clause: '8.5.3.ca',
  },
  {
    action: 'deny-wrong',
    from: ['doubted'],
    to: 'disputed',
    by: SELLER_ROLES,
    label: '没登记错',
    clause: '8.5.3.ca',
  },
  {
    action: 'find-wrong',
    from: ['doubted'],
    to: 'doubted',
    by: ['finance'],
    when: isFinances,
    label: '查到登记错了',
    clause: '8.5.3.ca',
  },
  {
    action: 'find-wrong',
    from: ['disputed'],
    to: 'disputed',
    by: ['finance'],
    label: '查到登记错了',
    clause: '8.5.3.ca',
  },
  {
    action: 'confirm-wrong',
    from: ['doubted'],
    to: 'reversed',
    by: ['finance', 'operator-admin'],
    when: isFoundInSilence,
    label: '确认登记错了',
    clause: '8.5.3.ca',
  },
  {
    action: 'confirm-wrong',
    from: ['disputed'],
    to: 'reversed',
    by: ['finance', 'operator-admin'],
    when: isFound,
    label: '确认登记错了',
    clause: '8.5.3.ca',
  },
  {
    action: 'uphold',
    from: ['doubted'],
    to: 'owed',
    by: ['finance'],
    when: isUnpaidInSilence,
    label: '没登记错，仍要交回',
    clause: '8.5.3.ca',
  },
  {
    action: 'uphold',
    from: ['disputed'],
    to: 'owed',
    by: ['finance'],
    when: isUnpaid,
    label: '没登记错，仍要交回',
    clause: '8.5.3.ca',
  },
  {
    action: 'uphold-paid',
    from: ['doubted'],
    to: 'remitted',
    by: ['finance'],
    when: isPaidInSilence,
    label: '没登记错，已交回',
    clause: '8.5.3.ca',
  },
  {
    action: 'uphold-paid',
    from: ['disputed'],
    to: 'remitted',
    by: ['finance'],
    when: isPaid,
    label: '没登记错，已交回',
    clause: '8.5.3.ca',
  },
  {
    action: 'let-stand',
    from: ['doubted', 'disputed'],
    to: 'owed',
    by: ['system'],
    when: isUnpaid,
    label: '没有人查到登记错了，照原来的算',
  },
  {
    action: 'let-stand',
    from: ['doubted', 'disputed'],
    to: 'remitted',
    by: ['system'],
    when: isPaid,
    label: '没有人查到登记错了，照原来的算',
  },
] as const;

/**
 * Cash that was taken at the door is paid to the seller once (8.5.3.ca): the provider's statement of the seller's
 * account shows it, or, where it went into the seller's own bank, the seller says that it came. Nobody's silence pays
 * it: then two people of finance find it in the bank's papers, or it stays owed. A record of it that was wrong is taken
 * back in the same way, also where it was paid already: by the seller's word or two of finance, never by its carrier or
 * by silence.
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
    doubted: {
      text: '说登记错了，等商家确认',
      own: '配送说登记错了，等您确认',
      desk: 'seller',
      until: { since: 'saidAtMs', workingDays: COD_ANSWER_WORKING_DAYS },
      then: { desk: 'finance' },
      atLast: STANDS_AT_LAST,
    },
    disputed: {
      text: '商家说没登记错，等财务查',
      desk: 'finance',
      until: { since: 'contestedAtMs', workingDays: COD_FOUND_WORKING_DAYS },
      then: { desk: 'operator-admin' },
      atLast: STANDS_AT_LAST,
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
      action: 'remit',
      from: ['doubted', 'disputed'],
      to: 'remitted',
      by: ['carrier-manager'],
      when: isUnpaid,
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
      label: '查到已到账',
      clause: '8.5.3.ca',
    },
    {
      action: 'find',
      from: ['contested'],
      to: 'contested',
      by: ['finance'],
      label: '查到已到账',
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
    ...wrongRecord,
  ],
});
export type CodState = StateOf<typeof codLifecycle>;
/** The states in which the carrier has said something of it that the seller has not answered. */
export const COD_SAID = ['said', 'doubted'] as const satisfies readonly CodState[];
export const isDoubted = (state: CodState | undefined): boolean => state === 'doubted' || state === 'disputed';
/** The states in which what the carrier said of it is neither agreed nor found, nor lapsed. */
export const COD_IN_QUESTION = ['said', 'contested', 'doubted', 'disputed'] as const satisfies readonly CodState[];
/** The states in which it is not over. */
export const COD_OPEN = ['owed', ...COD_IN_QUESTION] as const satisfies readonly CodState[];
