import { hasRole, partiesFor, type Actor } from '@heitu/kit/rules/actor';
import { groupedInOrder, inOrder } from '@heitu/kit/rules/graphql';
import { complaintParties, seesAllComplaints } from '../complaints/complaint.loader.ts';
import type { TrustContext } from '../context.ts';
import type { ClaimPart } from './claim.lifecycle.ts';

/** By what claims can be sorted. */
export const CLAIM_SORTS = { openedAt: 'openedAtMs', amountFen: 'amountFen', state: { text: 'state' } } as const;

/** The parties for which the actor answers claims: a village station had the goods, too, and bears its share. */
export const claimParties = (actor: Actor): string[] => [
  ...complaintParties(actor),
  ...partiesFor(actor, ['station-agent']),
];

/** Claims that the actor may see: those of one's parties, all for those who mediate and supervise. */
export function visibleClaims(context: TrustContext) {
  const { actor } = context;
  return context.rows
    .selectFrom('Claim')
    .selectAll()
    .$if(!seesAllComplaints(actor), (query) =>
      query.where('id', 'in', (shares) =>
        shares
          .selectFrom('ClaimShare')
          .select('claimId')
          .where('partyId', 'in', [...claimParties(actor), '']),
      ),
    );
}

export async function visibleClaimsById(context: TrustContext, ids: readonly string[]) {
  const rows = await visibleClaims(context).where('id', 'in', ids).execute();
  return inOrder(ids, (row) => row.id, rows);
}

/** What records say of an order's goods, of which somebody is to bear something. */
export async function visibleClaimsByOrder(context: TrustContext, orderIds: readonly string[]) {
  const rows = await visibleClaims(context).where('orderId', 'in', orderIds).orderBy('id').execute();
  return groupedInOrder(orderIds, (row) => row.orderId, rows);
}

export async function sharesByClaim(context: TrustContext, claimIds: readonly string[]) {
  const rows = await context.rows
    .selectFrom('ClaimShare')
    .selectAll()
    .where('claimId', 'in', claimIds)
    .orderBy('id')
    .execute();
  return groupedInOrder(claimIds, (row) => row.claimId, rows);
}

interface JudgedParts {
  buyerAccountId: string;
  decidedBy: string | null;
}
/** Nobody decides about a party that they act for, or their own order; nobody confirms what they decided. */
export function claimParts(actor: Actor, claim: JudgedParts, partyIds: readonly string[]): ClaimPart[] {
  const isParty = claimParties(actor).some((partyId) => partyIds.includes(partyId));
  const isOwn = isParty || claim.buyerAccountId === actor.id;
  const parts: ClaimPart[] = isParty ? ['party'] : [];
  if (!isOwn && hasRole(actor, 'mediator')) parts.push('mediator');
  if (!isOwn && hasRole(actor, 'mediator', 'finance', 'operator-admin') && claim.decidedBy !== actor.id)
    parts.push('second');
  return parts;
}
