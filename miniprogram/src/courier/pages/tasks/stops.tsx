import { View } from '@tarojs/components';
import { StorageWords, type CourierTasksQuery } from '@/api/courier';
import { moment } from '@/lib/format';
import { go } from '@/lib/go';
import { Button } from '@/ui/Button';
import { CallButton } from '@/ui/CallButton';
import { Icon } from '@/ui/Icon';
import { Notice, Section, Tag } from '@/ui/parts';
import { Stopped } from '@/ui/Stopped';
import { WayThere } from '@/ui/WayThere';
import { PAGES } from '../../ui/pages';
import { orderOf, type Placed } from '../../ui/stop-order';
import { wayTo } from '../../ui/way-to';
import { TruckCold } from '../../ui/TruckCold';

type Tasks = CourierTasksQuery;
export type Parcel = Tasks['toTakeOver']['edges'][number]['node'];
export type OnWay = Tasks['toDeliver']['edges'][number]['node'];
type Back = Tasks['goingBack']['edges'][number]['node'];

/** A door on today's way, or the depot for what was not taken. */
export interface Stop {
  parcel: OnWay | Back;
  isBack: boolean;
  /** When somebody waits there: as agreed on the phone, else until when it must be there. */
  at: string;
  isAgreed: boolean;
  hasAlarm: boolean;
}
const placed = (stop: Stop): Stop & Placed => ({
  ...stop,
  atMs: Date.parse(stop.at),
  isCold: stop.parcel.storage !== 'AMBIENT',
  division: stop.parcel.toDivisionCode,
  point: stop.parcel.toPoint,
});
/** In the order in which to drive. */
export const stopsOf = (toDeliver: readonly OnWay[], goingBack: readonly Back[]): Stop[] =>
  orderOf(
    [
      ...goingBack.map((parcel) =>
        placed({ parcel, isBack: true, at: parcel.deliverDueAt, isAgreed: false, hasAlarm: false }),
      ),
      ...toDeliver.map((parcel) =>
        placed({
          parcel,
          isBack: false,
          at: parcel.agreedAt ?? parcel.deliverDueAt,
          isAgreed: parcel.agreedAt !== null,
          hasAlarm: parcel.alarms.some(({ state }) => state !== 'RESOLVED'),
        }),
      ),
    ],
    Date.now(),
  );

/** Where it goes, or is fetched back from: a village station, or a door. */
const placeOf = ({ pickup, recipient }: Pick<Parcel, 'pickup' | 'recipient'>): string =>
  pickup ? `${pickup.stationName}，${pickup.address}` : recipient.address;
const waitsAtStation = ({ state }: Stop['parcel']): boolean => state === 'LEFT_AT_STATION';
/** Where one goes next with it, or for it. */
function nextPlaceOf({ parcel, isBack }: Stop): string {
  if (!isBack) return placeOf(parcel);
  return waitsAtStation(parcel) ? `取回，${placeOf(parcel)}` : '送回站点';
}
/** Why it comes back; of a stopped one that stands below. */
function whyBackOf(parcel: Stop['parcel']): string {
  if (parcel.stop) return '';
  return waitsAtStation(parcel) ? '没人取' : '买家没收';
}
/** What is to be known of when it is done. */
function whenOf({ parcel, isBack, at, isAgreed }: Stop): string {
  if (isBack)
    return [whyBackOf(parcel), parcel.dueAt && `${moment(parcel.dueAt)}前送回站点`].filter(Boolean).join('，');
  if (isAgreed) return `约好 ${moment(at)}`;
  return parcel.pickup ? `${moment(at)}前送到，站里签字` : `${moment(at)}前送到，还没约`;
}

const goodsOf = ({ items }: Pick<Parcel, 'items'>): string =>
  items.map(({ title, units }) => `${title} ${units}件`).join('、');
