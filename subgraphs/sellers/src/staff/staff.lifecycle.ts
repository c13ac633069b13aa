import { lifecycleOf } from '@heitu/kit/rules/lifecycle';
import type { ClauseRef, Desk } from '@heitu/standard';
import type { OwnPart } from '../party/party.policy.ts';

/** Somebody's post at a party. Whoever is added again begins anew in the same row. */
export const staffLifecycle = lifecycleOf<OwnPart, Desk, ClauseRef>()({
  name: 'staff',
  once: 'endedAtMs',
  initial: 'active',
  states: {
    active: { text: '在岗', rests: 'they work for the party until they are removed' },
    ended: { text: '已移除', rests: 'the party may add them again' },
  },
  transitions: [
    { action: 'remove', from: ['active'], to: 'ended', by: ['party', 'system'], label: '移除' },
    // By addStaff, which also changes those who are there.
    { action: 'add-again', from: ['ended'], to: 'active', by: ['system'], label: '重新加入' },
  ],
});
