import { useEffect, type ReactNode } from 'react';
import { Link } from 'react-router';
import { Row, space } from './layout.tsx';

/** Title, where it belongs, what can be done. */
export function PageHead({
  title,
  back,
  note,
  children,
}: {
  title: string;
  back?: { to: string; label: string };
  note?: ReactNode;
  children?: ReactNode;
}) {
  useEffect(() => {
    document.title = `${title} · 黑土管理`;
  }, [title]);
  return (
    <Row as="header" between style={{ marginBottom: space(4), alignItems: 'flex-end' }}>
      <div>
        {back && (
          <Link to={back.to} className="no-print" style={{ display: 'inline-block', padding: `${space(1)} 0` }}>
            ‹ {back.label}
          </Link>
        )}
        <h1 className="head">{title}</h1>
        {note && <div className="small grey">{note}</div>}
      </div>
      <Row gap={2} className="no-print">
        {children}
      </Row>
    </Row>
  );
}
