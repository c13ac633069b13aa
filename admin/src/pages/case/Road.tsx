import {
  HandoverSideWords,
  AlarmDecisionWords,
  AlarmKindWords,
  CustodyLegKindWords,
  type CaseOrderFragment,
} from '../../api/admin.ts';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { serverNow } from '../../lib/clock.ts';
import { celsius, dateTime, shortMoment } from '../../lib/format.ts';
import { Card } from '../../ui/Facts.tsx';
import { Mark } from '../../ui/marks.tsx';

type Parcel = NonNullable<CaseOrderFragment['shipments']>[number];
type Handover = Parcel['handovers'][number];
export interface Stop {
  at: string;
  title: ReactNode;
  said?: ReactNode;
  /** Where it went wrong, by the records. */
  wrong?: boolean;
}

const handed = ({
  number,
  completedAt,
  openedAt,
  signatures,
  points,
  verified,
  productTemperatureCelsius,
}: Handover): Stop => {
  const failed = points.filter(({ passed }) => passed === false);
  return {
    at: completedAt ?? openedAt,
    title: completedAt ? '交给配送' : '交接没有完成',
    wrong: !verified || failed.length > 0,
    said: (
      <>
        {signatures.map(({ side, custodian }) => (
          <div key={side}>
            {HandoverSideWords[side]} {custodian} 签字
          </div>
        ))}
        {productTemperatureCelsius !== null && <div>货温 {celsius(productTemperatureCelsius)}</div>}
        {failed.length > 0 && <div className="red">不合格：{failed.map(({ label }) => label).join('、')}</div>}
        <div>
          {number} <Mark tone={verified ? 'good' : 'bad'}>{verified ? '与签字时一致' : '签字后被改过'}</Mark>
        </div>
      </>
    ),
  };
};

/** From hand to hand; a leg that only one side signed is a gap, a refusal is none. */
const passed = ({
  kind,
  openedAt,
  place,
  givenAt,
  takenAt,
  takenUnits,
  takenCelsius,
  sealNumber,
  problems,
  state,
  stateLabel,
}: Parcel['legs'][number]): Stop => ({
  at: openedAt,
  title: place ? `${CustodyLegKindWords[kind]}（${place}）` : CustodyLegKindWords[kind],
  wrong: problems.length > 0 || (state !== 'REFUSED' && (!givenAt || !takenAt)),
  said: (
    <>
      <div>{stateLabel}</div>
      {takenUnits !== null && state !== 'REFUSED' && (
        <div>
          接货 {takenUnits} 件{takenCelsius !== null && `，货温 ${celsius(takenCelsius)}`}
          {sealNumber && `，封签 ${sealNumber}`}
        </div>
      )}
      {problems.length > 0 && <div className="red">{problems.join('、')}</div>}
    </>
  ),
});

/** One parcel's way: from hand to hand, the alarms of its thermometers, and how it ended. */
function stopsOf(parcel: Parcel): Stop[] {
  const { handovers, legs, alarms, takenOverAt, deliveredAt, refusedAt, refusalLabel, inTime, carrierName } = parcel;
  const stops: Stop[] = [
    ...handovers.map(handed),
    ...legs.map(passed),
    ...alarms.map((alarm) => ({
      at: alarm.startedAt,
      title: AlarmKindWords[alarm.kind],
      wrong: true,
      said: (
        <>
          {alarm.worstCelsius !== null && (
            <div>
              {alarm.minutesOut} 分钟，最差 {celsius(alarm.worstCelsius)}
            </div>
          )}
          <div>
            配送{alarm.stateLabel}
            {alarm.decision && `：${AlarmDecisionWords[alarm.decision]}`}
            {alarm.measure && `，${alarm.measure}`}
          </div>
        </>
      ),
    })),
  ];
  if (takenOverAt && handovers.every(({ completedAt }) => !completedAt))
    stops.push({ at: takenOverAt, title: `${carrierName ?? '配送'}揽收`, said: '没有交接单' });
  if (deliveredAt)
    stops.push({
      at: deliveredAt,
      title: '签收',
      wrong: inTime === false,
      said: inTime === false ? '比约定的晚' : undefined,
    });
  if (refusedAt) stops.push({ at: refusedAt, title: '拒收', said: refusalLabel, wrong: true });
  return stops;
}

const lotsOf = ({ lines }: CaseOrderFragment): string =>
  lines.flatMap(({ lots }) => lots.map(({ lotCode, units }) => `${lotCode} 批 ${units} 件`)).join('、');

/** The provider tells of a payment by the second: what falls into the same one stands as it is listed. */
const secondOf = ({ at }: Stop): number => Math.floor(Date.parse(at) / 1000);
/** The way of what was bought, in the order of time; `filedAt` is when it was complained of. */
export function Road({ order, filedAt }: { order: CaseOrderFragment; filedAt?: string }) {
  const { placedAt, paidAt, confirmedAt, readyAt, cancelledAt, shipments } = order;
  const known: (Stop | null | false | '')[] = [
    { at: placedAt, title: '下单' },
    !!paidAt && { at: paidAt, title: '付款' },
    !!confirmedAt && { at: confirmedAt, title: '商家确认' },
    !!readyAt && { at: readyAt, title: '装好待取', said: lotsOf(order) || null },
    !!cancelledAt && { at: cancelledAt, title: '取消' },
    ...(shipments ?? []).flatMap(stopsOf),
    !!filedAt && { at: filedAt, title: '提投诉' },
  ];
  const stops = known.flatMap((stop) => (stop ? [stop] : [])).sort((one, other) => secondOf(one) - secondOf(other));
  return (
    <Card title="这笔货走过的路">
      <Way stops={stops} />
      {shipments === null && <p className="small grey">物流暂时没有回应，一路上的交接请过一会儿刷新</p>}
      {(shipments ?? []).map(({ id, trackingNumber, stateLabel }) => (
        <p key={id}>
          <Link to={`/shipments/${id}`}>包裹 {trackingNumber}</Link> <span className="small grey">{stateLabel}</span>
        </p>
      ))}
    </Card>
  );
}

/** Stops in the order of time, those that went wrong marked. */
export const Way = ({ stops }: { stops: readonly Stop[] }) => (
  <ol className="way">
    {stops.map(({ at, title, said, wrong }, i) => (
      <li key={`${at}${i}`} className={`${wrong ? 'wrong' : ''} ${i === stops.length - 1 ? 'last' : ''}`}>
        <div className="between">
          <b>{title}</b>
          <time className="small grey">{shortMoment(dateTime(at), serverNow())}</time>
        </div>
        {said && <div className="small grey">{said}</div>}
      </li>
    ))}
  </ol>
);
