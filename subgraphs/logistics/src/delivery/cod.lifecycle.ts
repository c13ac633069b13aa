import { lifecycleOf, type StateOf } from '@heitu/kit/rules/lifecycle';
import type { ClauseRef, Desk, Role } from '@heitu/standard';

/**
 * Cash that was taken at the door is paid to the seller once (8.5.3.ca); a record of it that was wrong is taken back
 * once, also where it was paid already, by a row of its own.
 */
export const codLifecycle = lifecycleOf<Role, Desk, ClauseRef, { dueAtMs: number }>()({
  name: 'cod-remittance',
  initial: 'owed',
  states: {
    owed: { text: '待交回', desk: 'carrier', until: 'dueAtMs', then: { desk: 'operator-admin' } },
    remitted: { text: '已交回', end: true },
    reversed: { text: '已冲正', end: true },
  },
  transitions: [
    { action: 'remit', from: ['owed'], to: 'remitted', by: ['carrier-manager'], label: '核对交回', clause: '8.5.3.ca' },
    {
      action: 'reverse',
      from: ['owed', 'remitted'],
      to: 'reversed',
      by: ['carrier-manager', 'operator-admin'],
      label: '冲正',
      clause: '8.5.3.ca',
    },
  ],
});
export type CodState = StateOf<typeof codLifecycle>;
