import {
  AnswerOversight,
  AskOversight,
  CorrectOversight,
  OversightKindWords,
  OversightOrderWords,
  OversightRequests,
  OversightSourceWords,
  type OversightOrder,
  type OversightRequestSort,
  type OversightRequestsQuery,
} from '../api/admin.ts';
import { dateTime } from '../lib/format.ts';
import { useWithin } from '../lib/promises.ts';
import { may } from '../lib/rights.ts';
import { SAID } from '../lib/said.ts';
import { sessionNow } from '../lib/session.ts';
import { options } from '../lib/words.ts';
import { act, Acts, work } from '../ui/Acts.tsx';
import type { Column } from '../ui/columns.tsx';
import { DataTable } from '../ui/DataTable.tsx';
import { Facts } from '../ui/Facts.tsx';
import { Due } from '../ui/marks.tsx';
import { PageHead } from '../ui/PageHead.tsx';
import { PageTabs } from '../ui/PageTabs.tsx';
import { FileView } from '../ui/Papers.tsx';
import { AuthoritiesTable } from './oversight-authorities.tsx';

type Oversight = OversightRequestsQuery['oversightRequests']['edges'][number]['node'];
type Answer = Oversight['answers'][number];

const SCOPE = [
  { name: 'orderNumbers', label: '订单号', kind: 'text', max: 1000, help: '几个订单用空格隔开' },
  { name: 'partyId', label: '商家', kind: 'party' },
  { name: 'productId', label: '商品', kind: 'product' },
  { name: 'lotId', label: '批次编号', kind: 'text', max: 64 },
  { name: 'fromOn', label: '下单从哪天', kind: 'date' },
  { name: 'toOn', label: '下单到哪天', kind: 'date' },
] as const;

const askAct = () =>
  act({
    label: '提出',
    field: 'askOversight',
    tone: 'primary',
    form: () => ({
      draft: 'oversight',
      title: '向平台提出要求或意见',
      submit: '提出',
      document: AskOversight,
      intro: '写明范围的，平台答复时附签名的证据包，只含您指明的订单。责令的当场生效，平台另外书面报告。',
      fields: [
        { name: 'subject', label: '事由', kind: 'text', required: true, max: 80 },
        { name: 'text', label: '内容', kind: 'paragraph', required: true, max: 4000 },
        {
          name: 'ground',
          label: '法律依据',
          kind: 'text',
          max: 200,
          // An authority asks by a law; an industry body may ask without one.
          required: sessionNow()?.roles.includes('REGULATOR') ?? false,
          help: '例如 电子商务法第二十五条',
        },
        { name: 'dueOn', label: '要求哪天前答复', kind: 'date' },
        ...SCOPE,
        { name: 'orders', label: '责令', kind: 'pick', options: options(OversightOrderWords), help: '不是责令的不选' },
      ],
      variables: ({ text, maybe }, requestId) => {
        const orders = maybe('orders');
        return {
          input: {
            requestId,
            subject: text('subject'),
            text: text('text'),
            ground: maybe('ground') || null,
            dueOn: maybe('dueOn') || null,
            scope: {
              orderNumbers: text('orderNumbers')
                .split(/[\s,，、]+/)
                .filter(Boolean),
              partyId: maybe('partyId') || null,
              productId: maybe('productId') || null,
              lotId: maybe('lotId') || null,
              fromOn: maybe('fromOn') || null,
              toOn: maybe('toOn') || null,
            },
            orders: isOrder(orders) ? orders : null,
          },
        };
      },
    }),
  });
const isOrder = (text: string | undefined): text is OversightOrder =>
  text !== undefined && Object.hasOwn(OversightOrderWords, text);

const ANSWER = { name: 'answer', label: '答复', kind: 'paragraph', required: true, max: 4000 } as const;
const answerAct = (id: string, subject: string) =>
  act({
    label: '答复',
    field: 'answerOversight',
    action: 'ANSWER',
    tone: 'primary',
    form: () => ({
      draft: `oversight.${id}`,
      title: `答复：${subject}`,
      submit: '答复',
      document: AnswerOversight,
      intro: '来件指明了订单、商家、商品或批次的，系统同时出具签名的证据包。',
      fields: [ANSWER],
      variables: ({ text }) => ({ input: { oversightId: id, answer: text('answer') } }),
    }),
  });
