import { Button } from 'antd';
import {
  ApproveReturn,
  CorrectReturn,
  FileReturn,
  PackReturn,
  ProduceReturn,
  StatisticalReturnKindWords,
  StatisticalReturns,
  StatisticalReturnStateWords,
  type StatisticalReturnSort,
  type StatisticalReturnsQuery,
  StatisticalReturnActWords,
} from '../api/admin.ts';
import { fileAddress } from '../lib/client.ts';
import { date, dateTime, orNone } from '../lib/format.ts';
import { options } from '../lib/words.ts';
import { act, Acts, type Act, work } from '../ui/Acts.tsx';
import type { Column } from '../ui/columns.tsx';
import { DataTable } from '../ui/DataTable.tsx';
import { Facts } from '../ui/Facts.tsx';
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
    label: StatisticalReturnActWords.PACK,
    field: 'packReturn',
    action: 'PACK',
    form: () => ({
      draft: `pack.${id}`,
      title: StatisticalReturnActWords.PACK,
      submit: '生成',
      intro:
        '文件里有每个主体的姓名、证件号码、地址和电话。平台逐个记下看了谁的、为了什么。文件只加密保存，口令另外告诉收件的部门；口令丢了，重新生成一份。',
      document: PackReturn,
      fields: [{ name: 'passphrase', label: '口令', kind: 'password', required: true, help: '至少12位，平台不保存' }],
      variables: ({ text }, requestId) => ({
        input: { requestId, returnId: id, passphrase: text('passphrase') },
      }),
    }),
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
  act({
    label: StatisticalReturnActWords.CORRECT,
    field: 'correctReturn',
    action: 'CORRECT',
    form: () => ({
      draft: `correct.${id}`,
      title: '更正报表',
      submit: '开始更正',
      intro: '报过的那份不改。更正是另一份：用现在的数字生成，同样要一人核准、一人报送，有自己的回执。',
      document: CorrectReturn,
      fields: [{ name: 'reason', label: '哪里错了', kind: 'paragraph', required: true, max: 200 }],
      variables: ({ text }, requestId) => ({ input: { requestId, returnId: id, reason: text('reason') } }),
    }),
  }),
];

/** What was wrong before, and the file: encrypted, with the code by which the authority verifies what it holds. */
const Detail = ({ of: one }: { of: Return }) => (
  <>
    <Facts
      of={[
        ['更正', one.corrects && `第${one.version}份：${one.correctionReason ?? ''}`],
        ['报送文件', one.packedAt && <PackedFile key="file" of={one} />],
        ['验证码', one.packageCode],
        ['文件的指纹', one.packageDigest && <code className="written">{one.packageDigest}</code>],
      ]}
    />
    <Code>{pretty(one.content)}</Code>
  </>
);

function PackedFile({ of: { kind, period, packageId, packedAt } }: { of: Return }) {
  const save = async () => {
    if (!packageId) return;
    const { url } = await fileAddress(`/edges/trust/files/${packageId}`);
    Object.assign(document.createElement('a'), {
      href: url,
      download: `${StatisticalReturnKindWords[kind]} ${period}.xlsx.jwe`,
    }).click();
    setTimeout(() => URL.revokeObjectURL(url), 10_000);
  };
  return (
    <>
      {dateTime(packedAt)} 生成，只有知道口令的人打得开。 <Button onClick={() => void save()}>下载</Button>
    </>
  );
}

const columns = (): Column<Return, StatisticalReturnSort>[] => [
  { title: '报表', text: ({ kind }) => StatisticalReturnKindWords[kind] },
  {
    title: '期间',
    sort: 'PERIOD',
    text: ({ period, version }) => (version === 1 ? period : `${period} 第${version}份`),
    render: ({ period, version }) => (
      <>
        {period} {version > 1 && <Mark tone="warn">更正</Mark>}
      </>
    ),
  },
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
      <PageHead title="统计报送" note="按时报给市场监管和税务：先生成，再核准，再生成报送文件，报送后登记回执">
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
        expand={(one) => <Detail of={one} />}
        columns={columns()}
      />
    </>
  );
}
