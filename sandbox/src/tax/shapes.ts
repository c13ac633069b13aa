import { z } from 'zod';

const fen = z.int().min(0);
const line = z.object({
  title: z.string().min(1).max(255),
  specification: z.string().max(255),
  quantity: z.int().min(1),
  totalFen: fen.min(1),
  netFen: fen,
  taxFen: fen,
});
const party = z.object({ name: z.string().min(1).max(100), taxNumber: z.string().nullable() });

export const invoiceShape = z.object({
  requestNumber: z.string().min(6).max(32),
  seller: party,
  buyer: party,
  isByBureau: z.boolean(),
  isTaxFree: z.boolean(),
  specialCode: z.string().nullable(),
  rateBasisPoints: z.int().min(0).max(10_000),
  lines: z.array(line).min(1).max(500),
  totalFen: fen.min(1),
  taxFen: fen,
  remark: z.string().max(200),
});
export type InvoiceRequest = z.output<typeof invoiceShape>;

export const redShape = z.object({
  sheetNumber: z.string().min(6).max(32),
  invoiceNumber: z.string().regex(/^\d{20}$/),
  reasonCode: z.enum(['01', '02', '03', '04']),
  lines: z.array(line).min(1).max(500),
  totalFen: fen.min(1),
  taxFen: fen,
});
export type RedRequest = z.output<typeof redShape>;

/** What adds up nowhere is refused: the sums, each line, and the tax that its price holds, to the fen. */
export function sumsFault({
  lines,
  totalFen,
  taxFen,
}: Pick<InvoiceRequest, 'lines' | 'totalFen' | 'taxFen'>): string | null {
  const sum = (of: 'totalFen' | 'taxFen') => lines.reduce((all, each) => all + each[of], 0);
  if (sum('totalFen') !== totalFen || sum('taxFen') !== taxFen) return '合计与明细不符';
  return lines.every((each) => each.netFen + each.taxFen === each.totalFen) ? null : '明细的价税合计不符';
}
/** Half a fen of rounding is allowed, not a whole one. */
export const isTaxRight = ({ lines, rateBasisPoints }: InvoiceRequest): boolean =>
  lines.every(
    ({ totalFen, taxFen }) => Math.abs((totalFen * rateBasisPoints) / (10_000 + rateBasisPoints) - taxFen) <= 0.5,
  );
