import { movesOf } from '@heitu/kit/data/moves';
import { Invoice, RedInvoice } from './invoice.entity.ts';
import { invoiceLifecycle } from './invoice.lifecycle.ts';
import { redInvoiceLifecycle } from './red-invoice.lifecycle.ts';

export const invoices = movesOf(Invoice, invoiceLifecycle);
export const redInvoices = movesOf(RedInvoice, redInvoiceLifecycle);
