import { Button, Input, Table } from 'antd';
import { useState, type ReactNode } from 'react';
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
  const [wanted, setWanted] = useState('');
  const [order, setOrder] = useState<Order | null>(null);
  const found =
    wanted === '' ? rows : rows.filter((row) => cellsOf(columns, row).some((cell) => String(cell).includes(wanted)));
  return (
    <section className="table">
      {!bare && rows.length > 0 && (
        <div className="table-bar">
          {rows.length > LIST_PAGE ? (
            <Input.Search
              allowClear
              aria-label={`查找${name}`}
              placeholder="写几个字来找"
              style={{ width: 260 }}
              onChange={({ target }) => setWanted(target.value.trim())}
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
        dataSource={found as Row[]}
        columns={antColumns(columns, 'here')}
        locale={{ emptyText: <Nothing text={wanted ? '没有找到' : empty} /> }}
        pagination={rows.length > LIST_PAGE ? { pageSize: LIST_PAGE, showSizeChanger: false } : false}
        expandable={opening(expand, [])}
        onChange={(_, __, sorter) => setOrder(orderOf(sorter))}
      />
    </section>
  );
}
