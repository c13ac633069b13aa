import { claimDecided } from '@heitu/events/trust.claim-decided.v1';
import type { Refused } from '@heitu/kit/rules/outcome';
import type { ClaimAbout, HolderPart } from '@heitu/events/logistics.shipment-refused.v1';
import { addToTally } from '../conduct/tally.ts';
import type { TrustContext, TrustTransaction } from '../context.ts';
import type { JudgedClaim } from './claim.lifecycle.ts';
import { claims } from './claim.moves.ts';
import { CLAIM_ABOUT, FIXED_TITLES, SETTLED_WHEN, type ClaimAnswer, type ClaimFixed } from './claim.policy.ts';
import { tellBearer } from './tell-bearer.ts';

interface FixedShare {
  part: HolderPart;
  partyId: string;
  permille: number;
  decidedPermille: number | null;
  answer: ClaimAnswer | null;
}
interface FixableClaim extends JudgedClaim {
  id: string;
  about: ClaimAbout;
  aboutId: string;
  shipmentId: string;
  orderId: string;
  orderNumber: string;
}
const WAYS = {
  agreed: { action: 'agree', part: 'system' },
  unanswered: { action: 'stand', part: 'system' },
  decided: { action: 'confirm', part: 'second' },
  undecided: { action: 'stand', part: 'system' },
} as const;

/**
 * It is settled who bears how much: orders divides the money by it when the goods are back, or the refund is due. What
 * a mediator decided counts only where a second person confirmed it; in every other way the records' word stands.
 */
export async function fixClaim<R extends Refused>(
  context: TrustContext,
  tx: TrustTransaction,
  claim: FixableClaim,
  shares: readonly FixedShare[],
  fixed: ClaimFixed,
  refuse: (code: 'NOT_FOUND' | 'WRONG_STATE') => R,
): Promise<R | null> {
  const { id: claimId, about, aboutId, shipmentId, orderId, orderNumber } = claim;
  const { action, part } = WAYS[fixed];
  const confirmed = fixed === 'decided' ? { confirmedBy: context.actor.id } : {};
  const refused = await claims.move(context, tx, action, claim, refuse, {
    parts: [part],
    set: { fixed, fixedAtMs: context.clock.now(), ...confirmed },
  });
  if (refused) return refused;
  const borne = shares.map(({ decidedPermille, permille, answer, ...share }) => ({
    ...share,
    permille: fixed === 'decided' ? (decidedPermille ?? permille) : permille,
    agreed: answer !== 'contested',
  }));
  const of = about === 'parcel' ? {} : { about, aboutId };
  tx.publish(claimDecided, { type: 'claim', id: claimId }, { claimId, shipmentId, ...of, orderId, shares: borne });
  for (const share of borne) {
    if (share.part !== 'seller' && share.permille > 0) await addToTally(tx, share.partyId, { upheldCount: 1 });
    await tellBearer(context, tx, share, {
      title: `${CLAIM_ABOUT[about]}已定责`,
      body:
        `订单${orderNumber}${CLAIM_ABOUT[about]}已定责（${FIXED_TITLES[fixed]}），` +
        `您方承担${share.permille / 10}%，${SETTLED_WHEN[about]}`,
      orderId,
    });
  }
  return null;
}
