import { Image, View } from '@tarojs/components';
import {
  DoorSignerWords,
  DoorVisitOutcomeWords,
  StorageWords,
  TimeDoubtWords,
  type ParcelQuery,
  type ShipmentAct,
} from '@/api/shop';
import { moment } from '@/lib/format';
import { Button } from '@/ui/Button';
import { Cell, Notice, Section, Steps } from '@/ui/parts';
import { Curve } from '@/ui/Curve';

export type Whole = NonNullable<ParcelQuery['shipment']>;
/** It was too warm or too cold on the way, and nobody has said yet what that did to the goods. */
export const openExcursion = ({ alarms }: Pick<Whole, 'alarms'>) =>
  alarms.find((alarm) => alarm.kind === 'EXCURSION' && alarm.state !== 'RESOLVED');

const COMING: readonly string[] = ['READY', 'ASSIGNED', 'TAKEN_OVER', 'AT_STATION'];
/** It is on its way to its buyer: what was stopped or goes back arrives by no hour. */
const isComing = ({ state, stop }: Pick<Whole, 'state' | 'stop'>): boolean => COMING.includes(state) && !stop;

/** Where it stands, and what to know before it is signed for. */
export const Standing = ({ parcel }: { parcel: Whole }) => (
  <>
    <Section>
      <View className="title">{parcel.stateLabel}</View>
      {isComing(parcel) && !parcel.pickup?.code && (
        <View className="grey">
          {parcel.carrierName}送，{moment(parcel.deliverDueAt)}前到{parcel.pickup?.stationName}
        </View>
      )}
      {isComing(parcel) && parcel.agreedAt && (
        <View className="green">
          约好{moment(parcel.agreedAt)}，在{parcel.agreedPlace}
        </View>
      )}
      {parcel.deliveredAt && (
        <View className="grey">
          {moment(parcel.deliveredAt)}签收{parcel.inTime === false ? '，晚了' : ''}
          {parcel.deliveryNote.signedBy ? `，签字人${parcel.deliveryNote.signedBy}` : ''}
        </View>
      )}
      {parcel.refusalLabel && (
        <View className="grey">
          拒收原因：{parcel.refusalLabel}
          {parcel.refusalNote ? `，${parcel.refusalNote}` : ''}
        </View>
      )}
    </Section>
    {parcel.stop && !parcel.deliveredAt && (
      <Notice tone="bad">批次{parcel.stop.lotCode}停售或召回，这个包裹停止配送，不能签收。怎么办写在订单里。</Notice>
    )}
    {!parcel.deliveredAt && !parcel.refusalLabel && openExcursion(parcel) && (
      <Notice tone="bad">路上温度超过了要求，配送商还没处理完。收不收由您定：可以拒收，看过没事也可以签收。</Notice>
    )}
  </>
);

/** What came of each visit at the door, with what the courier photographed there; who took it, and who had said yes. */
export function Visits({ parcel: { visits, doorSignature } }: { parcel: Whole }) {
  if (visits.length === 0) return null;
  return (
    <Section title="配送员上门">
      {doorSignature && doorSignature.signer !== 'RECIPIENT' && (
        <View>
          {DoorSignerWords[doorSignature.signer]}代收。{doorSignature.agreedBy}
          {doorSignature.agreedAt && `${moment(doorSignature.agreedAt)}`}同意
          {doorSignature.isVerified ? '，签收码对过' : '（配送员说的）'}。您没同意过，请投诉。
        </View>
      )}
      {visits.map(({ number, outcome, at, againAt, arrivedAt, timeDoubt, photos }) => (
        <View key={number} className="pad-y-2">
          <Cell plain label={moment(at)}>
            {DoorVisitOutcomeWords[outcome]}
            {againAt && `，${moment(againAt)}再来`}
          </Cell>
          {arrivedAt && (
            <View className="small grey">
              当时没有网，{moment(arrivedAt)}才送到平台{timeDoubt && `，${TimeDoubtWords[timeDoubt]}`}
            </View>
          )}
          <View className="row wrap">
            {photos.map((photo, i) => (
              <Image
                key={photo.slice(-40)}
                className="photo r-chip on-sunk"
                src={photo}
                mode="aspectFill"
                aria-label={`门口的第${i + 1}张照片`}
              />
            ))}
          </View>
        </View>
      ))}
    </Section>
  );
}

/** The steps of taking it over at the door. */
export function Receiving({ parcel, reload }: { parcel: Whole; reload: () => Promise<void> }) {
  const can = (action: ShipmentAct): boolean => parcel.availableActions.includes(action);
  const atDoor = can('REFUSE');
  return (
    <Section title="收货的步骤">
      <Steps
        steps={parcel.steps.map((step, i) => ({
          key: step.label,
          title: step.label,
          more: step.doneAt ? moment(step.doneAt) : '还没做',
          state: step.doneAt
            ? ('done' as const)
            : parcel.steps.findIndex((one) => !one.doneAt) === i && atDoor
              ? ('now' as const)
              : undefined,
        }))}
      />
      {atDoor && !parcel.stop && !can('DELIVER') && (
        <View className="gap-top">
          <View className="grey">都做完了，这里就能签字。</View>
          <Button small onTap={reload}>
            看看好了没有
          </Button>
        </View>
      )}
    </Section>
  );
}

/** How cold it was on the road, and each time that it was not. */
export function Temperature({ parcel, readings }: { parcel: Whole; readings: ParcelQuery['readings'] }) {
  if (parcel.storage === 'AMBIENT') return null;
  return (
    <Section title={`路上的温度（${StorageWords[parcel.storage]}）`}>
      {readings.length > 0 ? (
        <Curve points={readings} min={parcel.temperatureCelsiusMin} max={parcel.temperatureCelsiusMax} />
      ) : (
        <View className="grey">{parcel.deliveredAt ? '这一路没有温度记录' : '车上的温度计还没有报数'}</View>
      )}
      {parcel.alarms
        .filter((alarm) => alarm.kind === 'EXCURSION')
        .map((alarm) => (
          <View key={alarm.id} className="red">
            {moment(alarm.startedAt)}起超温{alarm.minutesOut}分钟
            {alarm.worstCelsius != null ? `，最差${alarm.worstCelsius}度` : ''}
            {alarm.decision === 'RELEASE' ? '，查验后合格' : alarm.decision === 'REJECT' ? '，查验不合格，已退回' : ''}
          </View>
        ))}
    </Section>
  );
}

export const Track = ({ parcel }: { parcel: Whole }) => (
  <Section title="到哪了">
    <Steps
      steps={parcel.track.map((point, i) => ({
        key: `${point.at} ${point.text}`,
        title: point.text,
        more: moment(point.at),
        state: i === 0 ? ('now' as const) : ('done' as const),
      }))}
    />
  </Section>
);

/** What is in it, and to whom it goes. */
export const Contents = ({ parcel }: { parcel: Whole }) => (
  <>
    <Section title="里面有什么">
      {parcel.items.map((item) => (
        <Cell key={item.title + item.specification} label={item.title} plain>
          {item.specification} ×{item.units}
        </Cell>
      ))}
      <Cell label="运单号" plain>
        {parcel.expressNumber ?? parcel.trackingNumber}
      </Cell>
    </Section>
    <Section title="送到">
      <View>
        {parcel.recipient.name} {parcel.recipient.phone}
      </View>
      <View>{parcel.recipient.address}</View>
    </Section>
  </>
);
