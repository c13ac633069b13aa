import { Button, DatePicker, Input, Progress, Select, Space, Table } from 'antd';
import { DownloadOutlined, LeftOutlined, ReloadOutlined, RightOutlined } from '@ant-design/icons';
import dayjs from 'dayjs';
import { useRef, useState, type ReactNode } from 'react';
import { Link, useLocation, useSearchParams } from 'react-router';
import type { TypedDocument } from '../api/admin.ts';
import { ask } from '../lib/client.ts';
import { serverNow } from '../lib/clock.ts';
import { EXPORT_PAGE, EXPORT_ROWS_MAX, writeTable } from '../lib/export.ts';
import { todayInChina } from '../lib/format.ts';
import { useAsk } from '../lib/use.ts';
import { antColumns, cellsOf, exported, sortedBy, type Column, type Order } from './columns.tsx';
import { PartyPicker } from './PartyPicker.tsx';
import { Nothing, Trouble } from './States.tsx';

export type { Column } from './columns.tsx';
export interface Filter {
  name: string;
  label: string;
  options?: readonly { value: string; label: string }[];
  initial?: string;
  /** Found by name; a day. */
  kind?: 'party' | 'day';
}
interface Connection<Row> {
  edges: readonly { node: Row }[];
  pageInfo: { hasNextPage: boolean; endCursor?: string | null };
}
export type Page = { first: number; after?: string | null; sort?: string; descending?: boolean; id?: string };
export type Filters = Readonly<Record<string, string | undefined>>;

interface Props<Result, Variables, Row> {
  name: string;
  document: TypedDocument<Result, Variables>;
  variables: (filters: Filters, page: Page) => Variables;
  rows: (data: Result) => Connection<Row>;
  columns: readonly Column<Row>[];
  filters?: readonly Filter[];
  rowKey: (row: Row) => string;
  expand?: (row: Row) => ReactNode;
  empty?: string;
}
/** The row that an address names behind its `#`. */
const useSought = (): string | null => decodeURIComponent(useLocation().hash.slice(1)) || null;
/** What opens below a row, for rows that have something to open. */
const opening = <Row,>(expand: ((row: Row) => ReactNode) | undefined, openAtFirst: readonly string[]) =>
  expand && {
    expandedRowRender: (row: Row) => <div className="expanded">{expand(row)}</div>,
    rowExpandable: (row: Row) => expand(row) !== null,
    defaultExpandedRowKeys: openAtFirst,
  };

const SIZES = [20, 50, 100];
/** A list that came whole is paged and searched here. */
const LIST_PAGE = 20;

/**
 * A table that the server filters, sorts and pages. What is chosen stands in the address, so that going back finds it
 * again. An address with a row behind its `#` shows that row alone, on whatever page it is.
 */
