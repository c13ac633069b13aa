import { Collapse } from 'antd';
import {
  PublicDocumentKindWords,
  PublishDocument,
  PublishNotice,
  type PublicDocumentKind,
  type PublicPageQuery,
} from '../api/admin.ts';
import { dateTime, orNone } from '../lib/format.ts';
import { options } from '../lib/words.ts';
import { act, Acts, type Act, work } from '../ui/Acts.tsx';
import type { Column } from '../ui/columns.tsx';
import { ListTable } from '../ui/ListTable.tsx';
import { Mark } from '../ui/marks.tsx';

type PublicServicePage = PublicPageQuery['publicServicePage'];
type Notice = PublicPageQuery['notices'][number];
type ResponseTime = PublicServicePage['responseTimes'][number];
interface Published {
  kind: PublicDocumentKind;
  label: string;
  document: PublicServicePage['documents'][number] | undefined;
}
const PARTS = ['a', 'b', 'c', 'd', 'e', 'f'] as const;

function publishAct(kind: PublicDocumentKind, title?: string, text?: string): Act {
  return act({
    label: title ? '发布新版' : '发布',
    field: 'publishDocument',
    form: () => ({
      draft: `document.${kind}`,
      title: `发布：${PublicDocumentKindWords[kind]}`,
      submit: '发布',
      document: PublishDocument,
      intro: '发布后立即公开；旧版一直保留，任何人都能查。',
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
      ],
      variables: ({ text }, requestId) => ({
        input: { requestId, kind, title: text('title'), text: text('text') },
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
    ...work('publishDocument'),
    render: ({ kind, document }) => <Acts size="small" acts={[publishAct(kind, document?.title, document?.text)]} />,
  },
];

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
      intro: '发布后每个人下次打开时会看到，要重新同意。',
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
        items={notices.map(({ version, publishedAt, parts, contentHash }) => ({
          key: version,
          label: `第 ${version} 版，${dateTime(publishedAt)}`,
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
