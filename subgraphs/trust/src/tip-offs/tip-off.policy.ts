import { addWorkingDays } from '@heitu/kit/rules/calendar';
import { DAY_MS } from '@heitu/kit/rules/clock';
import { WORKING_DAYS } from '@heitu/standard';

/** What somebody says is unlawful. */
export const TIP_OFF_KINDS = {
  unsafe: '不安全、变质、有毒有害',
  fake: '假冒、以次充好',
  'false-words': '虚假宣传、违法用语',
  unlicensed: '没有证照、冒用证照',
  price: '价格欺诈、缺斤短两',
  banned: '禁止销售的东西',
  other: '其他违法',
} as const;
export type TipOffKind = keyof typeof TIP_OFF_KINDS;

export const FINDING_TITLES = {
  founded: '属实',
  unfounded: '查不属实',
  'handed-over': '移交主管部门',
} as const;
export type TipOffFinding = keyof typeof FINDING_TITLES;

export const TIP_OFF_PHOTO = 'tip-off-photo';
export const TIP_OFF_PHOTOS_MAX = 6;
/** From one network, or by one account, in a day. */
export const TIP_OFFS_A_DAY_MAX = 10;
export const tipOffDueAt = (filedAtMs: number): number => addWorkingDays(filedAtMs, WORKING_DAYS.answerTipOff.days);
/**
 * So many working days after that the authority decides, which itself has fifteen from the day of a report
 * (市场监督管理投诉举报处理暂行办法 31).
 */
export const HAND_OVER_WORKING_DAYS = 10;
export const HANDED_TO = '市场监督管理部门';
export const HANDED_TEXT = '平台没能在期限内核实清楚，已把您的举报和照片移交主管部门，由主管部门核查。';
/** The network of a report is remembered until its day is surely over. */
export const NETWORK_KEPT_MS = 2 * DAY_MS;
