import { Button, Input, Table } from 'antd';
import { useState, type ReactNode } from 'react';
import { useSearchParams } from 'react-router';
import { changed } from '../lib/address.ts';
import { antColumns, cellsOf, opening, orderOf, sortedBy, type Column, type Order } from './columns.tsx';
import { writeRows } from './Export.tsx';
import { Nothing } from './States.tsx';
import { Icon } from './Icon.tsx';

/** A list that came whole is paged and searched here. */
const LIST_PAGE = 20;

/** A table of rows that are all here: sorted in the browser, paged by twenty; exported as it is shown. */
export function ListTable<Row extends object>({
  name,
  rows,
  columns,
  rowKey,
  loading,
  empty,
  expand,
  bare,
}: {
  name: string;
  rows: readonly Row[];
  columns: readonly Column<Row>[];
  rowKey: (row: Row) => string;
  loading?: boolean;
  empty?: string;
  expand?: (row: Row) => ReactNode;
  bare?: boolean;
}) {
  const [params, setParams] = useSearchParams();
  const [own, setOwn] = useState(new URLSearchParams());
  // A list within a card or a row has no place in the address: there may be several.
  const kept = bare ? own : params;
  const keep = (next: Readonly<Record<string, string | undefined>>) => {
    const after = changed(kept, next);
    if (bare) setOwn(after);
    else setParams(after, { replace: true });
  };
  const wanted = kept.get('find') ?? '';
  const by = kept.get('sort');
  const order: Order | null = by === null ? null : { by, down: kept.get('down') === '1' };
  const found =
    wanted === '' ? rows : rows.filter((row) => cellsOf(columns, row).some((cell) => String(cell).includes(wanted)));
  return (
    <section className={bare ? undefined : 'card'}>
      {!bare && rows.length > 0 && (
        <div className="bar between no-print">
          {rows.length > LIST_PAGE ? (
            <Input.Search
              allowClear
              aria-label={`查找${name}`}
              placeholder="写几个字来找"
              style={{ width: 260 }}
              defaultValue={wanted}
              onChange={({ target }) => keep({ find: target.value.trim() || undefined, page: undefined })}
            />
          ) : (
            <span />
          )}
          <Button
            icon={<Icon name="load" size={16} />}
            onClick={() =>
              void writeRows(
                name,
                columns,
                sortedBy(columns, found, order).map((row) => cellsOf(columns, row)),
              )
            }
          >
            导出表格
          </Button>
        </div>
      )}
      <Table<Row>
        rowKey={rowKey}
        size="middle"
        loading={loading}
        scroll={{ x: 'max-content' }}
        dataSource={[...found]}
        columns={antColumns(columns, 'here', order)}
        locale={{ emptyText: <Nothing text={wanted ? '没有找到' : empty} /> }}
        pagination={
          rows.length > LIST_PAGE
            ? { pageSize: LIST_PAGE, showSizeChanger: false, current: Number(kept.get('page') ?? 1) }
            : false
        }
        expandable={opening(expand, [])}
        onChange={({ current = 1 }, _, sorter) => {
          const next = orderOf(sorter);
          keep({
            page: current > 1 ? String(current) : undefined,
            sort: next?.by,
            down: next ? (next.down ? '1' : '0') : undefined,
          });
        }}
      />
    </section>
  );
}
