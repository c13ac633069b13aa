import { Link } from 'react-router';
import { CarrierDesk as CarrierDeskDocument, type CarrierDeskQuery, type DeskParcelFragment } from '../api/admin.ts';
import { useNow } from '../lib/clock.ts';
import { celsius, celsiusRange, count, dateTime, monthDay, untilText, weekdayOf, yuan } from '../lib/format.ts';
import { useAsk } from '../lib/use.ts';
import type { Column } from '../ui/columns.tsx';
import { Card, Figures } from '../ui/Facts.tsx';
import { ListTable } from '../ui/ListTable.tsx';
import { Due, Mark } from '../ui/marks.tsx';
import { PageHead } from '../ui/PageHead.tsx';
import { Shown } from '../ui/States.tsx';

const parcels = (of: CarrierDeskQuery['ready']): DeskParcelFragment[] => of?.edges.map(({ node }) => node) ?? [];
const more = (of: CarrierDeskQuery['ready']): string => (of?.pageInfo.hasNextPage ? '+' : '');

const columns: Column<DeskParcelFragment>[] = [
  {
    title: '运单号',
    text: ({ trackingNumber }) => trackingNumber,
    render: ({ id, trackingNumber }) => <Link to={`/shipments/${id}`}>{trackingNumber}</Link>,
  },
  { title: '到哪一步', text: ({ stateLabel }) => stateLabel },
  { title: '发货', text: ({ consignorName }) => consignorName },
  { title: '谁送', text: ({ courier }) => courier?.name ?? '还没派' },
  { title: '件数', align: 'right', text: ({ units }) => units },
  { title: '货款', align: 'right', text: ({ goodsFen }) => yuan(goodsFen) },
  {
    title: '应送达',
    text: ({ deliverDueAt }) => dateTime(deliverDueAt),
    render: ({ deliverDueAt }) => <Due at={deliverDueAt} />,
  },
];

/**
 * A carrier's own day: what goes wrong with the cold, what waits for a courier, what is on its way, whose cash it
 * holds.
 */
export function CarrierDesk() {
  const now = useNow();
  const asked = useAsk(CarrierDeskDocument, {}, { refreshInterval: 120_000 });
  return (
    <>
      <PageHead title="今天的车和包裹" note={`${monthDay(now)} ${weekdayOf(now)}`} />
      <Shown asked={asked}>
        {({ raised, ready, assigned, underWay, codRemittances }) => {
          const cash = codRemittances?.edges.map(({ node }) => node) ?? [];
          const mine = [...parcels(ready), ...parcels(assigned), ...parcels(underWay)];
          return (
            <>
              <Alarms of={raised} now={now} />
              <Card>
                <Figures
                  of={[
                    [
                      '等派单',
                      <Link to="/shipments?state=READY">
                        {parcels(ready).length}
                        {more(ready)} 件
                      </Link>,
                    ],
                    [
                      '等接货',
                      <Link to="/shipments?state=ASSIGNED">
                        {parcels(assigned).length}
                        {more(assigned)} 件
                      </Link>,
                    ],
                    [
                      '在路上',
                      <Link to="/shipments?state=TAKEN_OVER">
                        {parcels(underWay).length}
                        {more(underWay)} 件
                      </Link>,
                    ],
                    [
                      '代收的钱还没返',
                      `${count(cash.length)} 笔 ${yuan(cash.reduce((sum, one) => sum + one.amountFen, 0))}`,
                    ],
                  ]}
                />
              </Card>
              <Card title="最急的在前">
                <ListTable
                  bare
                  name="要送的包裹"
                  rowKey={({ id }) => id}
                  rows={mine}
                  columns={columns}
                  empty="现在没有要送的"
                />
              </Card>
            </>
          );
        }}
      </Shown>
    </>
  );
}

const Alarms = ({ of, now }: { of: CarrierDeskQuery['raised']; now: number }) =>
  of && of.edges.length > 0 ? (
    <Card title="温度压不住，没有人接">
      <ul className="lines columns">
        {of.edges.map(({ node: one }) => (
          <li key={one.id}>
            <Mark tone="bad">{untilText(one.startedAt, now).text.replace('已超 ', '')}了</Mark>
            <Link to={`/cold-chain#${one.id}`}>
              {one.device?.vehicle?.plate ?? one.device?.facility?.name ?? `温度计 ${one.deviceId}`}，最差{' '}
              {celsius(one.worstCelsius)}，允许 {celsiusRange(one.limitCelsiusMin, one.limitCelsiusMax)}
            </Link>
            <b>{one.shipmentIds.length} 件包裹</b>
          </li>
        ))}
      </ul>
    </Card>
  ) : null;
