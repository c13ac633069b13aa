import { inOrder } from '@heitu/kit/graphql';
import { longestMatch, prefixesOf } from './division.policy.ts';
import type { ColdChain, LicensedMode } from '../carrier/carrier.policy.ts';
import type { CarrierOffer } from './offer.policy.ts';
import type { LogisticsContext } from '../entities.ts';

/** The areas that hold any of these divisions, of carriers in good standing. */
async function areasByDivision(context: LogisticsContext, divisions: readonly string[]) {
  const prefixes = [...new Set(divisions.flatMap(prefixesOf))];
  const rows = await context.rows
    .selectFrom('ServiceArea as a').innerJoin('Carrier as c', 'c.partyId', 'a.carrierPartyId')
    .select(['a.carrierPartyId', 'a.divisionCode', 'a.firstMile', 'a.lastMile'])
    .where('a.divisionCode', 'in', prefixes).where('c.inGoodStanding', '=', 1 as never)
    .execute();
  return divisions.map((division) => [...Map.groupBy(rows, (row) => row.carrierPartyId)].flatMap(([carrierPartyId, areas]) => {
    const area = longestMatch(areas, division);
    return area ? [{ carrierPartyId, firstMile: !!area.firstMile, lastMile: !!area.lastMile }] : [];
  }));
}

/** What each carrier charges and is equipped for. */
async function carrierOffers(context: LogisticsContext, partyIds: readonly string[]): Promise<(CarrierOffer | null)[]> {
  const ids = [...new Set(partyIds)];
  const carriers = await context.rows
    .selectFrom('Carrier as c').innerJoin('Rate as r', 'r.carrierPartyId', 'c.partyId')
    .select(['c.partyId', 'c.name', 'c.licensedModes', 'r.storage', 'r.divisionCode', 'r.firstGrams', 'r.firstKilogramFen', 'r.stepGrams', 'r.perKilogramFen', 'r.hours'])
    .where('c.partyId', 'in', ids).execute();
  const chains = await coldChainsOf(context, ids);
  const offers = [...Map.groupBy(carriers, (row) => row.partyId)].map(([partyId, rates]) => ({
    partyId, name: rates[0]!.name, licensedModes: JSON.parse(rates[0]!.licensedModes) as LicensedMode[], coldChain: chains.get(partyId)!, rates,
  }));
  return inOrder(partyIds, (offer) => offer.partyId, offers);
}

/** 8.1.af for each carrier, in one statement: its stores, vehicles, preservation equipment and thermometers that report. */
export async function coldChainsOf(context: LogisticsContext, carrierPartyIds: readonly string[]): Promise<Map<string, ColdChain>> {
  const chains = new Map<string, ColdChain>(carrierPartyIds.map((id) => [id, { facility: false, vehicle: false, preservation: false, reportingDevice: false }]));
  if (carrierPartyIds.length === 0) return chains;
  const has = await context.rows
    .selectFrom('Facility').select(['carrierPartyId', 'kind as what']).where('carrierPartyId', 'in', carrierPartyIds)
    .union((eb) => eb.selectFrom('Vehicle').select(['carrierPartyId', 'kind as what']).where('carrierPartyId', 'in', carrierPartyIds))
    .union((eb) => eb.selectFrom('Device').select(['carrierPartyId', eb.val('device').as('what')]).where('carrierPartyId', 'in', carrierPartyIds).where('lastReadingAtMs', 'is not', null))
    .execute();
  const needs: Readonly<Record<string, keyof ColdChain>> = { 'pre-cooling-store': 'facility', 'refrigerated-truck': 'vehicle', 'preservation-equipment': 'preservation', device: 'reportingDevice' };
  for (const { carrierPartyId, what } of has) {
    const need = needs[what];
    if (need) chains.get(carrierPartyId)![need] = true;
  }
  return chains;
}

/** Carriers that deliver to a division; with `from`, only those that also fetch there. */
export async function carriersFor(context: LogisticsContext, toDivisionCode: string, fromDivisionCode: string | null): Promise<CarrierOffer[]> {
  const areas = context.loader(areasByDivision);
  const [to, from] = await Promise.all([areas.load(toDivisionCode), fromDivisionCode === null ? null : areas.load(fromDivisionCode)]);
  const fetches = new Set(from?.filter((area) => area.firstMile).map((area) => area.carrierPartyId));
  const ids = to!.filter((area) => area.lastMile && (from === null || fetches.has(area.carrierPartyId))).map((area) => area.carrierPartyId);
  const offers = await Promise.all(ids.map((id) => context.loader(carrierOffers).load(id)));
  return offers.filter((offer) => offer !== null);
}
