import { lifecycleOf, type ActionOf, type StateOf } from '@heitu/kit/rules/lifecycle';
import type { ClauseRef, Desk, Role } from '@heitu/standard';
import { APPOINT_WORKING_DAYS, FETCH_AFTER_AGREED_MS } from './collection.policy.ts';
import { LOST_WORKING_DAYS } from '../shipment/shipment.policy.ts';
import { SAID } from '../said.ts';

/** What deadlines and guards look at. */
interface Judged {
  createdAtMs: number;
  courierId?: string | null | undefined;
  agreedAtMs?: number | null | undefined;
  centreDueAtMs?: number | null | undefined;
}
const hasCourier = { holds: ({ courierId }: Judged) => courierId != null, else: 'NO_COURIER' } as const;

const lost = {
  until: { since: 'centreDueAtMs', workingDays: LOST_WORKING_DAYS },
  action: 'lose',
  job: 'end-parcels',
} as const;

export const collectionLifecycle = lifecycleOf<Role, Desk, ClauseRef, Judged>()({
  name: 'collection',
  initial: 'due',
  states: {
    due: {
      text: '待预约',
      desk: 'carrier',
      until: { since: 'createdAtMs', workingDays: APPOINT_WORKING_DAYS },
      then: { desk: 'operator-admin' },
    },
    appointed: {
      text: '已预约',
      desk: 'courier',
      until: { since: 'agreedAtMs', ms: FETCH_AFTER_AGREED_MS },
      then: { desk: 'operator-admin' },
    },
    taken: {
      text: '已取回',
      desk: 'courier',
      until: 'centreDueAtMs',
      then: { desk: 'operator-admin' },
      atLast: lost,
    },
    // Both sign, the carrier has nothing else to do with it: what is missing is nearly always the seller's look.
    'at-centre': {
      text: '交接中',
      desk: 'seller',
      until: 'centreDueAtMs',
      then: { desk: 'operator-admin' },
      atLast: lost,
    },
    'handed-over': { text: '已交商家', end: true },
    'called-off': { text: '不用取了', end: true },
    lost: { text: '取回后丢失', end: true },
  },
  transitions: [
    {
      action: 'assign',
      from: ['due'],
      to: 'due',
      by: ['carrier-manager'],
      label: '派单',
      clause: '8.6.ch',
    },
    {
      action: 'appoint',
      from: ['due', 'appointed'],
      to: 'appointed',
      by: ['courier', 'carrier-manager'],
      label: '预约',
      clause: '8.6.ch',
      when: hasCourier,
    },
    {
      action: 'check-identity',
      from: ['appointed'],
      to: 'appointed',
      by: ['consumer'],
      label: SAID.checkIdentity,
      clause: '8.5.4.2.cc',
    },
    {
      action: 'show-identity',
      from: ['appointed'],
      to: 'appointed',
      by: ['courier'],
      label: '出示身份码',
      clause: '8.6.ch',
    },
    {
      action: 'settle',
      from: ['appointed'],
      to: 'appointed',
      by: ['courier'],
      label: '确认退货和退款形式',
      clause: '8.6.ch',
    },
    {
      action: 'inspect',
      from: ['appointed'],
      to: 'appointed',
      by: ['courier'],
      label: '按规定检查',
      clause: '8.6.ch',
    },
    {
      action: 'record-condition',
      from: ['appointed'],
      to: 'appointed',
      by: ['courier'],
      label: SAID.recordCondition,
      clause: '8.6.ch',
    },
    {
      action: 'sign',
      from: ['appointed'],
      to: 'appointed',
      by: ['courier', 'consumer'],
      label: '签字',
      clause: '8.6.ch',
    },
    {
      action: 'take',
      from: ['appointed'],
      to: 'taken',
      by: ['courier'],
      label: '取回',
      clause: '8.6.ch',
    },
    {
      action: 'bring-to-centre',
      from: ['taken'],
      to: 'at-centre',
      by: ['courier', 'carrier-manager'],
      label: '交退换货中心',
      clause: '8.6.ci',
    },
    {
      action: 'sign-handover',
      from: ['at-centre'],
      to: 'at-centre',
      by: ['carrier-manager', 'courier', 'seller-owner', 'seller-staff'],
      label: '交接签字',
      clause: '8.6.ci',
    },
    {
      action: 'lose',
      from: ['taken', 'at-centre'],
      to: 'lost',
      by: ['system'],
      label: '取回后逾期未交商家，按丢失办理',
      clause: '8.6.ci',
    },
    { action: 'call-off', from: ['due', 'appointed'], to: 'called-off', by: ['system'], label: '不用取了' },
    {
      action: 'hand-over',
      from: ['at-centre'],
      to: 'handed-over',
      by: ['system'],
      label: '交给商家',
      clause: '8.6.ci',
    },
  ],
});
export type CollectionState = StateOf<typeof collectionLifecycle>;
export type CollectionAction = ActionOf<typeof collectionLifecycle>;

/** While these last the assigned courier sees whose door it is. */
export const COLLECTION_TASK_STATES = ['due', 'appointed'] as const satisfies readonly CollectionState[];
