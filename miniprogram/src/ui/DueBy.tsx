import { Text, View } from '@tarojs/components';
import type { ReactNode } from 'react';
import { left, moment } from '@/lib/format';
import { Arrow } from './Icon';

/** How long is left by the law's clock; red when it is short or over. */
export function DueBy({ at, what }: { at: string | null | undefined; what: string }) {
  if (!at) return null;
  const ms = Date.parse(at) - Date.now();
  if (ms <= 0)
    return (
      <Text className="red">
        {what}：{moment(at)} 已过
      </Text>
    );
  return (
    <Text className={ms < 4 * 3_600_000 ? 'red' : 'grey'}>
      {moment(at)} 前{what}，还剩{left(ms)}
    </Text>
  );
}

/** What is due: what it is, and its clock below it, since neither fits beside the other. */
export const Due = ({ what, onTap, children }: { what: string; onTap: () => void; children: ReactNode }) => (
  <View className="cell" aria-role="button" onClick={onTap}>
    <View className="grow">
      <View>{what}</View>
      <View className="small">{children}</View>
    </View>
    <Arrow />
  </View>
);
