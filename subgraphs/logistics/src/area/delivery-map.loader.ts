import { YES } from '@heitu/kit/entities';
import { longestMatch, prefixesOf } from './division.policy.ts';
import type { ColdChain, LicensedMode } from '../carrier/carrier.policy.ts';
import { isCold, type CarrierOffer } from './offer.policy.ts';
import { statement } from '@heitu/kit/statement';
import type { LogisticsContext, LogisticsRows } from '../entities.ts';

/** 8.1.af, for each carrier in one statement: its stores, vehicles, preservation equipment and thermometers that report. */
const coldChains = (context: LogisticsContext) =>
  context.rows.selectFrom('Carrier as c').select((eb) => {
    const facility = (kind: string) => eb.exists(eb.selectFrom('Facility as f').select('f.id').whereRef('f.carrierPartyId', '=', 'c.partyId').where('f.kind', '=', kind));
    return [
      'c.partyId',
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
  return new Map((await coldChains(context).where('c.partyId', 'in', carrierPartyIds).execute()).map((row) => [row.partyId, coldChainOf(row)]));
}

const coldChainByCarrier = async (context: LogisticsContext, carrierPartyIds: readonly string[]): Promise<(ColdChain | null)[]> => {
  const known = await coldChainsOf(context, carrierPartyIds);
  return carrierPartyIds.map((id) => known.get(id) ?? null);
};

interface Reach {
  offer: Omit<CarrierOffer, 'coldChain'>;
  firstMile: boolean;
  lastMile: boolean;
}

/** A rate without a division. */
const EVERYWHERE = '';
const carriersIn = statement((rows: LogisticsRows, { codes, ratedCodes }: { codes: readonly string[]; ratedCodes: readonly string[] }) => rows.selectFrom('Carrier as c')
  .innerJoin('ServiceArea as a', 'a.carrierPartyId', 'c.partyId').innerJoin('Rate as r', 'r.carrierPartyId', 'c.partyId')
  .select(['c.partyId', 'c.name', 'c.licensedModes', 'a.divisionCode as areaCode', 'a.firstMile', 'a.lastMile', 'r.storage', 'r.divisionCode', 'r.firstGrams', 'r.firstKilogramFen', 'r.stepGrams', 'r.perKilogramFen', 'r.hours'])
  .where('c.inGoodStanding', '=', YES).where('a.divisionCode', 'in', codes).where('r.divisionCode', 'in', ratedCodes));

/** For each division the carriers in good standing whose area holds it, with what they charge: one statement. */
async function reachByDivision(context: LogisticsContext, divisions: readonly string[]): Promise<Reach[][]> {
  const codes = [...new Set(divisions.flatMap(prefixesOf))];
  const [rows] = await context.read(carriersIn({ codes, ratedCodes: [EVERYWHERE, ...codes] }));
  const ofCarrier = [...Map.groupBy(rows, (row) => row.partyId).values()].map((own) => {
    const areas = [...Map.groupBy(own, (row) => row.areaCode).values()];
    const { partyId, name, licensedModes } = own[0]!;
    const offer = { partyId, name, licensedModes: JSON.parse(licensedModes) as LicensedMode[], rates: areas[0]! };
    return { offer, areas: areas.map(([row]) => ({ divisionCode: row!.areaCode, firstMile: !!row!.firstMile, lastMile: !!row!.lastMile })) };
  });
  return divisions.map((division) => ofCarrier.flatMap(({ offer, areas }) => {
    const area = longestMatch(areas, division);
    return area ? [{ offer, firstMile: area.firstMile, lastMile: area.lastMile }] : [];
  }));
}

/** Carriers that deliver to a division; with `from`, only those that also fetch there. How they are equipped is asked for goods that need it. */
export async function carriersFor(context: LogisticsContext, { toDivisionCode, fromDivisionCode, storage }: { toDivisionCode: string; fromDivisionCode: string | null; storage: string }): Promise<CarrierOffer[]> {
  const reach = context.loader(reachByDivision);
  const [to, from] = await Promise.all([reach.load(toDivisionCode), fromDivisionCode === null ? null : reach.load(fromDivisionCode)]);
  const fetches = new Set(from?.filter(({ firstMile }) => firstMile).map(({ offer }) => offer.partyId));
  const offers = to!.flatMap(({ offer, lastMile }) => (lastMile && (from === null || fetches.has(offer.partyId)) ? [offer] : []));
  const chains = context.loader(coldChainByCarrier);
  return Promise.all(offers.map(async (offer) => ({ ...offer, coldChain: isCold(storage) ? await chains.load(offer.partyId) : null })));
}
