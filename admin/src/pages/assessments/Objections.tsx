import { Link } from 'react-router';
import {
  AssessmentObjectionActWords,
  AssessmentObjections,
  AssessmentObjectionStateWords,
  DecideObjection,
  type AssessmentObjectionSort,
  type AssessmentObjectionsQuery,
} from '../../api/admin.ts';
import { dateTime } from '../../lib/format.ts';
import { act, Acts, work } from '../../ui/Acts.tsx';
import type { Column } from '../../ui/columns.tsx';
import { DataTable } from '../../ui/DataTable.tsx';
import { Facts } from '../../ui/Facts.tsx';
import { Due } from '../../ui/marks.tsx';
import { options } from '../../lib/words.ts';
import { stateColumn } from '../../ui/state-column.tsx';

type Objection = AssessmentObjectionsQuery['assessmentObjections']['edges'][number]['node'];

const decideAct = ({ id, month, party, title }: Objection, action: 'HOLD' | 'DISMISS') =>
  act({
    label: AssessmentObjectionActWords[action],
    field: 'decideObjection',
    action,
    tone: action === 'HOLD' ? 'primary' : 'danger',
    form: () => ({
      draft: `objection.${id}.${action}`,
      title: `${party?.name ?? ''} ${month}：${title}`,
      submit: AssessmentObjectionActWords[action],
      danger: action === 'DISMISS',
      document: DecideObjection,
      intro: action === 'HOLD' ? '这一项不算进这个月的分数，分数马上重算。' : '分数不变。先到原始记录里核对过再答复。',
      fields: [{ name: 'answer', label: '答复', kind: 'paragraph', required: true, max: 1000, help: '只有对方看得到' }],
      variables: ({ text }) => ({ input: { objectionId: id, uphold: action === 'HOLD', answer: text('answer') } }),
    }),
  });

const columns: Column<Objection, AssessmentObjectionSort>[] = [
  {
    title: '月份',
    text: ({ month }) => month,
    render: ({ month }) => <Link to={`/assessments/${month}`}>{month}</Link>,
  },
  {
    title: '主体',
    text: ({ party }) => party?.name ?? '',
    render: ({ party }) => party && <Link to={`/parties/${party.id}`}>{party.name}</Link>,
  },
  { title: '哪一项', text: ({ title }) => title },
  { title: '提出', sort: 'RAISED_AT', roomy: true, text: ({ raisedAt }) => dateTime(raisedAt) },
  {
    title: '要答复',
    sort: 'DUE_AT',
    text: ({ dueAt }) => dateTime(dueAt),
    render: ({ dueAt, endedAt }) => <Due at={dueAt} done={!!endedAt} />,
  },
  stateColumn(),
  {
    ...work('decideObjection'),
    render: (row) => (
      <Acts size="small" available={row.availableActions} acts={[decideAct(row, 'HOLD'), decideAct(row, 'DISMISS')]} />
    ),
  },
];

/** What parties say of their figures before a month is published. */
export const Objections = () => (
  <>
    <p className="grey">到期没有答复的，按异议成立，这一项不算</p>
    <DataTable
      name="异议"
      document={AssessmentObjections}
      variables={({ state }, page) => ({ ...page, state })}
      rows={({ assessmentObjections }) => assessmentObjections}
      rowKey={({ id }) => id}
      empty="没有人提出异议"
      filters={[{ name: 'state', label: '状态', options: options(AssessmentObjectionStateWords), initial: 'RAISED' }]}
      expand={({ text, answer }) => (
        <Facts
          columns={1}
          of={[
            ['哪里不对', text],
            ['答复', answer],
          ]}
        />
      )}
      columns={columns}
    />
  </>
);
