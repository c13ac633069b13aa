import { lifecycleOf } from '@heitu/kit/rules/lifecycle';
import { HOUR_MS } from '@heitu/kit/rules/clock';
import type { ClauseRef, Desk, Role } from '@heitu/standard';
import { RECOVERY_LIMITS } from './disclosure.policy.ts';

/** Who looks at goods and deliveries on sale, and whether what they found was put right (6.5). */
export const CHECKERS = ['operator-admin', 'mediator', 'reviewer'] as const satisfies readonly Role[];

interface JudgedIncident {
  startedAtMs: number;
  recoveredAtMs: number | null;
}
export const incidentLifecycle = lifecycleOf<Role, Desk, ClauseRef, JudgedIncident>()({
  name: 'incident',
  once: 'recoveredAtMs',
  initial: 'open',
  states: {
    open: {
      text: '处理中',
      desk: 'operator-admin',
      until: { since: 'startedAtMs', ms: RECOVERY_LIMITS.hardwareRecoveryHours * HOUR_MS },
      then: { desk: 'regulator' },
    },
    recovered: { text: '已恢复', end: true },
  },
  transitions: [
    {
      action: 'close',
      from: ['open'],
      to: 'recovered',
      by: ['operator-admin', 'system'],
      label: '恢复',
      clause: '11.3.2.cx',
    },
  ],
});

interface JudgedOversight {
  dueAtMs: number;
  answeredAtMs: number | null;
}
export const oversightLifecycle = lifecycleOf<Role, Desk, ClauseRef, JudgedOversight>()({
  name: 'oversight',
  once: 'answeredAtMs',
  initial: 'asked',
  states: {
    asked: { text: '待答复', desk: 'operator-admin', until: 'dueAtMs', then: { desk: 'regulator' } },
    answered: { text: '已答复', end: true },
  },
  transitions: [
    { action: 'answer', from: ['asked'], to: 'answered', by: ['operator-admin'], label: '答复', clause: '12.1' },
  ],
});

interface JudgedCheck {
  followUpDueAtMs: number | null;
  closedAtMs: number | null;
}
export const tradeCheckLifecycle = lifecycleOf<Role, Desk, ClauseRef, JudgedCheck>()({
  name: 'trade-check',
  once: 'closedAtMs',
  initial: 'open',
  states: {
    open: { text: '待整改', desk: 'reviewer', until: 'followUpDueAtMs', then: { desk: 'operator-admin' } },
    closed: { text: '已了结', end: true },
  },
  transitions: [{ action: 'close', from: ['open'], to: 'closed', by: CHECKERS, label: '已整改', clause: '6.5' }],
});

/** An item of the technical register is current until another takes its place (5.2.d). */
export const itemLifecycle = lifecycleOf<Role, Desk, ClauseRef, { supersededAtMs: number | null }>()({
  name: 'technical-item',
  once: 'supersededAtMs',
  initial: 'current',
  states: {
    current: { text: '现行', rests: 'it says how things are; who renews it writes another' },
    superseded: { text: '已被替换', end: true },
  },
  transitions: [
    { action: 'supersede', from: ['current'], to: 'superseded', by: ['system'], label: '替换', clause: '5.2.d' },
  ],
});
