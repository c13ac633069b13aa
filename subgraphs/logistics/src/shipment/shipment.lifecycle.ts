import { isNow, lifecycleOf, type ActionOf, type StateOf } from '@heitu/kit/rules/lifecycle';
import type { ClauseRef, Desk, Role } from '@heitu/standard';
import {
  BRING_BACK_WORKING_DAYS,
  FETCH_AT_LAST_WORKING_DAYS,
  LOST_WORKING_DAYS,
  NOT_STOPPED,
} from './shipment.policy.ts';
import { SAID } from '../said.ts';

/** What deadlines and guards look at. */
export interface JudgedParcel {
  respondDueAtMs: number;
  takeOverDueAtMs: number;
  deliverByMs: number;
  refusedAtMs?: number | null | undefined;
  atDepotAtMs?: number | null | undefined;
  giveBackByMs?: number | null | undefined;
  fetchByMs?: number | null | undefined;
  stoppedAtMs?: number | null | undefined;
}
/** For reading a parcel that is to be moved. */
export const JUDGED = [
  'respondDueAtMs',
  'takeOverDueAtMs',
  'deliverByMs',
  'refusedAtMs',
  'atDepotAtMs',
  'giveBackByMs',
  'fetchByMs',
  'stoppedAtMs',
] as const satisfies readonly (keyof JudgedParcel)[];

/** What moves a parcel towards its buyer is not done with a stopped one; what brings it back is. */
const isNotStopped = isNow(NOT_STOPPED, 'STOPPED');

const neverFetched = (since: 'respondDueAtMs' | 'takeOverDueAtMs') =>
  ({ until: { since, workingDays: FETCH_AT_LAST_WORKING_DAYS }, action: 'cancel', job: 'end-parcels' }) as const;
const lost = (since: 'deliverByMs' | 'refusedAtMs' | 'atDepotAtMs') =>
  ({ until: { since, workingDays: LOST_WORKING_DAYS }, action: 'lose', job: 'end-parcels' }) as const;

