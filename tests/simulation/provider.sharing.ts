import { DAY_MS } from '@heitu/kit/rules/clock';
import type {
  ChannelResult,
  PaymentChannel,
  ShareProfit,
  ShareReturnStanding,
  ShareStanding,
} from '@heitu/payments/wechatpay/payment-channel';
import type { MoneyFlow } from './provider.flow.ts';
import { PLATFORM_MERCHANT, refused, type Call, type Holdings, type Placed } from './provider.types.ts';

interface Sharing extends Holdings {
  readonly orders: ReadonlyMap<string, Placed>;
  readonly available: Map<string, number>;
  readonly flow: MoneyFlow;
}
const FROZEN_MS_MAX = 180 * DAY_MS;

type Calls = Pick<
  PaymentChannel,
  'registerReceiver' | 'shareProfit' | 'finishShare' | 'queryShare' | 'returnShare' | 'queryShareReturn'
>;
export const sharing = (provider: Sharing, call: Call): Calls => ({
  ...giving(provider, call),
  ...givingBack(provider, call),
});

/** Of so many receivers together. */
export const sumOf = (receivers: readonly { amountFen: number }[]): number =>
  receivers.reduce((sum, { amountFen }) => sum + amountFen, 0);

/** Shares of what is frozen for an order, once; a repeat of the same share is answered as the first. */
function share(
  provider: Sharing,
  { transactionId, outOrderNo }: { transactionId: string; outOrderNo: string },
  receivers: ShareProfit['receivers'],
): ChannelResult<ShareStanding> {
  const persons = receivers.filter(({ isPerson }) => isPerson);
  const feeFen = sumOf(receivers.filter(({ isPerson }) => !isPerson));
  const sharedFen = feeFen + sumOf(persons);
  const part = provider.partOf(transactionId);
  if (!part) return refused('not-found');
  if (part.share && part.share.outOrderNo !== outOrderNo) return refused('other');
  if (!part.share) {
    if (sharedFen > part.frozenFen) return refused('not-enough');
    part.share = { outOrderNo, feeFen, state: 'processing', persons };
    provider.pays(PLATFORM_MERCHANT, -feeFen, transactionId);
    provider.flow.enter(part.merchant, 'other', -sharedFen, [transactionId], true);
    release(provider, part, sharedFen);
  }
  return { ok: true, value: { outOrderNo, shareId: `s${outOrderNo}`, state: 'processing', receivers: [] } };
}

const giving = (provider: Sharing, call: Call): Omit<Calls, 'returnShare' | 'queryShareReturn'> => ({
  registerReceiver: () => call('registerReceiver', () => ({ ok: true, value: null })),
  shareProfit: (input) => call('shareProfit', () => share(provider, input, input.receivers)),
  finishShare: (input) =>
    call('finishShare', () => {
      const answer = share(provider, input, []);
      return answer.ok ? { ok: true, value: { shareId: answer.value.shareId } } : answer;
    }),
  queryShare: ({ transactionId, outOrderNo }) =>
    call('queryShare', () => {
      const part = provider.partOf(transactionId);
      if (part?.share?.outOrderNo !== outOrderNo) return refused('not-found');
      const { state, feeFen } = part.share;
      const result = state === 'finished' ? 'succeeded' : 'pending';
      const fee = { account: PLATFORM_MERCHANT, amountFen: feeFen, result, failReason: null } as const;
      const toPersons = part.share.persons.map((one) => ({ ...one, result, failReason: null }) as const);
      const receivers = [...(feeFen > 0 ? [fee] : []), ...toPersons];
      return { ok: true, value: { outOrderNo, shareId: `s${outOrderNo}`, state, receivers } };
    }),
});

function givingBack(provider: Sharing, call: Call): Pick<Calls, 'returnShare' | 'queryShareReturn'> {
  const returns = new Map<string, ShareReturnStanding>();
  return {
    returnShare: ({ merchant, outOrderNo, outReturnNo, account, amountFen }) =>
      call('returnShare', () => {
        const known = returns.get(outReturnNo);
        if (known) return { ok: true, value: known };
        const part = [...provider.orders.values()]
          .flatMap(({ parts }) => parts)
          .find(({ share: one }) => one?.outOrderNo === outOrderNo);
        if (!part?.share) return refused('not-found');
        if (part.share.feeFen < amountFen) return refused('other');
        if (provider.availableOf(account) < amountFen) return refused('not-enough');
        part.share.feeFen -= amountFen;
        provider.pays(account, amountFen, `T${part.outTradeNo}`);
        provider.pays(merchant, -amountFen, `T${part.outTradeNo}`);
        const ended = { outReturnNo, returnId: outReturnNo, account, amountFen } as const;
        const value: ShareReturnStanding = { ...ended, state: 'succeeded', failReason: null };
        returns.set(outReturnNo, value);
        return { ok: true, value };
      }),
    queryShareReturn: ({ outReturnNo }) =>
      call('queryShareReturn', () => {
        const known = returns.get(outReturnNo);
        return known ? { ok: true, value: known } : refused('not-found');
      }),
  };
}

/** What is unfrozen stays in the account: no line tells of it. */
function release(provider: Sharing, part: Placed['parts'][number], sharedFen: number): void {
  provider.available.set(part.merchant, provider.availableOf(part.merchant) + part.frozenFen - sharedFen);
  part.frozenFen = 0;
}

/** What nobody shared in time is the seller's, and is shared no more. */
export function releaseInTime(provider: Sharing): void {
  for (const { paidAtMs, parts } of provider.orders.values()) {
    if (paidAtMs === null || provider.nowMs() < paidAtMs + FROZEN_MS_MAX) continue;
    for (const part of parts.filter(({ share }) => share === null)) {
      release(provider, part, 0);
      part.share = { outOrderNo: 'released', feeFen: 0, state: 'finished', persons: [] };
    }
  }
}
