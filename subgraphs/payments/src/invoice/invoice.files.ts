import type { Audience } from '@heitu/kit/privacy/file-edges';
import type { FileColumn } from '@heitu/kit/privacy/file-uses';
import type { PaymentsContext } from '../context.ts';
import { invoiceVisibleTo } from './invoice.loader.ts';

export const INVOICE_FILE = 'invoice';

/** Files of invoices come from the tax platform; nobody uploads one. */
export const fileColumns: readonly FileColumn[] = [
  { entity: 'Invoice', column: 'fileId', thing: 'invoice' },
  { entity: 'RedInvoice', column: 'fileId', thing: 'red-invoice' },
];

/** A file is for whoever may see its invoice: the buyer reads what is the buyer's anyway. */
export async function fileAudience(context: PaymentsContext, { id }: { id: string }): Promise<Audience> {
  const invoice = await context.rows
    .selectFrom('Invoice')
    .select('id')
    .where('id', 'in', (uses) =>
      uses.selectFrom('FileUse').select('thingId').where('fileId', '=', id).where('thing', '=', 'invoice'),
    )
    .where(invoiceVisibleTo(context.actor))
    .executeTakeFirst();
  return invoice ? 'caller' : 'nobody';
}