export const shipmentLifecycle = lifecycleOf<Role, Desk, ClauseRef, JudgedParcel>()({
  name: 'shipment',
  initial: 'ready',
  states: {
    ready: {
      text: '待派单',
      desk: 'carrier',
      until: 'respondDueAtMs',
      then: { desk: 'operator-admin' },
      atLast: neverFetched('respondDueAtMs'),
    },
    assigned: {
      text: '待接货',
      desk: 'courier',
      until: 'takeOverDueAtMs',
      then: { desk: 'operator-admin' },
      atLast: neverFetched('takeOverDueAtMs'),
    },
    'taken-over': {
      text: '运输中',
      desk: 'courier',
      until: 'deliverByMs',
      then: { desk: 'operator-admin' },
      atLast: lost('deliverByMs'),
    },
    'at-station': {
      text: '在服务站等取',
      desk: 'buyer',
      until: 'fetchByMs',
      then: { action: 'leave-unfetched', job: 'leave-unfetched' },
    },
    // Refused or fetched by nobody: it still stands at the station, and its carrier fetches it.
    'left-at-station': {
      text: '在服务站等退回',
      desk: 'courier',
      until: { since: 'refusedAtMs', workingDays: BRING_BACK_WORKING_DAYS },
      then: { desk: 'operator-admin' },
      atLast: lost('refusedAtMs'),
    },
    delivered: { text: '已签收', end: true },
    refused: {
      text: '退回中',
      desk: 'courier',
      until: { since: 'refusedAtMs', workingDays: BRING_BACK_WORKING_DAYS },
      then: { desk: 'operator-admin' },
      atLast: lost('refusedAtMs'),
    },
    'at-depot': {
      text: '已退回站点',
      desk: 'carrier',
      until: 'giveBackByMs',
      then: { desk: 'operator-admin' },
      atLast: lost('atDepotAtMs'),
    },
    returned: { text: '已退回商家', end: true },
    cancelled: { text: '已取消', end: true },
    lost: { text: '已丢失', end: true },
  },
  transitions: [
    {
      action: 'assign',
      from: ['ready', 'assigned'],
      to: 'assigned',
      by: ['carrier-manager'],
      label: '派单',
      clause: '8.5.1.bq',
      when: isNotStopped,
    },
    {
      action: 'open-handover',
      from: ['assigned'],
      to: 'assigned',
      by: ['carrier-manager', 'courier', 'seller-owner', 'seller-staff'],
      label: '开交接单',
      clause: '8.4.1',
      when: isNotStopped,
    },
    {
      action: 'take-over',
      from: ['assigned'],
      to: 'taken-over',
      by: ['system'],
      label: '接货',
      clause: '8.4.2.bj',
      when: isNotStopped,
    },
    {
      action: 'call-ahead',
      from: ['taken-over'],
      to: 'taken-over',
      by: ['courier', 'carrier-manager'],
      label: '电话预约',
      clause: '8.5.4.2.cb',
      when: isNotStopped,
    },
    {
      action: 'check-identity',
      from: ['taken-over'],
      to: 'taken-over',
      by: ['consumer'],
      label: SAID.checkIdentity,
      clause: '8.5.4.2.cc',
      when: isNotStopped,
    },
    {
      action: 'show-identity',
      from: ['taken-over'],
      to: 'taken-over',
      by: ['courier'],
      label: '出示身份码',
      clause: '8.5.4.2.cc',
      when: isNotStopped,
    },
    {
      action: 'open-packaging',
      from: ['taken-over'],
      to: 'taken-over',
      by: ['courier'],
      label: '开箱查看',
      clause: '8.5.4.2.cd',
      when: isNotStopped,
    },
    {
      action: 'deliver',
      from: ['taken-over'],
      to: 'delivered',
      by: ['consumer'],
      label: '签收',
      clause: '8.5.4.2.ce',
      when: isNotStopped,
    },
    {
      action: 'sign-at-door',
      from: ['taken-over'],
      to: 'delivered',
      by: ['courier'],
      label: '请收货人在这里签字',
      clause: '8.5.4.2.ce',
      when: isNotStopped,
    },
    // The first time: the courier comes again.
    {
      action: 'find-nobody',
      from: ['taken-over'],
      to: 'taken-over',
      by: ['courier'],
      label: '家里没人',
      clause: '8.5.4.2.cb',
      when: isNotStopped,
    },
    {
      action: 'give-up',
      from: ['taken-over'],
      to: 'refused',
      by: ['courier'],
      label: '又没人，退回商家',
      clause: '8.5.4.3.cf',
    },
    // Both have signed: what the station has, its buyer fetches.
    {
      action: 'arrive-at-station',
      from: ['taken-over'],
      to: 'at-station',
      by: ['system'],
      label: '送到服务站',
      clause: '8.1.2.as',
      when: isNotStopped,
    },
    {
      action: 'hand-out',
      from: ['at-station'],
      to: 'delivered',
      by: ['station-agent'],
      label: '凭码取货',
      clause: '8.5.4.2.ce',
      when: isNotStopped,
    },
    {
      action: 'refuse',
      from: ['at-station'],
      to: 'left-at-station',
      by: ['consumer'],
      label: '拒收',
      clause: '8.5.4.3.cf',
    },
    {
      action: 'reject',
      from: ['at-station'],
      to: 'left-at-station',
      by: ['system'],
      label: '温度不合格退回',
      clause: '8.1.1.ar',
    },
    {
      action: 'turn-round',
      from: ['at-station'],
      to: 'left-at-station',
      by: ['system'],
      label: '货被召回，转头退回',
      clause: '7.3.6.a-c',
    },
    {
      action: 'leave-unfetched',
      from: ['at-station'],
      to: 'left-at-station',
      by: ['system'],
      label: '没人来取，退回',
      clause: '8.5.4.3.cf',
    },
    {
      action: 'fetch-back',
      from: ['left-at-station'],
      to: 'refused',
      by: ['system'],
      label: '从服务站取回',
      clause: '8.5.4.3.cf',
    },
    {
      action: 'refuse',
      from: ['taken-over'],
      to: 'refused',
      by: ['consumer', 'courier'],
      label: '拒收',
      clause: '8.5.4.3.cf',
    },
    {
      action: 'reject',
      from: ['taken-over'],
      to: 'refused',
      by: ['system'],
      label: '温度不合格退回',
      clause: '8.1.1.ar',
    },
    {
      action: 'turn-round',
      from: ['taken-over'],
      to: 'refused',
      by: ['system'],
      label: '货被召回，转头退回',
      clause: '7.3.6.a-c',
    },
    {
      action: 'arrive-at-depot',
      from: ['refused'],
      to: 'at-depot',
      by: ['courier', 'carrier-manager'],
      label: '退回站点',
      clause: '8.5.4.3.cf',
    },
    {
      action: 'return',
      from: ['at-depot'],
      to: 'returned',
      by: ['carrier-manager', 'seller-owner', 'seller-staff'],
      label: '退回商家',
      clause: '8.5.4.3.cf',
    },
    { action: 'cancel', from: ['ready', 'assigned'], to: 'cancelled', by: ['system'], label: '取消' },
    {
      action: 'lose',
      from: ['taken-over', 'left-at-station', 'refused', 'at-depot'],
      to: 'lost',
      by: ['system'],
      label: '逾期未送达也未退回，按丢失办理',
      clause: '6.6.d',
    },
  ],
});
export type ShipmentState = StateOf<typeof shipmentLifecycle>;
export type ShipmentAction = ActionOf<typeof shipmentLifecycle>;
/** The actions of people that a stopped parcel has none of. */
export type TowardsBuyer = Extract<
  (typeof shipmentLifecycle.transitions)[number],
  { when: { else: 'STOPPED' } }
>['action'];

/** While these last the assigned courier sees the recipient in full (8.5.3.bw). */
export const IN_TASK_STATES = ['assigned', 'taken-over'] as const satisfies readonly ShipmentState[];
/** On a vehicle, or about to be: what was refused at the door rides on until the depot. */
export const ON_VEHICLE_STATES = [...IN_TASK_STATES, 'refused'] as const satisfies readonly ShipmentState[];
