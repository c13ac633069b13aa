import { Button as Native } from '@tarojs/components';
import type { ReactNode } from 'react';

interface Props {
  children: ReactNode;
  onTap?: () => unknown;
  kind?: 'main' | 'danger' | 'plain';
  small?: boolean;
  wide?: boolean;
  /** Under way: says so and takes no second tap. */
  busy?: boolean;
  /** Why it cannot be pressed now; a tap tells. */
  off?: boolean;
  label?: string;
}

/** Reads as a button to a screen reader, on both targets. */
export function Button({ children, onTap, kind, small, wide, busy, off, label }: Props) {
  const classes = ['button', kind, small && 'small-button', wide && 'wide', (off || busy) && 'off']
    .filter(Boolean)
    .join(' ');
  return (
    <Native
      className={classes}
      {...(busy && { disabled: true })}
      onClick={() => void (busy ? undefined : onTap?.())}
      {...(label && { 'aria-label': label })}
    >
      {busy ? '请稍等…' : children}
    </Native>
  );
}
