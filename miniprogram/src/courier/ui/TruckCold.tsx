import { View } from '@tarojs/components';
import type { CourierTasksQuery } from '@/api/courier';
import { isOutside, rangeOf } from '@/lib/cold-range';
import { moment } from '@/lib/format';

type Parcel = CourierTasksQuery['toDeliver']['edges'][number]['node'];
type Cold = Pick<Parcel, 'vehicle' | 'temperatureCelsiusMin' | 'temperatureCelsiusMax'>;

/** What the truck's own thermometer says, beside what its cargo needs. Without a reading nothing is watched. */
export function TruckCold({ of: cold }: { of: readonly Cold[] }) {
  const now = cold.find(({ vehicle }) => vehicle !== null)?.vehicle?.thermometer ?? null;
  const needed = rangeOf(cold);
  const range = [needed.min, needed.max].filter(Number.isFinite).join('～');
  if (!now?.isWatched || now.celsius === null)
    return (
      <View>
        <View className="grey">车里温度</View>
        <View className="title">没人看着</View>
        <View className="small">
          {now?.at ? `温度计${moment(now.at)}以后没声音` : '车上没有温度计的读数'}，该 {range} 度
        </View>
      </View>
    );
  const isOut = isOutside(now.celsius, needed);
  return (
    <View>
      <View className="grey">车里 {isOut ? '不对' : '正常'}</View>
      <View className="title">{now.celsius}°C</View>
      <View className="small">
        该 {range} 度{isOut && '，快看看车厢，报给经理'}
      </View>
    </View>
  );
}
