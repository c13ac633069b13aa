import { lifecycleOf, type StateOf } from '@heitu/kit/rules/lifecycle';
import type { ClauseRef, Desk, Role } from '@heitu/standard';

/**
 * A tariff that would be dearer: it is public for its days, then it binds. One that leaps is looked at meanwhile; one
 * that an emergency's rule holds waits for somebody, and without them it is not raised.
 */
export const tariffLifecycle = lifecycleOf<Role, Desk, ClauseRef, { bindsAtMs: number; lookDueAtMs: number | null }>()({
  name: 'tariff-change',
  initial: 'announced',
  states: {
    announced: {
      text: '已公布，到日子生效',
      desk: 'platform',
      until: 'bindsAtMs',
      then: { action: 'bind', job: 'keep-tariffs' },
    },
    leaping: {
      text: '涨得多，等平台看过',
      desk: 'operator-admin',
      until: 'bindsAtMs',
      then: { action: 'bind', job: 'keep-tariffs' },
    },
    held: {
      text: '应急期间，等平台核实',
      desk: 'operator-admin',
      until: 'lookDueAtMs',
      then: { action: 'lapse', job: 'keep-tariffs' },
    },
    bound: { text: '已生效', end: true },
    refused: { text: '没有同意涨价', end: true },
    lapsed: { text: '到时间没人核实，没有涨', end: true },
    withdrawn: { text: '不涨了', end: true },
    replaced: { text: '又改了价', end: true },
  },
  transitions: [
    { action: 'flag', from: ['announced'], to: 'leaping', by: ['system'], label: '涨得多', clause: '6.5.c' },
    { action: 'hold', from: ['announced', 'leaping'], to: 'held', by: ['system'], label: '先不涨', clause: '6.5.c' },
    { action: 'clear', from: ['leaping'], to: 'announced', by: ['operator-admin'], label: '看过了', clause: '6.5.c' },
    { action: 'allow', from: ['held'], to: 'announced', by: ['operator-admin'], label: '可以涨', clause: '6.5.c' },
    { action: 'refuse', from: ['held'], to: 'refused', by: ['operator-admin'], label: '不能涨', clause: '6.5.c' },
    { action: 'free', from: ['held'], to: 'announced', by: ['system'], label: '应急结束' },
    { action: 'lapse', from: ['held'], to: 'lapsed', by: ['system'], label: '没有人核实' },
    {
      action: 'withdraw',
      from: ['announced', 'leaping', 'held'],
      to: 'withdrawn',
      by: ['carrier-manager'],
      label: '不涨了',
      clause: '7.3.5.d',
    },
    {
      action: 'replace',
      from: ['announced', 'leaping', 'held'],
      to: 'replaced',
      by: ['system'],
      label: '又改了价',
    },
    { action: 'bind', from: ['announced', 'leaping'], to: 'bound', by: ['system'], label: '生效', clause: '7.3.5.d' },
  ],
});
export type TariffChangeState = StateOf<typeof tariffLifecycle>;
/** Those that are still to come. */
export const COMING = ['announced', 'leaping', 'held'] as const satisfies readonly TariffChangeState[];
/** Those that everybody may read: what is announced, and what came of it. */
export const PUBLIC_STATES = ['announced', 'leaping', 'bound'] as const satisfies readonly TariffChangeState[];
