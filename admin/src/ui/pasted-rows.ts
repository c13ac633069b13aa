import type { Field } from './fields.tsx';

const YES = /^(是|有|对|1|y|yes|true|√)$/i;

/** What a cell of a spreadsheet says in a field; null where the field cannot take it. */
function valueOf({ kind, options }: Field, cell: string): unknown {
  if (kind === 'switch') return YES.test(cell);
  if (cell === '') return undefined;
  if (options) return options.find(({ value, label }) => cell === label || cell === value)?.value ?? null;
  if (kind !== 'number' && kind !== 'whole') return cell;
  const value = Number(cell);
  return Number.isFinite(value) ? value : null;
}

/** Rows as they were copied from a spreadsheet, a field a column; or, in Chinese, which cell its field cannot take. */
export function pastedRows(text: string, fields: readonly Field[]): Record<string, unknown>[] | string {
  const rows: Record<string, unknown>[] = [];
  for (const line of text.split(/\r?\n/)) {
    if (line.trim() === '') continue;
    const cells = line.split('\t').map((cell) => cell.trim());
    const row: Record<string, unknown> = {};
    for (const [i, field] of fields.entries()) {
      const value = valueOf(field, cells[i] ?? '');
      if (value === null)
        return `粘贴的第 ${rows.length + 1} 行，“${field.label}”写的是“${cells[i]}”，${field.options ? '没有这一项' : '不是数字'}`;
      row[field.name] = value;
    }
    rows.push(row);
  }
  return rows;
}

/** Whether it came from a table, and not out of a line of text. */
export const isTable = (text: string): boolean => /[\t\n]/.test(text.trim());
