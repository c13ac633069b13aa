import { partiesFor } from '@heitu/kit/rules/actor';
import { badCursor, decodeCursor, encodeCursor } from '@heitu/kit/rules/graphql';
import { ifGiven } from '@heitu/kit/data/given';
import { must, holds } from '@heitu/kit/rules/checked';
import type { Scope } from '@heitu/standard';
import { recordRead } from '../audit/record-read.ts';
import type { TrustContext } from '../context.ts';
import { customerRef } from './customer-ref.ts';
import { EXPORT_BEHIND_MS } from './partner.policy.ts';

const mayRead = (context: TrustContext, partyId: string, scope: Scope): boolean =>
  partiesFor(context.actor, ['partner'], scope).includes(partyId);

/**
 * Orders of a seller as they stand now, in the order in which they last changed: who asks again with the last mark gets
 * what changed since, an order again where it did. `first + 1` rows of one index. Nobody's where the seller did not let
 * this program.
 */
export async function tradeChanges(context: TrustContext, partyId: string, first: number, after: string | undefined) {
  if (!mayRead(context, partyId, 'analysis')) return [];
  const mark = decodeCursor(after, 'number', 'string');
  const rows = await context.rows
    .selectFrom('TradeMilestone')
    .select([
      'orderId',
      'partyId',
      'totalFen',
      'carrierPartyId',
      'paidAtMs',
      'takenOverAtMs',
      'deliveredAtMs',
      'deliveredInTime',
      'refundedAtMs',
      'refundedFen',
      'completedAtMs',
      'cancelledAtMs',
      'changedAtMs',
    ])
    .where('partyId', '=', partyId)
    .where('changedAtMs', '<=', context.clock.now() - EXPORT_BEHIND_MS)
    .$call(
      ifGiven(mark, (query, [atMs, id]) =>
        query
          .where((eb) =>
            eb.or([eb('changedAtMs', '>', atMs), eb.and([eb('changedAtMs', '=', atMs), eb('orderId', '>', id)])]),
          )
          .where('changedAtMs', '>=', atMs),
      ),
    )
    .orderBy('changedAtMs')
    .orderBy('orderId')
    .limit(first + 1)
    .execute();
  return rows.map((row) => ({
    ...row,
    deliveredInTime: row.deliveredInTime === null ? null : Boolean(row.deliveredInTime),
    changedAtMs: must(row.changedAtMs, `when ${row.orderId} changed`),
  }));
}
export const markOf = (row: { changedAtMs: number; orderId: string }): string =>
  encodeCursor(row.changedAtMs, row.orderId);

async function openMark(context: TrustContext, mark: string): Promise<string> {
  const accountId = await context.vault
    .openUnrecorded(context.actor.id, Buffer.from(mark, 'base64url').toString('base64'))
    .catch(() => null);
  if (accountId === null) throw badCursor();
  return accountId;
}

/**
 * A seller's customers: what each bought in all, under a name that means nothing elsewhere. Each look is on the audit
 * trail.
 */
export async function customersOf(context: TrustContext, partyId: string, first: number, after: string | undefined) {
  if (!mayRead(context, partyId, 'customer-relations')) return [];
  const mark = after === undefined ? undefined : await openMark(context, after);
  const rows = await context.rows
    .selectFrom('TradeMilestone as t')
    .innerJoin('Account as a', 'a.id', 't.buyerAccountId')
    .select(({ fn }) => [
      't.buyerAccountId',
      fn.countAll<number>().as('orders'),
      fn.sum<number>('t.totalFen').as('totalFen'),
      fn.sum<number>('t.refundedFen').as('refundedFen'),
      fn.min<number>('t.paidAtMs').as('firstPaidAtMs'),
      fn.max<number>('t.paidAtMs').as('lastPaidAtMs'),
    ])
    .where('t.partyId', '=', partyId)
    .where('t.paidAtMs', 'is not', null)
    .where('t.cancelledAtMs', 'is', null)
    .where('a.state', '=', 'active')
    .$call(ifGiven(mark, (query, last) => query.where('t.buyerAccountId', '>', last)))
    .groupBy('t.buyerAccountId')
    .orderBy('t.buyerAccountId')
    .limit(first + 1)
    .execute();
  const customers = rows.filter((row) => holds(row, 'buyerAccountId'));
  await recordRead(
    context,
    customers.slice(0, first).map(({ buyerAccountId }) => ({ subjectId: buyerAccountId, fields: ['trade-summary'] })),
    { clause: '11.8.eg' },
  );
  const seal = await context.vault.sealer([context.actor.id]);
  return customers.map(({ buyerAccountId, ...row }) => ({
    // Where the next page begins: sealed, since the account's own id is the same for every partner.
    mark: Buffer.from(seal(context.actor.id, buyerAccountId), 'base64').toString('base64url'),
    customerRef: customerRef(context, context.actor.id, buyerAccountId),
    orders: Number(row.orders),
    totalFen: Number(row.totalFen ?? 0),
    refundedFen: Number(row.refundedFen ?? 0),
    firstPaidAtMs: Number(row.firstPaidAtMs),
    lastPaidAtMs: Number(row.lastPaidAtMs),
  }));
}
