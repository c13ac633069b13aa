import { Link } from 'react-router';
import {
  ContentsCaseActWords,
  ContentsCaseKindWords,
  ContentsCases,
  PartyKindWords,
  SettleContentsCase,
  type ContentsCasesQuery,
} from '../api/admin.ts';
import { dateTime, NONE, orNone } from '../lib/format.ts';
import { may } from '../lib/rights.ts';
import { SAID } from '../lib/said.ts';
import { act, Acts, work } from '../ui/Acts.tsx';
import type { Column } from '../ui/columns.tsx';
import { DataTable } from '../ui/DataTable.tsx';
import { Due } from '../ui/marks.tsx';
import { PartyLink } from '../ui/PartyLink.tsx';
import { stateColumn } from '../ui/state-column.tsx';

type Row = ContentsCasesQuery['contentsCases']['edges'][number]['node'];

const settleAct = (id: string) =>
  act({
    label: ContentsCaseActWords.SETTLE,
    field: 'settleContentsCase',
    action: 'SETTLE',
    form: () => ({
      draft: `contents.${id}`,
      title: '和发货人怎样说定的',
      submit: '登记',
      document: SettleContentsCase,
      fields: [
        { name: 'consignorContactedAt', label: '什么时候联系的发货人', kind: 'moment', required: true },
        { name: 'settlement', label: '怎样处理', kind: 'paragraph', required: true, max: 500 },
      ],
      variables: ({ text }) => ({
        input: { caseId: id, consignorContactedAt: text('consignorContactedAt'), settlement: text('settlement') },
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
  { title: '问题', text: ({ kind }) => ContentsCaseKindWords[kind] },
  { title: '情况', text: ({ note }) => note, width: 200 },
  stateColumn(),
  {
    title: PartyKindWords.CARRIER,
    text: ({ carrier }) => carrier?.name,
    render: ({ carrier }) => <PartyLink of={carrier} />,
  },
  { title: '登记', text: ({ openedAt }) => dateTime(openedAt) },
  { title: '应办结', text: ({ dueAt }) => dateTime(dueAt), render: ({ dueAt }) => <Due at={dueAt} /> },
  { title: '联系发货人', text: ({ consignorContactedAt }) => dateTime(consignorContactedAt) },
  { title: '处理', text: ({ settlement }) => orNone(settlement), width: 200 },
  { title: '办结', roomy: true, text: ({ settledAt }) => dateTime(settledAt) },
  // Nobody of the office does it: whoever only looks on has no column for it.
  ...(may('settleContentsCase')
    ? [
        {
          ...work('settleContentsCase'),
          render: ({ id, availableActions }: Row) => (
            <Acts size="small" available={availableActions} acts={[settleAct(id)]} />
          ),
        },
      ]
    : []),
];

/** Whole packaging, contents short or damaged: what the carrier settles with the seller. */
export const ContentsCasesTable = () => (
  <DataTable
    name={SAID.contentsCases}
    document={ContentsCases}
    variables={({ open }, { first, after, id }) => ({ first, after, id, onlyOpen: open === 'yes' })}
    rows={({ contentsCases }) => contentsCases}
    rowKey={({ id }) => id}
    filters={[{ name: 'open', label: '范围', options: [{ value: 'yes', label: '还没有办结' }] }]}
    empty="没有这样的案件"
    columns={columns()}
  />
);
