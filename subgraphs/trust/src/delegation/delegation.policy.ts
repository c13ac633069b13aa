import { chinaDate, startOfChinaDate } from '@heitu/kit/rules/calendar';
import type { SmsTemplate } from '../sms/sms-templates.table.ts';
import { DAY_MS, MINUTE_MS } from '@heitu/kit/rules/clock';
import type { StaffRight } from '@heitu/standard';

/** Where the owner gave it. */
export const DELEGATION_WAYS = { app: '农户在手机上授权', code: '农户在站里报验证码' } as const;
export type DelegationWay = keyof typeof DELEGATION_WAYS;
/**
 * What somebody who stands at the station lets its agent do for them until the end of the day, with or without an
 * account of their own so far.
 */
export const ERRANDS = { buy: '替您下单买东西', file: '替您办农户备案' } as const;
export type Errand = keyof typeof ERRANDS;
export const ERRAND_TEMPLATE = 'errand-code' satisfies SmsTemplate;
/** What an owner may let an agent do. Money and bank, papers and shop, staff stay with the owner (11.5.de). */
export const DELEGABLE_RIGHTS = [
  'products',
  'lots',
  'orders',
  'after-sales',
  'complaints',
] as const satisfies readonly StaffRight[];
/** The role that a delegate acts in: that of the party's staff, never more. */
export const DELEGATE_ROLE = 'seller-staff';
/** From sowing to harvest is less; then the owner is asked again. */
export const DELEGATION_DAYS_MAX = 183;
export const DELEGATIONS_PER_OWNER_MAX = 10;
/** How long an owner has to read out the code. */
export const ASK_LIFETIME_MS = 10 * MINUTE_MS;
export const ASKS_PER_DAY_MAX = 40;
export const DELEGATIONS_SHOWN_MAX = 200;
export const CODE_SEND_BATCH_MAX = 20;
export const DELEGATION_CODE_TEMPLATE = 'delegation-code' satisfies SmsTemplate;

/** What an active delegation holds alone. */
export const activeKey = ({ partyId, agentId }: { partyId: string; agentId: string }): string =>
  `${partyId} ${agentId}`;
const errandKey = ({ delegatorId, agentId, errand }: Record<'delegatorId' | 'agentId' | 'errand', string>): string =>
  `${errand} ${delegatorId} ${agentId}`;
export const keyOf = (row: { partyId: string; agentId: string; delegatorId: string; errand: Errand | null }): string =>
  row.errand === null ? activeKey(row) : errandKey({ ...row, errand: row.errand });

export const UNTIL_OUT_OF_RANGE = {
  message: `代办最早到今天、最长到${DELEGATION_DAYS_MAX}天后，请改一下日期`,
  clause: '11.5.de',
} as const;
/** The last moment of a day in China, or null where the day is past or too far off. */
export function endOfLastDay(until: string, nowMs: number): number | null {
  const endMs = startOfChinaDate(until) + DAY_MS;
  const latestMs = startOfChinaDate(chinaDate(nowMs)) + (DELEGATION_DAYS_MAX + 1) * DAY_MS;
  return nowMs < endMs && endMs <= latestMs ? endMs : null;
}

/** What an owner writes back to a text message to end whatever they have delegated. */
export const STOP_WORDS: readonly string[] = ['停', '停止', '停办', '不办了'];
/** What somebody writes back who is asked whether they want what a station bought for them and is paid for. */
export const ANSWER_WORDS: Readonly<Record<'give-back' | 'keep', readonly string[]>> = {
  'give-back': ['退', '退款', '退钱', '不要', '不要了'],
  keep: ['要', '还要', '照常送'],
};
