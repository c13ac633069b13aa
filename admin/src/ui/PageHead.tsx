import { Typography } from 'antd';
import { useEffect, type ReactNode } from 'react';
import { Link } from 'react-router';

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
    <header className="page-head">
      <div>
        {back && (
          <Link to={back.to} className="back">
            ‹ {back.label}
          </Link>
        )}
        <Typography.Title level={1}>{title}</Typography.Title>
        {note && <div className="quiet">{note}</div>}
      </div>
      <div className="page-head-acts">{children}</div>
    </header>
  );
}
