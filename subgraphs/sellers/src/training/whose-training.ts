import { hasRole } from '@heitu/kit/rules/actor';
import { YES } from '@heitu/kit/data/entities';
import { applicantId } from '../access.ts';
import type { SellersContext } from '../context.ts';
import type { PartyKind } from '../party/party.policy.ts';
import { AUDIENCES, type Audience } from './training.policy.ts';

/** Who speaks for the operator without a post at its party. */
const OPERATOR_ROLES = ['operator-admin', 'reviewer', 'mediator', 'finance'] as const;

/**
 * The businesses that a person works for: as their owner, their people on file, by a grant (couriers), or for the
 * operator by a role.
 */
export async function workplaces(context: SellersContext): Promise<{ id: string; kind: PartyKind; name: string }[]> {
  const accountId = applicantId(context);
  if (!accountId) return [];
  const granted = context.actor.grants.flatMap(({ partyId }) => partyId ?? []);
  const posts = context.rows
    .selectFrom('Staff')
    .select('partyId')
    .where('accountId', '=', accountId)
    .where('isActive', '=', YES);
  return context.rows
    .selectFrom('Party')
    .select(['id', 'kind', 'name'])
    .where('approvedAtMs', 'is not', null)
    .where((where) =>
      where.or([
        where('applicantAccountId', '=', accountId),
        where('id', 'in', posts),
        where('id', 'in', ['', ...granted]),
        ...(hasRole(context.actor, ...OPERATOR_ROLES) ? [where('kind', '=', 'operator')] : []),
      ]),
    )
    .orderBy('id')
    .execute();
}

/** For which of them a person may come to a session; null: it is for others. */
export const placeFor = (places: readonly { id: string; kind: PartyKind }[], audience: Audience): string | null =>
  places.find(({ kind }) => AUDIENCES[audience].kinds.some((one) => one === kind))?.id ?? null;
/** The same for several audiences, asked once: null where the caller works for none of them. */
export async function placesFor(
  context: SellersContext,
  audiences: readonly Audience[],
): Promise<({ id: string } | null)[]> {
  const places = await workplaces(context);
  return audiences.map((audience) => {
    const id = placeFor(places, audience);
    return id === null ? null : { id };
  });
}
