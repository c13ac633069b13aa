import { clerkOf } from './firsts.ts';
import { PLATFORM_FEE_PERMILLE } from '@heitu/standard';
import { carriers } from './carriers.ts';
import { operator, paymentProvider, station } from './operator.ts';
import { sellers } from './sellers.ts';

/** A contract between two parties; days count from the base date. */
export interface ContractFact {
  readonly key: string;
  readonly kind: 'platform-service' | 'delivery' | 'payment' | 'station';
  readonly title: string;
  readonly firstPartyKey: string;
  readonly secondPartyKey: string;
  readonly signedDay: number;
  readonly untilDay: number;
  /** What the two agreed, in the numbers the platform works with. */
  readonly terms: Readonly<Record<string, number | string>>;
}

const slugOf = (key: string): string => key.slice(key.indexOf(':') + 1);

/** Every seller has contracts with the platform, both carriers and the payment provider (7.4.p, 8.4.2.bg). */
export const contracts: readonly ContractFact[] = [
  ...sellers.flatMap((seller): ContractFact[] => [
    {
      key: `contract:${slugOf(seller.key)}-platform`,
      kind: 'platform-service',
      title: '平台入驻服务协议',
      firstPartyKey: operator.key,
      secondPartyKey: seller.key,
      signedDay: Math.max(seller.registeredDay + 10, -580),
      untilDay: 365,
      terms: { serviceRatePermille: PLATFORM_FEE_PERMILLE, refundWithinHours: 48 },
    },
    {
      key: `contract:${slugOf(seller.key)}-payment`,
      kind: 'payment',
      title: '网上支付服务协议',
      firstPartyKey: paymentProvider.key,
      secondPartyKey: seller.key,
      signedDay: -560,
      untilDay: 365,
      terms: { settlementDaysAfterCompletion: 1, feeRateBasisPoints: 60, paymentContact: clerkOf(seller).key },
    },
    ...carriers.map((carrier): ContractFact => ({
      key: `contract:${slugOf(seller.key)}-${slugOf(carrier.key)}`,
      kind: 'delivery',
      title: '农产品配送服务合同',
      firstPartyKey: seller.key,
      secondPartyKey: carrier.key,
      signedDay: -550,
      untilDay: 365,
      terms: {
        pickupWithinHours: 24,
        pickupAddress: seller.shop.returnAddress,
        returnHandoverWithinHours: 72,
        cashRemittanceWithinDays: 3,
      },
    })),
  ]),
  {
    key: 'contract:huihuang-station',
    kind: 'station',
    title: '农村电商服务站合作协议',
    firstPartyKey: operator.key,
    secondPartyKey: station.key,
    signedDay: -870,
    untilDay: 210,
    terms: { commissionRateBasisPoints: 300 },
  },
];
