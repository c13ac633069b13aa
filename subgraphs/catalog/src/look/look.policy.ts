import { HOUR_MS } from '@heitu/kit/rules/clock';

/** Why somebody is to look at goods. */
export const LOOK_CAUSES = {
  new: '新上架',
  changed: '改过文字或图片',
  'rules-changed': '文字规则变了',
} as const;
export type LookCause = keyof typeof LOOK_CAUSES;

/** What an appeal is answered with, named like the act that does it. */
export const LOOK_ANSWERS = { uphold: '维持撤下', lift: '申诉成立，可以再上架' } as const;

/** What is promised to whoever publishes: a person has looked within so many hours. */
export const LOOK_HOURS = 24;
export const LOOK_MS = LOOK_HOURS * HOUR_MS;
/** So long after that, goods that nobody looked at leave the queue: the word rules alone let them through. */
export const LOOK_AT_LAST_WORKING_DAYS = 5;
export const APPEAL_TEXT_MAX = 1000;
/** So long a seller may appeal against a block. */
export const APPEAL_WORKING_DAYS = 10;
/** So long the platform has to answer an appeal; then its silence lifts the block. */
export const APPEAL_ANSWER_WORKING_DAYS = 3;
