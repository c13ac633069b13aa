import { Button, Space, Table } from 'antd';
import type { ReactNode } from 'react';
import { Link, useLocation, useSearchParams } from 'react-router';
import type { TypedDocument } from '../api/admin.ts';
import { changed } from '../lib/address.ts';
import { ask } from '../lib/client.ts';
import { EXPORT_PAGE } from '../lib/export.ts';
import { useAsk } from '../lib/use.ts';
import { antColumns, opening, orderOf, type Column, type Order } from './columns.tsx';
import { Export, type Connection } from './Export.tsx';
import { FilterBar, type Chosen, type Filter, type Filters } from './FilterBar.tsx';
import { Pager, SIZE, SIZES } from './Pager.tsx';
import { Nothing, Trouble } from './States.tsx';
import { Icon } from './Icon.tsx';

/** By what the server sorts this list. */
type SortOf<Variables> = Variables extends { sort?: infer Sort } ? Extract<Sort, string> : string;
export type Page<Sort extends string = string> = {
  first: number;
  after?: string | null;
  sort?: Sort;
  descending?: boolean;
  id?: string;
};

interface Props<Result, Variables, Row> {
  name: string;
  document: TypedDocument<Result, Variables>;
  variables: (filters: Chosen<Variables>, page: Page<SortOf<Variables>>) => Variables;
  rows: (data: Result) => Connection<Row>;
  columns: readonly Column<Row, SortOf<Variables>>[];
  filters?: readonly Filter[];
  rowKey: (row: Row) => string;
  expand?: (row: Row) => ReactNode;
  empty?: string;
}
/** Between the marks of the pages that led here: no mark holds it. */
const BETWEEN = '.';
/** The row that an address names behind its `#`. */
const useSought = (): string | null => decodeURIComponent(useLocation().hash.slice(1)) || null;

/**
 * What the address says of the filters; where it is silent, or says what is none of a filter's choices (an old
 * bookmark), what they begin with.
 */
function chosenIn<Variables>(params: URLSearchParams, filters: readonly Filter[]): Chosen<Variables> {
  const chosen: Record<string, string | undefined> = {};
  for (const { name, options, initial } of filters) {
    const said = params.get(name);
    const isOne = !options || said === '' || options.some(({ value }) => value === said);
    chosen[name] = ((isOne ? said : null) ?? initial) || undefined;
  }
  return chosen as Chosen<Variables>;
}

/** By which column the address sorts; by none where the list has no such column. */
function orderIn<Sort extends string>(
  params: URLSearchParams,
  columns: readonly Column<never, Sort>[],
): (Order & { by: Sort }) | null {
  const by = columns.map(({ sort }) => sort).find((sort) => sort === params.get('sort'));
  return by && by !== true ? { by, down: params.get('down') === '1' } : null;
}

/**
 * A table that the server filters, sorts and pages. What is chosen, and which page of it, stands in the address, so
 * that going back, or another person, finds it again. An address with a row behind its `#` shows that row alone, on
 * whatever page it is.
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
  const size = SIZES.find((one) => String(one) === params.get('size')) ?? SIZE;
  const trail = params.get('after')?.split(BETWEEN) ?? [];
  const sought = useSought();
  const chosen = chosenIn<Variables>(params, filters);
  const order = orderIn(params, columns);
  // What the server is asked for: the row that is sought, or the page after a cursor.
  const wanted = (after: string | undefined, first: number): Variables =>
    sought
      ? variables({} as Chosen<Variables>, { first: 1, id: sought })
      : variables(chosen, {
          first,
          after: after ?? null,
          ...(order && { sort: order.by, descending: order.down }),
        });
  const asked = useAsk(document, wanted(trail.at(-1), size));
  const connection = asked.data === undefined ? undefined : rows(asked.data);

  const turn = (next: Filters) => setParams((before) => changed(before, next), { replace: true });
  // What is narrowed or sorted otherwise begins with its first page.
  const change = (next: Filters) => turn({ ...next, after: undefined });

  if (!connection && asked.error) return <Trouble error={asked.error} again={asked.again} />;
  return (
    <section className="card">
      <div className="bar between no-print">
        {sought ? (
          <span role="status">
            只看这一条 · <Link to={{ search: params.toString() }}>查看全部</Link>
          </span>
        ) : (
          <FilterBar filters={filters} chosen={chosen} change={change} />
        )}
        <Space>
          <Export
            name={name}
            columns={columns}
            pages={async (after) => rows(await ask(document, wanted(after, EXPORT_PAGE)))}
          />
          <Button icon={<Icon name="sync" size={16} />} onClick={asked.again} aria-label="重新读取" />
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
        <Pager
          size={size}
          trail={trail}
          nextCursor={connection?.pageInfo.hasNextPage ? (connection.pageInfo.endCursor ?? null) : null}
          onSize={(value) => change({ size: String(value) })}
          onTrail={(next) => turn({ after: next.length > 0 ? next.join(BETWEEN) : undefined })}
        />
      )}
    </section>
  );
}
