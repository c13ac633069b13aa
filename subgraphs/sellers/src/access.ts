import { hasRole, isSignedIn, partiesFor } from '@heitu/kit/rules/actor';
import { OVERSEERS, type StaffRight } from '@heitu/standard';
import type { SellersContext } from './context.ts';
import { MANAGING_ROLES } from './party/party.policy.ts';

/** Parties that this actor's grants let it manage with `right`; never an empty list, which SQL's `in` does not take. */
export function managedParties(context: SellersContext, right?: StaffRight): string[] {
  const parties = partiesFor(context.actor, MANAGING_ROLES, right);
  return parties.length > 0 ? parties : [''];
}
/**
 * The account that an applicant is known by; nobody's id for anyone who is not signed in, or who acts for another: a
 * delegate's own parties are not what was delegated.
 */
export const applicantId = ({ actor }: SellersContext): string =>
  isSignedIn(actor) && !actor.delegation ? actor.id : '';

export const isOverseer = (context: SellersContext): boolean =>
  context.actor.kind === 'system' || hasRole(context.actor, ...OVERSEERS.parties);

export const isOwnParty = (
  context: SellersContext,
  party: { id: string; applicantAccountId: string },
  right?: StaffRight,
): boolean => party.applicantAccountId === applicantId(context) || managedParties(context, right).includes(party.id);

/** The ids of an actor's own parties, as a subquery for a `where`. */
export const ownPartyIds = (context: SellersContext, right?: StaffRight) =>
  context.rows
    .selectFrom('Party')
    .select('id')
    .where((where) =>
      where.or([
        where('applicantAccountId', '=', applicantId(context)),
        where('id', 'in', managedParties(context, right)),
      ]),
    );

/** An own party by id, or undefined: not there and not yours are the same. */
export const ownParty = (context: SellersContext, id: string, right?: StaffRight) =>
  context.rows
    .selectFrom('Party')
    .selectAll()
    .where('id', '=', id)
    .where((where) =>
      where.or([
        where('applicantAccountId', '=', applicantId(context)),
        where('id', 'in', managedParties(context, right)),
      ]),
    )
    .executeTakeFirst();
