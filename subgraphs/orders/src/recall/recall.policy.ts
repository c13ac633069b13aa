import { addWorkingDays } from '@heitu/kit/rules/calendar';
import { HOUR_MS } from '@heitu/kit/rules/clock';
import {
  RECALL_LEVEL_OWN_TEXTS,
  RECALL_TIMES,
  RECALL_TIMES_SOURCE,
  type RecallHazard,
  type RecallLevel,
} from '@heitu/standard';

/** What became of the goods, as their buyer says. */
export const RECALL_ANSWERS = { has: '还在，请来取', eaten: '已经吃了', discarded: '已经扔了' } as const;
export type RecallAnswer = keyof typeof RECALL_ANSWERS;

/** Why goods cannot be had back. */
export const GONE_REASONS = {
  eaten: '买家已经吃了',
  discarded: '买家已经扔了',
  'not-sent': '买家没有寄回',
  lost: '路上丢了',
  unreachable: '一直联系不上买家',
} as const;
export type GoneReason = keyof typeof GONE_REASONS;

/** Whoever was told and has not answered within the hours of the report is called. */
export const callDueAtMs = (foundAtMs: number, level: RecallLevel): number =>
  foundAtMs + RECALL_TIMES[level].reportHours * HOUR_MS;
export const reportDueAtMs = callDueAtMs;
export const finishDueAtMs = (openedAtMs: number, level: RecallLevel): number =>
  addWorkingDays(openedAtMs, RECALL_TIMES[level].finishWorkingDays);

/** How urgent it is and by when it is done, for whoever has the goods. */
export const levelText = (level: RecallLevel): string =>
  `${RECALL_LEVEL_OWN_TEXTS[level]}，${RECALL_TIMES[level].finishWorkingDays}个工作日内办完`;
const { law, inForceOn, revisedOn, lookedUpOn } = RECALL_TIMES_SOURCE;
/** What the times follow, and how sure that is. */
export function timesBasis(level: RecallLevel): string {
  const { reportHours, finishWorkingDays, doubt } = RECALL_TIMES[level];
  const standing = `${law}（${inForceOn}施行，${revisedOn}修订）`;
  const sure = `${doubt}，${lookedUpOn}查的，没有核对过原文`;
  return `${reportHours}小时内报告，${finishWorkingDays}个工作日内办完：${standing}。${sure}`;
}

/** No law says these: goods in a car are back within so many working days, and nobody is called for ever. */
export const COME_BACK_WORKING_DAYS = 5;
export const GIVE_UP_WORKING_DAYS = 60;
export const LOST_AT_LAST_WORKING_DAYS = 40;
/** The second person looks at a closure within so many working days; after that it is asked for anew. */
export const REVIEW_WORKING_DAYS = 2;
/** A line whose price somebody else asks back is looked at again so much later. */
export const REFUND_AGAIN_MS = 24 * HOUR_MS;

/**
 * Who takes the report of a recall: a market supervision authority of the county or above it (食品召回管理办法), of what comes
 * from the field the one for agriculture (农产品质量安全法).
 */
export const RECALL_AUTHORITIES = {
  county: '县级市场监督管理局',
  city: '市级市场监督管理局',
  province: '省级市场监督管理局',
  agriculture: '县级农业农村局',
} as const;
export const RECEIPT_PURPOSE = 'recall-receipt-scan';
export const PROOF_PURPOSE = 'recall-proof-photo';
export const RECALL_REPORT_FILE = 'recall-report';
export const ROWS_AT_ONCE_MAX = 100;

export interface RecallUnits {
  units: number;
  recoveredUnits: number;
  goneUnits: number;
}
/** What is neither back nor known to be gone. */
export const openUnits = ({ units, recoveredUnits, goneUnits }: RecallUnits): number =>
  Math.max(units - recoveredUnits - goneUnits, 0);

const KEEP = '请不要食用，也不要送人，把货收好；买过的人会收到全额退款，还在的由配送员上门取回。';
const SICK = '吃了不舒服，请马上就医。';
/** What whoever has some of it is to do. */
export const RECALL_ADVICE: Readonly<Record<RecallHazard, string>> = {
  residue: KEEP + SICK,
  contaminant: KEEP + SICK,
  microbe: KEEP + SICK,
  'foreign-body': `${KEEP}误吞了异物，请马上就医。`,
  spoiled: KEEP + SICK,
  allergen: `对它过敏的人千万不要吃。${KEEP}`,
  label: KEEP,
  other: KEEP + SICK,
};
