import { ifGiven } from '@heitu/kit/data/given';
import type { PaymentsContext } from '../context.ts';

/**
 * What the accounts hold: what was carried, and what was booked since. One statement each, so that books which are
 * carried meanwhile are seen before or after, never in between.
 */

type Reader = Pick<PaymentsContext, 'rows'>;

const carriedUntil = ({ rows }: Reader) =>
  rows.selectFrom('LedgerCarry').select(({ fn, val }) => fn.coalesce(fn.max('untilMs'), val(0)).as('untilMs'));

const sumOf = (row: { fen: number | null } | undefined): number => Number(row?.fen ?? 0);

/** What moved on these accounts, by account and kind of transfer; read by the accounts' index. */
export function movedOn({ rows }: Reader, accounts: readonly string[]) {
  return rows
    .selectFrom('CarriedBalance')
    .select(['account', 'kind', 'fen'])
    .where('account', 'in', accounts)
    .unionAll(
      rows
        .selectFrom('LedgerEntry as e')
        .innerJoin('LedgerTransfer as t', 't.id', 'e.transferId')
        .select(['e.account', 't.kind', 'e.amountFen as fen'])
        .where('e.account', 'in', accounts)
        .where('e.atMs', '>=', carriedUntil({ rows })),
    );
}

/** What moved on any account; read by the index of moments. */
export function movedAnywhere({ rows }: Reader) {
  return rows
    .selectFrom('CarriedBalance')
    .select(['account', 'kind', 'fen'])
    .unionAll(
      rows
        .selectFrom('LedgerTransfer as t')
        .innerJoin('LedgerEntry as e', 'e.transferId', 't.id')
        .select(['e.account', 't.kind', 'e.amountFen as fen'])
        .where('t.atMs', '>=', carriedUntil({ rows })),
    );
}

/** What an account holds, in fen; `kind`: what came to it by that kind of transfer alone. */
export async function balanceOf({ rows }: Reader, account: string, kind?: string): Promise<number> {
  const row = await rows
    .selectFrom(movedOn({ rows }, [account]).as('moved'))
    .select(({ fn }) => fn.sum<number | null>('fen').as('fen'))
    .$call(ifGiven(kind, (query, only) => query.where('kind', '=', only)))
    .executeTakeFirst();
  return sumOf(row);
}

/** What moved on these accounts from a moment on, before another. */
export const movedBetween = async ({ rows }: Reader, accounts: readonly string[], fromMs: number, toMs: number) =>
  sumOf(
    await rows
      .selectFrom('LedgerEntry')
      .select(({ fn }) => fn.sum<number | null>('amountFen').as('fen'))
      .where('account', 'in', accounts)
      .where('atMs', '>=', fromMs)
      .where('atMs', '<', toMs)
      .executeTakeFirst(),
  );

/** What these accounts held at a moment: what was carried, forward or back to it. */
export async function balanceAt({ rows }: Reader, accounts: readonly string[], atMs: number): Promise<number> {
  const entries = () => rows.selectFrom('LedgerEntry').where('account', 'in', accounts);
  const moved = rows
    .selectFrom('CarriedBalance')
    .select('fen')
    .where('account', 'in', accounts)
    .unionAll(entries().select('amountFen as fen').where('atMs', '>=', carriedUntil({ rows })).where('atMs', '<', atMs))
    .unionAll(
      entries()
        .select(({ neg, ref }) => neg(ref('amountFen')).as('fen'))
        .where('atMs', '>=', atMs)
        .where('atMs', '<', carriedUntil({ rows })),
    );
  return sumOf(
    await rows
      .selectFrom(moved.as('moved'))
      .select(({ fn }) => fn.sum<number | null>('fen').as('fen'))
      .executeTakeFirst(),
  );
}

/** What is frozen of each order on an account; orders of which nothing is, are left out. */
export async function heldOn({ rows }: Reader, account: string): Promise<ReadonlyMap<string, number>> {
  const moved = rows
    .selectFrom('CarriedHold')
    .select(['orderId', 'fen'])
    .where('account', '=', account)
    .unionAll(
      rows
        .selectFrom('LedgerEntry as e')
        .innerJoin('LedgerTransfer as t', 't.id', 'e.transferId')
        .select(['t.orderId', 'e.amountFen as fen'])
        .where('e.account', '=', account)
        .where('e.atMs', '>=', carriedUntil({ rows })),
    );
  const held = await rows
    .selectFrom(moved.as('moved'))
    .select(({ fn }) => ['orderId', fn.sum<number>('fen').as('fen')])
    .groupBy('orderId')
    .having(({ fn }) => fn.sum('fen'), '!=', 0)
    .execute();
  return new Map(held.map(({ orderId, fen }) => [orderId, Number(fen)]));
}
