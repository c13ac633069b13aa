import type { PaymentsContext, PaymentsTransaction } from '../context.ts';
import { PlatformFee } from './platform-fee.entity.ts';
import { platformFees } from './platform-fee.moves.ts';
import { tellFee } from './tell-fee.ts';

/** It holds for what is paid from now on, and the one before it for what was paid until now. */
export async function bindFee(
  context: Pick<PaymentsContext, 'clock'>,
  tx: PaymentsTransaction,
  id: string,
): Promise<void> {
  const nowMs = context.clock.now();
  const set = { openFor: null, endedAtMs: nowMs, fromMs: nowMs };
  if ((await platformFees.bySystem(context, tx, 'bind', { id }, set)) === 0) return;
  await tellFee(context, tx, id, 'bound');
  await tx.em.nativeUpdate(PlatformFee, { id: { $ne: id }, fromMs: { $ne: null }, untilMs: null }, { untilMs: nowMs });
}
