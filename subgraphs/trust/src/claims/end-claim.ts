import type { ClaimAbout } from '@heitu/events/logistics.shipment-refused.v1';
import type { claimSettled } from '@heitu/events/orders.claim-settled.v1';
import type { claimCut } from '@heitu/events/payments.claim-cut.v1';
import type { PayloadOf } from '@heitu/kit/messages/event';
import { yuan } from '@heitu/kit/rules/money';
import type { TrustContext, TrustTransaction } from '../context.ts';
import { notifyAccount } from '../messages/notify.ts';
import { Claim, ClaimShare } from './claim.entity.ts';
import { claims } from './claim.moves.ts';
import { CLAIM_ABOUT, HOLDER_PAYS, HOLDER_TITLES, SELLER_GETS, whySellers } from './claim.policy.ts';
import { tellBearer } from './tell-bearer.ts';

/** Reaction to orders.claim-settled: what it came to is written down, and everybody told who pays what to whom. */
export async function endClaim(
  context: TrustContext,
  tx: TrustTransaction,
  settled: PayloadOf<typeof claimSettled>,
): Promise<void> {
  const { shipmentId, aboutId = shipmentId, how } = settled;
  const claim = await tx.em.findOne(Claim, { aboutId });
  // That it was opened may still be on its way here: let this one be delivered again.
  if (!claim) throw new Error(`no claim on ${aboutId} is known`);
  const action = how === 'paid' ? 'settle' : 'drop';
  const toSeller = settled.toSeller === true;
  const set = { settledAtMs: context.clock.now(), ...(toSeller && { toSeller }) };
  if ((await claims.bySystem(context, tx, action, { id: claim.id }, set)) === 0 || how !== 'paid') return;
  await (toSeller ? tellSeller : tellShares)(context, tx, claim, settled);
}

/**
 * Reaction to payments.claim-cut: less was left to divide, since a compensation of the same order had been paid; what
 * was said before is corrected.
 */
export async function cutClaim(
  context: TrustContext,
  tx: TrustTransaction,
  cut: PayloadOf<typeof claimCut>,
): Promise<void> {
  const claim = await tx.em.findOne(Claim, { aboutId: cut.aboutId });
  // That it was settled may still be on its way here: let this one be delivered again.
  if (claim?.state !== 'settled') throw new Error(`the claim on ${cut.aboutId} is not known as settled`);
  await tellShares(context, tx, claim, cut, '（这个订单另有赔偿先付了，数额更正）');
}

/** Its buyer is owed nothing of it: seller and bearers are told who owes whom how much. */
async function tellSeller(
  context: TrustContext,
  tx: TrustTransaction,
  { id: claimId, about }: { id: string; about: ClaimAbout },
  { orderId, orderNumber, shares }: Omit<PayloadOf<typeof claimCut>, 'aboutId'>,
): Promise<void> {
  const what = CLAIM_ABOUT[about];
  const owed = shares.filter(({ part, amountFen }) => part !== 'seller' && amountFen > 0);
  const gets = owed.map(({ part, amountFen }) => `${HOLDER_TITLES[part]}赔您${yuan(amountFen)}元`).join('，');
  for (const { amountFen, ...bearer } of shares) {
    await tx.em.nativeUpdate(ClaimShare, { claimId, partyId: bearer.partyId }, { amountFen });
    const sellers = owed.length > 0 ? `${gets}，${SELLER_GETS}` : '损失由您自己承担';
    const holders = amountFen > 0 ? `您方赔商家${yuan(amountFen)}元，${HOLDER_PAYS}` : '您方不用赔';
    await tellBearer(context, tx, bearer, {
      title: `${what}已结清`,
      body: `订单${orderNumber}${what}已定责，${whySellers(about)}。${bearer.part === 'seller' ? sellers : holders}`,
      orderId,
    });
  }
}

async function tellShares(
  context: TrustContext,
  tx: TrustTransaction,
  { id: claimId, about }: { id: string; about: ClaimAbout },
  { orderId, orderNumber, buyerAccountId, shares }: Omit<PayloadOf<typeof claimCut>, 'aboutId'>,
  note = '',
): Promise<void> {
  const what = CLAIM_ABOUT[about];
  const told = { title: `${what}已结清`, orderId };
  for (const { amountFen, ...bearer } of shares) {
    await tx.em.nativeUpdate(ClaimShare, { claimId, partyId: bearer.partyId }, { amountFen });
    await tellBearer(context, tx, bearer, {
      ...told,
      body: `订单${orderNumber}${what}已结清${note}，您方承担${yuan(amountFen)}元`,
    });
  }
  const paid = shares.filter(({ amountFen }) => amountFen > 0);
  if (paid.length === 0 && note === '') return;
  const parts = paid.map(
    ({ part, amountFen }) => `${HOLDER_TITLES[part]}${part === 'seller' ? '退' : '赔'}${yuan(amountFen)}元`,
  );
  const arrives = parts.length > 0 ? `${parts.join('，')}，三天内到账` : '不再另付';
  await notifyAccount(context, tx, buyerAccountId, {
    kind: 'claim',
    ...told,
    body: `订单${orderNumber}${what}已处理${note}，${arrives}`,
  });
}
