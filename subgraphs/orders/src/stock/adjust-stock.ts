import { SELLER_ROLES } from '@heitu/standard';
import { partiesFor } from '@heitu/kit/rules/actor';
import { atField, NOT_FOUND, ok } from '@heitu/kit/rules/outcome';
import { permit } from '@heitu/kit/rules/permissions';
import { line, z } from '@heitu/kit/rules/validate';
import { plus } from '@heitu/kit/data/arithmetic';
import { mutation, type OrdersContext } from '../context.ts';
import { ids } from '../input-fields.ts';
import { lockSkus } from './lock-skus.ts';
import { LotStock, Stock, StockMovement } from './stock.entity.ts';
import { ADJUSTMENT_UNITS_MAX } from './stock.policy.ts';
import { movementView, StockMovementView } from './stock.view.ts';

/** After counting the store: units found (positive) or lost (negative), with the reason. */
export const adjustStock = mutation({
  name: 'adjustStock',
  description: 'Corrects the stock of a lot after counting.',
  may: permit.role(...SELLER_ROLES),
  input: z.object({
    lotId: ids.lot(),
    units: z
      .number()
      .int('必须是整数')
      .min(-ADJUSTMENT_UNITS_MAX)
      .max(ADJUSTMENT_UNITS_MAX)
      .refine((units) => units !== 0, '不能是0')
      .describe('Found (above zero) or lost (below).'),
    note: line(200).describe('The reason, at most 200 characters.'),
  }),
  requestId: 'must',
  refusals: { NOT_FOUND, BELOW_ZERO: { message: '库里没有这么多，不能减成负数' } },
  shows: {
    View: StockMovementView,
    of: async ({ rows }: OrdersContext, { id }: { id: string }) =>
      movementView(await rows.selectFrom('StockMovement').selectAll().where('id', '=', id).executeTakeFirstOrThrow()),
  },
  async run(context, { lotId, units, note }, refuse) {
    const parties = partiesFor(context.actor, SELLER_ROLES, 'lots');
    return context.transaction(async (tx) => {
      const lot =
        parties.length > 0 &&
        (await tx.rows
          .selectFrom('LotStock')
          .selectAll()
          .where('lotId', '=', lotId)
          .where('partyId', 'in', parties)
          .executeTakeFirst());
      if (!lot) return refuse('NOT_FOUND');
      await lockSkus(tx, [lot.skuId]);
      const changed = await tx.em.nativeUpdate(
        LotStock,
        { lotId, onHand: { $gte: Math.max(-units, 0) } },
        { onHand: plus('onHand', units) },
      );
      if (changed === 0) return refuse('BELOW_ZERO', [atField('units', `库里现有${lot.onHand}件`)]);
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
    });
  },
});
