import { rowAfter } from '@heitu/kit/rules/mutation';
import { SELLER_ROLES } from '@heitu/standard';
import type { TrustContext, TrustTransaction } from '../context.ts';
import { claimParties, claimParts, visibleClaimsById } from './claim.loader.ts';
import { ClaimView } from './claim.view.ts';

/** What mutations show: the claim as it is now. */
export const claimNow = rowAfter(ClaimView, visibleClaimsById);

/** Who answers for a party; for a village station its agent. */
export const CLAIM_PARTY_ROLES = [...SELLER_ROLES, 'carrier-manager', 'station-agent'] as const;

/** A claim in which a party of the actor's has a share. */
export async function claimOfParty(context: TrustContext, tx: TrustTransaction, id: string) {
  const parties = claimParties(context.actor);
  if (parties.length === 0) return undefined;
  return tx.rows
    .selectFrom('Claim')
    .selectAll()
    .where('id', '=', id)
    .where('id', 'in', (shares) => shares.selectFrom('ClaimShare').select('claimId').where('partyId', 'in', parties))
    .executeTakeFirst();
}

/** A claim with its shares, and what the actor is in it, for whoever judges it. */
export async function claimToJudge({ actor }: TrustContext, tx: TrustTransaction, id: string) {
  const claim = await tx.rows.selectFrom('Claim').selectAll().where('id', '=', id).executeTakeFirst();
  if (!claim) return undefined;
  const shares = await tx.rows.selectFrom('ClaimShare').selectAll().where('claimId', '=', id).execute();
  const partyIds = shares.map(({ partyId }) => partyId);
  return { claim, shares, partyIds, parts: claimParts(actor, claim, partyIds) };
}
