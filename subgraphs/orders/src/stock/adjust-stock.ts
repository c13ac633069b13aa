import { partiesFor } from '@heitu/kit/actor';
import { identifier, line, parse, z } from '@heitu/kit/validate';
import { defineRefusals, ok, refuse, type Outcome } from '@heitu/kit/outcome';
import { plus } from '../arithmetic.ts';
import type { OrdersContext } from '../context.ts';
import { SELLER_ROLES } from '../order/order.lifecycle.ts';
import { lockSkus } from './lock-skus.ts';
import { LotStock, Stock, StockMovement } from './stock.entity.ts';
import { ADJUSTMENT_UNITS_MAX } from './stock.policy.ts';

export const adjustStockRefusals = defineRefusals({
  BELOW_ZERO: { message: '库里没有这么多，不能减成负数' },
});
const schema = z.object({
  requestId: identifier(),
  lotId: identifier(),
  units: z
    .number()
    .int('必须是整数')
    .min(-ADJUSTMENT_UNITS_MAX)
    .max(ADJUSTMENT_UNITS_MAX)
    .refine((units) => units !== 0, '不能是0'),
  note: line(200),
});

/** After counting the store: units found (positive) or lost (negative), with the reason. */
export async function adjustStock(
  context: OrdersContext,
  input: z.input<typeof schema>,
): Promise<Outcome<{ id: string }>> {
  const valid = parse(schema, input);
  if (!valid.ok) return valid;
  const { lotId, units, note, requestId } = valid.value;
  const parties = partiesFor(context.actor, SELLER_ROLES, 'lots');
  return context.transaction(
    async (tx) => {
      const lot =
        parties.length > 0 &&
        (await tx.rows
          .selectFrom('LotStock')
          .selectAll()
          .where('lotId', '=', lotId)
          .where('partyId', 'in', parties)
          .executeTakeFirst());
      if (!lot) return refuse(adjustStockRefusals, 'NOT_FOUND');
      await lockSkus(tx, [lot.skuId]);
      const changed = await tx.em.nativeUpdate(
        LotStock,
        { lotId, onHand: { $gte: Math.max(-units, 0) } },
        { onHand: plus('onHand', units) },
      );
      if (changed === 0)
        return refuse(adjustStockRefusals, 'BELOW_ZERO', [{ at: 'units', text: `库里现有${lot.onHand}件` }]);
      const id = context.newId();
      await tx.em.insert(StockMovement, {
        id,
        partyId: lot.partyId,
        skuId: lot.skuId,
        lotId,
        kind: units > 0 ? 'found' : 'loss',
        unitsIn: Math.max(units, 0),
        unitsOut: Math.max(-units, 0),
        note,
        atMs: context.clock.now(),
      });
      const { blocked } = await tx.rows
        .selectFrom('LotStock')
        .select('blocked')
        .where('lotId', '=', lotId)
        .executeTakeFirstOrThrow();
      if (!blocked) await tx.em.nativeUpdate(Stock, { skuId: lot.skuId }, { free: plus('free', units) });
      tx.audit({ type: 'lot', id: lotId, reason: note });
      return ok({ id });
    },
    { id: requestId, input: valid.value },
  );
}
