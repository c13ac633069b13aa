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

const SMALL = 'still small unbroken pad-x-3';
const OFF = 'off pale-soil';
const KINDS = { main: 'main on-soil bold', danger: 'red rim', plain: 'plain' } as const;

/** Reads as a button to a screen reader, on both targets. */
export function Button({ children, onTap, kind, small, wide, busy, off, label }: Props) {
  const classes = ['press button', small && SMALL, wide && 'whole act', off || busy ? OFF : kind && KINDS[kind]]
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
