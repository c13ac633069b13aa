import type { BizStep, Disposition } from './trace-steps.ts';
import type { LotPaperKind } from './product-types.ts';

export type { BizStep, Disposition } from './trace-steps.ts';

/** Clause 7.3.6: the supplier's own laboratory, the seller's, or an independent one. */
export type InspectionParty = 'first' | 'second' | 'third';

export interface InspectionItemFact {
  readonly name: string;
  readonly limit: string;
  readonly result: string;
  readonly basis: string;
  readonly passed: boolean;
}

export interface InspectionFact {
  readonly number: string;
  readonly party: InspectionParty;
  readonly laboratory: string;
  /** CMA number of an independent laboratory; invented, null for the others. */
  readonly accreditation: string | null;
  readonly sampledDay: number;
  readonly reportedDay: number;
  readonly items: readonly InspectionItemFact[];
  readonly conclusion: string;
}

/**
 * 承诺达标合格证 by the rules in force since 2026-02-01: name, quantity, origin, day, who promises, how to reach them, the
 * promise.
 */
export interface ConformityCertificateFact {
  readonly number: string;
  readonly productName: string;
  readonly quantityText: string;
  readonly originText: string;
  readonly issuedDay: number;
  readonly promisedBy: string;
  readonly phone: string;
  readonly promises: readonly string[];
  readonly form: 'electronic' | 'printed' | 'handwritten';
}

export interface LotPaperFact {
  readonly kind: LotPaperKind;
  readonly title: string;
  readonly number: string;
  readonly issuer: string;
  readonly issuedDay: number;
  readonly validUntilDay: number | null;
  /** Of a purchase. */
  readonly boughtIn?: { readonly goods: string; readonly amount: string; readonly origin: string };
}

export interface QuantityFact {
  readonly name: string;
  readonly quantity: number;
  readonly unit: 'kg' | '枚';
}

/** One EPCIS-like event; a step with inputs and outputs is a transformation. `temperatureCelsius` where it was read. */
export interface TraceEventFact {
  readonly sequence: number;
  readonly eventType: 'ObjectEvent' | 'TransformationEvent';
  readonly bizStep: BizStep;
  readonly disposition: Disposition;
  readonly title: string;
  readonly text: string;
  readonly day: number;
  readonly minuteOfDay: number;
  readonly placeText: string;
  readonly villageCode: string | null;
  readonly partyKey: string;
  readonly actorName: string;
  readonly inputs: readonly QuantityFact[];
  readonly outputs: readonly QuantityFact[];
  readonly temperatureCelsius: number | null;
}

/**
 * `registered` packs came in with the lot; `onHand` are unsold at the base date (history need not be replayed against
 * stock).
 */
export interface LotPackFact {
  readonly skuKey: string;
  readonly registered: number;
  readonly onHand: number;
}

/** A lot registered by a seller (7.3.2). */
export interface LotFact {
  /** 'lot:rice-1' */
  readonly key: string;
  /** As printed on the pack. */
  readonly code: string;
  readonly productKey: string;
  readonly supplierKey: string;
  readonly productionDay: number;
  readonly expiryDay: number;
  readonly quantity: QuantityFact;
  readonly packs: readonly LotPackFact[];
  readonly papers: readonly LotPaperFact[];
  readonly inspections: readonly InspectionFact[];
  readonly certificate: ConformityCertificateFact | null;
  readonly trace: readonly TraceEventFact[];
}