/** How cold it must stay, in the colour of cold; nothing where it need not. */
function Cold({ parcel }: { parcel: Pick<Parcel, 'storage' | 'temperatureCelsiusMin' | 'temperatureCelsiusMax'> }) {
  if (parcel.storage === 'AMBIENT') return null;
  const { temperatureCelsiusMin: min, temperatureCelsiusMax: max } = parcel;
  return (
    <Tag tone="cold">
      {StorageWords[parcel.storage]} {[min, max].filter((one) => one !== null).join('～')}度
    </Tag>
  );
}
/** As it is printed on the box: that is how one is told from another. */
const TrackingNumber = ({ of: { trackingNumber } }: { of: Pick<Parcel, 'trackingNumber'> }) => (
  <View className="small grey break">单号 {trackingNumber}</View>
);
const open = (id: string) => go(PAGES.parcel, { id });

/** What lies before somebody: how many doors until when, how many parcels go back, how much is cold. */
export function OfDay({ stops }: { stops: readonly Stop[] }) {
  const cold = stops.map(({ parcel }) => parcel).filter(({ storage }) => storage !== 'AMBIENT');
  const doors = stops.filter(({ isBack }) => !isBack);
  const back = stops.length - doors.length;
  const last = doors[doors.length - 1]?.at;
  return (
    <View className="panel on-soil between start wrap">
      <View>
        <View className="grey">还剩</View>
        <View className="title">{doors.length} 家</View>
      </View>
      {back > 0 && (
        <View>
          <View className="grey">要退</View>
          <View className="title">{back} 件</View>
        </View>
      )}
      {last && (
        <View>
          <View className="grey">最晚</View>
          <View className="title">{moment(last)}</View>
        </View>
      )}
      {cold.length > 0 && <TruckCold of={cold} />}
    </View>
  );
}

/** One door: the first with all that is wanted there, the others as a line. */
export function StopOnWay({ stop, number }: { stop: Stop; number: number }) {
  const { parcel, isBack, hasAlarm } = stop;
  const isFirst = number === 1;
  const { recipient } = parcel;
  return (
    <View className={'row start pad-x-4 top-3'}>
      <View className={isFirst ? 'tick disc bold on-rice' : 'tick disc bold'}>{number}</View>
      <View className={isFirst ? 'grow section flush chosen' : 'grow line'}>
        <View className="grow" aria-role="button" onClick={() => open(parcel.id)}>
          <View className={isFirst ? 'title' : ''}>{nextPlaceOf(stop)}</View>
          <View className="grey">
            {!isBack && `${recipient.name}，`}
            {goodsOf(parcel)}
          </View>
          <View className="row wrap">
            <Cold parcel={parcel} />
            <View className="small grey">
              {whenOf(stop)}
              {!isBack && parcel.agreedPlace && `，${parcel.agreedPlace}`}
            </View>
          </View>
          <TrackingNumber of={parcel} />
          <Stopped of={parcel} />
          {hasAlarm && <Notice tone="bad">温度报警，先报经理再送</Notice>}
        </View>
        {isFirst && (!isBack || waitsAtStation(parcel)) && (
          <View className="buttons">
            <WayThere to={wayTo(parcel)} />
            {recipient.full && !parcel.pickup && <CallButton phone={recipient.phone} />}
          </View>
        )}
      </View>
    </View>
  );
}

/** The act at the foot: the next door. */
export const FirstStop = ({ stop: { parcel, isBack } }: { stop: Stop }) => (
  <Button kind="main" onTap={() => open(parcel.id)}>
    {waitsAtStation(parcel) ? '到了，取回第 1 件' : isBack ? '去站点，退第 1 件' : '到了，第 1 家'}
  </Button>
);

/** A parcel that waits at the seller's. */
export const ToTake = ({ parcel }: { parcel: Parcel }) => (
  <View aria-role="button" onClick={() => open(parcel.id)}>
    <Section title={parcel.consignorName} extra={<Cold parcel={parcel} />}>
      <View>{goodsOf(parcel)}</View>
      <View className="row grey">
        <Icon name="clock" size={20} />
        {moment(parcel.takeOverDueAt)}前接走
      </View>
      <View className="small grey">
        送到 {placeOf(parcel)}，{parcel.recipient.name}
      </View>
      <TrackingNumber of={parcel} />
      <Stopped of={parcel} />
    </Section>
  </View>
);
