import { View } from '@tarojs/components';
import { day, weekday } from '@/lib/format';
import { chinaDay, chinaToday } from '@/lib/china-day';

interface Props {
  /** Null: no day is known yet. */
  at: string | null;
  tone: 'amber' | 'good' | 'soil';
  none?: string;
}
/** The day of the week, which people go by, before the date. */
export function DayMark({ at, tone, none = '没定' }: Props) {
  const isToday = at !== null && chinaDay(Date.parse(at)) === chinaToday();
  return (
    <View className={`day still pad-y-1 pad-x-2 r-chip middle pale-${tone}`}>
      <View className="bold">{at === null ? none : isToday ? '今天' : weekday(at)}</View>
      {at !== null && <View className="note">{day(at)}</View>}
    </View>
  );
}
