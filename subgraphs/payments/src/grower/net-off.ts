import { lockRows } from '@heitu/kit/data/only-one';
import type { PaymentsContext, PaymentsTransaction, RowOf } from '../context.ts';
import { GrowerSetOff, GrowerShare } from './grower.entity.ts';
import { growerShares } from './grower.moves.ts';
import { openFen } from './grower.policy.ts';

export type GrowerShareRow = RowOf<'GrowerShare'>;

/** To which state a row's sums lead; null where it is there. */
function actFor(row: GrowerShareRow): 'pay' | 'drop' | 'owe' | 'exceed' | null {
  const open = openFen(row);
  const isUnderWay = row.sharingFen + row.transferFen > 0;
  const [to, act] =
    open < 0
      ? (['over', 'exceed'] as const)
      : open > 0 || isUnderWay
        ? (['open', 'owe'] as const)
        : row.amountFen === 0
          ? (['void', 'drop'] as const)
          : (['paid', 'pay'] as const);
  return row.state === to || row.state === 'left' ? null : act;
}

/** Brings the state of rows to what their sums say. */
export async function judgeShares(
  context: PaymentsContext,
  tx: PaymentsTransaction,
  where: { orderId: string } | { id: { $in: string[] } },
): Promise<void> {
  const found = 'orderId' in where ? rowsOfOrder(tx, where.orderId) : rowsById(tx, where.id.$in);
  const nowMs = context.clock.now();
  for (const row of await found) {
    const act = actFor(row);
    if (act === null) continue;
    const set = { sinceMs: nowMs, paidAtMs: act === 'pay' ? nowMs : null };
    await growerShares.bySystem(context, tx, act, { id: row.id }, set);
  }
}
export const rowsOfOrder = ({ rows }: Pick<PaymentsTransaction, 'rows'>, orderId: string) =>
  rows.selectFrom('GrowerShare').selectAll().where('orderId', '=', orderId).orderBy('termId').execute();
const rowsById = ({ rows }: Pick<PaymentsTransaction, 'rows'>, ids: readonly string[]) =>
  ids.length === 0 ? [] : rows.selectFrom('GrowerShare').selectAll().where('id', 'in', ids).orderBy('id').execute();

/** What a grower is owed by a cooperative, and what they got too much: their rows are taken until the end. */
export async function takeShares(
  tx: PaymentsTransaction,
  partyId: string,
  accountId: string,
): Promise<GrowerShareRow[]> {
  await lockRows(tx, GrowerShare, { partyId, accountId, state: { $in: ['open', 'over'] } });
  return tx.rows
    .selectFrom('GrowerShare')
    .selectAll()
    .where('partyId', '=', partyId)
    .where('accountId', '=', accountId)
    .where('state', 'in', ['open', 'over'])
    .orderBy('createdAtMs')
    .orderBy('id')
    .execute();
}

/**
 * Takes what a grower got too much of one sale off what they are owed of others, the oldest first: it comes from nobody
 * else.
 */
export async function netOff(
  context: PaymentsContext,
  tx: PaymentsTransaction,
  partyId: string,
  accountId: string,
): Promise<void> {
  const rows = await takeShares(tx, partyId, accountId);
  const owed = rows.filter((row) => openFen(row) > 0);
  const changed = new Set<string>();
  for (const over of rows.filter(({ state }) => state === 'over')) {
    let leftFen = -openFen(over);
    for (const row of owed) {
      const amountFen = Math.min(leftFen, openFen(row));
      if (amountFen <= 0) continue;
      over.backFen += amountFen;
      row.setOffFen += amountFen;
      leftFen -= amountFen;
      for (const { id } of [over, row]) changed.add(id);
      await tx.em.insert(GrowerSetOff, {
        id: context.newId(),
        fromShareId: over.id,
        toShareId: row.id,
        amountFen,
        atMs: context.clock.now(),
      });
    }
  }
  for (const { id, backFen, setOffFen } of rows.filter((row) => changed.has(row.id)))
    await tx.em.nativeUpdate(GrowerShare, { id }, { backFen, setOffFen });
  await judgeShares(context, tx, { id: { $in: [...changed] } });
}
