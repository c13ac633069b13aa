import { platformFeeChanged } from '@heitu/events/payments.platform-fee-changed.v1';
import type { PayloadOf } from '@heitu/kit/messages/event';
import type { PaymentsContext, PaymentsTransaction } from '../context.ts';
import { feePublished } from './platform-fee.loader.ts';
import { feeText } from './platform-fee.policy.ts';

/** Sellers hear what is to come of the platform's fee, and what came of it. */
export async function tellFee(
  { clock }: Pick<PaymentsContext, 'clock'>,
  tx: PaymentsTransaction,
  id: string,
  state: PayloadOf<typeof platformFeeChanged>['state'],
): Promise<void> {
  const fee = await tx.rows.selectFrom('PlatformFee').selectAll().where('id', '=', id).executeTakeFirst();
  if (!fee) return;
  // One that binds at this moment is no answer to what held before.
  const before = await feePublished(tx, clock.now() - 1);
  tx.publish(
    platformFeeChanged,
    { type: 'platform-fee', id },
    {
      feeId: id,
      state,
      before: feeText(before),
      after: feeText(fee),
      isDearer: fee.risePercent > 0,
      bindsAtMs: fee.bindsAtMs ?? clock.now(),
    },
  );
}
