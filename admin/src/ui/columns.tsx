import type { ReactNode } from 'react';
import { serverNow } from '../lib/clock.ts';
import { shortMoment } from '../lib/format.ts';

/** A column: what is shown, and as what it goes into an exported table. */
export interface Column<Row, Sort extends string = string> {
  title: string;
  text: (row: Row) => string | number | null | undefined;
  render?: (row: Row) => ReactNode;
  width?: number | string;
  align?: 'right';
  /** Rows that are all here are sorted by it; where the server sorts, its name there. */
  sort?: true | Sort;
  /** Shown where there is room for it; always in the exported table, and in what is opened. */
  roomy?: true;
  /** Left out of the exported table: buttons. */
  only?: 'screen';
}

export const exported = <Row,>(columns: readonly Column<Row>[]) => columns.filter(({ only }) => only !== 'screen');
export const cellsOf = <Row,>(columns: readonly Column<Row>[], row: Row): (string | number | null)[] =>
  exported(columns).map(({ text }) => text(row) ?? null);

export interface Order {
  by: string;
  down: boolean;
}
/** Rows that are all here in the order that their table shows. */
export function sortedBy<Row>(
  columns: readonly Column<Row>[],
  rows: readonly Row[],
  order: Order | null,
): readonly Row[] {
  const column = order && columns.find(({ title, sort }) => order.by === (typeof sort === 'string' ? sort : title));
  return column ? [...rows].sort((a, b) => compare(column.text(a), column.text(b)) * (order.down ? -1 : 1)) : rows;
}

const sortOrder = (order: Order | null | undefined, key: string) =>
  order?.by === key ? (order.down ? ('descend' as const) : ('ascend' as const)) : null;

export function antColumns<Row>(columns: readonly Column<Row>[], sorted: 'here' | 'there', order?: Order | null) {
  return columns.map(({ title, text, render, width, align, sort, only, roomy }) => ({
    title,
    width,
    align,
    ...(roomy && { responsive: ['xxl' as const] }),
    ...(only === 'screen' && { fixed: 'right' as const }),
    key: typeof sort === 'string' ? sort : title,
    render: (_: unknown, row: Row) => (render ? render(row) : shortened(text(row))),
    ...(sort &&
      sorted === 'here' && {
        sorter: (a: Row, b: Row) => compare(text(a), text(b)),
        sortOrder: sortOrder(order, typeof sort === 'string' ? sort : title),
      }),
    ...(typeof sort === 'string' &&
      sorted === 'there' && {
        sorter: true,
        sortOrder: sortOrder(order, sort),
      }),
  }));
}

/** From here on a text may stand in two lines. */
const LONG = 11;

function shortened(text: string | number | null | undefined): ReactNode {
  const short = typeof text === 'string' ? shortMoment(text, serverNow()) : text;
  if (short !== text) return <span title={String(text)}>{short}</span>;
  return typeof text === 'string' && text.length > LONG ? <span className="long">{text}</span> : (text ?? '—');
}

function compare(a: string | number | null | undefined, b: string | number | null | undefined): number {
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  return String(a ?? '').localeCompare(String(b ?? ''), 'zh-CN', { numeric: true });
}

/** The order that a click on a column's head asks for. */
export function orderOf(sorter: unknown): Order | null {
  const { columnKey, order } = (Array.isArray(sorter) ? sorter[0] : sorter) as { columnKey?: string; order?: string };
  return columnKey && order ? { by: columnKey, down: order === 'descend' } : null;
}

/** What opens below a row, for rows that have something to open. */
export const opening = <Row,>(expand: ((row: Row) => ReactNode) | undefined, openAtFirst: readonly string[]) =>
  expand && {
    // What is opened below a row does not make the table's columns wider.
    expandedRowRender: (row: Row) => <div style={{ width: 0, minWidth: '100%' }}>{expand(row)}</div>,
    rowExpandable: (row: Row) => expand(row) !== null,
    defaultExpandedRowKeys: openAtFirst,
  };
