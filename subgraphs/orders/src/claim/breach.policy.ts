import type { Cause, Kind } from '../after-sale/after-sale.policy.ts';

/** What warmth does to goods; the wrong goods, or fewer, are nothing that a thermometer says. */
const WARMTH_CAUSES: readonly Cause[] = ['quality', 'damaged'];

/** Money is asked back, for what warmth does. Of an exchange, nobody gets any. */
export const isFromWarmth = ({ kind, cause }: { kind: Kind; cause: Cause }): boolean =>
  kind !== 'exchange' && WARMTH_CAUSES.includes(cause);
