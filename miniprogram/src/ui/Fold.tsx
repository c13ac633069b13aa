import { Button as Native, View } from '@tarojs/components';
import { useState, type ReactNode } from 'react';
import { Arrow } from './Icon';

/** A heading that opens what it is about. */
export function Fold({
  title,
  open: openFirst = false,
  children,
}: {
  title: string;
  open?: boolean;
  children: ReactNode;
}) {
  const [open, setOpen] = useState(openFirst);
  return (
    <View className="entry">
      <Native
        className="press cell whole"
        onClick={() => setOpen(!open)}
        aria-label={`${title}，${open ? '已展开' : '点开看'}`}
      >
        <View className="grow">{title}</View>
        <Arrow to={open ? 'up' : 'down'} />
      </Native>
      {open && <View className="grey">{children}</View>}
    </View>
  );
}
/** Text with its line breaks. */
export const Lines = ({ text }: { text: string }) => (
  <>
    {text.split('\n').map((line, i) => (
      <View key={i}>{line || '\u00a0'}</View>
    ))}
  </>
);

/** Something that is on or off; says so in words. */
export function Toggle({
  on,
  label,
  busy,
  onTap,
}: {
  on: boolean;
  label: string;
  busy?: boolean;
  onTap: () => unknown;
}) {
  return (
    <Native
      className="press row"
      {...(busy && { disabled: true })}
      onClick={() => void (busy ? undefined : onTap())}
      aria-label={`${label}，${on ? '已开' : '已关'}`}
    >
      <View className={on ? 'small green' : 'small grey'}>{on ? '已开' : '已关'}</View>
      <View className={`toggle row pad-1 r-act ${on ? 'on-soil end' : 'on-edge'}`}>
        <View className="dot on-card" />
      </View>
    </Native>
  );
}
