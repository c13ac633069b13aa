import type { CSSProperties, ReactNode } from 'react';

/** Spaces between things, in steps of look/tokens.ts. */
type Space = 1 | 2 | 3 | 4 | 6;
export const space = (of: Space): string => `var(--s-${of})`;

/** Things beside each other, which break where there is no room. */
export const Row = ({
  gap = 3,
  between = false,
  as: As = 'div',
  className,
  style,
  children,
}: {
  gap?: Space;
  between?: boolean;
  as?: 'div' | 'header' | 'footer' | 'span';
  className?: 'no-print';
  style?: CSSProperties;
  children: ReactNode;
}) => (
  <As
    className={className}
    style={{
      display: 'flex',
      flexWrap: 'wrap',
      alignItems: 'center',
      justifyContent: between ? 'space-between' : undefined,
      gap: space(gap),
      ...style,
    }}
  >
    {children}
  </As>
);
/** What a machine made, as it stands. */
export const Code = ({ children }: { children: ReactNode }) => (
  <pre
    style={{
      background: 'var(--sunk)',
      padding: space(3),
      borderRadius: 'var(--r-chip)',
      overflow: 'auto',
      fontSize: 'var(--small)',
    }}
  >
    {children}
  </pre>
);
