import { useEffect, useState, type ReactNode } from 'react';
import { Trouble } from './ask.ts';

interface Connection<Row> {
  edges: readonly { node: Row }[];
  pageInfo: { hasNextPage: boolean; endCursor?: string | null };
}

/** A list that begins with a page and grows by a page at a press. `next`: the page after a mark. */
export function Growing<Row>({
  first,
  next,
  unit = '家',
  children,
}: {
  first: Connection<Row>;
  next: (after: string) => Promise<Connection<Row>>;
  /** What there are so many of. */
  unit?: string;
  children: (rows: readonly Row[]) => ReactNode;
}) {
  const [rows, setRows] = useState<readonly Row[]>(first.edges.map(({ node }) => node));
  const [page, setPage] = useState(first.pageInfo);
  const [busy, setBusy] = useState(false);
  const [trouble, setTrouble] = useState('');
  useEffect(() => {
    setRows(first.edges.map(({ node }) => node));
    setPage(first.pageInfo);
  }, [first]);
  const more = async () => {
    setBusy(true);
    setTrouble('');
    try {
      const { edges, pageInfo } = await next(page.endCursor ?? '');
      setRows((before) => [...before, ...edges.map(({ node }) => node)]);
      setPage(pageInfo);
    } catch (error) {
      setTrouble(error instanceof Trouble ? error.message : '没有取到，请再试一次');
    }
    setBusy(false);
  };
  return (
    <>
      {children(rows)}
      {trouble ? (
        <p className="red" role="alert">
          {trouble}
        </p>
      ) : null}
      {page.hasNextPage ? (
        <button type="button" className="no-print" disabled={busy} onClick={() => void more()}>
          {busy ? '正在取…' : '再看一些'}
        </button>
      ) : (
        <p className="grey">
          都在这里了，共{rows.length}
          {unit}。
        </p>
      )}
    </>
  );
}
