import { BILLS_KEPT_MS } from '../reconciliation/bill.policy.ts';

/** Working days after which the administrator looks at it as well: a month that is over, and what one has proposed. */
export const MONTH_WORKING_DAYS = { open: 10, decision: 2 } as const;

/** So long after its end the provider tells of none of its days: it is closed with what was never found out. */
export const CLOSES_ANYWAY_AFTER_MS = BILLS_KEPT_MS;

/** Why a month that is over cannot be closed yet. */
export const notClosable = {
  NOT_CARRIED: { message: '这个月的账还没汇总好，过两天再关账', clause: '9.2.cp' },
  DAYS_LEFT: { message: '这个月还有没对账的日子，都对完才能关账', clause: '9.2.cp' },
  CASES_LEFT: { message: '这个月还有没办完的对账差异，办完才能关账', clause: '9.2.cp' },
  NOT_BALANCED: { message: '总账借贷不平，先查清再关账', clause: '9.2.cp' },
} as const;
export type NotClosable = keyof typeof notClosable;

/** The ledger takes no entry of a month that is closed. */
export const monthClosed = {
  MONTH_CLOSED: { message: '这个月已经关账，不能再往里记；要改，先由两个人把它重新打开', clause: '9.2.cp' },
} as const;
