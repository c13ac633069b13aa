import { given } from '@heitu/kit/data/given';
import { mapPage } from '@heitu/kit/rules/graphql';
import { hasRole, partiesFor, rolesOf, type Actor } from '@heitu/kit/rules/actor';
import { type SortColumns, type SortedPage, sortedPage } from '@heitu/kit/rules/sorting';
import type { ExpressionBuilder } from 'kysely';
import type { PaymentsContext, RowOf, Tables } from '../context.ts';
import { OVERSEERS } from '@heitu/standard';
import { recoveryLifecycle, type RecoveryState } from './advance.lifecycle.ts';
import type { CompensationState } from '../compensation/compensation.lifecycle.ts';
import { PLATFORM_CREDITOR, recoveryRail } from './recovery.policy.ts';
import { ACCOUNT_HOLDERS } from '../merchant/merchant.policy.ts';

/** By what recoveries can be sorted. */
export const RECOVERY_SORTS = {
  openedAt: 'openedAtMs',
  amountFen: 'amountFen',
  state: { text: 'state' },
} as const satisfies SortColumns<RowOf<'Recovery'>>;

/** Whether the liable party has settlements here, or gets a share of others'. */
type Of = ExpressionBuilder<Tables & { v: Tables['Recovery'] }, 'v'>;
const earns = (eb: Of) =>
  eb.or([
    eb.exists(eb.selectFrom('Settlement as s').select('s.id').whereRef('s.partyId', '=', 'v.partyId')),
    eb.exists(eb.selectFrom('ProfitShare as h').select('h.id').whereRef('h.partyId', '=', 'v.partyId')),
  ]);

/** Whether a seller is owed it, and the liable party has something put up. */
const isBacked = (eb: Of) =>
  eb.and([
    eb('v.creditorPartyId', '!=', PLATFORM_CREDITOR),
    eb.exists(
      eb.selectFrom('Deposit as d').select('d.id').whereRef('d.partyId', '=', 'v.partyId').where('d.heldFen', '>', 0),
    ),
  ]);
/** What the deposit has paid of it, or is about to. */
const outOfDeposit = (eb: Of, states: readonly CompensationState[]) =>
  eb
    .selectFrom('Compensation as c')
    .select(({ fn }) => fn.sum<number | null>('c.amountFen').as('fen'))
    .whereRef('c.recoveryId', '=', 'v.id')
    .where('c.state', 'in', states);

const recoveryRows = (context: PaymentsContext) =>
  context.rows
    .selectFrom('Recovery as v')
    .leftJoin('Advance as a', 'a.id', 'v.advanceId')
    .leftJoin('Refund as r', 'r.id', 'a.refundId')
    .select([
      'v.id',
      'v.partyId',
      'v.creditorPartyId',
      'r.partyId as sellerPartyId',
      'v.amountFen',
      'v.setOffFen',
      'v.state',
      'v.openedAtMs',
      'v.askedFromMs',
      'v.recoveredAtMs',
      'v.endHow',
      'v.endReason',
      'v.proposedBy',
      'v.proposedAtMs',
      'v.creditorAgreedAtMs',
      'v.nextAtMs',
      'v.endedAtMs',
      'v.returnFailedAtMs',
      'a.state as advanceState',
    ])
    .select(({ fn }) => [
      fn.coalesce('a.complaintId', 'v.caseKey').as('complaintId'),
      fn.coalesce('a.orderId', 'v.orderId').as('orderId'),
    ])
    .select((eb) => [
      earns(eb).as('earns'),
      isBacked(eb).as('isBacked'),
      outOfDeposit(eb, ['paid']).as('fromDepositFen'),
      outOfDeposit(eb, ['due', 'sent', 'failed']).as('payingFen'),
    ]);
type Row = Awaited<ReturnType<ReturnType<typeof recoveryRows>['execute']>>[number];
const shown = (row: Row) => ({
  ...row,
  stateLabel: recoveryLifecycle.texts[row.state],
  complaintId: row.complaintId ?? '',
  orderId: row.orderId ?? '',
  rail: recoveryRail({ ...row, earns: Boolean(row.earns), isBacked: Boolean(row.isBacked) }),
  isBacked: Boolean(row.isBacked),
  isPaying: Number(row.payingFen ?? 0) > 0,
  waitsForBuyer: row.advanceState === 'due',
  fromDepositFen: Number(row.fromDepositFen ?? 0),
});

export async function recoveryById(context: PaymentsContext, id: string) {
  const row = await recoveryRows(context).where('v.id', '=', id).executeTakeFirst();
  return row && shown(row);
}

/** For whose money this actor answers. */
const holdings = (actor: Actor): string[] => partiesFor(actor, ACCOUNT_HOLDERS, 'finance');
/** What the actor is in a debt: of its parties, only whoever is owed it has a say. */
export function recoveryParts(actor: Actor, { creditorPartyId }: { creditorPartyId: string }): string[] {
  const isOwed = creditorPartyId !== PLATFORM_CREDITOR && holdings(actor).includes(creditorPartyId);
  return rolesOf(actor).filter((role) => isOwed || !ACCOUNT_HOLDERS.some((holder) => holder === role));
}
export const isOwedTo = (actor: Actor, { creditorPartyId }: { creditorPartyId: string }): boolean =>
  holdings(actor).includes(creditorPartyId);

const NOBODY = ['-'];
const some = (parties: readonly string[]) => (parties.length > 0 ? parties : NOBODY);

/** Newest first, or sorted: what one owes, and what one is owed. */
export async function recoveryPage(
  context: PaymentsContext,
  { state, partyId, toAnswer }: { state?: RecoveryState; partyId?: string; toAnswer?: boolean },
  page: SortedPage,
) {
  const mine = holdings(context.actor);
  const query = recoveryRows(context)
    .$if(!hasRole(context.actor, ...OVERSEERS.money, 'mediator'), (query) =>
      query.where((eb) => eb.or([eb('v.partyId', 'in', some(mine)), eb('v.creditorPartyId', 'in', some(mine))])),
    )
    .where((eb) => eb.and(given({ 'v.state': state, 'v.partyId': partyId })))
    // As `asksCreditor` has it.
    .$if(toAnswer === true, (query) =>
      query
        .where('v.state', '=', 'open')
        .where('v.creditorPartyId', 'in', some(mine))
        .where('v.endHow', 'in', ['received', 'given-up'])
        .where('v.creditorAgreedAtMs', 'is', null),
    );
  const newestFirst = { by: 'openedAt', descending: true };
  const recoveries = await sortedPage(query, page, RECOVERY_SORTS, newestFirst, { table: 'v' });
  return mapPage(recoveries, shown);
}
