import {
  ConfirmMarks,
  ExamActWords,
  ExamFormWords,
  ExamSittings,
  ExamStateWords,
  TrainingKindWords,
  type ExamSittingsQuery,
} from '../api/admin.ts';
import { dateTime, orNone } from '../lib/format.ts';
import { options } from '../lib/words.ts';
import { act, Acts, work } from '../ui/Acts.tsx';
import { DataTable } from '../ui/DataTable.tsx';
import { PartyLink } from '../ui/PartyLink.tsx';
import { Paper } from './case/Paper.tsx';
import { stateColumn } from '../ui/state-column.tsx';

type Sitting = ExamSittingsQuery['examSittings']['edges'][number]['node'];

const confirmAct = ({ id, called, score, passScore }: Sitting) =>
  act({
    label: ExamActWords.CONFIRM,
    field: 'confirmMarks',
    action: 'CONFIRM',
    tone: 'primary',
    form: () => ({
      draft: `exam.confirm.${id}`,
      title: `${ExamActWords.CONFIRM}：${called}`,
      submit: '核对完了',
      document: ConfirmMarks,
      intro: `登记的是${score ?? 0}分，${passScore}分合格。先打开答卷，对着看过再核对；合格的马上发证。`,
      fields: [{ name: 'areRight', label: '和卷子一致（关上是不一致，这次不算）', kind: 'switch', initial: true }],
      variables: ({ is }) => ({ input: { sittingId: id, areRight: is('areRight') } }),
    }),
  });

/** Exams that were sat, and marks that wait for a second person. */
export const Exams = () => (
  <DataTable
    name="考试"
    document={ExamSittings}
    variables={({ state }, page) => ({ ...page, state })}
    rows={({ examSittings }) => examSittings}
    rowKey={({ id }) => id}
    filters={[{ name: 'state', label: '状态', options: options(ExamStateWords) }]}
    empty="还没有人考"
    columns={[
      { title: '谁', text: ({ called }) => called },
      { title: '哪一家', text: ({ party }) => party?.name, render: ({ party }) => <PartyLink of={party} /> },
      { title: '考什么', text: ({ kind }) => TrainingKindWords[kind] },
      { title: '怎么考的', text: ({ form }) => ExamFormWords[form] },
      { title: '分数', text: ({ score }) => orNone(score === null ? null : String(score)) },
      {
        title: '答卷',
        only: 'screen',
        text: ({ fileId }) => orNone(fileId && '有'),
        render: ({ fileId, called }) =>
          fileId ? (
            <Paper path={`/edges/sellers/files/${fileId}`} title={`${called}的答卷`} button="打开" size="small" />
          ) : (
            orNone(null)
          ),
      },
      stateColumn('STATE'),
      { title: '什么时候', sort: 'STARTED_AT', text: ({ startedAt }) => dateTime(startedAt) },
      {
        ...work('confirmMarks'),
        render: (sitting) => <Acts size="small" available={sitting.availableActions} acts={[confirmAct(sitting)]} />,
      },
    ]}
  />
);
