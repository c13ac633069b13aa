import { STATION_REFUSALS, type StationRefusalCode } from '@heitu/standard';
import { GraphQLError } from 'graphql';
import { chinaDate } from '@heitu/kit/rules/calendar';
import { oneOf } from '@heitu/kit/rules/enums';
import { Storages } from '@heitu/kit/rules/shared-enums';
import { idFrom } from '@heitu/kit/rules/ids';
import { ok } from '@heitu/kit/rules/outcome';
import { identifier, parse, z } from '@heitu/kit/rules/validate';
import type { LogisticsContext } from '../context.ts';
import { OfferRefusal } from './area.entity.ts';
import { carriersFor } from './delivery-map.loader.ts';
import { divisionCode } from './division.policy.ts';
import { chooseOffer, type Offer } from './offer.policy.ts';
import { stationFor, type PlacedStation } from '../station/offer-station.ts';

/** Sellers in one cart. */
export const DELIVERY_REQUESTS_MAX = 50;
const schema = z
  .array(
    z.object({
      key: z.string().min(1).max(64),
      fromDivisionCode: divisionCode(),
      toDivisionCode: divisionCode(),
      weightGrams: z.number().int().min(1).max(50_000_000),
      storage: oneOf(Storages),
      categoryCodes: z.array(z.string().max(64)).max(200),
      titles: z.array(z.string().max(200)).max(200),
      stationPartyId: identifier().nullish(),
    }),
  )
  .max(DELIVERY_REQUESTS_MAX);
export type DeliveryRequest = z.infer<typeof schema>[number];
type StationOffer = { available: false; code: StationRefusalCode };
type AnyOffer = (Offer & { station?: PlacedStation }) | StationOffer;
export type KeyedOffer = { key: string } & AnyOffer;

/** Which carrier would take each parcel, for what fee; what is refused is remembered (8.1.2.at, 8.5.2). */
export async function offerDelivery(context: LogisticsContext, requests: readonly unknown[]): Promise<KeyedOffer[]> {
  const valid = parse(schema, requests);
  if (!valid.ok)
    throw new GraphQLError(valid.message, { extensions: { code: 'BAD_USER_INPUT', details: valid.details } });
  const offers = await Promise.all(valid.value.map((request) => offerOne(context, request)));
  // What a station refuses is said of it alone, not of carriers.
  for (const { request, offer } of offers) if (!isOfStation(offer)) await remember(context, request, offer);
  return offers.map(({ request: { key }, offer }) => ({ key, ...offer }));
}
const isOfStation = (offer: AnyOffer): offer is StationOffer => !offer.available && offer.code in STATION_REFUSALS;

/** To the door, or to the station that the buyer chose: then the carrier brings it to that station's place. */
async function offerOne(
  context: LogisticsContext,
  request: DeliveryRequest,
): Promise<{ request: DeliveryRequest; offer: AnyOffer }> {
  if (!request.stationPartyId) return { request, offer: chooseOffer(request, await carriersFor(context, request)) };
  const station = await stationFor(context, request.stationPartyId, request.storage);
  if (typeof station === 'string') return { request, offer: { available: false, code: station } };
  const there = { ...request, toDivisionCode: station.divisionCode, isToStation: true };
  return { request: there, offer: { ...chooseOffer(there, await carriersFor(context, there)), station } };
}

async function remember(context: LogisticsContext, request: DeliveryRequest, offer: Offer): Promise<void> {
  const hits = offer.available ? offer.rerouted : offer.banned;
  if (offer.available && hits.length === 0) return;
  const nowMs = context.clock.now();
  const code = offer.available ? 'REROUTED' : offer.code;
  const goods = hits
    .map((hit) => `${hit.label}：${hit.found}`)
    .join('；')
    .slice(0, 255);
  const id = idFrom(`offer-refusal:${chinaDate(nowMs)}:${code}:${request.toDivisionCode}:${goods}`);
  const reason = (offer.available ? `改由${offer.carrierName}按许可方式运输` : offer.message).slice(0, 255);
  await context.transaction(async (tx) => {
    const counted = await tx.rows
      .updateTable('OfferRefusal')
      .set((eb) => ({ times: eb('times', '+', 1), lastAtMs: nowMs }))
      .where('id', '=', id)
      .executeTakeFirst();
    if (counted.numUpdatedRows === 0n)
      await tx.em.insert(OfferRefusal, {
        id,
        code,
        divisionCode: request.toDivisionCode,
        goods,
        reason,
        times: 1,
        firstAtMs: nowMs,
        lastAtMs: nowMs,
      });
    return ok(null);
  });
}
