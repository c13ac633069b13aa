import type { Tone } from '../ui/marks.tsx';

/**
 * Chinese for codes that the API answers with, one vocabulary each. Where the API gives the words itself (stateLabel,
 * label), those are shown.
 */
type Words = Readonly<Record<string, string>>;
export const word = (words: Words, code: string | null | undefined): string => (code ? (words[code] ?? code) : '—');
export const options = <W extends Words>(words: W): { value: keyof W & string; label: string }[] =>
  Object.entries(words).map(([value, label]) => ({ value, label }));

/** `active` of a partner's program. */
export const CLIENT_STATES: Words = { yes: '可用', no: '已停用' };
export const WEEKDAYS: Words = { 1: '周一', 2: '周二', 3: '周三', 4: '周四', 5: '周五', 6: '周六', 7: '周日' };

const TONES: Readonly<Record<string, Tone>> = {
  UNDER_REVIEW: 'busy',
  APPROVED: 'good',
  RETURNED: 'warn',
  REJECTED: 'bad',
  GOOD: 'good',
  UNFILED: 'quiet',
  PAPERS_LAPSED: 'bad',
  REVIEW_OVERDUE: 'warn',
  SUSPENDED: 'bad',
  ON_SALE: 'good',
  WITHDRAWN: 'quiet',
  REMOVED: 'bad',
  RELEASED: 'good',
  BLOCKED: 'bad',
  RECALLED: 'bad',
  OPEN: 'warn',
  CLEARED: 'good',
  RAISED: 'bad',
  ACKNOWLEDGED: 'busy',
  RESOLVED: 'good',
  FILED: 'busy',
  ESCALATED: 'bad',
  REFUSED: 'bad',
  SETTLED: 'good',
  ADVANCED: 'good',
  MATCHED: 'good',
  DIFFERENT: 'bad',
  FAILED: 'bad',
  DONE: 'good',
  ACTIVE: 'good',
  PUBLISHED: 'good',
  DRAFT: 'warn',
  HELD: 'warn',
  SHOWN: 'good',
  DELIVERED: 'good',
  COMPLETED: 'good',
  CANCELLED: 'quiet',
  IN_TRANSIT: 'busy',
  TAKEN_OVER: 'busy',
  DUE: 'busy',
  WAITING: 'busy',
  CRITICAL: 'bad',
  MAJOR: 'bad',
  MINOR: 'warn',
  RECOVERED: 'good',
  SENT: 'good',
  IN_FORCE: 'warn',
  APPEALED: 'busy',
  REPORTED: 'busy',
  RECTIFIED: 'good',
  REVOKED: 'quiet',
  LIFTED: 'quiet',
  DECIDED: 'busy',
  PROPOSED: 'warn',
  IN_HAND: 'busy',
  ADVANCING: 'busy',
  COMPENSATING: 'busy',
};
export const toneOf = (code: string): Tone => TONES[code] ?? 'quiet';
