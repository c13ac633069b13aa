import type { orderCompleted } from '@heitu/events/orders.order-completed.v1';
import type { PayloadOf } from '@heitu/kit/messages/event';
import type { PaymentsContext, PaymentsTransaction } from '../context.ts';
import { SoldLot } from './grower.entity.ts';

type Told = PayloadOf<typeof orderCompleted>['soldLots'];

/** Keeps which packs of an order came out of pooled lots: once, with its settlement. */
export async function keepSoldLots(
  context: PaymentsContext,
  tx: PaymentsTransaction,
  orderId: string,
  told: Told = [],
): Promise<void> {
  if (told.length === 0) return;
  const pooled = await tx.rows
    .selectFrom('PoolTerm')
    .select('lotId')
    .distinct()
    .where(
      'lotId',
      'in',
      told.map(({ lotId }) => lotId),
    )
    .execute();
  const isPooled = new Set(pooled.map(({ lotId }) => lotId));
  const sold = new Map<string, NonNullable<Told>[number]>();
  for (const one of told.filter(({ lotId }) => isPooled.has(lotId))) {
    const key = `${one.lineId} ${one.lotId}`;
    sold.set(key, { ...one, units: one.units + (sold.get(key)?.units ?? 0) });
  }
  await tx.em.insertMany(
    SoldLot,
    [...sold.values()].map(({ quantity: lineUnits, ...one }) => ({ id: context.newId(), orderId, lineUnits, ...one })),
  );
}
