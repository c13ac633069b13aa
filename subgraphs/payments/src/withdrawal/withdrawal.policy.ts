import { DAY_MS, HOUR_MS } from '@heitu/kit/rules/clock';

/** Less than a yuan is not worth a line at the bank. */
export const WITHDRAWAL_FEN_MIN = 100;
/** The provider pays it out by the next working day, nearly always. */
export const PAID_OUT_WITHIN_WORKING_DAYS = 3;
/**
 * So long a bank can send back what the provider says it has paid
 * (https://pay.weixin.qq.com/doc/v3/partner/4014075940).
 */
export const BOUNCES_WITHIN_WORKING_DAYS = 7;
/** How often the provider is asked meanwhile. */
export const ASK_ABOUT_BOUNCE_MS = DAY_MS / 4;
export const ASK_ABOUT_SENT_MS = HOUR_MS;
/** What a page shows of them; all of them stand in the monthly statements. */
export const WITHDRAWALS_SHOWN_MAX = 10;
