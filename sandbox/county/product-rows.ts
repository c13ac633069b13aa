import type { LotPaperKind, NetContent, Storage, TraceKind } from './product-types.ts';
import type { PlaceKey } from './places.ts';
import type { StandardKey } from './standards.ts';

/** A pack as it is written down; keys and codes are filled in by products.ts. */
export interface SkuRow {
  readonly slug: string;
  readonly specification: string;
  readonly net: NetContent;
  readonly grossGrams: number;
  readonly saleUnit: string;
  readonly shelfLifeDays: number;
  readonly retailFen: number;
}

export interface ProductRow {
  readonly slug: string;
  readonly seller: string;
  readonly supplier: string;
  readonly producer: string;
  readonly name: string;
  readonly searchName: string;
  readonly pinyin: string;
  readonly searchWords: readonly string[];
  readonly categoryPath: readonly string[];
  readonly brand: string | null;
  readonly village: PlaceKey;
  readonly grade: string;
  readonly standards: readonly StandardKey[];
  readonly characteristics: string | null;
  readonly processed: boolean;
  readonly gmoMarking: string | null;
  readonly requiredPapers: readonly LotPaperKind[];
  readonly headline: string;
  readonly paragraphs: readonly string[];
  readonly usage: string;
  readonly returnableWithoutReason: boolean;
  readonly traceKind: TraceKind;
  readonly demandByMonth: readonly number[];
  readonly storage: Storage;
  readonly skus: readonly SkuRow[];
}

export const DRY: Storage = {
  condition: 'ambient',
  temperatureCelsiusMin: null,
  temperatureCelsiusMax: 25,
  text: '阴凉、干燥、通风处存放，避免阳光直射',
};
export const COOL: Storage = {
  condition: 'ambient',
  temperatureCelsiusMin: 2,
  temperatureCelsiusMax: 20,
  text: '阴凉、避光、通风处存放，防冻',
};
export const CHILLED: Storage = {
  condition: 'chilled',
  temperatureCelsiusMin: 0,
  temperatureCelsiusMax: 4,
  text: '0℃—4℃冷藏',
};
export const CHILLED_WIDE: Storage = {
  condition: 'chilled',
  temperatureCelsiusMin: 0,
  temperatureCelsiusMax: 8,
  text: '0℃—8℃冷藏',
};
export const FROZEN: Storage = {
  condition: 'frozen',
  temperatureCelsiusMin: -25,
  temperatureCelsiusMax: -18,
  text: '-18℃以下冷冻',
};

export const EVEN_DEMAND: readonly number[] = [4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4];

export const pack = (
  slug: string,
  specification: string,
  grams: number,
  grossGrams: number,
  saleUnit: string,
  shelfLifeDays: number,
  retailFen: number,
): SkuRow => ({ slug, specification, net: { kind: 'weight', grams }, grossGrams, saleUnit, shelfLifeDays, retailFen });

export const pieces = (
  slug: string,
  specification: string,
  count: number,
  unit: '枚' | '穗' | '只',
  grossGrams: number,
  saleUnit: string,
  shelfLifeDays: number,
  retailFen: number,
): SkuRow => ({
  slug,
  specification,
  net: { kind: 'count', count, unit },
  grossGrams,
  saleUnit,
  shelfLifeDays,
  retailFen,
});
