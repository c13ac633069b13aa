import { Link } from 'react-router';
import {
  HomeTownships,
  Shipments,
  ShipmentStateWords,
  StorageWords,
  type ShipmentSort,
  type ShipmentsQuery,
} from '../api/admin.ts';
import { celsiusRange, dateTime } from '../lib/format.ts';
import { SAID } from '../lib/said.ts';
import { useAsk } from '../lib/use.ts';
import { options } from '../lib/words.ts';
import type { Column } from '../ui/columns.tsx';
import { DataTable } from '../ui/DataTable.tsx';
import { Due, Mark, YesNo } from '../ui/marks.tsx';
import { PageHead } from '../ui/PageHead.tsx';
import { PageTabs } from '../ui/PageTabs.tsx';
import { Collected } from './shipments-collections.tsx';
import { ContentsCasesTable } from './shipments-contents.tsx';
import { Stays } from './shipments-stays.tsx';
import { stateColumn } from '../ui/state-column.tsx';

type Row = ShipmentsQuery['shipments']['edges'][number]['node'];

const ON_ITS_WAY: readonly Row['state'][] = ['READY', 'ASSIGNED', 'TAKEN_OVER'];

const columns: Column<Row, ShipmentSort>[] = [
  {
    title: '运单号',
    text: ({ trackingNumber }) => trackingNumber,
    render: ({ id, trackingNumber }) => <Link to={`/shipments/${id}`}>{trackingNumber}</Link>,
  },
  { title: '订单号', roomy: true, text: ({ orderNumber }) => orderNumber },
  stateColumn('STATE'),
  { title: '发货', text: ({ consignorName }) => consignorName },
  { title: '配送', text: ({ carrierName }) => carrierName },
  {
    title: '储运',
    text: ({ storage, temperatureCelsiusMin, temperatureCelsiusMax }) =>
      `${StorageWords[storage]}${storage === 'AMBIENT' ? '' : ` ${celsiusRange(temperatureCelsiusMin, temperatureCelsiusMax)}`}`,
  },
  {
    title: '报警',
    text: ({ alarms }) => alarms.length,
    render: ({ alarms }) =>
      alarms.length > 0 ? (
        <Mark tone={alarms.some(({ state }) => state !== 'RESOLVED') ? 'bad' : 'warn'}>{alarms.length} 次</Mark>
      ) : (
        '—'
      ),
  },
  {
    title: '应接货',
    roomy: true,
    text: ({ takeOverDueAt }) => dateTime(takeOverDueAt),
    render: ({ takeOverDueAt, takenOverAt, state }) => (
      <Due at={takeOverDueAt} done={!!takenOverAt || state === 'CANCELLED'} />
    ),
  },
  {
    title: '应送达',
    text: ({ deliverDueAt }) => dateTime(deliverDueAt),
    render: ({ deliverDueAt, state }) => <Due at={deliverDueAt} done={!ON_ITS_WAY.includes(state)} />,
    sort: 'DELIVER_DUE_AT',
  },
  { title: '签收', sort: 'DELIVERED_AT', text: ({ deliveredAt }) => dateTime(deliveredAt) },
  {
    title: '准时',
    roomy: true,
    text: ({ inTime }) => (inTime === null ? '—' : inTime ? '准时' : '超时'),
    render: ({ inTime }) => <YesNo value={inTime} yes="准时" no="超时" />,
  },
];

export function ShipmentsPage() {
  return (
    <>
      <PageHead title="包裹" />
      <PageTabs
        items={[
          { key: 'parcels', label: '包裹', children: <Parcels /> },
          { key: 'collections', label: SAID.collections, children: <Collected /> },
          { key: 'contents', label: SAID.contentsCases, children: <ContentsCasesTable /> },
          { key: 'stays', label: SAID.storageStays, children: <Stays /> },
        ]}
      />
    </>
  );
}

function Parcels() {
  const { data } = useAsk(HomeTownships, {});
  const townships = data?.homeTownships ?? [];
  return (
    <DataTable
      name="包裹"
      document={Shipments}
      variables={({ state, township }, page) => ({ ...page, state, township })}
      rows={({ shipments }) => shipments}
      rowKey={({ id }) => id}
      filters={[
        { name: 'state', label: '状态', options: options(ShipmentStateWords) },
        {
          name: 'township',
          label: '近来送到哪',
          options: data && townships.map(({ code, name }) => ({ value: code, label: name })),
        },
      ]}
      columns={columns}
    />
  );
}
