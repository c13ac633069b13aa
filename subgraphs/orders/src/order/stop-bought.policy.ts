import { afterWakingHours } from '@heitu/kit/rules/waking-hours';

/** So long somebody who said 停 has to say whether they want what is paid for; the night does not count. */
export const STOP_ANSWER_HOURS = 2;
export const stopDueAtMs = (saidAtMs: number): number => afterWakingHours(saidAtMs, STOP_ANSWER_HOURS);
/** Of the many that one person may have, the newest are stopped or asked about at once. */
export const STOPPED_MAX = 100;
export const STOP_NOTE = '本人回短信停了服务站代买';
