import { lifecycleOf, type StateOf } from '@heitu/kit/rules/lifecycle';
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
  transitions: [
    { action: 'end', from: ['in-use'], to: 'ended', by: ['carrier-manager'], label: '停用' },
    // By registering it again.
    { action: 'take-back', from: ['ended'], to: 'in-use', by: ['system'], label: '重新登记' },
  ],
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
  transitions: [
    { action: 'end', from: ['in-use'], to: 'ended', by: ['carrier-manager', 'system'], label: '停用' },
    // By linking it again to its place.
    { action: 'take-back', from: ['ended'], to: 'in-use', by: ['system'], label: '重新登记' },
  ],
});

/** Whoever works here is let go by the desk, and may be taken back; the rules they accept themselves, each version. */
export const courierLifecycle = lifecycleOf<Role, Desk, ClauseRef>()({
  name: 'courier',
  initial: 'working',
  states: {
    working: { text: '在岗', rests: 'They work here for as long as they and the carrier like.' },
    left: { text: '已离岗', end: true },
  },
  transitions: [
    {
      action: 'accept-rules',
      from: ['working'],
      to: 'working',
      by: ['courier'],
      label: '确认配送规范',
      clause: '8.5.3.bu',
    },
    { action: 'end', from: ['working'], to: 'left', by: ['carrier-manager'], label: '离岗' },
    { action: 'take-back', from: ['left'], to: 'working', by: ['system'], label: '重新登记' },
  ],
});
export type CourierState = StateOf<typeof courierLifecycle>;
