import { addWorkingDays } from '@heitu/kit/rules/calendar';
import { HOUR_MS } from '@heitu/kit/rules/clock';
import { splitFen } from '@heitu/kit/rules/money';

/**
 * No law that we found says within how many days an invoice is issued; E-Commerce Law 14 says that it is. These days
 * are the platform's own promise.
 */
export const INVOICE_WORKING_DAYS = 3;
/** So long after it was asked for, an invoice that nobody issued ends, and can be asked for again. */
export const LAPSES_AFTER_WORKING_DAYS = 15;
/**
 * So long after its refund began, a red invoice that the platform could not get ends with the seller and its tax
 * bureau.
 */
export const RED_ENDS_AFTER_WORKING_DAYS = 30;
/** A confirmation sheet that the buyer has not answered is void after 72 hours. */
export const CONFIRM_WITHIN_MS = 72 * HOUR_MS;
/** So many sheets are sent for one refund before a person looks. */
export const SHEETS_MAX = 3;
export const HEADS_MAX = 20;
export const HEAD_NAME_MAX = 100;

export const invoiceDueAtMs = (nowMs: number): number => addWorkingDays(nowMs, INVOICE_WORKING_DAYS);

export const HEAD_KINDS = { person: '个人', company: '单位' } as const;
export type HeadKind = keyof typeof HEAD_KINDS;

/** What an invoice says of one thing sold, before tax is taken out of it. The price holds the tax. */
export interface SoldLine {
  title: string;
  specification: string;
  quantity: number;
  totalFen: number;
}
/** With the tax in it: `totalFen = netFen + taxFen`. */
export interface TaxedLine extends SoldLine {
  netFen: number;
  taxFen: number;
}

/**
 * The tax that a price holds, in whole fen, half a fen up: price x rate / (1 + rate). Each line's is computed alone,
 * and the sums are sums of lines.
 */
export function taxInFen(totalFen: number, rateBasisPoints: number): number {
  const whole = 10_000 + rateBasisPoints;
  return Math.floor((2 * totalFen * rateBasisPoints + whole) / (2 * whole));
}
const taxed = (line: SoldLine, rateBasisPoints: number): TaxedLine => {
  const taxFen = taxInFen(line.totalFen, rateBasisPoints);
  return { ...line, taxFen, netFen: line.totalFen - taxFen };
};

/**
 * What is invoiced where only `leftFen` of the lines is still paid for: a refund of before lessens each line by its
 * share, and lines of nothing are left out.
 */
export function linesToInvoice(
  lines: readonly SoldLine[],
  leftFen: number,
  rateBasisPoints: number,
): readonly TaxedLine[] {
  const parts = splitFen(
    leftFen,
    lines.map(({ totalFen }) => totalFen),
  );
  return lines
    .map((line, i) => taxed({ ...line, totalFen: parts[i] ?? 0 }, rateBasisPoints))
    .filter(({ totalFen }) => totalFen > 0);
}

/**
 * What `amountFen` turns red of the lines, of which `earlier` is red already: by what is left of each. A line's red tax
 * is what its tax falls by, so that a line that is red as a whole has no tax left.
 */
export function linesToRedden(
  lines: readonly TaxedLine[],
  earlier: readonly (readonly TaxedLine[])[],
  amountFen: number,
  rateBasisPoints: number,
): readonly TaxedLine[] {
  const redOf = (i: number, of: 'totalFen' | 'taxFen') => earlier.reduce((sum, red) => sum + (red[i]?.[of] ?? 0), 0);
  const left = lines.map((line, i) => ({
    totalFen: line.totalFen - redOf(i, 'totalFen'),
    taxFen: line.taxFen - redOf(i, 'taxFen'),
  }));
  const parts = splitFen(
    amountFen,
    left.map(({ totalFen }) => totalFen),
  );
  return lines.map((line, i) => {
    const [before, totalFen] = [left[i] ?? { totalFen: 0, taxFen: 0 }, parts[i] ?? 0];
    const taxFen = before.taxFen - taxInFen(before.totalFen - totalFen, rateBasisPoints);
    return { ...line, totalFen, taxFen, netFen: totalFen - taxFen };
  });
}

export const sumOf = (lines: readonly TaxedLine[], of: 'totalFen' | 'taxFen'): number =>
  lines.reduce((sum, line) => sum + line[of], 0);

/** Why an invoice turns red: two of the reasons of a confirmation sheet (红字发票信息确认单). */
export const RED_REASONS = { returned: '销货退回', allowance: '销售折让' } as const;
export type RedReason = keyof typeof RED_REASONS;
/**
 * Goods that went back, or never came, are returned; money beside the goods lowers the price. Whether what a complaint
 * awards out of the order's own money is such an allowance, no text that we read says: it is taken as one.
 */
export const redReasonOf = ({ refundKey }: { refundKey: string }): RedReason =>
  refundKey.startsWith('complaint:') || refundKey.startsWith('advance:') ? 'allowance' : 'returned';
