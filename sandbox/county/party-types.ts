/** What a paper is. The Chinese title a reader sees stands in `title`. */
export type PaperKind =
  | 'business-licence'
  | 'tax-registration'
  | 'telecom-licence'
  | 'icp-filing'
  | 'domain-certificate'
  | 'platform-filing'
  | 'clean-record'
  | 'food-business-licence'
  | 'food-production-licence'
  | 'geographical-indication'
  | 'animal-epidemic-prevention'
  | 'slaughter-licence'
  | 'express-licence'
  | 'road-transport-licence'
  | 'cold-store-certificate'
  | 'payment-licence'
  | 'identity-card'
  | 'land-contract'
  | 'health-certificate'
  | 'cold-chain-certificate'
  | 'driving-licence'
  | 'vehicle-licence'
  | 'station-filing';

/** A licence, certificate or other paper; days count from the base date (negative: before it), null: without term. */
export interface PaperFact {
  readonly kind: PaperKind;
  readonly title: string;
  readonly number: string;
  readonly issuer: string;
  readonly validFromDay: number;
  readonly validUntilDay: number | null;
}

export type StaffRole =
  | 'owner'
  | 'sales'
  | 'price-manager'
  | 'quality-inspector'
  | 'warehouse'
  | 'payment-contact'
  | 'admin'
  | 'reviewer'
  | 'mediator'
  | 'finance'
  | 'complaints-clerk'
  | 'supervisor'
  | 'security-officer'
  | 'privacy-officer'
  | 'carrier-manager'
  | 'courier'
  | 'driver'
  | 'station-keeper'
  | 'regulator'
  | 'industry-body';

/** One course a person has passed; `score` out of 100, 60 passes. */
export interface TrainingFact {
  readonly course: string;
  readonly day: number;
  readonly hours: number;
  readonly score: number;
}

/** A person who acts for a party. `key` is stable: 'staff:<party>-<role>'. */
export interface StaffFact {
  readonly key: string;
  readonly name: string;
  readonly role: StaffRole;
  readonly phone: string;
  readonly residentId: string;
  readonly papers: readonly PaperFact[];
  readonly training: readonly TrainingFact[];
}

export type PartyKind =
  | 'operator'
  | 'seller'
  | 'carrier'
  | 'payment-provider'
  | 'supplier'
  | 'station'
  | 'regulator'
  | 'industry-body';
export type LegalForm =
  | 'enterprise'
  | 'cooperative'
  | 'individual-business'
  | 'exempt-farmer'
  | 'public-body'
  | 'association';

/** An organisation or person who takes part; `key` is stable: 'seller:xiangtun-coop'. */
export interface PartyFact {
  readonly key: string;
  readonly kind: PartyKind;
  readonly name: string;
  readonly shortName: string;
  readonly legalForm: LegalForm;
  /** Unified social credit code; null for the exempt farmer, who is known by `residentId`, and for a public body. */
  readonly uscc: string | null;
  readonly residentId: string | null;
  readonly legalPerson: string;
  readonly phone: string;
  readonly divisionCode: string;
  /** Twelve digits, real; null outside the county. */
  readonly villageCode: string | null;
  readonly address: string;
  readonly registeredDay: number;
  readonly business: string;
  readonly papers: readonly PaperFact[];
  readonly staff: readonly StaffFact[];
}

/** Why someone may sell without registration (电子商务法 10), in the words the shop shows. */
export interface ExemptionFact {
  readonly basis: string;
  readonly declaration: string;
  readonly declaredDay: number;
}

export interface SellerFact extends PartyFact {
  readonly kind: 'seller';
  readonly shop: {
    readonly name: string;
    readonly introduction: string;
    readonly confirmWithinText: string;
    readonly serviceHoursText: string;
    readonly returnAddress: string;
  };
  readonly supplierKeys: readonly string[];
  /** Who manages prices: printed on every price label (7.3.5.c). */
  readonly priceManagerName: string;
  readonly exemption: ExemptionFact | null;
}

/** Who supplies a seller, with the three papers of clause 7.3.1 among `papers`. */
export interface SupplierFact extends PartyFact {
  readonly kind: 'supplier';
  readonly supplies: string;
}

export interface FacilityFact {
  readonly key: string;
  /** The seller whose goods stand in it until they are fetched; else it is the carrier's own. */
  readonly sellerKey?: string;
  readonly kind: 'pre-cooling-store' | 'cold-store' | 'frozen-store' | 'ambient-store' | 'sorting-centre';
  readonly name: string;
  readonly address: string;
  readonly villageCode: string | null;
  readonly areaSquareMetres: number;
  /** Celsius; null for an ambient store. */
  readonly temperatureCelsiusMin: number | null;
  readonly temperatureCelsiusMax: number | null;
  readonly sensorSerials: readonly string[];
}

export interface VehicleFact {
  readonly key: string;
  readonly plate: string;
  readonly kind: 'refrigerated-truck' | 'insulated-van' | 'van';
  readonly payloadKg: number;
  readonly temperatureCelsiusMin: number | null;
  readonly temperatureCelsiusMax: number | null;
  readonly sensorSerials: readonly string[];
  readonly papers: readonly PaperFact[];
}

/**
 * A delivery price: for divisions whose code begins with one of `divisionPrefixes`, `firstFen` buys `firstGrams`, every
 * further begun `stepGrams` costs `stepFen`; `withinHours` is the time promised from takeover to signature.
 */
export interface RateFact {
  readonly areaName: string;
  readonly divisionPrefixes: readonly string[];
  readonly storage: readonly ('ambient' | 'chilled' | 'frozen')[];
  readonly firstGrams: number;
  readonly firstFen: number;
  readonly stepGrams: number;
  readonly stepFen: number;
  readonly withinHours: number;
}

export interface CarrierFact extends PartyFact {
  readonly kind: 'carrier';
  readonly facilities: readonly FacilityFact[];
  readonly vehicles: readonly VehicleFact[];
  readonly rates: readonly RateFact[];
  /** Courier company code used in tracking pushes. */
  readonly carrierCode: string;
}
