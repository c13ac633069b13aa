import { Text } from '@tarojs/components';
import { left, moment } from '@/lib/format';

/** How long is left by the law's clock; red when it is short or over. */
export function DueBy({ at, what }: { at: string | null | undefined; what: string }) {
  if (!at) return null;
  const ms = Date.parse(at) - Date.now();
  if (ms <= 0) return <Text className="red">{what}：{moment(at)} 已过</Text>;
  return <Text className={ms < 4 * 3_600_000 ? 'red' : 'grey'}>{moment(at)} 前{what}，还剩{left(ms)}</Text>;
}
