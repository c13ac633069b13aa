import type { PaymentsContext, PaymentsTransaction } from '../context.ts';
import { ProfitShare } from './share.entity.ts';
import { profitShares } from './share.moves.ts';
import type { Owed } from './share.policy.ts';

const sharesOf = ({ rows }: PaymentsTransaction, orderId: string) =>
  rows
    .selectFrom('ProfitShare')
    .selectAll()
    .where('orderId', '=', orderId)
    .where('state', 'in', ['carried', 'asked', 'shared'])
    .orderBy('createdAtMs', 'desc')
    .orderBy('id', 'desc')
    .execute();
type ShareRow = Awaited<ReturnType<typeof sharesOf>>[number];

export interface Surplus {
  /** By how much more than is owed now; always above zero. */
  fen: number;
  /** Of what was shared, the latest first. */
  shared: ShareRow[];
}

/**
 * Takes back, of what is carried of an order, what is not owed any more; answers what of it was shared already, and of
 * which shares.
 */
export async function trimCarried(
  context: PaymentsContext,
  tx: PaymentsTransaction,
  orderId: string,
  owed: readonly Owed[],
): Promise<Surplus[]> {
  const groups = new Map<string, ShareRow[]>();
  for (const share of await sharesOf(tx, orderId)) {
    const key = `${share.kind} ${share.partyId}`;
    groups.set(key, [...(groups.get(key) ?? []), share]);
  }
  const surplus: Surplus[] = [];
  for (const [key, shares] of groups) {
    const owedFen = owed.find((one) => `${one.kind} ${one.partyId}` === key)?.amountFen ?? 0;
    let fen = shares.reduce((sum, { amountFen, returningFen }) => sum + amountFen - returningFen, 0) - owedFen;
    for (const share of shares.filter(({ state }) => state === 'carried'))
      if (fen > 0) fen -= await lessen(context, tx, share, fen);
    if (fen > 0) surplus.push({ fen, shared: shares.filter(({ state }) => state === 'shared') });
  }
  return surplus;
}

/** By how much it was: at most all of it. */
async function lessen(
  context: PaymentsContext,
  tx: PaymentsTransaction,
  { id, amountFen }: ShareRow,
  byFen: number,
): Promise<number> {
  const where = { id, amountFen };
  if (byFen >= amountFen) return (await profitShares.bySystem(context, tx, 'drop', where)) > 0 ? amountFen : 0;
  const still = { ...where, state: 'carried' as const };
  return (await tx.em.nativeUpdate(ProfitShare, still, { amountFen: amountFen - byFen })) > 0 ? byFen : 0;
}
