import { STOPPABLE_STATES } from '../shipment/stop.policy.ts';
import type { LogisticsContext } from '../context.ts';
import { divisionsOf, homeCounty } from './division.loader.ts';
import { DIVISION_LENGTHS } from './division.policy.ts';

const TOWNSHIP_LENGTH = DIVISION_LENGTHS[3];

/**
 * The townships of the county, each with the parcels that are on their way there now, and how many of them are late:
 * counted over what may still reach its buyer, which does not grow with the years.
 */
export async function townshipsNow(context: LogisticsContext) {
  const county = await homeCounty(context);
  if (!county) return [];
  const [townships, counts] = await Promise.all([
    divisionsOf(context, county.code),
    context.rows
      .selectFrom('Shipment')
      .select(({ fn, val, eb }) => [
        fn<string>('substr', ['toDivisionCode', val(1), val(TOWNSHIP_LENGTH)]).as('code'),
        fn.countAll<number>().as('underWay'),
        fn.sum<number>(eb.case().when('deliverByMs', '<', context.clock.now()).then(1).else(0).end()).as('late'),
      ])
      .where('state', 'in', STOPPABLE_STATES)
      .groupBy('code')
      .execute(),
  ]);
  const byCode = new Map(counts.map((row) => [row.code, row]));
  return townships.map(({ code, name }) => {
    const { underWay = 0, late = 0 } = byCode.get(code) ?? {};
    return { code, name, underWay: Number(underWay), late: Number(late) };
  });
}
