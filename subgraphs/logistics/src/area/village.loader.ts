import { YES } from '@heitu/kit/data/entities';
import type { LogisticsContext } from '../context.ts';
import { longestMatch } from './division.policy.ts';
import { pointOf } from './map-point.policy.ts';

/** More than any county has. */
const VILLAGES_MAX = 5000;

/**
 * The county's villages in the order of their codes, each with whether a carrier in good standing delivers there, and
 * whether by a station (8.1.2.as).
 */
export async function villagesServed(context: LogisticsContext) {
  const villages = await context.rows.selectFrom('Village').selectAll().orderBy('code').limit(VILLAGES_MAX).execute();
  const areas = await context.rows
    .selectFrom('ServiceArea as a')
    .innerJoin('Carrier as c', 'c.partyId', 'a.carrierPartyId')
    .select(['a.divisionCode', 'a.lastMile', 'a.stationPartyId'])
    .where('c.inGoodStanding', '=', YES)
    .execute();
  return villages.map(({ code, name, townshipName, remote, ...place }) => {
    const area = longestMatch(areas, code);
    return {
      code,
      name,
      townshipName,
      remote: Boolean(remote),
      served: Boolean(area?.lastMile),
      byStation: Boolean(area?.lastMile && area.stationPartyId !== null),
      point: pointOf(place),
    };
  });
}
