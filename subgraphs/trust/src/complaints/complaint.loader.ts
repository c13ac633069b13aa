import { SELLER_ROLES, OVERSEERS, TRADE_SEEN_BY, type Desk } from '@heitu/standard';
import { hasRole, partiesFor, sees, type Actor } from '@heitu/kit/rules/actor';
import { groupedInOrder, inOrder } from '@heitu/kit/rules/graphql';
import type { TrustContext } from '../context.ts';
import type { ComplaintPart } from './complaint.lifecycle.ts';

/** By what complaints can be sorted. */
export const COMPLAINT_SORTS = {
  filedAt: 'filedAtMs',
  settleDueAt: 'settleDueAtMs',
  state: { text: 'state' },
} as const;

/** How many orders a peer may ask about at once. */
export const CASE_ORDERS_MAX = 500;
export const seesAllComplaints = (actor: Actor): boolean => hasRole(actor, ...OVERSEERS.complaints);

/** The parties for which this actor deals with complaints. */
export const complaintParties = (actor: Actor): string[] => [
  ...partiesFor(actor, SELLER_ROLES, 'complaints'),
  ...partiesFor(actor, ['carrier-manager']),
];

/** Complaints that the actor may see: one's own, those of one's parties, all for those who mediate and supervise. */
export function visibleComplaints(context: TrustContext) {
  const { actor } = context;
  const parties = complaintParties(actor);
  return context.rows
    .selectFrom('Complaint')
    .selectAll()
    .$if(!seesAllComplaints(actor), (query) =>
      query.where((eb) =>
        eb.or([
          eb('accountId', '=', actor.id),
          ...(parties.length > 0
            ? [eb('answererPartyId', 'in', parties), eb('partyId', 'in', parties), eb('liablePartyId', 'in', parties)]
            : []),
        ]),
      ),
    );
}

export async function visibleComplaint(context: TrustContext, id: string) {
  return visibleComplaints(context).where('id', '=', id).executeTakeFirst();
}

export async function visibleComplaintsById(context: TrustContext, ids: readonly string[]) {
  const rows = await visibleComplaints(context).where('id', 'in', ids).execute();
  return inOrder(ids, (row) => row.id, rows);
}

/** Those of these orders that a complaint or a claim is about: who decides it sees what was carried and paid. */
export async function ordersWithComplaint(context: TrustContext, orderIds: readonly string[]): Promise<string[]> {
  if (orderIds.length === 0) return [];
  const asked = orderIds.slice(0, CASE_ORDERS_MAX);
  const claimed = context.rows.selectFrom('Claim').select('orderId').where('orderId', 'in', asked);
  const rows = await context.rows
    .selectFrom('Complaint')
    .select('orderId')
    .where('orderId', 'in', asked)
    .union(claimed)
    .execute();
  return rows.flatMap(({ orderId }) => orderId ?? []);
}

/**
 * A complaint of the actor's own about an order: whoever would have money from it neither decides it nor pays it out
 * (6.6.d). Without an order there is no money to award.
 */
export const isOwnCase = (actor: Actor, complaint: { accountId: string; orderId: string | null }): boolean =>
  complaint.accountId === actor.id && complaint.orderId !== null;

/** Whether orders shows the actor the order that it is about. */
export const seesOrderOf = (actor: Actor, { accountId, partyId }: { accountId: string; partyId: string | null }) =>
  sees(actor, TRADE_SEEN_BY.order, { personId: accountId, partyId });

/** Which parts the actor plays in this complaint. */
export function partsIn(
  actor: Actor,
  complaint: { accountId: string; orderId: string | null; answererPartyId: string; liablePartyId: string | null },
): ComplaintPart[] {
  const parties = complaintParties(actor);
  const parts: ComplaintPart[] = [];
  if (complaint.accountId === actor.id) parts.push('consumer');
  if (parties.includes(complaint.answererPartyId)) parts.push('answerer');
  if (complaint.liablePartyId && parties.includes(complaint.liablePartyId)) parts.push('liable');
  if (isOwnCase(actor, complaint)) return parts;
  if (hasRole(actor, 'mediator')) parts.push('mediator');
  if (hasRole(actor, 'finance')) parts.push('finance');
  return parts;
}

/** Whose desk somebody sits at while it waits there: who answers is asked first, and who is liable at last. */
export function desksIn(actor: Actor, complaint: Parameters<typeof partsIn>[1] & { state: string }): Desk[] {
  const parts = partsIn(actor, complaint);
  const isAsked = parts.includes(complaint.state === 'decided' ? 'liable' : 'answerer');
  return [...(parts.includes('consumer') ? ['buyer' as const] : []), ...(isAsked ? ['party' as const] : [])];
}

export async function stepsByComplaint(context: TrustContext, ids: readonly string[]) {
  const rows = await context.rows
    .selectFrom('ComplaintStep')
    .selectAll()
    .where('complaintId', 'in', ids)
    .orderBy('id')
    .execute();
  return groupedInOrder(ids, (row) => row.complaintId, rows);
}

/** Who has to answer, by name; the operator where no party does. */
export async function namesOfParties(context: TrustContext, partyIds: readonly string[]): Promise<string[]> {
  const rows = await context.rows
    .selectFrom('KnownParty')
    .select(['partyId', 'name'])
    .where('partyId', 'in', partyIds)
    .execute();
  const nameOf = new Map(rows.map((row) => [row.partyId, row.name]));
  return partyIds.map((partyId) => nameOf.get(partyId) ?? '平台');
}
