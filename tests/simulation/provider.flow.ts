import { chinaDate, endOfChinaDate } from '@heitu/kit/rules/calendar';
import type {
  Balance,
  ChannelResult,
  FundFlowKind,
  FundFlowRow,
  PaymentChannel,
} from '@heitu/payments/wechatpay/payment-channel';
import { billOf } from './provider.bill.ts';
import { PLATFORM_MERCHANT, type Call, type FeeLine, type ModelRefund, type Placed } from './provider.types.ts';

/** 0.60 percent. */
const FEE_PER_TEN_THOUSAND = 60;
export const feeOf = (totalFen: number): number => Math.round((totalFen * FEE_PER_TEN_THOUSAND) / 10_000);

const TOLD_KINDS: ReadonlySet<FundFlowKind> = new Set(['fee', 'fee-back', 'top-up', 'withdrawal']);

type Line = FundFlowRow & { isFrozen: boolean };

/** What moved on each account at the provider, as its statements tell it. */
export class MoneyFlow {
  readonly #lines = new Map<string, Line[]>();
  #number = 0;

  constructor(
    private readonly openingFen: number,
    private readonly nowMs: () => number,
  ) {}

  enter(account: string, kind: FundFlowKind, amountFen: number, references: string[], isFrozen = false): void {
    if (amountFen === 0) return;
    const lines = this.#lines.get(account) ?? [];
    this.#lines.set(account, lines);
    const balanceFen = (lines.at(-1)?.balanceFen ?? this.openingFen) + amountFen;
    const at = new Date(this.nowMs());
    const number = `L${++this.#number}`;
    lines.push({ number, at, kind, business: kind, amountFen, balanceFen, references, isFrozen });
  }
  of(account: string, date: string): FundFlowRow[] {
    return (this.#lines.get(account) ?? []).filter(({ at }) => chinaDate(at.getTime()) === date);
  }
  atEnd(account: string, date: string): number {
    const endMs = endOfChinaDate(date);
    return this.#lines.get(account)?.findLast(({ at }) => at.getTime() < endMs)?.balanceFen ?? this.openingFen;
  }
  /** What only its statements tell us: what the provider kept for itself and gave back, what went to a bank. */
  fees(): FeeLine[] {
    return [...this.#lines].flatMap(([merchant, lines]) =>
      lines
        .filter(({ kind }) => TOLD_KINDS.has(kind))
        .map(({ number, amountFen, references, isFrozen }) => ({ merchant, number, amountFen, references, isFrozen })),
    );
  }
}

interface Telling {
  readonly flow: MoneyFlow;
  readonly orders: ReadonlyMap<string, Placed>;
  readonly refunds: ReadonlyMap<string, ModelRefund>;
  availableOf(account: string): number;
}
/** What the provider says of its accounts, now and when a day is over; null is the platform's own. */
export const telling = (
  provider: Telling,
  call: Call,
): Pick<PaymentChannel, 'balance' | 'downloadTradeBill' | 'downloadFundFlow' | 'dayEndBalance'> => ({
  balance: (merchant) =>
    call('balance', () => ({ ok: true, value: { availableFen: provider.availableOf(merchant), pendingFen: 0 } })),
  downloadTradeBill: (date) =>
    call('downloadTradeBill', () => ({
      ok: true,
      value: { date, rows: billOf(provider.orders.values(), provider.refunds.values(), date) },
    })),
  downloadFundFlow: (date, merchant) =>
    call<FundFlowRow[]>('downloadFundFlow', () => ({
      ok: true,
      value: provider.flow.of(merchant ?? PLATFORM_MERCHANT, date),
    })),
  dayEndBalance: (date, merchant) =>
    call('dayEndBalance', (): ChannelResult<Balance> => ({
      ok: true,
      value: { availableFen: provider.flow.atEnd(merchant ?? PLATFORM_MERCHANT, date), pendingFen: 0 },
    })),
});
