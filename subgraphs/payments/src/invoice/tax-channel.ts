import type { RedReason, TaxedLine } from './invoice.policy.ts';

/**
 * The port through which invoices reach whoever may issue them: the tax authority's digital-invoice platform, or a
 * licensed provider. Nothing here names one.
 */

/** As payments' own channel: refused means that nothing happened, unknown that it may have. */
export interface TaxError {
  outcome: 'refused' | 'unknown';
  code: string;
  meaning: 'not-found' | 'other';
  message: string;
}
export type TaxResult<T> = { ok: true; value: T } | { ok: false; error: TaxError };

/** Who sells or buys, as the tax authority knows them; a person who buys needs no number. */
export interface TaxParty {
  name: string;
  taxNumber: string | null;
}

export interface InvoiceToIssue {
  requestNumber: string;
  seller: TaxParty;
  buyer: TaxParty;
  /** The tax bureau issues it for a seller who cannot. */
  isByBureau: boolean;
  isTaxFree: boolean;
  specialCode: string | null;
  rateBasisPoints: number;
  lines: readonly TaxedLine[];
  totalFen: number;
  taxFen: number;
  remark: string;
}
export interface RedToIssue {
  sheetNumber: string;
  /** The number of the invoice that turns red. */
  invoiceNumber: string;
  reason: RedReason;
  lines: readonly TaxedLine[];
  totalFen: number;
  taxFen: number;
}

export interface TaxStanding {
  /** `confirming`: the buyer has to confirm it there; `void`: it was not confirmed in time. */
  state: 'processing' | 'confirming' | 'issued' | 'refused' | 'void';
  /** 20 digits, once it is issued. */
  number: string | null;
  issuedAt: Date | null;
  /** Why it was refused: the authority's code and words. */
  reason: string | null;
}

export interface TaxChannel {
  issue(invoice: InvoiceToIssue): Promise<TaxResult<TaxStanding>>;
  queryInvoice(requestNumber: string): Promise<TaxResult<TaxStanding>>;
  redden(red: RedToIssue): Promise<TaxResult<TaxStanding>>;
  queryRed(sheetNumber: string): Promise<TaxResult<TaxStanding>>;
  /** The file of an issued one, blue or red: PDF. */
  file(number: string): Promise<TaxResult<Buffer>>;
}
