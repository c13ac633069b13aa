import { lifecycleOf } from '@heitu/kit/rules/lifecycle';
import type { ClauseRef, Desk, Role } from '@heitu/standard';

/** A vehicle is put away by the carrier's desk; registered again it is in use again. */
export const vehicleLifecycle = lifecycleOf<Role, Desk, ClauseRef>()({
  name: 'vehicle',
  once: 'endedAtMs',
  initial: 'in-use',
  states: {
    'in-use': { text: '使用中', rests: 'The carrier drives it for as long as it likes.' },
    ended: { text: '已停用', end: true },
  },
  transitions: [{ action: 'end', from: ['in-use'], to: 'ended', by: ['carrier-manager'], label: '停用' }],
});

/** A thermometer is put away by the carrier's desk, alone or with the vehicle that it hangs in. */
export const deviceLifecycle = lifecycleOf<Role, Desk, ClauseRef>()({
  name: 'device',
  once: 'endedAtMs',
  initial: 'in-use',
  states: {
    'in-use': { text: '使用中', rests: 'It hangs in its place; when it falls silent that is an alarm of its own.' },
    ended: { text: '已停用', end: true },
  },
  transitions: [{ action: 'end', from: ['in-use'], to: 'ended', by: ['carrier-manager', 'system'], label: '停用' }],
});
