import { Button, Progress, Space } from 'antd';
import { useRef, useState } from 'react';
import { messageOf } from '../lib/client.ts';
import { serverNow } from '../lib/clock.ts';
import { EXPORT_ROWS_MAX, writeTable } from '../lib/export.ts';
import { todayInChina } from '../lib/format.ts';
import { cellsOf, exported, type Column } from './columns.tsx';
import { Icon } from './Icon.tsx';

/** A page of rows, as the server answers it. */
export interface Connection<Row> {
  edges: readonly { node: Row }[];
  pageInfo: { hasNextPage: boolean; endCursor?: string | null };
}

/** Writes rows as a table named after today, with the columns that are no buttons. */
export const writeRows = <Row,>(name: string, columns: readonly Column<Row>[], lines: (string | number | null)[][]) =>
  writeTable(
    `${name} ${todayInChina(serverNow())}`,
    exported(columns).map(({ title }) => title),
    lines,
  );

/** All pages as one XLSX, up to a bound, with its progress; it can be stopped. */
export function Export<Row>({
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
      if (!stopped.current) await writeRows(name, columns, lines.slice(0, EXPORT_ROWS_MAX));
      if (lines.length >= EXPORT_ROWS_MAX) setTrouble(`只导出了前 ${EXPORT_ROWS_MAX} 条，请用筛选缩小范围`);
    } catch (error) {
      setTrouble(`没有导出：${messageOf(error)}`);
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
        <span className="amber" role="alert">
          {trouble}
        </span>
      )}
      <Button icon={<Icon name="load" size={16} />} onClick={() => void run()}>
        导出表格
      </Button>
    </Space>
  );
}
