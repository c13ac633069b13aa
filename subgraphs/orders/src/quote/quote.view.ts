import { DateTime, SafeInt } from '@heitu/kit/rules/graphql';
import { Storages } from '@heitu/kit/rules/shared-enums';
import { fromJson } from '@heitu/kit/rules/typed-json';
import { Field, ID, Int, ObjectType } from 'type-graphql';
import type { Row } from '../context.ts';
import type { PickupStation } from './quote-parcel.ts';
import { mayPayAtDoor } from './quote.policy.ts';
import { STORAGE_SERVICES, type Storage } from '../storage.ts';
import { ShopStub, SkuStub } from '../foreign/foreign.view.ts';

@ObjectType('QuoteLine')
export class QuoteLineView {
  @Field(() => SkuStub) sku: SkuStub;
  @Field() title: string;
  @Field() specification: string;
  @Field(() => Int) quantity: number;
  @Field(() => SafeInt) unitFen: number;
  @Field(() => SafeInt) totalFen: number;
  @Field(() => ID) labelId: string;
  @Field(() => Int, { description: 'The version of the price label that this price is pinned to.' })
  labelVersion: number;
  @Field(() => Boolean) returnableWithoutReason: boolean;
}
@ObjectType('OrderPickup', { description: 'The village station where the buyer fetches the goods.' })
export class OrderPickupView {
  @Field(() => ID) stationPartyId: string;
  @Field() name: string;
  @Field() address: string;
}
@ObjectType('QuoteSeller', { description: "A seller's part, in one parcel: what becomes one order." })
export class QuoteSellerView {
  @Field(() => ShopStub) shop: ShopStub;
  @Field(() => SafeInt) goodsFen: number;
  @Field(() => SafeInt) deliveryFen: number;
  @Field({ description: 'Who delivers, how, and how fast (7.3.5.e).' }) deliveryService: string;
  @Field(() => Int) deliveryHours: number;
  @Field(() => Storages, { description: 'How the goods are kept on their way.' }) storage: Storage;
  @Field(() => String, { nullable: true, description: 'By when this shop confirms orders (7.5.u).' }) confirmWithin?:
    | string
    | null;
  @Field(() => String, { nullable: true, description: 'When this shop handles orders (7.5.v).' }) serviceHours?:
    | string
    | null;
  @Field(() => [QuoteLineView]) lines: QuoteLineView[];
}
@ObjectType('Quote')
export class QuoteView {
  @Field(() => ID) id: string;
  @Field(() => DateTime, { name: 'expiresAt' }) expiresAtMs: number;
  @Field(() => Int, { description: 'Until it expires: for a countdown on a phone whose clock is wrong.' })
  secondsLeft: number;
  @Field(() => SafeInt) goodsFen: number;
  @Field(() => SafeInt) deliveryFen: number;
  @Field(() => SafeInt) totalFen: number;
  @Field(() => Boolean, { description: 'It may be paid at the door, to the courier’s code.' }) canPayAtDoor: boolean;
  @Field(() => OrderPickupView, { nullable: true, description: 'Null where it is brought to the door.' })
  pickup: OrderPickupView | null;
  @Field(() => [QuoteSellerView]) sellers: QuoteSellerView[];
}

export const pickupView = (station: PickupStation | null | undefined): OrderPickupView | null =>
  station ? { stationPartyId: station.partyId, name: station.name, address: station.address } : null;

/** Who delivers, how, and how fast; to a station, which one. */
export const deliveryService = (
  parcel: { carrierName: string; storage: Storage; deliveryHours: number },
  station?: { name: string } | null,
): string => {
  const how = `${parcel.carrierName} ${STORAGE_SERVICES[parcel.storage]}，约${parcel.deliveryHours}小时`;
  return station ? `${how}送到${station.name}，到站自提` : `${how}送达`;
};

export const quoteView = (quote: Row<'Quote'>, nowMs: number): QuoteView => {
  const parcels = fromJson(quote.parcels);
  return {
    id: quote.id,
    expiresAtMs: quote.expiresAtMs,
    secondsLeft: Math.max(0, Math.floor((quote.expiresAtMs - nowMs) / 1000)),
    goodsFen: quote.goodsFen,
    deliveryFen: quote.deliveryFen,
    totalFen: quote.totalFen,
    canPayAtDoor: mayPayAtDoor(parcels, quote.totalFen),
    pickup: pickupView(parcels[0]?.station),
    sellers: parcels.map((parcel) => ({
      shop: { id: parcel.shopId },
      goodsFen: parcel.goodsFen,
      deliveryFen: parcel.deliveryFen,
      deliveryService: deliveryService(parcel, parcel.station),
      deliveryHours: parcel.deliveryHours,
      storage: parcel.storage,
      confirmWithin: parcel.confirmWithinText,
      serviceHours: parcel.serviceHoursText,
      lines: parcel.lines.map((line) => ({ ...line, sku: { id: line.skuId } })),
    })),
  };
};
