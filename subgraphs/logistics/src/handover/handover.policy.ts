import { canonicalJson, sha256Hex } from '@heitu/kit/rules/canonical';
import type { Vault } from '@heitu/kit/privacy/vault';
import type { ClauseRef } from '@heitu/standard';
import type { Side } from '../shipment/shipment.policy.ts';
import { isInside, type Range } from '../temperature/range.policy.ts';
import type { StoreRecord } from './store-record.policy.ts';

/** Both sides look at these where the goods are fresh (8.4.2.bh-bi). */
export const FRESH_POINTS = [
  { point: 'facilityTemperatureCelsius', label: '冷库温度记录', clause: '8.4.2.bh' },
  { point: 'productTemperatureCelsius', label: '交接时货物温度', clause: '8.4.2.bh' },
  { point: 'productionDateChecked', label: '生产日期', clause: '8.4.2.bi' },
  { point: 'shelfLifeChecked', label: '保质期', clause: '8.4.2.bi' },
  { point: 'storageConditionChecked', label: '贮藏条件', clause: '8.4.2.bi' },
  { point: 'innerPackagingIntact', label: '内包装完好', clause: '8.4.2.bi' },
  { point: 'outerPackagingIntact', label: '外包装完好', clause: '8.4.2.bi' },
  { point: 'vehicleClean', label: '车厢卫生', clause: '8.4.2.bi' },
] as const satisfies readonly { point: string; label: string; clause: ClauseRef }[];
export type FreshPoint = (typeof FRESH_POINTS)[number]['point'];
export type FreshPoints = Partial<Record<FreshPoint, boolean | number | null>>;

/** A goods document that nobody signed both sides of is void after that. */
export const SIGN_WORKING_DAYS = 2;

/** What was not looked at, or found wrong. */
export const missingPoints = (points: FreshPoints) =>
  FRESH_POINTS.filter(({ point }) => !(typeof points[point] === 'number' || points[point] === true));
export const isTooWarm = (celsius: number, range: Range | null): boolean => range !== null && !isInside(celsius, range);

/** The goods document (8.4.1), as it is sealed and hashed. Times in ms, money in fen. */
export interface GoodsDocument {
  number: string;
  shipmentId: string;
  trackingNumber: string;
  handoverAtMs: number;
  units: number;
  names: string[];
  goodsFen: number;
  customer: { name: string; phone: string; address: string };
  consignor: { name: string; contact: string; phone: string; address: string };
  carrier: string;
  /** Where the consumer signs at the door. */
  consumerSignature: 'at-delivery';
  lines: {
    skuId: string;
    title: string;
    specification: string;
    units: number;
    valueFen: number;
    lots: { lotCode: string; units: number; producedOn: string; expiresOn: string | null }[];
  }[];
  points: FreshPoints;
  /** Null where the figure of the store among the points was typed, and of goods that are not fresh. */
  storeRecord: StoreRecord | null;
}
const DOCUMENT_FIELDS = [
  'number',
  'handoverAtMs',
  'units',
  'names',
  'goodsFen',
  'customer',
  'consignor',
  'carrier',
  'lines',
] as const satisfies readonly (keyof GoodsDocument)[];

const isFilled = (value: unknown): boolean =>
  Array.isArray(value)
    ? value.length > 0 && value.every(isFilled)
    : typeof value === 'object' && value !== null
      ? Object.values(value).every((field) => field === null || isFilled(field))
      : typeof value === 'number'
        ? value >= 0
        : value !== '' && value !== undefined && value !== null;
/** The fields of 8.4.1 that are empty. */
export const emptyFields = (document: GoodsDocument): string[] =>
  DOCUMENT_FIELDS.filter((field) => !isFilled(document[field]));

export const documentText = (document: GoodsDocument): string => canonicalJson(document);
export const documentHashOf = (text: string): string => sha256Hex(text);

export type { Side };
export interface HandoverSignature {
  side: Side;
  accountId: string;
  custodian: string;
  atMs: number;
}
/** Over the document's hash and who signed it when, with the platform's key: neither can be changed later unseen. */
export const signatureOf = (
  vault: Pick<Vault, 'authenticate'>,
  documentHash: string,
  signature: HandoverSignature,
): string => vault.authenticate('goods-document-signature', canonicalJson({ documentHash, ...signature }));
