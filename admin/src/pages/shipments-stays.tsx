import { Link } from 'react-router';
import {
  FacilityStageWords,
  PartyKindWords,
  ReleaseFromStorage,
  StorageStayActWords,
  StorageStays,
  type StorageStaysQuery,
} from '../api/admin.ts';
import { dateTime, NONE } from '../lib/format.ts';
import { may } from '../lib/rights.ts';
import { SAID } from '../lib/said.ts';
import { act, Acts, work } from '../ui/Acts.tsx';
import type { Column } from '../ui/columns.tsx';
import { DataTable } from '../ui/DataTable.tsx';
import { Due } from '../ui/marks.tsx';
import { PartyLink } from '../ui/PartyLink.tsx';

type Row = StorageStaysQuery['storageStays']['edges'][number]['node'];

const releaseAct = ({ id, shipmentId, cold }: Row) =>
  act({
    label: StorageStayActWords.RELEASE,
    field: 'releaseFromStorage',
    action: 'RELEASE',
    form: () => ({
      draft: `stay.${id}`,
      title: '出库',
      submit: StorageStayActWords.RELEASE,
      intro: '配送员接货以后也要签字。',
      document: ReleaseFromStorage,
      fields: [
        { name: 'units', label: '点了几件', kind: 'whole' },
        ...(cold ? [{ name: 'celsius', label: '货的温度（℃）', kind: 'number', required: true } as const] : []),
      ],
      variables: ({ maybeNumber }) => ({
        input: { shipmentId, units: maybeNumber('units'), temperatureCelsius: maybeNumber('celsius') },
      }),
    }),
  });

const columns = (): Column<Row>[] => [
  {
    title: '运单号',
    text: ({ shipment }) => shipment?.trackingNumber,
    render: ({ shipment }) =>
      shipment ? <Link to={`/shipments/${shipment.id}`}>{shipment.trackingNumber}</Link> : NONE,
  },
  { title: '哪个库', text: ({ facilityName }) => facilityName },
  { title: '环节', text: ({ stage }) => FacilityStageWords[stage] },
  { title: '要不要冷藏', text: ({ cold }) => (cold ? '要' : '不要') },
  {
    title: PartyKindWords.CARRIER,
    text: ({ carrier }) => carrier?.name,
    render: ({ carrier }) => <PartyLink of={carrier} />,
  },
  { title: '进库', text: ({ arrivedAt }) => dateTime(arrivedAt) },
  {
    title: '应出库',
    text: ({ leaveDueAt }) => dateTime(leaveDueAt),
    render: ({ leaveDueAt, leftAt }) => <Due at={leaveDueAt} done={leftAt !== null} />,
  },
  {
    title: '出库',
    text: ({ leftAt, leaveDueAt }) =>
      leftAt === null ? '还在库里' : `${dateTime(leftAt)}${leftAt > leaveDueAt ? '，超时' : ''}`,
  },
  // Nobody of the office does it: whoever only looks on has no column for it.
  ...(may('releaseFromStorage')
    ? [
        {
          ...work('releaseFromStorage'),
          render: (row: Row) => <Acts size="small" available={row.availableActions} acts={[releaseAct(row)]} />,
        },
      ]
    : []),
];

/** Parcels that rest in a store on their way, and until when they may. */
export const Stays = () => (
  <DataTable
    name={SAID.storageStays}
    document={StorageStays}
    variables={({ open }, { first, after, id }) => ({ first, after, id, onlyOpen: open === 'yes' })}
    rows={({ storageStays }) => storageStays}
    rowKey={({ id }) => id}
    filters={[{ name: 'open', label: '范围', options: [{ value: 'yes', label: '还在库里' }] }]}
    empty="没有这样的货"
    columns={columns()}
  />
);
