import { Collapse } from 'antd';
import {
  AdoptDocument,
  AnswerComment,
  PublicDocumentActWords,
  PublicDocumentKindWords,
  PublishDocument,
  PublishNotice,
  type PublicDocumentKind,
  type PublicPageQuery,
} from '../api/admin.ts';
import { date, dateTime, orNone } from '../lib/format.ts';
import { options } from '../lib/words.ts';
import { act, Acts, type Act, work } from '../ui/Acts.tsx';
import type { Column } from '../ui/columns.tsx';
import { ListTable } from '../ui/ListTable.tsx';
import { Due, Mark, State } from '../ui/marks.tsx';
import { Changes } from './changes.tsx';

type PublicServicePage = PublicPageQuery['publicServicePage'];
type Notice = PublicPageQuery['notices'][number];
type ResponseTime = PublicServicePage['responseTimes'][number];
type Ahead = PublicServicePage['ahead'][number];
interface Published {
  kind: PublicDocumentKind;
  label: string;
  document: PublicServicePage['documents'][number] | undefined;
}
const PARTS = ['a', 'b', 'c', 'd', 'e', 'f'] as const;

function publishAct(kind: PublicDocumentKind, title?: string, text?: string): Act {
  return act({
    label: title ? '起草新版' : '发布',
    field: 'publishDocument',
    form: () => ({
      draft: `document.${kind}`,
      title: `发布：${PublicDocumentKindWords[kind]}`,
      submit: '发布',
      document: PublishDocument,
      intro: title
        ? '先公开征求意见，满7天才能定稿；定稿以前照旧版办。旧版一直保留，任何人都能查。'
        : '第一版马上生效；以后改要先征求意见。',
      fields: [
        {
          name: 'title',
          label: '标题',
          kind: 'text',
          required: true,
          max: 80,
          initial: title ?? PublicDocumentKindWords[kind],
        },
        { name: 'text', label: '正文', kind: 'paragraph', required: true, max: 20000, initial: text },
        ...(title
          ? [
              {
                name: 'law',
                label: '法律要求马上改的，写哪条法律',
                kind: 'text' as const,
                max: 200,
                help: '会公示。写了就马上生效，协议在16分钟后；一般改动不要写',
              },
            ]
          : []),
      ],
      variables: ({ text }, requestId) => ({
        input: {
          requestId,
          kind,
          title: text('title'),
          text: text('text'),
          ...(title && text('law') && { atOnceBecause: text('law') }),
        },
      }),
    }),
  });
}

const documentColumns = (): Column<Published>[] => [
  { title: '文件', text: ({ label }) => label },
  { title: '标题', text: ({ document }) => orNone(document?.title) },
  {
    title: '版本',
    align: 'right',
    text: ({ document }) => document?.version,
    render: ({ document }) => (document ? `第 ${document.version} 版` : <Mark tone="bad">还没有发布</Mark>),
  },
  { title: '发布', text: ({ document }) => dateTime(document?.publishedAt) },
  {
    title: '生效',
    text: ({ document }) => dateTime(document?.effectiveAt),
    render: ({ document }) => (
      <>
        {dateTime(document?.effectiveAt)}
        {document?.atOnceBecause && <div className="small grey">没等7天：{document.atOnceBecause}</div>}
      </>
    ),
  },
  {
    ...work('publishDocument'),
    render: ({ kind, document }) => <Acts size="small" acts={[publishAct(kind, document?.title, document?.text)]} />,
  },
];

const adoptAct = ({ id, title }: Ahead): Act =>
  act({
    label: PublicDocumentActWords.ADOPT,
    field: 'adoptDocument',
    action: 'ADOPT',
    tone: 'primary',
    form: () => ({
      draft: `adopt.${id}`,
      title: `定稿：${title}`,
      submit: PublicDocumentActWords.ADOPT,
      document: AdoptDocument,
      intro: '定稿后会通知有关的人，从生效那天零点起照新版办，在那以前的订单照旧版办完。',
      fields: [{ name: 'effectiveOn', label: '从哪天起生效', kind: 'date', required: true }],
      variables: ({ text }) => ({ input: { draftId: id, effectiveOn: text('effectiveOn') } }),
    }),
  });

const aheadColumns = (): Column<Ahead>[] => [
  { title: '文件', text: ({ kind }) => PublicDocumentKindWords[kind] },
  { title: '标题', text: ({ title, version }) => `${title}（第 ${version} 版）` },
  {
    title: '状态',
    text: ({ stateLabel }) => stateLabel,
    render: ({ state, stateLabel }) => <State of={state} text={stateLabel} />,
  },
  { title: '公布', text: ({ publishedAt }) => date(publishedAt) },
  { title: '可以定稿', text: ({ heardUntilAt }) => dateTime(heardUntilAt) },
  {
    title: '没定稿就作废',
    text: ({ lapsesAt }) => date(lapsesAt),
    render: ({ lapsesAt, state }) => <Due at={lapsesAt} done={state !== 'DRAFT'} />,
  },
  { title: '生效', text: ({ effectiveAt }) => dateTime(effectiveAt) },
  {
    ...work('adoptDocument'),
    render: (one) => <Acts size="small" acts={[adoptAct(one)]} available={one.availableActions} />,
  },
];

