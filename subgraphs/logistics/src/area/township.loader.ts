import { DAY_MS } from '@heitu/kit/rules/clock';
import type { ExpressionBuilder } from 'kysely';
import { STOPPABLE_STATES } from '../shipment/stop.policy.ts';
import type { LogisticsContext, RowOf } from '../context.ts';
import { divisionsOf, homeCounty } from './division.loader.ts';
import { DIVISION_LENGTHS } from './division.policy.ts';

const TOWNSHIP_LENGTH = DIVISION_LENGTHS[3];
/** What arrived so long ago is still shown. */
const LATELY_MS = 7 * DAY_MS;

/** On its way, or arrived in the last week: what does not grow with the years. */
export const movedLately =
  (nowMs: number) =>
  ({ eb, or }: ExpressionBuilder<{ Shipment: RowOf<'Shipment'> }, 'Shipment'>) =>
    or([eb('state', 'in', STOPPABLE_STATES), eb('deliveredAtMs', '>=', nowMs - LATELY_MS)]);

/** The townships of the county, each with the parcels that arrived there lately, are on their way, or are late. */
export async function townshipsNow(context: LogisticsContext) {
  const county = await homeCounty(context);
  if (!county) return [];
  const nowMs = context.clock.now();
  const [townships, parcels] = await Promise.all([
    divisionsOf(context, county.code),
    context.rows
      .selectFrom('Shipment')
      .select(({ fn, val, eb }) => [
        fn<string>('substr', ['toDivisionCode', val(1), val(TOWNSHIP_LENGTH)]).as('code'),
        fn.sum<number>(eb.case().when('state', '=', 'delivered').then(1).else(0).end()).as('arrived'),
        fn.sum<number>(eb.case().when('state', '=', 'delivered').then(0).else(1).end()).as('underWay'),
        fn
          .sum<number>(
            eb
              .case()
              .when(eb.and([eb('state', '<>', 'delivered'), eb('deliverByMs', '<', nowMs)]))
              .then(1)
              .else(0)
              .end(),
          )
          .as('late'),
      ])
      .where(movedLately(nowMs))
      .groupBy('code')
      .execute(),
  ]);
  const byCode = new Map(parcels.map((row) => [row.code, row]));
  return townships.map(({ code, name }) => {
    const { arrived = 0, underWay = 0, late = 0 } = byCode.get(code) ?? {};
    return { code, name, arrived: Number(arrived), underWay: Number(underWay), late: Number(late) };
  });
}
