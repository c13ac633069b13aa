import { defineLifecycle } from '@heitu/kit/rules/lifecycle';
import type { ClauseRef } from '@heitu/standard';

/** A sudden price move: raised by itself, looked at by a reviewer. */
export const priceFlagLifecycle = defineLifecycle({
  name: 'price flag',
  initial: 'open',
  states: { open: '待核实', cleared: '已核实' },
  transitions: [
    {
      action: 'clear',
      from: ['open'],
      to: 'cleared',
      by: ['reviewer', 'operator-admin'],
      label: '核实完毕',
      clause: '6.5.c' satisfies ClauseRef,
    },
  ],
});
