import { DAY_MS } from '@heitu/kit/rules/clock';

/** Out of whose money a refund is paid. */
export type RefundSource = 'seller' | 'platform-advance';

/** What the provider's word does to a refund. */
export type RefundVerdict =
  | 'succeeded'
  | 'already-known'
  | 'under-way'
  | 'failed'
  | 'replaced'
  | 'unknown-order'
  | 'does-not-match'
  /** Only one of what the provider has said of it can be: finance asks. */
  | 'contradicts';

/** A refund that cannot reach its payer is tried with so many other cards; then the platform transfers the money. */
export const CARDS_MAX = 2;
/** So long the buyer is waited for, and somebody of finance; then the platform transfers it without being asked. */
export const STUCK = { deskWorkingDays: 2, workingDays: 5 } as const;
/** What went to the seller's bank is known by then; where it is not, the platform transfers it all the same. */
export const RETURN_WORKING_DAYS = 5;
/** What the provider keeps is asked for by finance; then the administrator looks as well. */
export const HELD_WORKING_DAYS = 20;
/** So long, half a year or more, the provider is asked for what it keeps; then its debt stands in the books. */
export const GIVEN_UP_WORKING_DAYS = 120;
/** So many working days after it got stuck the clock ends each state of it. */
export const OVER_AFTER = {
  abnormal: STUCK.workingDays,
  failed: STUCK.workingDays,
  returning: STUCK.workingDays + RETURN_WORKING_DAYS,
  held: GIVEN_UP_WORKING_DAYS,
} as const;
/** The provider is asked for it so often: nobody but the platform waits. */
export const HELD_ASKED_EACH_MS = DAY_MS;

/** The debit cards that the provider sends an abnormal refund to (apply-abnormal-refund). */
export const REFUND_BANKS = {
  'icbc-debit': '工商银行',
  'abc-debit': '农业银行',
  'boc-debit': '中国银行',
  'ccb-debit': '建设银行',
  'comm-debit': '交通银行',
  'psbc-debit': '邮储银行',
  'cmb-debit': '招商银行',
  'citic-debit': '中信银行',
  'ceb-debit': '光大银行',
  'cmbc-debit': '民生银行',
  'spdb-debit': '浦发银行',
  'cib-debit': '兴业银行',
  'gdb-debit': '广发银行',
  'pab-debit': '平安银行',
  'nbcb-debit': '宁波银行',
} as const;
export type RefundBank = keyof typeof REFUND_BANKS;
