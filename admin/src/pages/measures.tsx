import {
  ConfirmRectification,
  DecideAppeal,
  DecideSuspension,
  Measures,
  MeasureStateWords,
  MeasureStepWords,
  TakeMeasure,
  type MeasureSort,
  type MeasuresQuery,
  MeasureActWords,
} from '../api/admin.ts';
import { date, dateTime } from '../lib/format.ts';
import { options } from '../lib/words.ts';
import { act, Acts, type Act, work } from '../ui/Acts.tsx';
import type { Column } from '../ui/columns.tsx';
import { DataTable } from '../ui/DataTable.tsx';
import { Facts } from '../ui/Facts.tsx';
import { Clause, Due, State } from '../ui/marks.tsx';
import { PageHead } from '../ui/PageHead.tsx';
import { PartyLink } from '../ui/PartyLink.tsx';

type Measure = MeasuresQuery['measures']['edges'][number]['node'];

function measureActs({ id, party, availableActions }: Measure): Act[] {
  const acts: Act[] = [];
  for (const uphold of [true, false]) {
    acts.push(
      act({
        label: uphold ? MeasureActWords.UPHOLD_APPEAL : MeasureActWords.DISMISS_APPEAL,
        field: 'decideAppeal',
        action: uphold ? 'UPHOLD_APPEAL' : 'DISMISS_APPEAL',
        tone: uphold ? 'primary' : 'danger',
        form: () => ({
          draft: `appeal.${id}.${uphold}`,
          title: uphold ? '申诉成立，撤销措施' : MeasureActWords.DISMISS_APPEAL,
          submit: uphold ? '撤销措施' : '驳回',
          danger: !uphold,
          document: DecideAppeal,
          fields: [{ name: 'answer', label: '答复', kind: 'paragraph', required: true, help: '会和措施一起公示' }],
          variables: ({ text }) => ({ input: { measureId: id, uphold, answer: text('answer') } }),
        }),
      }),
    );
  }
  for (const suspend of [true, false]) {
    const action = suspend ? ('SUSPEND' as const) : ('DECLINE' as const);
    acts.push(
      act({
        label: MeasureActWords[action],
        field: 'decideSuspension',
        action,
        tone: suspend ? 'danger' : 'primary',
        form: () => ({
          draft: `suspension.${id}.${suspend}`,
          title: MeasureActWords[action],
          submit: MeasureActWords[action],
          danger: suspend,
          document: DecideSuspension,
          intro: '平台按规则只是提出，停不停由您看过情况再定。先听对方怎么说。',
          fields: [
            {
              name: 'reason',
              label: '理由',
              kind: 'paragraph',
              required: true,
              max: 1000,
              help: suspend ? '告诉对方，会公示' : '告诉对方，不公示',
            },
          ],
          variables: ({ text }) => ({ input: { measureId: id, suspend, reason: text('reason') } }),
        }),
      }),
    );
  }
  acts.push(
    act({
      label: MeasureActWords.CONFIRM_RECTIFICATION,
      field: 'confirmRectification',
      action: 'CONFIRM_RECTIFICATION',
      tone: 'primary',
      confirm: '整改符合要求，措施结束。',
      document: ConfirmRectification,
      variables: { input: { measureId: id, accept: true } },
    }),
  );
  acts.push(
    act({
      label: MeasureActWords.REFUSE_RECTIFICATION,
      field: 'confirmRectification',
      action: 'REFUSE_RECTIFICATION',
      tone: 'danger',
      confirm: '整改不符合要求，措施继续执行。',
      document: ConfirmRectification,
      variables: { input: { measureId: id, accept: false } },
    }),
  );
  if (party && availableActions.includes('LIFT')) {
    acts.push(
      act({
        label: '解除',
        field: 'takeMeasure',
        action: 'LIFT',
        form: () => ({
          draft: `lift.${id}`,
          title: `解除对“${party.name}”的措施`,
          submit: '解除',
          document: TakeMeasure,
          fields: [
            { name: 'reason', label: '事由', kind: 'paragraph', required: true, help: '会公示' },
            { name: 'clause', label: '依据条款', kind: 'text', required: true, max: 20, initial: '6.6' },
          ],
          variables: ({ text }) => ({
            input: { partyId: party.id, step: 'LIFTED' as const, reason: text('reason'), clause: text('clause') },
          }),
        }),
      }),
    );
  }
  return acts;
}

const columns = (): Column<Measure, MeasureSort>[] => [
  {
    title: '主体',
    text: ({ party }) => party?.name,
    render: ({ party }) => <PartyLink of={party} />,
  },
  { title: '措施', text: ({ step }) => MeasureStepWords[step], sort: 'STEP' },
  {
    title: '状态',
    text: ({ stateLabel }) => stateLabel,
    sort: 'STATE',
    render: ({ state, stateLabel }) => <State of={state} text={stateLabel} />,
  },
  {
    title: '事由',
    text: ({ reason, clause }) => `${reason}（${clause}）`,
    render: ({ reason, clause }) => (
      <span className="written">
        {reason} <Clause of={clause} />
      </span>
    ),
    width: 180,
  },
  { title: '日期', text: ({ takenAt }) => date(takenAt), sort: 'TAKEN_AT' },
  {
    title: '期限',
    text: ({ dueAt }) => date(dueAt),
    render: ({ dueAt, endedAt }) => <Due at={dueAt} done={!!endedAt} />,
  },
  {
    ...work('takeMeasure'),
    render: (one) => <Acts size="small" acts={measureActs(one)} available={one.availableActions} />,
  },
];

export function MeasuresPage() {
  return (
    <>
      <PageHead title="措施与申诉" note="警告、限期整改、暂停营业都会公示。在主体页面里采取新的措施" />
      <DataTable
        name="措施"
        document={Measures}
        variables={({ state, step, partyId }, page) => ({ ...page, state, step, partyId })}
        rows={({ measures }) => measures}
        rowKey={({ id }) => id}
        empty="没有这样的措施"
        filters={[
          { name: 'state', label: '状态', options: options(MeasureStateWords) },
          { name: 'step', label: '措施', options: options(MeasureStepWords) },
          { name: 'partyId', label: '主体', kind: 'party' },
        ]}
        expand={(one) =>
          one.appealedAt || one.rectifiedAt || one.assessedMonth || one.endedAt ? (
            <Facts
              of={[
                ['申诉', one.appeal],
                ['申诉答复', one.appealAnswer],
                ['整改情况', one.rectification],
                ['因考评', one.assessedMonth],
                ['申诉时间', one.appealedAt && dateTime(one.appealedAt)],
                ['整改时间', one.rectifiedAt && dateTime(one.rectifiedAt)],
                ['结束', one.endedAt && date(one.endedAt)],
              ]}
            />
          ) : null
        }
        columns={columns()}
      />
    </>
  );
}
