import { lifecycleOf, type StateOf } from '@heitu/kit/rules/lifecycle';
import type { ClauseRef, Desk, Role } from '@heitu/standard';
import { CHECKERS } from '../disclosure/record.lifecycle.ts';

/** What people cannot change by themselves; the first two are changed by the decision, the rest by whoever decides. */
export const CORRECTION_FIELDS = {
  'filing-name': '备案上的姓名或名称',
  'staff-name': '账号上的姓名',
  other: '别的信息',
} as const;
export type CorrectionField = keyof typeof CORRECTION_FIELDS;
export const CORRECTION_PHOTO = 'correction-photo';
export const CORRECTION_PHOTOS_MAX = 3;

/** A person asks to have put right what is wrong about them; somebody decides within the law's days (PIPL 46, 50). */
export const correctionLifecycle = lifecycleOf<Role, Desk, ClauseRef, { dueAtMs: number }>()({
  name: 'correction',
  initial: 'asked',
  states: {
    asked: { text: '核对中', desk: 'reviewer', until: 'dueAtMs', then: { desk: 'operator-admin' } },
    corrected: { text: '已更正', end: true },
    refused: { text: '核对后没有改', end: true },
  },
  transitions: [
    { action: 'correct', from: ['asked'], to: 'corrected', by: CHECKERS, label: '更正', clause: '10.4' },
    { action: 'refuse', from: ['asked'], to: 'refused', by: CHECKERS, label: '不改', clause: '10.4' },
  ],
});
export type CorrectionState = StateOf<typeof correctionLifecycle>;
