import { Link } from 'react-router';
import {
  AnswererKindWords,
  ComplaintKindWords,
  ComplaintRemedyWords,
  Complaints,
  ComplaintStateWords,
  FileComplaint,
  type ComplaintSort,
  type ComplaintsQuery,
  type ServiceChannel,
} from '../api/admin.ts';
import { may } from '../lib/rights.ts';
import { dateTime, yes, yuan } from '../lib/format.ts';
import { useWithin } from '../lib/promises.ts';
import { options } from '../lib/words.ts';
import { act, Acts } from '../ui/Acts.tsx';
import type { Column } from '../ui/columns.tsx';
import { DataTable } from '../ui/DataTable.tsx';
import { Due, YesNo } from '../ui/marks.tsx';
import { PageHead } from '../ui/PageHead.tsx';
import { PageTabs } from '../ui/PageTabs.tsx';
import { ClaimTable } from './claims.tsx';
import { stateColumn } from '../ui/state-column.tsx';

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
  stateColumn('STATE'),
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

const BY_PHONE: ServiceChannel = 'PHONE';
/** What comes by phone is the caller's: a mediator, who takes it down, only writes. */
const phoneAct = () =>
  act({
    label: '登记电话投诉',
    field: 'fileComplaint',
    form: () => ({
      draft: 'complaint.phone',
      title: '登记电话投诉',
      submit: '登记',
      document: FileComplaint,
      intro: '有订单的，投诉归买家本人，他在小程序里看得到；没有订单的，归来电人，办完给他回电话。',
      fields: [
        { name: 'kind', label: '哪方面', kind: 'choice', required: true, options: options(ComplaintKindWords) },
        { name: 'text', label: '说了什么', kind: 'paragraph', required: true, max: 2000 },
        { name: 'wanted', label: '想要什么', kind: 'choice', required: true, options: options(ComplaintRemedyWords) },
        { name: 'orderId', label: '订单编号', kind: 'text', max: 64, help: '订单页网址的最后一段；没有订单不填' },
        { name: 'name', label: '来电人', kind: 'text', max: 40, help: '没有订单的必填' },
        { name: 'phone', label: '回电号码', kind: 'text', max: 20 },
      ],
      variables: ({ one, text, maybe }, requestId) => ({
        input: {
          requestId,
          channel: BY_PHONE,
          kind: one('kind', ComplaintKindWords),
          text: text('text'),
          wanted: one('wanted', ComplaintRemedyWords),
          orderId: maybe('orderId') || null,
          caller: maybe('phone') ? { name: text('name'), phone: text('phone') } : null,
        },
      }),
    }),
  });

/** What consumers complain of, and what seller and carrier owe each other for a refused parcel. */
export function ComplaintsPage() {
  return (
    <>
      <PageHead
        title="案子"
        note={`${useWithin('answerComplaint')}内答复，${useWithin('settleComplaint')}内办结；过期未答复的自动转到平台`}
      >
        {may('decideComplaint') && <Acts acts={[phoneAct()]} />}
      </PageHead>
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
