import { ok } from '@heitu/kit/rules/outcome';
import type { PaymentsContext } from './context.ts';
import { askedAgain } from './provider.policy.ts';

/** What others are asked about again and again until its end is known. */
type Asked = 'Refund' | 'Compensation' | 'Invoice' | 'RedInvoice' | 'ShareReturn' | 'GrowerTransfer' | 'Withdrawal';

/** The other side is asked once more later; whose end is known meanwhile is not asked about again. */
export async function askLater(
  context: PaymentsContext,
  table: Asked,
  row: { id: string; attempts: number },
  lastError: string | null,
): Promise<void> {
  await context.transaction(async (tx) => {
    await tx.rows
      .updateTable(table)
      .set({ lastError, ...askedAgain(context, row) })
      .where('id', '=', row.id)
      .where('nextAtMs', 'is not', null)
      .execute();
    return ok(null);
  });
}
