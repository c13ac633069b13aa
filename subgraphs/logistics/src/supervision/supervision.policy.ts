import { startOfChinaDate } from '@heitu/kit/rules/calendar';
import { DAY_MS } from '@heitu/kit/rules/clock';
import { clauseOf, type ClauseRef } from '@heitu/standard';

/** What the operator watches carriers for (8.2). */
export const CHECK_TOPICS = {
  agreement: '按约定接货送货',
  'on-time': '按时送到',
  confidentiality: '保密客户信息',
  impersonation: '不冒名推销、不骗人',
  cod: '交回代收的货款',
  'banned-goods': '不收禁寄物品',
} as const;
export type CheckTopic = keyof typeof CHECK_TOPICS;
export const TOPIC_RULES = {
  agreement: { clause: '8.2.au' },
  confidentiality: { clause: '8.2.av' },
  impersonation: { clause: '8.2.aw' },
  'on-time': { clause: '8.2.ax' },
  cod: { clause: '8.2.az' },
  'banned-goods': { clause: '8.5.2' },
} as const satisfies Record<CheckTopic, { clause: ClauseRef }>;
/** A check is due by the end of the day that it was planned for. */
export const checkDueAtMs = (plannedFor: string): number => startOfChinaDate(plannedFor) + DAY_MS;
/** By when something is done about a breach that was found. */
export const SETTLE_FINDING_WORKING_DAYS = 5;

/** A measure as trust tells of it. */
interface Taken {
  partyId: string;
  clause: string;
  takenAtMs: number;
}
interface Found {
  carrierPartyId: string;
  topic: CheckTopic;
  doneAtMs?: number | null | undefined;
}
/** Why a measure is none for what was found; null where it is. */
export function whyNotFor(
  { carrierPartyId, topic, doneAtMs }: Found,
  taken: Taken | undefined,
): 'MEASURE_UNKNOWN' | 'MEASURE_EARLIER' | 'MEASURE_OF_OTHER' | null {
  if (taken?.partyId !== carrierPartyId) return 'MEASURE_UNKNOWN';
  const { clause } = TOPIC_RULES[topic];
  if (taken.clause !== clause && taken.clause !== clauseOf(clause).id) return 'MEASURE_OF_OTHER';
  return taken.takenAtMs < (doneAtMs ?? Infinity) ? 'MEASURE_EARLIER' : null;
}
/** What was found is put right by a measure, or seen to be right by somebody else; words alone do nothing. */
export const isAnswered = ({
  measureId,
  recheckId,
}: {
  measureId?: string | null | undefined;
  recheckId?: string | null | undefined;
}): boolean => Boolean(measureId ?? recheckId);
/** How the operator comes to look: by a plan of its own, or by what somebody reported. */
export const PLANNED_FORMS = { spot: '抽查', 'on-site': '到场监督' } as const;
export type PlannedForm = keyof typeof PLANNED_FORMS;
export const CHECK_FORMS = { ...PLANNED_FORMS, report: '举报' } as const;
export type CheckForm = keyof typeof CHECK_FORMS;
export const REPORT_FORM = 'report' satisfies CheckForm;
