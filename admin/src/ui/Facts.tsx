import { Descriptions } from 'antd';
import type { ReactNode } from 'react';
import { Row, space } from './layout.tsx';

type Shown = readonly (readonly [label: string, value: ReactNode])[];
const said = (of: Shown): Shown => of.filter(([, value]) => value !== null && value !== undefined);

/** Label and value, in columns that fit. What is null is left out. */
export function Facts({ of, columns = 2 }: { of: Shown; columns?: number }) {
  return (
    <Descriptions
      size="small"
      column={{ xs: 1, sm: 1, md: columns, lg: columns, xl: columns }}
      items={said(of).map(([label, children]) => ({
        key: label,
        label,
        children: <span className="written">{children}</span>,
      }))}
    />
  );
}
/** A few figures that are seen from afar. */
export const Figures = ({ of }: { of: Shown }) => (
  <Row gap={6}>
    {said(of).map(([label, value]) => (
      <div key={label}>
        <span className="small grey">{label}</span>
        <b style={{ display: 'block', fontSize: 'var(--title)' }}>{value}</b>
      </div>
    ))}
  </Row>
);
export const Card = ({ title, children, extra }: { title?: ReactNode; children: ReactNode; extra?: ReactNode }) => (
  <section className="card">
    {title && (
      <Row between style={{ marginBottom: space(3) }}>
        <h2>{title}</h2>
        {extra}
      </Row>
    )}
    {children}
  </section>
);
