import { Link } from 'react-router';
import {
  AnswererKindWords,
  ComplaintKindWords,
  ComplaintRemedyWords,
  Complaints,
  ComplaintStateWords,
  type ComplaintSort,
  type ComplaintsQuery,
} from '../api/admin.ts';
import { dateTime, yes, yuan } from '../lib/format.ts';
import { useWithin } from '../lib/promises.ts';
import { options } from '../lib/words.ts';
import type { Column } from '../ui/columns.tsx';
import { DataTable } from '../ui/DataTable.tsx';
import { Due, State, YesNo } from '../ui/marks.tsx';
import { PageHead } from '../ui/PageHead.tsx';
import { PageTabs } from '../ui/PageTabs.tsx';
import { ClaimTable } from './claims.tsx';

type Row = ComplaintsQuery['complaints']['edges'][number]['node'];

const { ESCALATED, ...OTHERS } = ComplaintStateWords;
/** What waits for the mediator stands first. */
const OPEN_FIRST = options({ ESCALATED, ...OTHERS });

const columns: Column<Row, ComplaintSort>[] = [
  {
    title: '编号',
    text: ({ number }) => number,
    render: ({ id, number }) => <Link to={`/complaints/${id}`}>{number}</Link>,
  },
  { title: '类型', roomy: true, text: ({ kind }) => ComplaintKindWords[kind] },
  {
    title: '被投诉方',
    text: ({ party, answererKind }) => party?.name ?? AnswererKindWords[answererKind],
    render: ({ party, answererKind }) =>
      party ? <Link to={`/parties/${party.id}`}>{party.name}</Link> : AnswererKindWords[answererKind],
  },
  {
    title: '状态',
    sort: 'STATE',
    text: ({ stateLabel }) => stateLabel,
    render: ({ state, stateLabel }) => <State of={state} text={stateLabel} />,
  },
  {
    title: '要求',
    text: ({ wanted, wantedFen }) => `${ComplaintRemedyWords[wanted]}${wantedFen ? ` ${yuan(wantedFen)}` : ''}`,
  },
  { title: '提出', text: ({ filedAt }) => dateTime(filedAt), sort: 'FILED_AT' },
  {
    title: '应答复',
    text: ({ answerDueAt }) => dateTime(answerDueAt),
    render: ({ answerDueAt, answeredAt, closedAt }) => <Due at={answerDueAt} done={!!answeredAt || !!closedAt} />,
  },
  {
    title: '按时答复',
    roomy: true,
    text: ({ answeredInTime }) => yes(answeredInTime),
    render: ({ answeredInTime }) => <YesNo value={answeredInTime} yes="按时" no="超时" />,
  },
  {
    title: '应办结',
    text: ({ settleDueAt }) => dateTime(settleDueAt),
    render: ({ settleDueAt, closedAt }) => <Due at={settleDueAt} done={!!closedAt} />,
    sort: 'SETTLE_DUE_AT',
  },
  { title: '办结', roomy: true, text: ({ closedAt }) => dateTime(closedAt) },
  { title: '赔付', roomy: true, align: 'right', text: ({ compensationFen }) => yuan(compensationFen) },
];

/** What consumers complain of, and what seller and carrier owe each other for a refused parcel. */
export function ComplaintsPage() {
  return (
    <>
      <PageHead
        title="案子"
        note={`${useWithin('answerComplaint')}内答复，${useWithin('settleComplaint')}内办结；过期未答复的自动转到平台`}
      />
      <PageTabs
        items={[
          { key: 'complaints', label: '投诉', children: <ComplaintTable /> },
          { key: 'claims', label: '索赔', children: <ClaimTable /> },
        ]}
      />
    </>
  );
}

const ComplaintTable = () => (
  <DataTable
    name="投诉"
    document={Complaints}
    variables={({ state }, page) => ({ ...page, state })}
    rows={({ complaints }) => complaints}
    rowKey={({ id }) => id}
    filters={[{ name: 'state', label: '状态', options: OPEN_FIRST }]}
    empty="没有这样的投诉"
    columns={columns}
  />
);
