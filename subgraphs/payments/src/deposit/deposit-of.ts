import { lockRows } from '@heitu/kit/data/only-one';
import type { PaymentsContext, PaymentsTransaction } from '../context.ts';
import { Deposit } from './deposit.entity.ts';
import { judge } from './look-at-deposits.ts';

/** What is there of a party's deposit, as the provider last said, and not about to be paid out. */
export async function depositOf(tx: PaymentsTransaction, partyId: string) {
  await lockRows(tx, Deposit, { partyId });
  const deposit = await tx.rows
    .selectFrom('Deposit')
    .select(['merchant', 'heldFen'])
    .where('partyId', '=', partyId)
    .executeTakeFirst();
  if (!deposit) return null;
  const { merchant, heldFen } = deposit;
  const leaving = await tx.rows
    .selectFrom('Compensation')
    .select(({ fn }) => fn.sum<number | null>('amountFen').as('fen'))
    .where('depositOf', '=', merchant)
    .where('state', 'in', ['due', 'sent', 'failed'])
    .executeTakeFirst();
  return { merchant, freeFen: Math.max(heldFen - Number(leaving?.fen ?? 0), 0) };
}

/** The provider has paid so much out of it. */
export async function takeFromDeposit(
  context: PaymentsContext,
  tx: PaymentsTransaction,
  partyId: string,
  amountFen: number,
): Promise<void> {
  await tx.rows
    .updateTable('Deposit')
    .set((eb) => ({ heldFen: eb('heldFen', '-', amountFen) }))
    .where('partyId', '=', partyId)
    .execute();
  const deposit = await tx.rows.selectFrom('Deposit').selectAll().where('partyId', '=', partyId).executeTakeFirst();
  if (deposit) await judge(context, tx, deposit);
}
