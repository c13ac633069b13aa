import { expressionBuilder } from 'kysely';
import { fromJson } from '@heitu/kit/rules/typed-json';
import { YES } from '@heitu/kit/data/entities';
import { longestMatch, prefixesOf } from './division.policy.ts';
import type { ColdChain, FacilityKind } from '../carrier/carrier.policy.ts';
import { COD_OPEN, COD_SAID } from '../delivery/cod.lifecycle.ts';
import { CASH_ON_DELIVERY } from '../delivery/delivery.policy.ts';
import { isCold, type CarrierOffer } from './offer.policy.ts';
import { statement } from '@heitu/kit/data/statement';
import type { LogisticsContext, LogisticsRows, Tables } from '../context.ts';

/** 8.1.af, as columns of a carrier `c`: its stores, vehicles, preservation equipment and thermometers that report. */
const eb = expressionBuilder<Tables & { c: Tables['Carrier'] }, 'c'>();
const facility = (kind: FacilityKind) =>
  eb.exists(
    eb
      .selectFrom('Facility as f')
      .select('f.id')
      .whereRef('f.carrierPartyId', '=', 'c.partyId')
      .where('f.sellerPartyId', 'is', null)
      .where('f.kind', '=', kind),
  );
const coldChainColumns = [
  facility('pre-cooling-store').as('facility'),
  facility('preservation-equipment').as('preservation'),
  eb
    .exists(
      eb
        .selectFrom('Vehicle as v')
        .select('v.id')
        .whereRef('v.carrierPartyId', '=', 'c.partyId')
        .where('v.kind', '=', 'refrigerated-truck')
        .where('v.endedAtMs', 'is', null),
    )
    .as('vehicle'),
  eb
    .exists(
      eb
        .selectFrom('Device as d')
        .select('d.id')
        .whereRef('d.carrierPartyId', '=', 'c.partyId')
        .where('d.lastReadingAtMs', 'is not', null)
        .where('d.endedAtMs', 'is', null),
    )
    .as('reportingDevice'),
] as const;
const coldChainOf = (row: { [Part in keyof ColdChain]?: unknown }): ColdChain => ({
  facility: !!row.facility,
  vehicle: !!row.vehicle,
  preservation: !!row.preservation,
  reportingDevice: !!row.reportingDevice,
});

export async function coldChainsOf(
  context: LogisticsContext,
  carrierPartyIds: readonly string[],
): Promise<Map<string, ColdChain>> {
  if (carrierPartyIds.length === 0) return new Map();
  const rows = await context.rows
    .selectFrom('Carrier as c')
    .select('c.partyId')
    .select(coldChainColumns)
    .where('c.partyId', 'in', carrierPartyIds)
    .execute();
  return new Map(rows.map((row) => [row.partyId, coldChainOf(row)]));
}

interface Reach {
  offer: CarrierOffer;
  firstMile: boolean;
  lastMile: boolean;
}

/** A rate without a division. */
const EVERYWHERE = '';
const carriersIn = statement(
  (
    rows: LogisticsRows,
    {
      codes,
      ratedCodes,
      nowMs,
      equipment,
    }: { codes: readonly string[]; ratedCodes: readonly string[]; nowMs: number; equipment?: true },
  ) =>
    rows
      .selectFrom('Carrier as c')
      .innerJoin('ServiceArea as a', 'a.carrierPartyId', 'c.partyId')
      .innerJoin('Rate as r', 'r.carrierPartyId', 'c.partyId')
      .select([
        'c.partyId',
        'c.name',
        'c.licensedModes',
        'c.collectsPayment',
        'c.stationOffFen',
        'a.divisionCode as areaCode',
        'a.firstMile',
        'a.lastMile',
        'r.storage',
        'r.divisionCode',
        'r.firstGrams',
        'r.firstKilogramFen',
        'r.stepGrams',
        'r.perKilogramFen',
        'r.hours',
      ])
      .$if(!!equipment, (query) => query.select(coldChainColumns))
      .where('c.inGoodStanding', '=', YES)
      // Nobody gives a new task to who has not paid back what was taken at the door (8.2.az).
      .where(({ not, exists, selectFrom }) =>
        not(
          exists(
            selectFrom('CodRemittance as d')
              .innerJoin('Shipment as p', 'p.id', 'd.shipmentId')
              .select('d.id')
              .whereRef('d.carrierPartyId', '=', 'c.partyId')
              .where('d.dueAtMs', '<', nowMs)
              .where('d.state', 'in', COD_OPEN)
              // As `overdueCod` has it.
              .where('d.remittedAtMs', 'is', null)
              .where((eb) => eb.or([eb('d.state', 'not in', COD_SAID), eb('d.missedAtMs', 'is not', null)]))
              .where('p.payment', '=', CASH_ON_DELIVERY),
          ),
        ),
      )
      .where('a.divisionCode', 'in', codes)
      .where('r.divisionCode', 'in', ratedCodes),
);

/**
 * For each division the carriers in good standing whose area holds it, with what they charge, and with how they are
 * `equipped` where that is asked: one statement.
 */
const reachByDivision =
  (equipment?: true) =>
  async (context: LogisticsContext, divisions: readonly string[]): Promise<Reach[][]> => {
    const codes = [...new Set(divisions.flatMap(prefixesOf))];
    const [rows] = await context.read(
      carriersIn({ codes, ratedCodes: [EVERYWHERE, ...codes], nowMs: context.clock.now(), equipment }),
    );
    const ofCarrier = [...Map.groupBy(rows, (row) => row.partyId).values()].flatMap((own) => {
      const [rates, ...others] = Map.groupBy(own, (row) => row.areaCode).values();
      const [first] = own;
      if (!first || !rates) return [];
      const offer = {
        partyId: first.partyId,
        name: first.name,
        licensedModes: fromJson(first.licensedModes),
        collectsPayment: !!first.collectsPayment,
        stationOffFen: first.stationOffFen,
        coldChain: equipment ? coldChainOf(first) : null,
        rates,
      };
      const areas = [rates, ...others].flatMap(([row]) =>
        row ? [{ divisionCode: row.areaCode, firstMile: !!row.firstMile, lastMile: !!row.lastMile }] : [],
      );
      return [{ offer, areas }];
    });
    return divisions.map((division) =>
      ofCarrier.flatMap(({ offer, areas }) => {
        const area = longestMatch(areas, division);
        return area ? [{ offer, firstMile: area.firstMile, lastMile: area.lastMile }] : [];
      }),
    );
  };
/** For cold goods the equipment decides, and costs a server as much as all the rest. */
const [reach, equippedReach] = [reachByDivision(), reachByDivision(true)];

/** Carriers that deliver to a division; with `from`, only those that also fetch there. */
export async function carriersFor(
  context: LogisticsContext,
  {
    toDivisionCode,
    fromDivisionCode,
    storage,
  }: { toDivisionCode: string; fromDivisionCode: string | null; storage: string },
): Promise<CarrierOffer[]> {
  const divisions = context.loader(isCold(storage) ? equippedReach : reach);
  const [to, from] = await Promise.all([
    divisions.load(toDivisionCode),
    fromDivisionCode === null ? null : divisions.load(fromDivisionCode),
  ]);
  const fetches = new Set(from?.filter(({ firstMile }) => firstMile).map(({ offer }) => offer.partyId));
  return to.flatMap(({ offer, lastMile }) =>
    lastMile && (from === null || fetches.has(offer.partyId)) ? [offer] : [],
  );
}
