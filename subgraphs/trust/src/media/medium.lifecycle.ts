import { lifecycleOf, type StateOf } from '@heitu/kit/rules/lifecycle';
import type { ClauseRef, Desk } from '@heitu/standard';
import { SIGNED_WITHIN_WORKING_DAYS, type MediumPart } from './medium.policy.ts';

interface JudgedMedium {
  offeredAtMs: number | null;
}
/** In whose hands an off-line medium is: it changes hands when whoever takes it has signed (11.7.4). */
export const mediumLifecycle = lifecycleOf<MediumPart, Desk, ClauseRef, JudgedMedium>()({
  name: 'backup-medium',
  initial: 'kept',
  states: {
    kept: { text: '在保管', rests: 'it lies with its holder for as long as they keep it' },
    offered: {
      text: '交接中，等接收人签收',
      desk: 'operator-admin',
      until: { since: 'offeredAtMs', workingDays: SIGNED_WITHIN_WORKING_DAYS },
      then: { action: 'lapse', job: 'lapse-media' },
    },
    destroyed: { text: '已销毁', end: true },
  },
  transitions: [
    {
      action: 'hand-over',
      from: ['kept'],
      to: 'offered',
      by: ['holder', 'stand-in'],
      label: '交给别人保管',
      clause: '11.7.4.dz',
    },
    { action: 'confirm', from: ['offered'], to: 'kept', by: ['taker'], label: '签收', clause: '11.7.4.dz' },
    { action: 'lapse', from: ['offered'], to: 'kept', by: ['system'], label: '没人签收，仍由原保管人保管' },
    {
      action: 'destroy',
      from: ['kept'],
      to: 'destroyed',
      by: ['holder', 'stand-in'],
      label: '登记销毁',
      clause: '11.7.4.dz',
    },
  ],
});
export type MediumState = StateOf<typeof mediumLifecycle>;
