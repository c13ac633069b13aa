import { View } from '@tarojs/components';
import type { ReactNode } from 'react';
import { OrderReadings, type OrderPageQuery, type OrderReadingsQuery } from '@/api/shop';
import { day, yuan } from '@/lib/format';
import { useQuery } from '@/lib/query';
import { Icon, type IconName } from '@/ui/Icon';

type Order = NonNullable<OrderPageQuery['order']>;
type Parcel = NonNullable<Order['shipments']>[number];
type Reading = OrderReadingsQuery['readings'][number];

/** The steps that goods, temperature and money share, from the payment to the seller's money. */
const steps = (order: Order): readonly (readonly [word: string, at: string | null | undefined])[] => [
  ['付款', order.paidAt],
  ['备货', order.confirmedAt],
  ['装车', order.takenOverAt],
  ['签收', order.deliveredAt],
  ['给商家', order.completedAt],
];
const LAST = 4;
const percent = (step: number): string => `${(step / LAST) * 100}%`;
const [LOADED, SIGNED] = [2, 3];

const Line = ({
  icon,
  word,
  said,
  now,
  children,
}: {
  icon: IconName;
  word: string;
  said?: ReactNode;
  now: number;
  /** What stands on the axis; a line without it only says something. */
  children?: ReactNode;
}) => (
  <View className="line gap-3">
    <View className="axis-name small grey">
      <Icon name={icon} />
      {word}
    </View>
    <View className="grow">
      {said && <View className="small">{said}</View>}
      {children && (
        <View className="track">
          {now < LAST && <View className="now" style={{ left: percent(now) }} />}
          {children}
        </View>
      )}
    </View>
  </View>
);

/** How cold it was between the truck and the door, and what was asked for. */
function Cold({ parcel, readings, now }: { parcel: Parcel; readings: readonly Reading[]; now: number }) {
  const { temperatureCelsiusMin: min, temperatureCelsiusMax: max } = parcel;
  if (min === null || max === null) return null;
  const out = readings.filter((one) => one.celsiusMin < min || one.celsiusMax > max).length;
  const last = readings[readings.length - 1];
  const [low, high] = [
    Math.min(min, ...readings.map(({ celsiusMin }) => celsiusMin)),
    Math.max(max, ...readings.map(({ celsiusMax }) => celsiusMax)),
  ];
  const said =
    readings.length === 0
      ? `要求${min}到${max}度，${now < LOADED ? '装车后开始记' : '还没有温度记录'}`
      : out > 0
        ? `有${out}段不在${min}到${max}度里`
        : `一路都在${min}到${max}度里，最近${Math.round((last?.celsiusMax ?? max) * 10) / 10}度`;
  return (
    <Line icon="temp" word="温度" now={now} said={<View className={out > 0 ? 'red' : ''}>{said}</View>}>
      {readings.length > 0 && (
        <View
          className="fill lie on-cold-pale r-chip"
          style={{ left: percent(LOADED), width: percent(SIGNED - LOADED) }}
          aria-hidden
        >
          {readings.map(({ at, celsiusMax }, i) => (
            <View
              key={at}
              className="reading lie on-cold"
              style={{
                left: `${(i / readings.length) * 100}%`,
                bottom: `${((celsiusMax - low) / Math.max(high - low, 1)) * 80}%`,
              }}
            />
          ))}
        </View>
      )}
    </Line>
  );
}

/**
 * Goods, temperature and money on one axis, with the moment that is now going through all three; nothing where the
 * goods go back.
 */
export function Axis({ order }: { order: Order }) {
  const parcel = order.shipments?.[0];
  const isCold = !!parcel && parcel.storage !== 'AMBIENT';
  const { data } = useQuery(OrderReadings, { shipmentId: parcel?.id ?? '' }, { skip: !isCold });
  const all = steps(order);
  const now = all.filter(([, at]) => at).length - 1;
  if (now < 0 || order.cancelledAt || order.state === 'COMING_BACK') return null;
  return (
    <View className="section">
      <Line icon="truck" word="货" now={LAST}>
        <View className="way on-line" style={{ width: percent(SIGNED) }} />
        <View className="way on-soil" style={{ width: percent(Math.min(now, SIGNED)) }} />
        {all.slice(0, LAST).map(([word, at], i) => (
          <View
            key={word}
            className={i === now ? 'dot on-rice' : at ? 'dot on-soil' : 'dot'}
            style={{ left: percent(i) }}
          >
            <View className="under-dot note ink middle unbroken">
              {word}
              {at && <View className="quiet">{day(at).replace(/^.*月/, '')}</View>}
            </View>
          </View>
        ))}
      </Line>
      {isCold && <Cold parcel={parcel} readings={data?.readings ?? []} now={now} />}
      <Line icon="purse" word="钱" now={now} said={order.payment?.moneyText ?? yuan(order.totalFen)}>
        <View className="way on-line" style={{ width: percent(LAST) }} />
        <View className="way on-rice" style={{ width: percent(now) }} />
        <View className="dot on-soil" style={{ left: percent(0) }} />
        <View className={now === LAST ? 'dot on-soil' : 'dot'} style={{ left: percent(LAST) }}>
          <View className="under-dot note ink middle unbroken">给商家</View>
        </View>
      </Line>
    </View>
  );
}
