import {
  AnswerOversight,
  AskOversight,
  OversightRequests,
  OversightSourceWords,
  type OversightRequestSort,
  type OversightRequestsQuery,
} from '../api/admin.ts';
import { dateTime } from '../lib/format.ts';
import { useWithin } from '../lib/promises.ts';
import { options } from '../lib/words.ts';
import { act, Acts, work } from '../ui/Acts.tsx';
import type { Column } from '../ui/columns.tsx';
import { DataTable } from '../ui/DataTable.tsx';
import { Facts } from '../ui/Facts.tsx';
import { Due } from '../ui/marks.tsx';
import { PageHead } from '../ui/PageHead.tsx';

type Oversight = OversightRequestsQuery['oversightRequests']['edges'][number]['node'];

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
      fields: [
        { name: 'subject', label: '事由', kind: 'text', required: true, max: 120 },
        { name: 'text', label: '内容', kind: 'paragraph', required: true, max: 4000 },
      ],
      variables: ({ text }, requestId) => ({
        input: { requestId, subject: text('subject'), text: text('text') },
      }),
    }),
  });

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
      fields: [{ name: 'answer', label: '答复', kind: 'paragraph', required: true, max: 4000 }],
      variables: ({ text }) => ({ input: { oversightId: id, answer: text('answer') } }),
    }),
  });

const columns = (): Column<Oversight, OversightRequestSort>[] => [
  { title: '来自', text: ({ from }) => OversightSourceWords[from] },
  { title: '事由', text: ({ subject }) => subject },
  { title: '收到', text: ({ askedAt }) => dateTime(askedAt), sort: 'ASKED_AT' },
  {
    title: '应答复',
    text: ({ dueAt }) => dateTime(dueAt),
    sort: 'DUE_AT',
    render: ({ dueAt, answeredAt }) => <Due at={dueAt} done={!!answeredAt} />,
  },
  { title: '答复', text: ({ answeredAt }) => dateTime(answeredAt) },
  {
    ...work('answerOversight'),
    render: ({ id, subject, availableActions }) => (
      <Acts size="small" available={availableActions} acts={[answerAct(id, subject)]} />
    ),
  },
];

export function OversightPage() {
  return (
    <>
      <PageHead title="来件" note={`${useWithin('answerOversight')}内答复`}>
        <Acts acts={[askAct()]} />
      </PageHead>
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
        expand={({ text, answer, answerHash }) => (
          <Facts
            columns={1}
            of={[
              ['内容', text],
              ['答复', answer],
              ['答复指纹', answerHash],
            ]}
          />
        )}
        columns={columns()}
      />
    </>
  );
}
