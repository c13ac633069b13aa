import { hashedNumber } from '../payment/numbers.ts';

/** The numbers that the tax platform takes an invoice and a confirmation sheet under: a repeat finds what is there. */
export const requestNumber = (invoiceId: string, refusals: number): string =>
  hashedNumber('I', `${invoiceId}:${refusals}`);
export const sheetNumber = (refundId: string, sheets: number): string => hashedNumber('D', `${refundId}:${sheets}`);
