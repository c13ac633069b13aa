import { missingColdChain, type ColdChain, type LicensedMode } from '../carrier/carrier.policy.ts';
import { longestMatch } from './division.policy.ts';
import { screenGoods, type Screening } from './banned-goods.policy.ts';
import { offerRefusals, type OfferRefusalCode } from './area.refusals.ts';

export const isCold = (storage: string): boolean => storage !== 'ambient';

/** The first weight whole, then each step begun. */
export interface Price {
  firstGrams: number;
  firstKilogramFen: number;
  stepGrams: number;
  perKilogramFen: number;
}
export interface CarrierOffer {
  partyId: string;
  name: string;
  licensedModes: LicensedMode[];
  collectsPayment?: boolean;
  /** So much less than to the door a parcel costs that goes to a station. */
  stationOffFen?: number | null;
  /** Null where nothing cold is to travel: then nobody asked. */
  coldChain: ColdChain | null;
  rates: ({ storage: string; divisionCode: string; hours: number } & Price)[];
}

export interface Parcel {
  toDivisionCode: string;
  weightGrams: number;
  storage: string;
  categoryCodes: readonly string[];
  titles: readonly string[];
  isToStation?: boolean;
}
export type Offer =
  | {
      available: true;
      carrierPartyId: string;
      carrierName: string;
      feeFen: number;
      hours: number;
      collectsPayment: boolean;
      rerouted: Screening[];
    }
  | { available: false; code: OfferRefusalCode; message: string; banned: Screening[] };

export const feeOf = (rate: Price, weightGrams: number): number =>
  rate.firstKilogramFen + Math.ceil(Math.max(0, weightGrams - rate.firstGrams) / rate.stepGrams) * rate.perKilogramFen;

const no = (code: OfferRefusalCode, banned: Screening[] = []): Offer => {
  const names = [...new Set(banned.map(({ label, found }) => `${label}：${found}`))].join('、');
  return {
    available: false,
    code,
    banned,
    message: names ? `${offerRefusals[code].message}（${names}）` : offerRefusals[code].message,
  };
};

/** The cheapest fit carrier, then the fastest; or the reason why there is none. */
export function chooseOffer(parcel: Parcel, carriers: readonly CarrierOffer[]): Offer {
  const hits = screenGoods(parcel.titles, parcel.categoryCodes);
  const modes = hits.flatMap(({ mode }) => mode ?? []);
  if (modes.length < hits.length) return no('BANNED_GOODS', hits);
  if (carriers.length === 0) return no('OUTSIDE_SERVICE_AREA');
  const licensed = carriers.filter((carrier) => modes.every((mode) => carrier.licensedModes.includes(mode)));
  if (licensed.length === 0) return no('BANNED_GOODS', hits);
  const equipped = isCold(parcel.storage)
    ? licensed.filter((carrier) => carrier.coldChain && missingColdChain(carrier.coldChain).length === 0)
    : licensed;
  const offers = equipped.flatMap((carrier) => {
    const rate = longestMatch(
      carrier.rates.filter((one) => one.storage === parcel.storage),
      parcel.toDivisionCode,
    );
    const off = parcel.isToStation ? (carrier.stationOffFen ?? 0) : 0;
    return rate
      ? [
          {
            available: true as const,
            carrierPartyId: carrier.partyId,
            carrierName: carrier.name,
            feeFen: Math.max(0, feeOf(rate, parcel.weightGrams) - off),
            hours: rate.hours,
            collectsPayment: !!carrier.collectsPayment,
            rerouted: hits,
          },
        ]
      : [];
  });
  offers.sort((a, b) => a.feeFen - b.feeFen || a.hours - b.hours || (a.carrierPartyId < b.carrierPartyId ? -1 : 1));
  return offers[0] ?? no(equipped.length === 0 ? 'NO_COLD_CHAIN' : 'NO_DELIVERY_PRICE');
}
