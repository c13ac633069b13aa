import { Descriptions } from 'antd';
import type { ReactNode } from 'react';

/** Label and value, in columns that fit. What is null is left out. */
export function Facts({
  of,
  columns = 2,
}: {
  of: readonly (readonly [label: string, value: ReactNode])[];
  columns?: number;
}) {
  return (
    <Descriptions
      size="small"
      column={{ xs: 1, sm: 1, md: columns, lg: columns, xl: columns }}
      items={of
        .filter(([, value]) => value !== null && value !== undefined)
        .map(([label, children]) => ({ key: label, label, children: <span className="wrap">{children}</span> }))}
    />
  );
}
export const Card = ({ title, children, extra }: { title?: ReactNode; children: ReactNode; extra?: ReactNode }) => (
  <section className="card">
    {title && (
      <div style={{ display: 'flex', justifyContent: 'space-between', gap: 12, flexWrap: 'wrap' }}>
        <h2 className="card-title">{title}</h2>
        {extra}
      </div>
    )}
    {children}
  </section>
);
