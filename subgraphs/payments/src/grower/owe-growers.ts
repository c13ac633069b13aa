import { fromJson } from '@heitu/kit/rules/typed-json';
import type { PaymentsContext, PaymentsTransaction, RowOf } from '../context.ts';
import { GrowerShare } from './grower.entity.ts';
import { growerShareLifecycle } from './grower-share.lifecycle.ts';
import { growersFen, soldParts } from './grower.policy.ts';
import { judgeShares, netOff } from './net-off.ts';

type Rows = Pick<PaymentsContext | PaymentsTransaction, 'rows'>;
export type TermRow = RowOf<'PoolTerm'>;

/** What of an order came out of pooled lots, with what was agreed of each; nothing for most orders. */
export async function pooledIn({ rows }: Rows, orderId: string) {
  const sold = await rows.selectFrom('SoldLot').selectAll().where('orderId', '=', orderId).orderBy('id').execute();
  if (sold.length === 0) return [];
  const terms = await rows
    .selectFrom('PoolTerm')
    .selectAll()
    .where(
      'lotId',
      'in',
      sold.map(({ lotId }) => lotId),
    )
    .orderBy('id')
    .execute();
  return sold.map((one) => ({ ...one, terms: terms.filter(({ lotId }) => lotId === one.lotId) }));
}

/** Of each line, what the buyer got back as a refund of the order; what somebody else paid is none. */
async function refundedByLine({ rows }: Rows, orderId: string): Promise<ReadonlyMap<string, number>> {
  const refunds = await rows
    .selectFrom('Refund')
    .select('lines')
    .where('orderId', '=', orderId)
    .where('state', 'in', ['succeeded', 'replaced'])
    .where('lines', 'is not', null)
    .execute();
  const back = new Map<string, number>();
  for (const { lines } of refunds)
    for (const { lineId, amountFen } of lines === null ? [] : fromJson(lines))
      back.set(lineId, (back.get(lineId) ?? 0) + amountFen);
  return back;
}

/**
 * Writes what each grower is owed of an order as its money is now: anew at its settlement, and again whenever the buyer
 * got something back. Whoever calls has taken the order's part.
 */
export async function oweGrowers(context: PaymentsContext, tx: PaymentsTransaction, orderId: string): Promise<void> {
  const sold = await pooledIn(tx, orderId);
  if (sold.length === 0) return;
  const back = await refundedByLine(tx, orderId);
  const pairs = new Map<string, TermRow>();
  for (const { id: soldLotId, lineId, lotId, lineFen, units, lineUnits, terms } of sold) {
    const [first] = terms;
    if (!first) continue;
    // Of the line's price, what is for the packs of this lot.
    const of = { units, lotUnits: first.lotUnits, lineFen, keptFen: lineFen - (back.get(lineId) ?? 0) };
    if (lineUnits < units) throw new Error(`line ${lineId} has more packs of lot ${lotId} than it has`);
    const amounts = growersFen(terms, of);
    for (const [i, term] of terms.entries()) {
      const owed = { amountFen: amounts[i] ?? 0, soldParts: soldParts(term, of) };
      pairs.set(`${term.partyId} ${term.accountId}`, term);
      if ((await tx.em.nativeUpdate(GrowerShare, { soldLotId, termId: term.id }, owed)) > 0) continue;
      await tx.em.insert(GrowerShare, newShare(context, { soldLotId, orderId, term, ...owed }));
    }
  }
  await judgeShares(context, tx, { orderId });
  for (const { partyId, accountId } of pairs.values()) await netOff(context, tx, partyId, accountId);
}

const newShare = (
  context: PaymentsContext,
  of: { soldLotId: string; orderId: string; term: TermRow; amountFen: number; soldParts: number },
) => {
  const { soldLotId, orderId, term, amountFen, soldParts: parts } = of;
  const nowMs = context.clock.now();
  return {
    id: context.newId(),
    soldLotId,
    termId: term.id,
    orderId,
    lotId: term.lotId,
    partyId: term.partyId,
    accountId: term.accountId,
    soldParts: parts,
    amountFen,
    sharingFen: 0,
    sharedFen: 0,
    transferFen: 0,
    transferredFen: 0,
    setOffFen: 0,
    backFen: 0,
    state: growerShareLifecycle.initial,
    sinceMs: nowMs,
    createdAtMs: nowMs,
    paidAtMs: null,
  };
};
