import {
  ApproveReturn,
  FileReturn,
  ProduceReturn,
  StatisticalReturnKindWords,
  StatisticalReturns,
  StatisticalReturnStateWords,
  type StatisticalReturnSort,
  type StatisticalReturnsQuery,
  StatisticalReturnActWords,
} from '../api/admin.ts';
import { date, dateTime, orNone } from '../lib/format.ts';
import { options } from '../lib/words.ts';
import { act, Acts, type Act, work } from '../ui/Acts.tsx';
import type { Column } from '../ui/columns.tsx';
import { DataTable } from '../ui/DataTable.tsx';
import { Due, Mark } from '../ui/marks.tsx';
import { Code } from '../ui/layout.tsx';
import { PageHead } from '../ui/PageHead.tsx';

type Return = StatisticalReturnsQuery['statisticalReturns']['edges'][number]['node'];

const produceAct = () =>
  act({
    label: '生成报表',
    field: 'produceReturn',
    tone: 'primary',
    form: () => ({
      draft: 'return',
      title: '生成报表',
      submit: '生成',
      document: ProduceReturn,
      fields: [
        { name: 'kind', label: '报表', kind: 'choice', required: true, options: options(StatisticalReturnKindWords) },
        {
          name: 'period',
          label: '期间',
          kind: 'text',
          required: true,
          max: 8,
          help: '月报写 2026-10，半年报写 2026-H1，季报写 2026-Q3',
        },
      ],
      variables: ({ one, text }, requestId) => ({
        input: { requestId, kind: one('kind', StatisticalReturnKindWords), period: text('period') },
      }),
    }),
  });

const returnActs = (id: string): Act[] => [
  act({
    label: '核准',
    field: 'approveReturn',
    action: 'APPROVE',
    confirm: '核准后可以报送。',
    document: ApproveReturn,
    variables: { input: { returnId: id } },
  }),
  act({
    label: StatisticalReturnActWords.FILE,
    field: 'fileReturn',
    action: 'FILE',
    form: () => ({
      draft: `file.${id}`,
      title: '登记报送回执',
      submit: '登记',
      document: FileReturn,
      fields: [{ name: 'receipt', label: '回执号', kind: 'text', required: true, max: 80 }],
      variables: ({ text }) => ({ input: { returnId: id, receipt: text('receipt') } }),
    }),
  }),
];

const columns = (): Column<Return, StatisticalReturnSort>[] => [
  { title: '报表', text: ({ kind }) => StatisticalReturnKindWords[kind] },
  { title: '期间', text: ({ period }) => period, sort: 'PERIOD' },
  {
    title: '状态',
    sort: 'STATE',
    text: ({ stateLabel }) => stateLabel,
    render: ({ state, stateLabel }) => <Mark tone={state === 'FILED' ? 'good' : 'busy'}>{stateLabel}</Mark>,
  },
  {
    title: '应报',
    text: ({ dueAt }) => date(dueAt),
    sort: 'DUE_AT',
    render: ({ dueAt, filedAt }) => <Due at={dueAt} done={!!filedAt} />,
  },
  { title: '生成', sort: 'PRODUCED_AT', text: ({ producedAt }) => dateTime(producedAt) },
  { title: '报送', text: ({ filedAt }) => dateTime(filedAt) },
  { title: '回执', text: ({ receipt }) => orNone(receipt) },
  {
    ...work('approveReturn'),
    render: ({ id, availableActions }) => <Acts size="small" available={availableActions} acts={returnActs(id)} />,
  },
];

function pretty(content: string): string {
  try {
    return JSON.stringify(JSON.parse(content), null, 2);
  } catch {
    return content;
  }
}

export function ReturnsPage() {
  return (
    <>
      <PageHead title="统计报送" note="按时报给市场监管和税务；先生成，再核准，报送后登记回执">
        <Acts acts={[produceAct()]} />
      </PageHead>
      <DataTable
        name="统计报送"
        document={StatisticalReturns}
        variables={({ kind, state }, page) => ({ ...page, kind, state })}
        rows={({ statisticalReturns }) => statisticalReturns}
        rowKey={({ id }) => id}
        empty="没有这样的报表"
        filters={[
          { name: 'kind', label: '报表', options: options(StatisticalReturnKindWords) },
          { name: 'state', label: '状态', options: options(StatisticalReturnStateWords) },
        ]}
        expand={({ content }) => <Code>{pretty(content)}</Code>}
        columns={columns()}
      />
    </>
  );
}
