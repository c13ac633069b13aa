import { defineLifecycle } from '@heitu/kit/rules/lifecycle';
import type { ClauseRef } from '@heitu/standard';

export const shipmentLifecycle = defineLifecycle({
  name: 'shipment',
  initial: 'ready',
  states: {
    ready: '待派单',
    assigned: '待接货',
    'taken-over': '运输中',
    delivered: '已签收',
    refused: '已拒收',
    'at-depot': '已退回站点',
    returned: '已退回商家',
    cancelled: '已取消',
  },
  transitions: [
    {
      action: 'assign',
      from: ['ready', 'assigned'],
      to: 'assigned',
      by: ['carrier-manager'],
      label: '派单',
      clause: '8.5.1.bq' satisfies ClauseRef,
    },
    {
      action: 'open-handover',
      from: ['assigned'],
      to: 'assigned',
      by: ['carrier-manager', 'courier', 'seller-owner', 'seller-staff'],
      label: '开交接单',
      clause: '8.4.1' satisfies ClauseRef,
    },
    {
      action: 'take-over',
      from: ['assigned'],
      to: 'taken-over',
      by: ['system'],
      label: '接货',
      clause: '8.4.2.bj' satisfies ClauseRef,
    },
    {
      action: 'call-ahead',
      from: ['taken-over'],
      to: 'taken-over',
      by: ['courier', 'carrier-manager'],
      label: '电话预约',
      clause: '8.5.4.2.cb' satisfies ClauseRef,
    },
    {
      action: 'check-identity',
      from: ['taken-over'],
      to: 'taken-over',
      by: ['consumer'],
      label: '核对配送员身份',
      clause: '8.5.4.2.cc' satisfies ClauseRef,
    },
    {
      action: 'show-identity',
      from: ['taken-over'],
      to: 'taken-over',
      by: ['courier'],
      label: '出示身份码',
      clause: '8.5.4.2.cc' satisfies ClauseRef,
    },
    {
      action: 'open-packaging',
      from: ['taken-over'],
      to: 'taken-over',
      by: ['courier'],
      label: '开箱查看',
      clause: '8.5.4.2.cd' satisfies ClauseRef,
    },
    {
      action: 'deliver',
      from: ['taken-over'],
      to: 'delivered',
      by: ['consumer'],
      label: '签收',
      clause: '8.5.4.2.ce' satisfies ClauseRef,
    },
    {
      action: 'refuse',
      from: ['taken-over'],
      to: 'refused',
      by: ['consumer', 'courier'],
      label: '拒收',
      clause: '8.5.4.3.cf' satisfies ClauseRef,
    },
    {
      action: 'reject',
      from: ['taken-over'],
      to: 'refused',
      by: ['system'],
      label: '温度不合格退回',
      clause: '8.1.1.ar' satisfies ClauseRef,
    },
    {
      action: 'arrive-at-depot',
      from: ['refused'],
      to: 'at-depot',
      by: ['courier', 'carrier-manager'],
      label: '退回站点',
      clause: '8.5.4.3.cf' satisfies ClauseRef,
    },
    {
      action: 'return',
      from: ['at-depot'],
      to: 'returned',
      by: ['carrier-manager', 'seller-owner', 'seller-staff'],
      label: '退回商家',
      clause: '8.5.4.3.cf' satisfies ClauseRef,
    },
    { action: 'cancel', from: ['ready', 'assigned'], to: 'cancelled', by: ['system'], label: '取消' },
  ],
});
export type ShipmentState = keyof typeof shipmentLifecycle.states;
export type ShipmentAction = (typeof shipmentLifecycle.transitions)[number]['action'];

/** While these last the assigned courier sees the recipient in full (8.5.3.bw). */
export const IN_TASK_STATES = ['assigned', 'taken-over'] as const satisfies readonly ShipmentState[];
/** On a vehicle, or about to be: what was refused at the door rides on until the depot. */
export const ON_VEHICLE_STATES = [...IN_TASK_STATES, 'refused'] as const satisfies readonly ShipmentState[];
