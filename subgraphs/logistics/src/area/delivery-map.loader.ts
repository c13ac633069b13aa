import { YES } from '@heitu/kit/entities';
import { longestMatch, prefixesOf } from './division.policy.ts';
import type { ColdChain, LicensedMode } from '../carrier/carrier.policy.ts';
import type { CarrierOffer } from './offer.policy.ts';
import type { LogisticsContext } from '../entities.ts';

/** Carriers, and in the same statement 8.1.af for each: its stores, vehicles, preservation equipment and thermometers that report. */
const carriers = (context: LogisticsContext) =>
  context.rows.selectFrom('Carrier as c').select((eb) => {
    const facility = (kind: string) => eb.exists(eb.selectFrom('Facility as f').select('f.id').whereRef('f.carrierPartyId', '=', 'c.partyId').where('f.kind', '=', kind));
    return [
      'c.partyId', 'c.name', 'c.licensedModes',
      facility('pre-cooling-store').as('facility'),
      facility('preservation-equipment').as('preservation'),
      eb.exists(eb.selectFrom('Vehicle as v').select('v.id').whereRef('v.carrierPartyId', '=', 'c.partyId').where('v.kind', '=', 'refrigerated-truck')).as('vehicle'),
      eb.exists(eb.selectFrom('Device as d').select('d.id').whereRef('d.carrierPartyId', '=', 'c.partyId').where('d.lastReadingAtMs', 'is not', null)).as('reportingDevice'),
    ];
  });
const coldChainOf = (row: Record<keyof ColdChain, unknown>): ColdChain =>
  ({ facility: !!row.facility, vehicle: !!row.vehicle, preservation: !!row.preservation, reportingDevice: !!row.reportingDevice });

export async function coldChainsOf(context: LogisticsContext, carrierPartyIds: readonly string[]): Promise<Map<string, ColdChain>> {
  if (carrierPartyIds.length === 0) return new Map();
  return new Map((await carriers(context).where('c.partyId', 'in', carrierPartyIds).execute()).map((row) => [row.partyId, coldChainOf(row)]));
}

interface Reach {
  offer: CarrierOffer;
  firstMile: boolean;
  lastMile: boolean;
}

/** For each division the carriers in good standing whose area holds it, with what they charge and are equipped for: one statement. */
async function reachByDivision(context: LogisticsContext, divisions: readonly string[]): Promise<Reach[][]> {
  const rows = await carriers(context)
    .innerJoin('ServiceArea as a', 'a.carrierPartyId', 'c.partyId').innerJoin('Rate as r', 'r.carrierPartyId', 'c.partyId')
    .select(['a.divisionCode as areaCode', 'a.firstMile', 'a.lastMile', 'r.storage', 'r.divisionCode', 'r.firstGrams', 'r.firstKilogramFen', 'r.stepGrams', 'r.perKilogramFen', 'r.hours'])
    .where('c.inGoodStanding', '=', YES).where('a.divisionCode', 'in', [...new Set(divisions.flatMap(prefixesOf))]).execute();
  const ofCarrier = [...Map.groupBy(rows, (row) => row.partyId).values()].map((own) => {
    const areas = [...Map.groupBy(own, (row) => row.areaCode).values()];
    const { partyId, name, licensedModes } = own[0]!;
    const offer = { partyId, name, licensedModes: JSON.parse(licensedModes) as LicensedMode[], coldChain: coldChainOf(own[0]!), rates: areas[0]! };
    return { offer, areas: areas.map(([row]) => ({ divisionCode: row!.areaCode, firstMile: !!row!.firstMile, lastMile: !!row!.lastMile })) };
  });
  return divisions.map((division) => ofCarrier.flatMap(({ offer, areas }) => {
    const area = longestMatch(areas, division);
    return area ? [{ offer, firstMile: area.firstMile, lastMile: area.lastMile }] : [];
  }));
}

/** Carriers that deliver to a division; with `from`, only those that also fetch there. */
export async function carriersFor(context: LogisticsContext, toDivisionCode: string, fromDivisionCode: string | null): Promise<CarrierOffer[]> {
  const reach = context.loader(reachByDivision);
  const [to, from] = await Promise.all([reach.load(toDivisionCode), fromDivisionCode === null ? null : reach.load(fromDivisionCode)]);
  const fetches = new Set(from?.filter(({ firstMile }) => firstMile).map(({ offer }) => offer.partyId));
  return to!.filter(({ offer, lastMile }) => lastMile && (from === null || fetches.has(offer.partyId))).map(({ offer }) => offer);
}
