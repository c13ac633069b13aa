import { chinaDate, startOfChinaDate } from '@heitu/kit/rules/calendar';
import type { PaymentsContext, PaymentsTransaction } from '../context.ts';
import { accountOf, type AccountAtProvider } from '../books/account-at-provider.ts';
import { FundLine, MoneyUnderWay } from '../books/books.entity.ts';
import { BALANCE_CORRECTION } from '../books/books.policy.ts';
import { merchantAndOrderOf } from '../books/judge-orders.ts';
import { account } from '../ledger/account.ts';
import { legOf, postTransfer } from '../ledger/post-transfer.ts';
import { correctionFenOf, type DifferenceKind } from './case.policy.ts';

interface Case {
  id: string;
  date: string;
  kind: DifferenceKind;
  reference: string;
  ourFen?: number | null | undefined;
  theirFen?: number | null | undefined;
}

/** Why the books cannot be corrected by a difference now. */
export const correctionRefusals = {
  NOT_BY_CORRECTION: { message: '这种差异不用改账：请核对后办结，或提议退给买家、补记到订单', clause: '9.2.cp' },
  CHANGED: { message: '这笔差异已经变了，没有改账。有提议的先退回，再重新对一次账', clause: '9.2.cp' },
} as const;

/**
 * Books what makes the ledger say what the statement says: on the account at the provider, against what nobody has
 * explained yet. Nothing is undone, and nothing is booked where it no longer differs by that amount; false then.
 */
export async function bookCorrection(context: PaymentsContext, tx: PaymentsTransaction, of: Case): Promise<boolean> {
  const place = await placeOf(context, tx, of);
  const amountFen = correctionFenOf(of);
  if (!place || place.nowFen !== amountFen) return false;
  const { available } = place.at;
  const nowMs = context.clock.now();
  postTransfer(context, tx, {
    key: `correction:${of.id}`,
    kind: of.kind === 'balance' ? BALANCE_CORRECTION : 'correction',
    orderId: place.orderId,
    legs: [legOf(account.unexplained, available, amountFen)],
    happenedAtMs: startOfChinaDate(of.date),
  });
  if (of.kind === 'line-unknown') await tx.em.nativeUpdate(FundLine, lineOf(of), { correctedAtMs: nowMs });
  // What differs in spite of it is a difference of its own.
  if (of.kind === 'order-money')
    await tx.em.nativeUpdate(MoneyUnderWay, underWayOf(of), { caseDate: null, sinceDate: chinaDate(nowMs) });
  return true;
}

const lineOf = ({ reference, date }: Case) => ({ number: reference, date });
const underWayOf = ({ reference, date }: Case) => ({ ...merchantAndOrderOf(reference), caseDate: date });

/** Where it differs, and by how much now; null where it differs no more. */
async function placeOf(
  context: PaymentsContext,
  tx: PaymentsTransaction,
  of: Case,
): Promise<{ at: AccountAtProvider; orderId: string; nowFen: number } | null> {
  if (of.kind === 'balance') {
    const at = await accountOf(context, tx, of.reference);
    return at && { at, orderId: '', nowFen: correctionFenOf(of) };
  }
  if (of.kind === 'line-unknown') {
    const line = await tx.rows
      .selectFrom('FundLine')
      .select(['merchant', 'amountFen'])
      .where((eb) => eb.and(lineOf(of)))
      .where('openMerchant', 'is not', null)
      .where('correctedAtMs', 'is', null)
      .executeTakeFirst();
    const at = line && (await accountOf(context, tx, line.merchant));
    return at ? { at, orderId: '', nowFen: line.amountFen } : null;
  }
  const row = await tx.rows
    .selectFrom('MoneyUnderWay')
    .select(['merchant', 'orderId', 'ourFen', 'theirFen'])
    .where((eb) => eb.and(underWayOf(of)))
    .executeTakeFirst();
  const at = row && (await accountOf(context, tx, row.merchant));
  return at ? { at, orderId: row.orderId, nowFen: correctionFenOf(row) } : null;
}
