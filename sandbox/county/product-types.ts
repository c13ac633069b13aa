import type { PaperFact } from './party-types.ts';
import type { Village } from './places.ts';
import type { StandardFact } from './standards.ts';

export type StorageCondition = 'ambient' | 'chilled' | 'frozen';

/** How goods must be kept; chilled and frozen always have both bounds. Celsius. */
export interface Storage {
  readonly condition: StorageCondition;
  readonly temperatureCelsiusMin: number | null;
  readonly temperatureCelsiusMax: number | null;
  /** As printed on the pack. */
  readonly text: string;
}

/** Net content: by weight (grams) or by number, as clause 7.3.4 tells them apart. */
export type NetContent =
  | { readonly kind: 'weight'; readonly grams: number }
  | { readonly kind: 'count'; readonly count: number; readonly unit: '枚' | '穗' | '只' };

export interface SkuFact {
  /** 'sku:rice-5kg' */
  readonly key: string;
  readonly productKey: string;
  readonly specification: string;
  readonly net: NetContent;
  /** With packing, for delivery prices. */
  readonly grossGrams: number;
  readonly saleUnit: string;
  readonly storage: Storage;
  readonly shelfLifeDays: number;
  readonly retailFen: number;
  readonly gtin: string;
}

/** A paper that every lot of the product must have before it may be sold. */
export type LotPaperKind =
  | 'purchase-paper'
  | 'inspection-report'
  | 'factory-certificate'
  | 'conformity-certificate'
  | 'production-licence'
  | 'geographical-indication'
  | 'animal-quarantine-certificate'
  | 'gmo-declaration';

/** How the goods come to be: decides the steps of their trace. */
export type TraceKind =
  | 'rice'
  | 'grain'
  | 'fungus'
  | 'foraged'
  | 'nuts'
  | 'honey'
  | 'root'
  | 'berry'
  | 'frozen-corn'
  | 'poultry'
  | 'dough'
  | 'pickle'
  | 'eggs'
  | 'dried-beans'
  | 'dried-greens';

export interface ProductFact {
  /** 'product:rice' */
  readonly key: string;
  /** The key of the real product that a synthetic one varies; null for the real ones. Its picture and copy serve both. */
  readonly madeFrom: string | null;
  readonly sellerKey: string;
  readonly supplierKey: string;
  /** Whose name and address stand on the label as producer: a supplier or the seller itself. */
  readonly producerKey: string;
  readonly name: string;
  /** The word people search for; `pinyin` is its reading without tones or blanks. */
  readonly searchName: string;
  readonly pinyin: string;
  readonly searchWords: readonly string[];
  readonly categoryPath: readonly string[];
  readonly brand: string | null;
  readonly origin: Village;
  readonly grade: string;
  readonly standards: readonly StandardFact[];
  /** What a buyer must know of goods that are not made to a standard (7.3.3.d); null where a standard is named. */
  readonly characteristics: string | null;
  readonly processed: boolean;
  /** SC licence of the producer; only processed food has one. */
  readonly productionLicence: PaperFact | null;
  /** What the pack says on genetic modification; only goods in the national marking catalogue have it. */
  readonly gmoMarking: string | null;
  readonly requiredPapers: readonly LotPaperKind[];
  readonly copy: { readonly headline: string; readonly paragraphs: readonly string[] };
  readonly usage: string;
  /** False for fresh and perishable goods, which the seven-day return without reason does not cover (消费者权益保护法 25). */
  readonly returnableWithoutReason: boolean;
  readonly traceKind: TraceKind;
  /** Relative demand for the months January to December, 0 = not sold. */
  readonly demandByMonth: readonly number[];
  readonly skus: readonly SkuFact[];
}

/** Everything clauses 7.3.5.a to 7.3.5.c want beside a price. */
export interface PriceLabelFact {
  readonly skuKey: string;
  readonly pricingType: '市场调节价';
  readonly productName: string;
  readonly origin: string;
  readonly grade: string;
  readonly specification: string;
  readonly unit: string;
  readonly retailFen: number;
  readonly priceManagerName: string;
  readonly supervision: string;
}