export function DataTable<Result, Variables, Row extends object>({
  name,
  document,
  variables,
  rows,
  columns,
  filters = [],
  rowKey,
  expand,
  empty,
}: Props<Result, Variables, Row>) {
  const [params, setParams] = useSearchParams();
  const [size, setSize] = useState(SIZES[0]!);
  const [trail, setTrail] = useState<string[]>([]);
  const sought = useSought();
  const chosen: Filters = Object.fromEntries(
    filters
      .map(({ name: key, initial }) => [key, params.get(key) ?? initial])
      .map(([key, value]) => [key, value || undefined]),
  );
  const by = params.get('sort');
  const order = by ? { by, down: params.get('down') === '1' } : null;
  const page = (after: string | undefined, first: number): Page => ({
    first,
    after: after ?? null,
    ...(order && { sort: order.by, descending: order.down }),
  });
  const asked = useAsk(
    document,
    sought ? variables({}, { first: 1, id: sought }) : variables(chosen, page(trail.at(-1), size)),
  );
  const connection = asked.data === undefined ? undefined : rows(asked.data);

  const change = (next: Record<string, string | undefined>) => {
    setTrail([]);
    setParams(
      (before) => {
        const after = new URLSearchParams(before);
        for (const [key, value] of Object.entries(next)) {
          if (value === undefined) after.delete(key);
          else after.set(key, value);
        }
        return after;
      },
      { replace: true },
    );
  };

  if (!connection && asked.error) return <Trouble error={asked.error} again={asked.again} />;
  return (
    <section className="table">
      <div className="table-bar">
        {sought ? (
          <span role="status" className="alone">
            只看这一条 · <Link to={{ search: params.toString() }}>查看全部</Link>
          </span>
        ) : (
          <Space wrap>
            {filters.map(({ name: key, label, options, kind }) =>
              kind === 'party' ? (
                <PartyPicker
                  key={key}
                  label={label}
                  width={300}
                  value={chosen[key]}
                  onChange={(value) => change({ [key]: value })}
                />
              ) : kind === 'day' ? (
                <DatePicker
                  key={key}
                  aria-label={label}
                  placeholder={label}
                  value={chosen[key] ? dayjs(chosen[key]) : null}
                  onChange={(value) => change({ [key]: value?.format('YYYY-MM-DD') })}
                />
              ) : options ? (
                <Select
                  key={key}
                  aria-label={label}
                  value={chosen[key] ?? ''}
                  style={{ minWidth: 150 }}
                  showSearch={options.length > 12}
                  optionFilterProp="label"
                  options={[{ value: '', label: `${label}：全部` }, ...options]}
                  onChange={(value: string) => change({ [key]: value })}
                />
              ) : (
                <Input.Search
                  key={key}
                  aria-label={label}
                  placeholder={label}
                  allowClear
                  defaultValue={chosen[key]}
                  style={{ width: 260 }}
                  onSearch={(value) => change({ [key]: value.trim() || undefined })}
                />
              ),
            )}
          </Space>
        )}
        <Space>
          <Export
            name={name}
            columns={columns}
            pages={async (after) =>
              rows(
                await ask(
                  document,
                  sought ? variables({}, { first: 1, id: sought }) : variables(chosen, page(after, EXPORT_PAGE)),
                ),
              )
            }
          />
          <Button icon={<ReloadOutlined />} onClick={asked.again} aria-label="重新读取" />
        </Space>
      </div>
      <Table<Row>
        rowKey={rowKey}
        size="middle"
        loading={asked.loading}
        pagination={false}
        scroll={{ x: 'max-content' }}
        dataSource={connection?.edges.map(({ node }) => node) ?? []}
        columns={antColumns(columns, 'there', order)}
        locale={{
          emptyText: connection ? (
            <Nothing text={sought ? '这一条不在了，或者不归您看' : empty} />
          ) : (
            <div style={{ height: 120 }} />
          ),
        }}
        expandable={opening(expand, sought ? [sought] : [])}
        onChange={(_, __, sorter) => {
          const next = orderOf(sorter);
          change(next ? { sort: next.by, down: next.down ? '1' : '0' } : { sort: undefined, down: undefined });
        }}
      />
      {!sought && (
        <div className="pager">
          <Select
            aria-label="每页条数"
            value={size}
            options={SIZES.map((value) => ({ value, label: `每页 ${value} 条` }))}
            onChange={(value: number) => {
              setSize(value);
              setTrail([]);
            }}
          />
          <span className="quiet">第 {trail.length + 1} 页</span>
          <Button
            icon={<LeftOutlined />}
            disabled={trail.length === 0}
            onClick={() => setTrail(trail.slice(0, -1))}
            aria-label="上一页"
          />
          <Button
            icon={<RightOutlined />}
            disabled={!connection?.pageInfo.hasNextPage}
            onClick={() => setTrail([...trail, connection!.pageInfo.endCursor!])}
            aria-label="下一页"
          />
        </div>
      )}
    </section>
  );
}

/** All pages as one XLSX, up to a bound, with its progress; it can be stopped. */
function Export<Row>({
  name,
  columns,
  pages,
}: {
  name: string;
  columns: readonly Column<Row>[];
  pages: (after: string | undefined) => Promise<Connection<Row>>;
}) {
  const [read, setRead] = useState<number | null>(null);
  const [trouble, setTrouble] = useState<string | null>(null);
  const stopped = useRef(false);
  const run = async () => {
    stopped.current = false;
    setTrouble(null);
    setRead(0);
    const lines: (string | number | null)[][] = [];
    try {
      for (let after: string | undefined; lines.length < EXPORT_ROWS_MAX && !stopped.current;) {
        const { edges, pageInfo } = await pages(after);
        lines.push(...edges.map(({ node }) => cellsOf(columns, node)));
        setRead(lines.length);
        if (!pageInfo.hasNextPage) break;
        after = pageInfo.endCursor!;
      }
      if (!stopped.current)
        await writeTable(
          `${name} ${todayInChina(serverNow())}`,
          exported(columns).map(({ title }) => title),
          lines.slice(0, EXPORT_ROWS_MAX),
        );
      if (lines.length >= EXPORT_ROWS_MAX) setTrouble(`只导出了前 ${EXPORT_ROWS_MAX} 条，请用筛选缩小范围`);
    } catch (error) {
      setTrouble(`没有导出：${(error as Error).message}`);
    } finally {
      setRead(null);
    }
  };
  if (read !== null)
    return (
      <Space>
        <Progress
          type="circle"
          size={22}
          percent={Math.min(99, Math.round((read / EXPORT_ROWS_MAX) * 100))}
          showInfo={false}
        />
        <span role="status">已读 {read} 条</span>
        <Button
          size="small"
          onClick={() => {
            stopped.current = true;
          }}
        >
          停止
        </Button>
      </Space>
    );
  return (
    <Space>
      {trouble && (
        <span className="warn" role="alert">
          {trouble}
        </span>
      )}
      <Button icon={<DownloadOutlined />} onClick={() => void run()}>
        导出表格
      </Button>
    </Space>
  );
}

function orderOf(sorter: unknown): Order | null {
  const { columnKey, order } = (Array.isArray(sorter) ? sorter[0] : sorter) as { columnKey?: string; order?: string };
  return columnKey && order ? { by: columnKey, down: order === 'descend' } : null;
}

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
            icon={<DownloadOutlined />}
            onClick={() =>
              void writeTable(
                `${name} ${todayInChina(serverNow())}`,
                exported(columns).map(({ title }) => title),
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