const correctAct = (id: string, subject: string) =>
  act({
    label: '更正',
    field: 'correctOversight',
    action: 'CORRECT',
    form: () => ({
      draft: `oversight.correct.${id}`,
      title: `更正答复：${subject}`,
      submit: '更正',
      document: CorrectOversight,
      intro: '原来的答复留着，对方看得到改了什么；证据包按现在的记录重新出具。',
      fields: [ANSWER, { name: 'reason', label: '原来哪里不对', kind: 'text', required: true, max: 200 }],
      variables: ({ text }, requestId) => ({
        input: { requestId, oversightId: id, answer: text('answer'), reason: text('reason') },
      }),
    }),
  });

const columns = (): Column<Oversight, OversightRequestSort>[] => [
  { title: '来自', text: ({ from, authority }) => authority?.name ?? OversightSourceWords[from] },
  {
    title: '种类',
    text: ({ kind, orders }) => (orders ? `责令${OversightOrderWords[orders]}` : OversightKindWords[kind]),
  },
  { title: '事由', text: ({ subject }) => subject },
  { title: '收到', roomy: true, text: ({ askedAt }) => dateTime(askedAt), sort: 'ASKED_AT' },
  {
    title: '应答复',
    text: ({ dueAt }) => dateTime(dueAt),
    sort: 'DUE_AT',
    render: ({ dueAt, answeredAt }) => <Due at={dueAt} done={!!answeredAt} />,
  },
  { title: '答复', text: ({ answeredAt }) => dateTime(answeredAt) },
  {
    ...work('answerOversight|correctOversight'),
    render: ({ id, subject, availableActions }) => (
      <Acts size="small" available={availableActions} acts={[answerAct(id, subject), correctAct(id, subject)]} />
    ),
  },
];

export function OversightPage() {
  const items = [
    { key: 'requests', label: '来件', children: <RequestsTable /> },
    { key: 'authorities', label: SAID.authorities, children: <AuthoritiesTable /> },
  ];
  return (
    <>
      <PageHead title="来件" note={`对方写了期限的按期限，没写的${useWithin('answerOversight')}内答复`}>
        <Acts acts={[askAct()]} />
      </PageHead>
      {may('saveAuthority') ? <PageTabs items={items} /> : <RequestsTable />}
    </>
  );
}

const RequestsTable = () => (
  <DataTable
    name="来件"
    document={OversightRequests}
    variables={({ from, open }, page) => ({ ...page, from, onlyOpen: open === 'yes' })}
    rows={({ oversightRequests }) => oversightRequests}
    rowKey={({ id }) => id}
    empty="没有来件"
    filters={[
      { name: 'open', label: '范围', options: [{ value: 'yes', label: '还没有答复' }] },
      { name: 'from', label: '来自', options: options(OversightSourceWords) },
    ]}
    expand={(row) => <Detail of={row} />}
    columns={columns()}
  />
);

const namedIn = ({ scope }: Oversight): string =>
  !scope
    ? ''
    : [
        ...scope.orderNumbers,
        scope.partyId && `商家 ${scope.partyId}`,
        scope.productId && `商品 ${scope.productId}`,
        scope.lot && `批次 ${scope.lot}`,
        (scope.fromOn || scope.toOn) && `${scope.fromOn ?? '开始'} 到 ${scope.toOn ?? '现在'}`,
      ]
        .filter(Boolean)
        .join('、');

const Detail = ({ of: row }: { of: Oversight }) => (
  <>
    <Facts
      columns={1}
      of={[
        ['内容', row.text],
        ['法律依据', row.ground ?? '没有写'],
        ['范围', namedIn(row) || '没有指明'],
        ...(row.orders ? ([['责令的事', row.actedAt ? `${dateTime(row.actedAt)}已办` : '正在办']] as const) : []),
      ]}
    />
    {row.attachmentIds.map((id, i) => (
      <FileView key={id} path={`/edges/trust/files/${id}`} title={`附件 ${i + 1}`} />
    ))}
    {row.answers.map((answer) => (
      <Told key={answer.id} answer={answer} />
    ))}
  </>
);

const Told = ({ answer }: { answer: Answer }) => (
  <section>
    <Facts
      columns={1}
      of={[
        [answer.version === 1 ? '答复' : `第${answer.version}版答复`, answer.text],
        ...(answer.reason ? ([['更正的原因', answer.reason]] as const) : []),
        ['时间和指纹', `${dateTime(answer.at)}　${answer.hash}`],
        ...(answer.packageCode
          ? ([['证据包', `${answer.orderCount ?? 0}单，验证码 ${answer.packageCode}`]] as const)
          : []),
      ]}
    />
    {answer.packageCode && <FileView path={`/edges/trust/files/${answer.id}`} title="证据包" />}
    {answer.attachmentIds.map((id, i) => (
      <FileView key={id} path={`/edges/trust/files/${id}`} title={`附件 ${i + 1}`} />
    ))}
  </section>
);
