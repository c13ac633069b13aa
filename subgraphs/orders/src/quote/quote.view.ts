import { DateTime, SafeInt } from '@heitu/kit/rules/graphql';
import { fromJson } from '@heitu/kit/rules/typed-json';
import { Field, ID, Int, ObjectType } from 'type-graphql';
import type { Row } from '../context.ts';
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
@ObjectType('QuoteSeller', { description: "A seller's part, in one parcel: what becomes one order." })
export class QuoteSellerView {
  @Field(() => ShopStub) shop: ShopStub;
  @Field(() => SafeInt) goodsFen: number;
  @Field(() => SafeInt) deliveryFen: number;
  @Field({ description: 'Who delivers, how, and how fast (7.3.5.e).' }) deliveryService: string;
  @Field(() => Int) deliveryHours: number;
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
  @Field(() => [QuoteSellerView]) sellers: QuoteSellerView[];
}

export const deliveryService = (parcel: { carrierName: string; storage: Storage; deliveryHours: number }): string =>
  `${parcel.carrierName} ${STORAGE_SERVICES[parcel.storage]}，约${parcel.deliveryHours}小时送达`;

export const quoteView = (quote: Row<'Quote'>, nowMs: number): QuoteView => ({
  id: quote.id,
  expiresAtMs: quote.expiresAtMs,
  secondsLeft: Math.max(0, Math.floor((quote.expiresAtMs - nowMs) / 1000)),
  goodsFen: quote.goodsFen,
  deliveryFen: quote.deliveryFen,
  totalFen: quote.totalFen,
  canPayAtDoor: mayPayAtDoor(fromJson(quote.parcels), quote.totalFen),
  sellers: fromJson(quote.parcels).map((parcel) => ({
    shop: { id: parcel.shopId },
    goodsFen: parcel.goodsFen,
    deliveryFen: parcel.deliveryFen,
    deliveryService: deliveryService(parcel),
    deliveryHours: parcel.deliveryHours,
    confirmWithin: parcel.confirmWithinText,
    serviceHours: parcel.serviceHoursText,
    lines: parcel.lines.map((line) => ({ ...line, sku: { id: line.skuId } })),
  })),
});
