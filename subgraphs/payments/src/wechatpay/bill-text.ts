import { createHash, timingSafeEqual } from 'node:crypto';
import { gunzipSync } from 'node:zlib';
import { fenFromYuan, timeOf } from './values.ts';

/**
 * What all bills have alike: a CSV in which every value is led by a back quote, so that values are parted by ",`", then
 * two lines of sums. Read by column name, since the provider adds columns.
 */
export const BILL_BYTES_MAX = 64 * 1024 * 1024;

export type BillFault = 'WRONG_HASH' | 'UNREADABLE_BILL' | 'SUMMARY_MISMATCH';
export type BillResult<Row> = { ok: true; rows: Row[] } | { ok: false; code: BillFault; message: string };
export interface BillHash {
  type: string;
  value: string;
}
/** What a line says in a column; throws where there is no such column. */
export type Line = (column: string) => string;

export const fault = (code: BillFault, message: string) => ({ ok: false as const, code, message });

/** The bytes of a bill whose hash was signed; the hash is over the plain text, also when it travels compressed. */
export function plainBill(bytes: Buffer, hash: BillHash): { ok: true; bytes: Buffer } | ReturnType<typeof fault> {
  let plain: Buffer;
  try {
    plain = bytes[0] === 0x1f && bytes[1] === 0x8b ? gunzipSync(bytes, { maxOutputLength: BILL_BYTES_MAX }) : bytes;
  } catch (error) {
    return fault('UNREADABLE_BILL', String(error));
  }
  if (hash.type !== 'SHA1') return fault('WRONG_HASH', `unknown hash ${hash.type}`);
  const actual = createHash('sha1').update(plain).digest();
  const stated = Buffer.from(hash.value, 'hex');
  if (stated.length !== actual.length || !timingSafeEqual(stated, actual))
    return fault('WRONG_HASH', 'the bill is not the one whose hash was signed');
  return { ok: true, bytes: plain };
}

/** The lines of a bill and of its summary, which begins with the count that it is named by. */
export function parseBill<Row>(
  text: string,
  count: string,
  read: (lines: readonly Line[], summary: Line) => BillResult<Row>,
): BillResult<Row> {
  const lines = text
    .replace(/^\uFEFF/, '')
    .split(/\r?\n/)
    .filter((line) => line !== '');
  const summaryAt = lines.findIndex((line) => line.startsWith(`${count},`));
  const [header] = lines;
  const [totals, sums, ...more] = summaryAt < 1 ? [] : lines.slice(summaryAt);
  if (header === undefined || totals === undefined || sums === undefined || more.length > 0)
    return fault('UNREADABLE_BILL', 'no summary of two lines at the end');
  try {
    const found = lines.slice(1, summaryAt).map((line) => lineOf(header, line));
    const summary = lineOf(totals, sums);
    if (Number(summary(count)) !== found.length)
      return fault('SUMMARY_MISMATCH', `${count}: ${summary(count)}, lines: ${found.length}`);
    return read(found, summary);
  } catch (error) {
    return fault('UNREADABLE_BILL', String(error));
  }
}

function lineOf(header: string, line: string): Line {
  const names = header.split(',');
  const values = line.startsWith('`') ? line.slice(1).split(',`') : [];
  if (values.length !== names.length)
    throw new Error(`${values.length} values under ${names.length} columns: ${line.slice(0, 80)}`);
  return (column) => {
    const value = values[names.indexOf(column)];
    if (value === undefined) throw new Error(`no column ${column}`);
    return value;
  };
}

export function amount(line: Line, column: string): number {
  const fen = fenFromYuan(line(column));
  if (fen === null) throw new Error(`${column} is not an amount: ${line(column)}`);
  return fen;
}

/** `2026-11-24 09:00:00`, as bills print times. */
export const beijingTimeOf = (text: string): Date => timeOf(`${text.replace(' ', 'T')}+08:00`);
