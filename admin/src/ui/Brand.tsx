import { Row } from './layout.tsx';

export const Brand = ({ title = '黑土 · 管理' }: { title?: string }) => (
  <Row as="span" gap={2} style={{ font: '700 var(--title) var(--voice)', color: 'var(--ink)' }}>
    <svg viewBox="0 0 32 32" width={28} height={28} aria-hidden="true">
      <rect width="32" height="32" rx="7" fill="var(--soil)" />
      <path
        d="M6 23h20M16 23V11m0 6c-5 0-6-3-6-6 4 0 6 2 6 6zm0-2c0-4 2-6 6-6 0 3-1 6-6 6z"
        stroke="var(--on-soil)"
        strokeWidth="2"
        fill="none"
        strokeLinecap="round"
      />
    </svg>
    {title}
  </Row>
);