type Comment = Ahead['comments'][number];
const answerActs = ({ id, answer }: Comment): Act[] =>
  answer === null
    ? [true, false].map((isTaken) =>
        act({
          label: isTaken ? '采纳' : '不采纳',
          field: 'answerComment',
          form: () => ({
            draft: `comment.${id}.${isTaken}`,
            title: isTaken ? '采纳这条意见' : '不采纳这条意见',
            submit: '答复',
            document: AnswerComment,
            intro: isTaken ? '要改正文的，再起草一版，重新公开7天。' : undefined,
            fields: [
              {
                name: 'answer',
                label: '答复',
                kind: 'paragraph',
                required: true,
                max: 1000,
                help: '会公示：说清问的是什么，不写是谁问的',
              },
            ],
            variables: ({ text }) => ({ input: { commentId: id, isTaken, answer: text('answer') } }),
          }),
        }),
      )
    : [];
const commentColumns = (): Column<Comment>[] => [
  { title: '意见', text: ({ text }) => orNone(text) },
  { title: '时间', text: ({ saidAt }) => dateTime(saidAt) },
  {
    title: '答复',
    text: ({ answer, isTaken }) => (answer === null ? '还没有答复' : `${isTaken ? '采纳' : '没有采纳'}：${answer}`),
  },
  { ...work('answerComment'), render: (one) => <Acts size="small" acts={answerActs(one)} /> },
];

/** What is spoken about, and what is about to bind. */
export function Ahead({ ahead }: { ahead: PublicServicePage['ahead'] }) {
  return (
    <ListTable
      name="征求意见和将要生效"
      rowKey={({ id }) => id}
      rows={ahead}
      empty="没有要变的规则"
      expand={({ changes, text, comments }) => (
        <>
          <Changes of={changes} text={text} />
          {comments.length > 0 && (
            <ListTable bare name="意见" rowKey={({ id }) => id} rows={comments} columns={commentColumns()} />
          )}
        </>
      )}
      columns={aheadColumns()}
    />
  );
}

export function Documents({ documents }: { documents: PublicServicePage['documents'] }) {
  return (
    <ListTable
      name="公示文件"
      rowKey={({ kind }) => kind}
      rows={options(PublicDocumentKindWords).map(({ value, label }) => ({
        kind: value,
        label,
        document: documents.find(({ kind }) => kind === value),
      }))}
      expand={({ document }) => <p className="written">{document?.text ?? '还没有发布'}</p>}
      columns={documentColumns()}
    />
  );
}

const noticeAct = (last: Notice | undefined) =>
  act({
    label: '发布新版告知',
    field: 'publishNotice',
    tone: 'primary',
    form: () => ({
      draft: 'notice',
      title: '发布新版个人信息保护告知',
      submit: '发布',
      document: PublishNotice,
      intro: '公开满7天以后的零点生效，那时每个人要重新同意；第一版马上生效。',
      fields: PARTS.map((part) => ({
        name: part,
        label: last?.parts.find((one) => one.part === part)?.title ?? part,
        kind: 'paragraph' as const,
        required: true,
        max: 5000,
        initial: last?.parts.find((one) => one.part === part)?.text,
      })),
      variables: ({ text }, requestId) => ({
        input: {
          requestId,
          parts: { a: text('a'), b: text('b'), c: text('c'), d: text('d'), e: text('e'), f: text('f') },
        },
      }),
    }),
  });

export function Notices({ notices }: { notices: PublicPageQuery['notices'] }) {
  return (
    <>
      <div className="bar between no-print">
        <Acts acts={[noticeAct(notices[0])]} />
      </div>
      <Collapse
        items={notices.map(({ version, effectiveAt, atOnceBecause, parts, contentHash }) => ({
          key: version,
          label: `第 ${version} 版，${dateTime(effectiveAt)} 起生效${atOnceBecause ? `（${atOnceBecause}）` : ''}`,
          children: (
            <>
              {parts.map(({ part, title, text }) => (
                <section key={part}>
                  <h3>{title}</h3>
                  <p className="written">{text}</p>
                </section>
              ))}
              <p className="small grey">指纹 {contentHash}</p>
            </>
          ),
        }))}
        defaultActiveKey={notices[0]?.version}
      />
    </>
  );
}

const responseColumns: Column<ResponseTime>[] = [
  { title: '事项', text: ({ title }) => title },
  { title: '承诺', text: ({ promised }) => promised },
  {
    title: '近 90 天实际（中位数）',
    align: 'right',
    text: ({ measuredHours }) =>
      measuredHours === null || measuredHours === undefined ? '没有' : `${measuredHours.toFixed(1)} 小时`,
  },
  { title: '件数', align: 'right', text: ({ caseCount }) => caseCount },
];

export function ResponseTimes({ times }: { times: PublicServicePage['responseTimes'] }) {
  return <ListTable name="响应时间" rowKey={({ activity }) => activity} rows={times} columns={responseColumns} />;
}
