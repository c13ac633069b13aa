import type { poolAgreed } from '@heitu/events/catalog.pool-agreed.v1';
import type { PayloadOf } from '@heitu/kit/messages/event';
import type { PaymentsContext, PaymentsTransaction } from '../context.ts';
import { PoolTerm } from './pool-term.entity.ts';

/** Keeps what each grower of a pooled lot is to get: by it they are paid as the lot is sold. */
export async function keepPool(
  context: PaymentsContext,
  tx: Pick<PaymentsTransaction, 'em'>,
  { shares, units: lotUnits, ...lot }: PayloadOf<typeof poolAgreed>,
): Promise<void> {
  await tx.em.insertMany(
    PoolTerm,
    shares.map(({ shareId: id, ...share }) => ({
      id,
      ...lot,
      lotUnits,
      ...share,
      agreedAtMs: context.clock.now(),
    })),
  );
}
