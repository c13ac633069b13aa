import { chinaDate } from '@heitu/kit/rules/calendar';
import { holds } from '@heitu/kit/rules/checked';
import type { EvidenceTable } from '@heitu/kit/rules/evidence';
import type { ClauseRef } from '@heitu/standard';
import { COURIER_RULES } from '../carrier/carrier.policy.ts';
import type { LogisticsContext } from '../context.ts';
import { measured, type Period } from './figures.ts';

/** Parcels that were taken over in the period, each with who carried it for whom. */
async function carried({ rows }: LogisticsContext, { fromMs, toMs }: Period) {
  const parcels = await rows
    .selectFrom('Shipment as s')
    .leftJoin('Courier as c', 'c.id', 's.courierId')
    .select(['s.id', 's.trackingNumber', 's.sellerPartyId', 's.carrierPartyId', 's.courierId', 's.takenOverAtMs'])
    .select(['c.rulesVersion', 'c.rulesAcceptedAtMs'])
    .where('s.takenOverAtMs', '>=', fromMs)
    .where('s.takenOverAtMs', '<', toMs)
    .orderBy('s.takenOverAtMs')
    .execute();
  return parcels.filter((parcel) => holds(parcel, 'takenOverAtMs'));
}
type Carried = Awaited<ReturnType<typeof carried>>[number];

/** Contracts of delivery and the days on which they hold, by seller and carrier. */
async function contractsOf({ rows }: LogisticsContext) {
  const contracts = await rows
    .selectFrom('AgreedContract')
    .select(['sellerPartyId', 'withPartyId', 'validFrom', 'validUntil', 'signedAtMs'])
    .where('kind', '=', 'delivery')
    .execute();
  return Map.groupBy(contracts, ({ sellerPartyId, withPartyId }) => `${sellerPartyId} ${withPartyId}`);
}

/** Of each key the first parcel that misses, or the first at all. */
function firstOf(parcels: readonly Carried[], keyOf: (parcel: Carried) => string, keeps: (parcel: Carried) => boolean) {
  return [...Map.groupBy(parcels, keyOf).values()].flatMap((own) => {
    const parcel = own.find((one) => !keeps(one)) ?? own[0];
    return parcel ? [{ parcel, hadAgreed: keeps(parcel) }] : [];
  });
}

/** Who carries has accepted the couriers' rules, or has a contract with whom they carry for, by the time they carry. */
export const agreedEvidence: EvidenceTable<LogisticsContext, ClauseRef> = {
  '10.5.cu': async (context, period) => {
    const parcels = await carried(context, period);
    const contracts = await contractsOf(context);
    const couriers = firstOf(
      parcels.filter((parcel) => holds(parcel, 'courierId')),
      ({ courierId }) => courierId ?? '',
      ({ rulesVersion, rulesAcceptedAtMs, takenOverAtMs }) =>
        rulesVersion === COURIER_RULES.version && (rulesAcceptedAtMs ?? Infinity) <= takenOverAtMs,
    );
    const carriers = firstOf(
      parcels,
      ({ sellerPartyId, carrierPartyId }) => `${sellerPartyId} ${carrierPartyId}`,
      ({ sellerPartyId, carrierPartyId, takenOverAtMs }) => {
        const day = chinaDate(takenOverAtMs);
        return !!contracts
          .get(`${sellerPartyId} ${carrierPartyId}`)
          ?.some(({ validFrom, validUntil }) => validFrom <= day && day <= validUntil);
      },
    );
    return [
      measured.eachOf(
        '接货时已同意现行配送规范的配送员',
        couriers,
        ({ hadAgreed }) => hadAgreed,
        '人',
        ({ parcel: { id, trackingNumber } }) => ({
          ref: `Shipment:${id}`,
          text: `包裹 ${trackingNumber}：配送员接货时还没同意现行规范`,
        }),
      ),
      measured.eachOf(
        '接货当天和网商有有效配送合同的配送服务商',
        carriers,
        ({ hadAgreed }) => hadAgreed,
        '对',
        ({ parcel: { id, trackingNumber } }) => ({
          ref: `Shipment:${id}`,
          text: `包裹 ${trackingNumber}：接货当天没有有效的配送合同`,
        }),
      ),
    ];
  },
};
