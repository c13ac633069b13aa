import { lifecycleOf, type StateOf } from '@heitu/kit/rules/lifecycle';
import type { ClauseRef, Desk, Role } from '@heitu/standard';
import { WITHDRAWERS } from '../roles.ts';

/** An authority's rule for an emergency, as one person enters it and another confirms it. */
export const emergencyLifecycle = lifecycleOf<Role, Desk, ClauseRef, { confirmDueAtMs: number; endsAtMs: number }>()({
  name: 'price-emergency',
  initial: 'entered',
  states: {
    entered: {
      text: '等第二个人确认',
      desk: 'operator-admin',
      until: 'confirmDueAtMs',
      then: { action: 'lapse', job: 'keep-price-emergencies' },
    },
    'in-force': {
      text: '生效',
      desk: 'platform',
      until: 'endsAtMs',
      then: { action: 'end', job: 'keep-price-emergencies' },
    },
    lapsed: { text: '没有人确认', end: true },
    dropped: { text: '没有通过', end: true },
    ended: { text: '已结束', end: true },
  },
  transitions: [
    {
      action: 'confirm',
      from: ['entered'],
      to: 'in-force',
      by: ['operator-admin'],
      label: '确认生效',
      clause: '6.5.c',
    },
    { action: 'drop', from: ['entered'], to: 'dropped', by: ['operator-admin'], label: '不对，作废', clause: '6.5.c' },
    { action: 'lapse', from: ['entered'], to: 'lapsed', by: ['system'], label: '没有人确认' },
    {
      action: 'end',
      from: ['in-force'],
      to: 'ended',
      by: ['operator-admin', 'system'],
      label: '应急结束',
      clause: '6.5.c',
    },
  ],
});
export type EmergencyState = StateOf<typeof emergencyLifecycle>;

/** A price that rises more than the rule lets it: the old one stays until somebody has looked. */
export const priceHoldLifecycle = lifecycleOf<Role, Desk, ClauseRef, { dueAtMs: number }>()({
  name: 'price-hold',
  initial: 'waiting',
  states: {
    waiting: {
      text: '等平台核实，先按原价卖',
      desk: 'reviewer',
      until: 'dueAtMs',
      then: { action: 'lapse', job: 'keep-price-emergencies' },
    },
    allowed: { text: '核实过，可以这样卖', end: true },
    refused: { text: '没有同意涨价', end: true },
    lapsed: { text: '没有人核实，没有涨成', end: true },
    replaced: { text: '商家又改了价', end: true },
    freed: { text: '应急结束，可以重新改价', end: true },
  },
  transitions: [
    { action: 'allow', from: ['waiting'], to: 'allowed', by: WITHDRAWERS, label: '可以涨', clause: '6.5.c' },
    { action: 'refuse', from: ['waiting'], to: 'refused', by: WITHDRAWERS, label: '不能涨', clause: '6.5.c' },
    { action: 'lapse', from: ['waiting'], to: 'lapsed', by: ['system'], label: '没有人核实' },
    { action: 'replace', from: ['waiting'], to: 'replaced', by: ['system'], label: '又改了价' },
    { action: 'free', from: ['waiting'], to: 'freed', by: ['system'], label: '应急结束' },
  ],
});
export type PriceHoldState = StateOf<typeof priceHoldLifecycle>;
