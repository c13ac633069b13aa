/* Generated from catalog.graphql and the schema of catalog by ./run compose: not to be edited. */
import { PeerQuestion } from '@heitu/kit/messages/question';

/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
export type LabelMoment = {
  readonly key: string;
  readonly skuId: string;
  readonly labelId: string;
  readonly atMs: string;
};

export type SkusForSaleQueryVariables = Exact<{
  ids: ReadonlyArray<string>;
}>;


export type SkusForSaleQuery = { readonly skusForSale: ReadonlyArray<{ readonly skuId: string, readonly productId: string, readonly shopId: string, readonly partyId: string, readonly title: string, readonly specification: string, readonly pictureId: string | null, readonly labelId: string, readonly labelVersion: number, readonly retailFen: number, readonly onSale: boolean, readonly storage: string, readonly temperatureCelsiusMin: number | null, readonly temperatureCelsiusMax: number | null, readonly shelfLifeDays: number | null, readonly weightGrams: number, readonly netGrams: number | null, readonly returnableWithoutReason: boolean, readonly categoryCode: string }> };

export type LabelsInForceQueryVariables = Exact<{
  asked: ReadonlyArray<LabelMoment>;
}>;


export type LabelsInForceQuery = { readonly labelsInForce: ReadonlyArray<{ readonly key: string, readonly chargedFen: number | null, readonly chargedUntilMs: string | null, readonly label: { readonly version: number, readonly name: string, readonly specification: string | null, readonly pricingUnit: string, readonly retailFen: number } | null }> };

export const SkusForSale = new PeerQuestion<SkusForSaleQuery, SkusForSaleQueryVariables>('catalog', "query SkusForSale($ids:[ID!]!){skusForSale(ids:$ids){skuId productId shopId partyId title specification pictureId labelId labelVersion retailFen onSale storage temperatureCelsiusMin temperatureCelsiusMax shelfLifeDays weightGrams netGrams returnableWithoutReason categoryCode}}");
export const LabelsInForce = new PeerQuestion<LabelsInForceQuery, LabelsInForceQueryVariables>('catalog', "query LabelsInForce($asked:[LabelMoment!]!){labelsInForce(asked:$asked){key label{version name specification pricingUnit retailFen}chargedFen chargedUntilMs}}");
