/* Generated from catalog.graphql and the schema of catalog by ./run compose: not to be edited. */
import { PeerQuestion } from '@heitu/kit/messages/question';

/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
export type RiseBasis =
  | 'HIGHEST'
  | 'AVERAGE';

export type TariffService =
  | 'DELIVERY'
  | 'PLATFORM';

export type ServiceEmergenciesQueryVariables = Exact<{
  service: TariffService;
}>;


export type ServiceEmergenciesQuery = { readonly serviceEmergencies: ReadonlyArray<{ readonly id: string, readonly document: string, readonly basis: RiseBasis, readonly risePercent: number, readonly startsAtMs: string }> };

export type SkuStorageQueryVariables = Exact<{
  ids: ReadonlyArray<string>;
}>;


export type SkuStorageQuery = { readonly skusForSale: ReadonlyArray<{ readonly storage: string }> };

export const ServiceEmergencies = new PeerQuestion<ServiceEmergenciesQuery, ServiceEmergenciesQueryVariables>('catalog', "query ServiceEmergencies($service:TariffService!){serviceEmergencies(service:$service){id document basis risePercent startsAtMs}}");
export const SkuStorage = new PeerQuestion<SkuStorageQuery, SkuStorageQueryVariables>('catalog', "query SkuStorage($ids:[ID!]!){skusForSale(ids:$ids){storage}}");
