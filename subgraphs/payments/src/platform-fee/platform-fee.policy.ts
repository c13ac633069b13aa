import { DAY_MS } from '@heitu/kit/rules/clock';
import { costIn, risenPercent, type RiseRule } from '@heitu/kit/rules/rise';
import { RISE_PERCENT_MAX, SHARP_RISE, TARIFF_NOTICE_DAYS } from '@heitu/standard';

/** What the fee is taken on, of what the seller keeps after refunds. */
export const FEE_BASES = { goods: '不含配送费', 'goods-and-delivery': '含配送费' } as const;
export type FeeBase = keyof typeof FEE_BASES;

/** The platform's service fee: so many of a thousand fen, of what (6.5.a). */
export interface Fee {
  permille: number;
  feeOn: FeeBase;
}
/** A fee as it was published, from when until when; without an end, it holds now. */
export interface HeldFee extends Fee {
  fromMs: number | null;
  untilMs: number | null;
}
/** What a contract says of it; what it leaves out is as published. */
export interface AgreedFee {
  feePermille?: number | undefined;
  feeOn?: FeeBase | undefined;
}

export const FEE_NOTICE_MS = TARIFF_NOTICE_DAYS * DAY_MS;
/** The provider lets no more be shared of a payment, all shares together. */
export const FEE_PERMILLE_MAX = 300;
/** As whoever tells of emergencies knows it. */
export const FEE_SERVICE = 'PLATFORM';

/** The published fee of a moment; null where none was published, and then none is taken. */
export const publishedAt = <Held extends HeldFee>(fees: readonly Held[], atMs: number): Held | null =>
  fees.find(({ fromMs, untilMs }) => fromMs !== null && fromMs <= atMs && (untilMs ?? Infinity) > atMs) ?? null;

/**
 * The fee of an order: its seller's contract's where that states one, else the published one, both of the day on which
 * it was paid (9.2.cn). Nobody takes what neither says.
 */
export const feeTaken = (agreed: AgreedFee | undefined, published: Fee | null): Fee => ({
  permille: agreed?.feePermille ?? published?.permille ?? 0,
  feeOn: agreed?.feeOn ?? published?.feeOn ?? 'goods',
});

/** As whoever pays it reads it. */
export const feeText = (fee: Fee | null): string =>
  !fee || fee.permille === 0
    ? '平台不收服务费'
    : `平台服务费为成交额（${FEE_BASES[fee.feeOn]}，不含已退款部分）的${fee.permille / 10}%，结算时从货款中扣除`;

/** The same for one seller: by the contract and until when, where that states it. */
export function feeTextFor(contract: { validUntil: string; terms: AgreedFee } | null, published: Fee | null): string {
  const { feePermille, feeOn } = contract?.terms ?? {};
  if (!contract || (feePermille === undefined && feeOn === undefined)) return feeText(published);
  const fee = feeTaken(contract.terms, published);
  const base = fee.feeOn === 'goods' ? '货款' : '货款加运费';
  return `按签好的合同，平台服务费为${base}的${fee.permille / 10}%，到${contract.validUntil}为止`;
}

/**
 * Orders between which all others lie: one that is picked up, and one that costs nine times its goods to deliver. A fee
 * that is dearer at neither is dearer at none of them.
 */
const ORDERS = [
  { goods: 1000, delivery: 0 },
  { goods: 100, delivery: 900 },
] as const;
type OrderPaid = (typeof ORDERS)[number];
const costOf = ({ permille, feeOn }: Fee, { goods, delivery }: OrderPaid): number =>
  permille * (feeOn === 'goods' ? goods : goods + delivery);

/** By how many percent a fee is dearer, at the order where it rises most; 0 where it is dearer at none. */
const risesMost = (after: Fee, beforeCost: (order: OrderPaid) => number | null): number =>
  Math.max(
    ...ORDERS.map((order) => {
      const before = beforeCost(order);
      return before === null ? 0 : risenPercent(costOf(after, order), before, RISE_PERCENT_MAX);
    }),
  );

/** Against what is published now; the first one of a county rises from nothing. */
export const feeRisePercent = (after: Fee, before: Fee | null): number =>
  risesMost(after, (order) => before && costOf(before, order));

/** Against what held in the days before an emergency began, as its rule measures. */
export const feeRiseSince = (after: Fee, fees: readonly HeldFee[], { basis, startsAtMs }: RiseRule): number => {
  const held = fees
    .flatMap(({ fromMs, ...fee }) => (fromMs === null ? [] : [{ ...fee, fromMs }]))
    .toSorted((a, b) => a.fromMs - b.fromMs);
  return risesMost(after, (order) =>
    costIn(
      held.map((fee) => ({ fen: costOf(fee, order), fromMs: fee.fromMs })),
      basis,
      startsAtMs - SHARP_RISE.days * DAY_MS,
      startsAtMs,
    ),
  );
};

interface Hands {
  proposedBy: string | null;
  decidedBy: string | null;
}
/** Nobody confirms what they proposed, and neither of the two looks at it for the operator (9.2.cn). */
export const mayDo = ({ proposedBy, decidedBy }: Hands, accountId: string, act: string): boolean => {
  if (act === 'confirm') return proposedBy !== accountId;
  return act === 'clear' || act === 'allow' || act === 'refuse' ? ![proposedBy, decidedBy].includes(accountId) : true;
};
