import { startOfChinaDate } from '@heitu/kit/rules/calendar';
import { DAY_MS } from '@heitu/kit/rules/clock';
import type { ClauseRef } from '@heitu/standard';

/** What the operator watches carriers for (8.2). */
export const SUPERVISION_TOPICS = {
  agreement: { label: '遵守配送和交接约定', clause: '8.2.au' },
  confidentiality: { label: '消费者信息保密', clause: '8.2.av' },
  impersonation: { label: '冒名推销和欺诈', clause: '8.2.aw' },
  'on-time': { label: '按时送达', clause: '8.2.ax' },
  cod: { label: '代收货款交回', clause: '8.2.az' },
  'banned-goods': { label: '禁寄物品', clause: '8.5.2' },
} as const satisfies Record<string, { label: string; clause: ClauseRef }>;
export type SupervisionTopic = keyof typeof SUPERVISION_TOPICS;
export const SUPERVISION_TOPIC_CODES = Object.keys(SUPERVISION_TOPICS) as [SupervisionTopic, ...SupervisionTopic[]];
/** A check is due by the end of the day that it was planned for. */
export const checkDueAtMs = (plannedFor: string): number => startOfChinaDate(plannedFor) + DAY_MS;
/** By when something is done about a breach that was found. */
export const SETTLE_FINDING_WORKING_DAYS = 5;
/** Spot check, check on site, and what somebody reported. */
export const PLANNED_FORMS = ['spot', 'on-site'] as const;
export const REPORT_FORM = 'report';
