import { carriers } from './carriers.ts';
import { PLATFORM_FEE } from './fee.ts';
import { operator, paymentProvider, station } from './operator.ts';
import { sellers } from './sellers.ts';

/** A contract between two parties; days count from the base date. */
export interface ContractFact {
  readonly key: string;
  readonly kind: 'platform-service' | 'delivery' | 'payment' | 'station';
  readonly firstPartyKey: string;
  readonly secondPartyKey: string;
  readonly signedDay: number;
  readonly untilDay: number;
  /** What the two agreed: the platform decides by it (sellers' CONTRACT_TERMS says what each means). */
  readonly terms: Readonly<Record<string, number | string>>;
}

const slugOf = (key: string): string => key.slice(key.indexOf(':') + 1);

/** From the consumer's door to the centre for returns, by every contract of delivery. */
export const RETURN_HOURS = 72;
/** What each carrier puts up: what is spoilt on the way is paid out of it. */
export const CARRIER_DEPOSIT_FEN = 500_000;
/** It confirms within a working day's hours, and has goods fetched by day only. */
const HASTY_SELLER = 'seller:wangxiulan-farmer';
const PAYMENT_TERMS = { feeBasisPoints: 60, sharedPercentMax: 30, passwordBy: 'party' } as const;
const RANGES = { chilledCelsiusMin: 0, chilledCelsiusMax: 8, frozenCelsiusMin: -25, frozenCelsiusMax: -18 } as const;

/**
 * Every seller has contracts with the platform, both carriers and the payment provider (7.4.p, 8.4.2.bg); carriers and
 * the station have the first and the last, too.
 */
export const contracts: readonly ContractFact[] = [
  ...sellers.flatMap((seller): ContractFact[] => [
    {
      key: `contract:${slugOf(seller.key)}-platform`,
      kind: 'platform-service',
      firstPartyKey: operator.key,
      secondPartyKey: seller.key,
      signedDay: Math.max(seller.registeredDay + 10, -580),
      untilDay: 365,
      terms: {
        feePermille: PLATFORM_FEE.permille,
        feeOn: PLATFORM_FEE.feeOn,
        refundWorkingDays: 2,
        ...(seller.key === HASTY_SELLER && { confirmHours: 8 }),
      },
    },
    {
      key: `contract:${slugOf(seller.key)}-payment`,
      kind: 'payment',
      firstPartyKey: paymentProvider.key,
      secondPartyKey: seller.key,
      signedDay: -560,
      untilDay: 365,
      terms: PAYMENT_TERMS,
    },
    ...carriers.map((carrier): ContractFact => ({
      key: `contract:${slugOf(seller.key)}-${slugOf(carrier.key)}`,
      kind: 'delivery',
      firstPartyKey: seller.key,
      secondPartyKey: carrier.key,
      signedDay: -550,
      untilDay: 365,
      terms: {
        responseMinutes: 180,
        takeOverHours: 24,
        remitWorkingDays: 3,
        returnHours: RETURN_HOURS,
        returnPlace: seller.shop.returnAddress,
        ...(seller.key === HASTY_SELLER && { collectFromHour: 8, collectUntilHour: 20 }),
        lostSharePercent: 100,
        damagedSharePercent: 80,
        temperatureSharePercent: 100,
        lateSharePercent: 100,
        ...RANGES,
      },
    })),
  ]),
  ...carriers.flatMap((carrier): ContractFact[] => [
    {
      key: `contract:${slugOf(carrier.key)}-platform`,
      kind: 'platform-service',
      firstPartyKey: operator.key,
      secondPartyKey: carrier.key,
      signedDay: -555,
      untilDay: 365,
      terms: { depositFen: CARRIER_DEPOSIT_FEN },
    },
    {
      key: `contract:${slugOf(carrier.key)}-payment`,
      kind: 'payment',
      firstPartyKey: paymentProvider.key,
      secondPartyKey: carrier.key,
      signedDay: -555,
      untilDay: 365,
      terms: PAYMENT_TERMS,
    },
  ]),
  {
    key: 'contract:huihuang-station',
    kind: 'station',
    firstPartyKey: operator.key,
    secondPartyKey: station.key,
    signedDay: -870,
    untilDay: 210,
    terms: {},
  },
  {
    key: `contract:${slugOf(station.key)}-payment`,
    kind: 'payment',
    firstPartyKey: paymentProvider.key,
    secondPartyKey: station.key,
    signedDay: -555,
    untilDay: 365,
    terms: PAYMENT_TERMS,
  },
];
