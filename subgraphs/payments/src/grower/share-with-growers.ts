import { splitFen } from '@heitu/kit/rules/money';
import type { PaymentsContext, PaymentsTransaction } from '../context.ts';
import { account } from '../ledger/account.ts';
import { postTransfer } from '../ledger/post-transfer.ts';
import { payerOf } from '../peers.ts';
import { GrowerShare } from './grower.entity.ts';
import { openFen } from './grower.policy.ts';
import { judgeShares, netOff, rowsOfOrder, type GrowerShareRow } from './net-off.ts';
import { oweGrowers, pooledIn } from './owe-growers.ts';

/** By account, as whom the provider knows a grower; whoever has never signed in through WeChat is paid otherwise. */
export type Openids = ReadonlyMap<string, string>;

/** Of the growers of an order. Asks trust: never inside a transaction. */
export async function openidsOf(context: PaymentsContext, orderId: string): Promise<Openids> {
  const accounts = new Set(
    (await pooledIn(context, orderId)).flatMap(({ terms }) => terms.map((one) => one.accountId)),
  );
  const known = new Map<string, string>();
  for (const accountId of accounts) {
    const payer = await payerOf(context, accountId);
    if (payer) known.set(accountId, payer.openid);
  }
  return known;
}

/** What this order's settlement asks the provider to share with growers. */
export const askedForGrowers = async (
  rows: Pick<PaymentsContext, 'rows'>,
  orderId: string,
): Promise<GrowerShareRow[]> => (await rowsOfOrder(rows, orderId)).filter(({ sharingFen }) => sharingFen > 0);

/**
 * Takes, of what is left under the cap, what growers are owed of this order; once, since the provider may have been
 * asked for it already. What does not fit the cooperative owes them.
 */
export async function takeForGrowers(
  context: PaymentsContext,
  tx: PaymentsTransaction,
  { orderId }: { orderId: string },
  openids: Openids,
  { maxFen, receiversMax }: { maxFen: number; receiversMax: number },
): Promise<GrowerShareRow[]> {
  const asked = await askedForGrowers(tx, orderId);
  if (asked.length > 0) return asked;
  await oweGrowers(context, tx, orderId);
  const receivers = new Set<string>();
  const able = (await rowsOfOrder(tx, orderId)).filter((row) => {
    const openid = openids.get(row.accountId);
    if (openid === undefined || openFen(row) <= 0 || (!receivers.has(openid) && receivers.size >= receiversMax))
      return false;
    receivers.add(openid);
    return true;
  });
  // What does not fit for all is missing from each alike.
  const open = able.map(openFen);
  const sumFen = open.reduce((sum, fen) => sum + fen, 0);
  const parts = sumFen <= maxFen ? open : splitFen(maxFen, open);
  for (const [i, { id }] of able.entries())
    if (parts[i]) await tx.em.nativeUpdate(GrowerShare, { id }, { sharingFen: parts[i] });
  return askedForGrowers(tx, orderId);
}

/** The settlement has ended: whoever got their share has it, to the others it is owed as before. */
export async function endForGrowers(
  context: PaymentsContext,
  tx: PaymentsTransaction,
  { id: settlementId, orderId, partyId }: { id: string; orderId: string; partyId: string },
  { got, notGot }: { got: readonly GrowerShareRow[]; notGot: readonly GrowerShareRow[] },
): Promise<void> {
  for (const { id, sharingFen, sharedFen } of got) {
    await tx.em.nativeUpdate(GrowerShare, { id }, { sharingFen: 0, sharedFen: sharedFen + sharingFen });
    postTransfer(context, tx, {
      key: `grower-share:${id}:${settlementId}`,
      kind: 'grower-share',
      orderId,
      legs: [{ from: account.frozen(partyId), to: account.growers, amountFen: sharingFen }],
    });
  }
  for (const { id } of notGot) await tx.em.nativeUpdate(GrowerShare, { id }, { sharingFen: 0 });
  await judgeShares(context, tx, { id: { $in: [...got, ...notGot].map(({ id }) => id) } });
  for (const accountId of new Set(notGot.map((row) => row.accountId))) await netOff(context, tx, partyId, accountId);
}
