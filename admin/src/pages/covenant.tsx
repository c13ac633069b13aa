import {
  CovenantMembers,
  MeasureStepWords,
  TakeMeasure,
  type CovenantMemberSort,
  type CovenantMembersQuery,
} from '../api/admin.ts';
import { date, dateTime } from '../lib/format.ts';
import { act, Acts, work } from '../ui/Acts.tsx';
import type { Column } from '../ui/columns.tsx';
import { DataTable } from '../ui/DataTable.tsx';
import { ListTable } from '../ui/ListTable.tsx';
import { PageHead } from '../ui/PageHead.tsx';

type Member = CovenantMembersQuery['covenantMembers']['edges'][number]['node'];
type Measure = NonNullable<NonNullable<Member['party']>['measures']>[number];
/** Under which those who keep the covenant hold a member to it. */
const BY_COVENANT = '12.2.end';

const holdTo = ({ id, name }: Member, step: 'WARNING' | 'RECTIFICATION') =>
  act({
    label: MeasureStepWords[step],
    field: 'takeMeasure',
    form: () => ({
      draft: `covenant.${id}.${step}`,
      title: `${MeasureStepWords[step]}：${name}`,
      submit: MeasureStepWords[step],
      danger: true,
      document: TakeMeasure,
      intro: '违反自律公约的，才这样处理。会公示，影响信用，对方可以申诉。',
      fields: [
        { name: 'reason', label: '违反了公约哪一条，怎么违反的', kind: 'paragraph', required: true, help: '会公示' },
        ...(step === 'RECTIFICATION'
          ? [{ name: 'dueOn', label: '改好的期限', kind: 'date', required: true } as const]
          : []),
      ],
      variables: ({ text }) => ({
        input: {
          partyId: id,
          step,
          reason: text('reason'),
          clause: BY_COVENANT,
          ...(step === 'RECTIFICATION' && { dueOn: text('dueOn') }),
        },
      }),
    }),
  });

const columns: Column<Member, CovenantMemberSort>[] = [
  { title: '成员', sort: 'NAME', text: ({ name }) => name, width: 220 },
  { title: '加入', sort: 'JOINED_AT', text: ({ joinedAt }) => date(joinedAt) },
  { title: '加入时的公约', text: ({ version }) => `第${version}版` },
  {
    title: '信用',
    text: ({ party }) => (party?.credit ? `${party.credit.level}　${party.credit.score}分` : '—'),
  },
  { title: '受过的处理', align: 'right', text: ({ party }) => party?.measures?.length ?? 0 },
  {
    ...work('takeMeasure'),
    render: (row) => <Acts size="small" acts={[holdTo(row, 'WARNING'), holdTo(row, 'RECTIFICATION')]} />,
  },
];
const measureColumns: Column<Measure>[] = [
  { title: '处理', text: ({ step }) => MeasureStepWords[step] },
  { title: '事由', text: ({ reason }) => reason },
  { title: '时间', text: ({ takenAt }) => dateTime(takenAt) },
  { title: '状态', text: ({ stateLabel }) => stateLabel },
];

/** Who joined the self-regulatory covenant, how they stand, and what can be done about a breach of it. */
export function CovenantPage() {
  return (
    <>
      <PageHead title="自律公约成员" note="退出的不在这里；退出前受到的处理照样有效" />
      <DataTable
        name="自律公约成员"
        document={CovenantMembers}
        variables={(_filters, page) => page}
        rows={({ covenantMembers }) => covenantMembers}
        rowKey={({ id }) => id}
        empty="还没有人加入自律公约"
        expand={({ party }) => (
          <ListTable
            bare
            name="受过的处理"
            rowKey={({ id }) => id}
            rows={party?.measures ?? []}
            empty="没有受过处理"
            columns={measureColumns}
          />
        )}
        columns={columns}
      />
    </>
  );
}
