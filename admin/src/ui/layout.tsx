import { Flex } from 'antd';
import type { CSSProperties, ReactNode } from 'react';

/** Spaces between things, in steps of look/tokens.ts. */
type Space = 1 | 2 | 3 | 4 | 6;
export const space = (of: Space): string => `var(--s-${of})`;

/** Things beside each other, which break where there is no room. */
export const Row = ({
  gap = 3,
  between = false,
  as = 'div',
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
  <Flex
    wrap
    component={as}
    className={className}
    align="center"
    justify={between ? 'space-between' : undefined}
    gap={space(gap)}
    style={style}
  >
    {children}
  </Flex>
);
/** What a machine made, as it stands. */
export const Code = ({ children }: { children: ReactNode }) => (
  <pre className="written on-sunk pad-3 r-chip small">{children}</pre>
);
