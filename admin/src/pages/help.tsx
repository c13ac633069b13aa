import { AnswerHelp, HelpRequests, type HelpRequestSort, type HelpRequestsQuery, DueKindWords } from '../api/admin.ts';
import { dateTime, orNone } from '../lib/format.ts';
import { act, Acts, work } from '../ui/Acts.tsx';
import type { Column } from '../ui/columns.tsx';
import { DataTable } from '../ui/DataTable.tsx';
import { State } from '../ui/marks.tsx';
import { PageHead } from '../ui/PageHead.tsx';

type HelpRequest = HelpRequestsQuery['helpRequests']['edges'][number]['node'];

const answerAct = (id: string) =>
  act({
    label: '答复',
    field: 'answerHelp',
    action: 'ANSWER',
    tone: 'primary',
    form: () => ({
      draft: `help.${id}`,
      title: '答复提问',
      submit: '答复',
      document: AnswerHelp,
      fields: [{ name: 'answer', label: '答复', kind: 'paragraph', required: true, max: 2000 }],
      variables: ({ text }) => ({ input: { helpRequestId: id, answer: text('answer') } }),
    }),
  });

const columns = (): Column<HelpRequest, HelpRequestSort>[] => [
  { title: '主体', text: ({ party }) => orNone(party?.name) },
  {
    title: '问题',
    text: ({ question }) => question,
    render: ({ question }) => <span className="written">{question}</span>,
    width: 300,
  },
  { title: '提问', sort: 'ASKED_AT', text: ({ askedAt }) => dateTime(askedAt) },
  {
    title: '答复',
    text: ({ answer }) => orNone(answer),
    render: ({ answer }) => <span className="written">{orNone(answer)}</span>,
    width: 240,
  },
  {
    ...work('answerHelp'),
    render: ({ id, answer, availableActions }) =>
      answer ? (
        <State of="DONE" text="已答复" />
      ) : (
        <Acts size="small" available={availableActions} acts={[answerAct(id)]} />
      ),
  },
];

export function HelpPage() {
  return (
    <>
      <PageHead title={DueKindWords.HELP} />
      <DataTable
        name={DueKindWords.HELP}
        document={HelpRequests}
        variables={({ open }, page) => ({ ...page, onlyOpen: open === 'yes' })}
        rows={({ helpRequests }) => helpRequests}
        rowKey={({ id }) => id}
        filters={[{ name: 'open', label: '范围', options: [{ value: 'yes', label: '还没有答复' }], initial: 'yes' }]}
        empty="没有人在等答复"
        columns={columns()}
      />
    </>
  );
}
