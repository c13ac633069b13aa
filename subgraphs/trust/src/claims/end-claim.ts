import type { claimSettled } from '@heitu/events/orders.claim-settled.v1';
import type { PayloadOf } from '@heitu/kit/messages/event';
import { yuan } from '@heitu/kit/rules/money';
import type { TrustContext, TrustTransaction } from '../context.ts';
import { notifyAccount } from '../messages/notify.ts';
import { Claim, ClaimShare } from './claim.entity.ts';
import { claims } from './claim.moves.ts';
import { CLAIM_ABOUT, HOLDER_TITLES } from './claim.policy.ts';
import { tellBearer } from './tell-bearer.ts';

/** Reaction to orders.claim-settled: what it came to is written down, and everybody told who pays what to whom. */
export async function endClaim(
  context: TrustContext,
  tx: TrustTransaction,
  settled: PayloadOf<typeof claimSettled>,
): Promise<void> {
  const { shipmentId, aboutId = shipmentId, orderId, orderNumber, buyerAccountId, how, shares } = settled;
  const claim = await tx.em.findOne(Claim, { aboutId });
  // That it was opened may still be on its way here: let this one be delivered again.
  if (!claim) throw new Error(`no claim on ${aboutId} is known`);
  const action = how === 'paid' ? 'settle' : 'drop';
  const set = { settledAtMs: context.clock.now() };
  if ((await claims.bySystem(context, tx, action, { id: claim.id }, set)) === 0 || how !== 'paid') return;
  const what = CLAIM_ABOUT[claim.about];
  const told = { title: `${what}已结清`, orderId };
  for (const { amountFen, ...bearer } of shares) {
    await tx.em.nativeUpdate(ClaimShare, { claimId: claim.id, partyId: bearer.partyId }, { amountFen });
    await tellBearer(context, tx, bearer, {
      ...told,
      body: `订单${orderNumber}${what}已结清，您方承担${yuan(amountFen)}元`,
    });
  }
  const paid = shares.filter(({ amountFen }) => amountFen > 0);
  if (paid.length === 0) return;
  const parts = paid.map(
    ({ part, amountFen }) => `${HOLDER_TITLES[part]}${part === 'seller' ? '退' : '赔'}${yuan(amountFen)}元`,
  );
  await notifyAccount(context, tx, buyerAccountId, {
    kind: 'claim',
    ...told,
    body: `订单${orderNumber}${what}已处理，${parts.join('，')}，三天内到账`,
  });
}
