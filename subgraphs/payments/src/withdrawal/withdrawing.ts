import type { PaymentsContext, PaymentsTransaction } from '../context.ts';

/** On its way to the bank, and not in the books: it can be taken no second time. */
export async function withdrawingFen(
  { rows }: Pick<PaymentsContext | PaymentsTransaction, 'rows'>,
  partyId: string,
): Promise<number> {
  const row = await rows
    .selectFrom('Withdrawal')
    .select(({ fn }) => fn.sum<number | null>('amountFen').as('fen'))
    .where('partyId', '=', partyId)
    .where('bookedAtMs', 'is', null)
    .where('state', 'in', ['due', 'sent', 'paid', 'arrived'])
    .executeTakeFirst();
  return Number(row?.fen ?? 0);
}
