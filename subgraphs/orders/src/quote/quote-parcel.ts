import type { Storage } from '../storage.ts';

export interface QuoteLine {
  skuId: string;
  productId: string;
  title: string;
  specification: string;
  pictureId: string | null;
  labelId: string;
  labelVersion: number;
  quantity: number;
  unitFen: number;
  totalFen: number;
  storage: Storage;
  temperatureCelsiusMin: number | null;
  temperatureCelsiusMax: number | null;
  shelfLifeDays: number | null;
  /** Of one unit. */
  weightGrams: number;
  /** What one unit's label says it holds; absent in quotes of before. */
  netGrams?: number | null;
  returnableWithoutReason: boolean;
}

/** The village station where the buyer fetches a parcel, as it was when the quote was made. */
export interface PickupStation {
  partyId: string;
  name: string;
  address: string;
  divisionCode: string;
}

/** The agent of a station who buys for the buyer, by the buyer's own word (trust), and the station that is witness. */
export interface BuyingErrand {
  id: string;
  agentId: string;
  stationPartyId: string;
  stationName: string;
  /** Whom for, starred. */
  forWhom: string;
}

/** What becomes one order: a seller's lines that travel at the same temperature. */
export interface QuoteParcel {
  shopId: string;
  partyId: string;
  storage: Storage;
  goodsFen: number;
  deliveryFen: number;
  carrierPartyId: string;
  carrierName: string;
  deliveryHours: number;
  /** Absent where it is brought to the door. */
  station?: PickupStation;
  /** Of the seller's contract with the platform, as it was when the quote was made. */
  confirmHours?: number;
  /** Seller and carrier take payment at the door; absent in offers of before. */
  paysAtDoor?: boolean;
  confirmWithinText: string | null;
  serviceHoursText: string | null;
  lines: QuoteLine[];
}
