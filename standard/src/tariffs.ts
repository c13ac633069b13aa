import type { ClauseRef } from './clauses.ts';

/** What is paid for services, and what a document for an emergency can bind beside goods (Price Law 30, 31). */
export const TARIFF_SERVICES = { delivery: '配送运费', platform: '平台服务费' } as const;
export type TariffService = keyof typeof TARIFF_SERVICES;

/** So long a dearer tariff is public before it binds, as long as a document of the operator (decision 76). */
export const TARIFF_NOTICE_DAYS = 7;
/** Within so many hours somebody of the operator looks at a rise that an emergency holds; else it is not raised. */
export const TARIFF_LOOK_HOURS = 72;

/** A price so much higher than one of the days before rises suddenly, of goods and of services (6.5.c). */
export const SHARP_RISE = { percent: 30, days: 7 } as const;
export const isLeap = (percent: number): boolean => percent >= SHARP_RISE.percent;
/** A rise is at most said to be so much, also of what cost nothing. */
export const RISE_PERCENT_MAX = 9999;

/**
 * What becomes of a dearer tariff once it is public, whoever's it is: it binds on its day. One that leaps is looked at
 * meanwhile; one that an emergency's rule holds waits for somebody, and without them it is not raised.
 */
export const riseStates = <const Job extends string>(job: Job) =>
  ({
    announced: {
      text: '已公布，到日子生效',
      desk: 'platform',
      until: 'bindsAtMs',
      then: { action: 'bind', job },
    },
    leaping: {
      text: '涨得多，等平台看过',
      desk: 'operator-admin',
      until: 'bindsAtMs',
      then: { action: 'bind', job },
    },
    held: {
      text: '应急期间，等平台核实',
      desk: 'operator-admin',
      until: 'lookDueAtMs',
      then: { action: 'lapse', job },
    },
    bound: { text: '已生效', end: true },
    refused: { text: '没有同意涨价', end: true },
    lapsed: { text: '到时间没人核实，没有涨', end: true },
    withdrawn: { text: '不涨了', end: true },
  }) as const;

/** `by`: whoever sets it may take it back; `under`: the clause that has it published. */
export const riseTransitions = <const By extends string, const Under extends ClauseRef>(
  by: readonly By[],
  under: Under,
) =>
  [
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
      by,
      label: '不涨了',
      clause: under,
    },
    { action: 'bind', from: ['announced', 'leaping'], to: 'bound', by: ['system'], label: '生效', clause: under },
  ] as const;

/** Those that are still to come. */
export const RISES_COMING = ['announced', 'leaping', 'held'] as const;
/** Those that everybody may read: what is announced, and what came of it. */
export const RISES_PUBLIC = ['announced', 'leaping', 'bound'] as const;
