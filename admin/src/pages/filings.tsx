import type { Filled } from '../ui/filled.ts';
import { Link } from 'react-router';
import {
  DecideFiling,
  FilingKindWords,
  Filings,
  FilingStateWords,
  type FilingAct,
  type FilingSort,
  type FilingsQuery,
  SupplierStateWords,
} from '../api/admin.ts';
import { date, dateTime, orNone } from '../lib/format.ts';
import { options } from '../lib/words.ts';
import { act, type Act, work } from '../ui/Acts.tsx';
import type { Column } from '../ui/columns.tsx';
import { DataTable } from '../ui/DataTable.tsx';
import { PageHead } from '../ui/PageHead.tsx';
import { stateColumn } from '../ui/state-column.tsx';

type Row = FilingsQuery['filings']['edges'][number]['node'];

/** Decides on an application; a refusal of it needs a reason that its owner reads. */
export function filingActs(filing: { id: string }, name: string): Act[] {
  const form = (decision: FilingAct, title: string) => () => ({
    draft: `filing.${filing.id}.${decision}`,
    title: `${title}：${name}`,
    submit: title,
    danger: decision === 'REJECT',
    document: DecideFiling,
    fields: [
      {
        name: 'reason',
        label: decision === 'APPROVE' ? '意见（可不填）' : '理由',
        kind: 'paragraph' as const,
        required: decision !== 'APPROVE',
        help: decision === 'APPROVE' ? undefined : '申请人会看到，请写明缺什么、怎么补',
      },
    ],
    variables: ({ maybe }: Filled, requestId: string) => ({
      input: { requestId, filingId: filing.id, decision, reason: maybe('reason') },
    }),
  });
  return [
    act({
      label: '通过',
      field: 'decideFiling',
      action: 'APPROVE',
      tone: 'primary',
      form: form('APPROVE', '通过备案'),
    }),
    act({
      label: FilingStateWords.RETURNED,
      field: 'decideFiling',
      action: 'RETURN',
      form: form('RETURN', FilingStateWords.RETURNED),
    }),
    act({
      label: SupplierStateWords.REJECTED,
      field: 'decideFiling',
      action: 'REJECT',
      tone: 'danger',
      form: form('REJECT', SupplierStateWords.REJECTED),
    }),
  ];
}

const columns = (): Column<Row, FilingSort>[] => [
  {
    title: '主体',
    text: ({ party }) => party?.name,
    render: ({ party }) => (party ? <Link to={`/parties/${party.id}`}>{party.name}</Link> : '—'),
  },
  { title: '类型', text: ({ party }) => party?.kindTitle },
  { title: '申请', sort: 'KIND', text: ({ kind }) => FilingKindWords[kind] },
  stateColumn('STATE'),
  { title: '提交时间', text: ({ submittedAt }) => dateTime(submittedAt), sort: 'SUBMITTED_AT' },
  { title: '决定时间', roomy: true, text: ({ decidedAt }) => dateTime(decidedAt) },
  { title: '有效期至', roomy: true, text: ({ validUntilOn }) => date(validUntilOn) },
  {
    title: '理由',
    text: ({ reason }) => orNone(reason),
    render: ({ reason }) => <span className="written">{orNone(reason)}</span>,
    width: 260,
  },
  {
    ...work('decideFiling'),
    render: (row) =>
      row.availableActions.length > 0 && row.party ? <Link to={`/parties/${row.party.id}`}>去审核</Link> : null,
  },
];

export function FilingsPage() {
  return (
    <>
      <PageHead title="资质审核" note="证照要逐份看过再决定；退回和不予备案要写理由" />
      <DataTable
        name="资质审核"
        document={Filings}
        variables={({ state }, page) => ({ ...page, state })}
        rows={({ filings }) => filings}
        columns={columns()}
        rowKey={({ id }) => id}
        filters={[{ name: 'state', label: '状态', options: options(FilingStateWords), initial: 'UNDER_REVIEW' }]}
        empty="没有这样的申请"
      />
    </>
  );
}
