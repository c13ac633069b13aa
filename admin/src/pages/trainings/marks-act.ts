import { EnterMarks, TrainingKindWords, type TrainingKind } from '../../api/admin.ts';
import { act } from '../../ui/Acts.tsx';

interface Examinee {
  accountId: string;
  partyId: string;
  called: string;
  kind: TrainingKind;
}

/** Who examined on paper enters the marks; another person confirms them. */
export const marksAct = ({ accountId, partyId, called, kind }: Examinee) =>
  act({
    label: '登记笔试成绩',
    field: 'enterMarks',
    form: () => ({
      draft: `marks.${partyId}.${accountId}`,
      title: `登记笔试成绩：${called}，${TrainingKindWords[kind]}`,
      submit: '登记',
      document: EnterMarks,
      intro: '登记以后等另一个人核对；核对无误、分数够了，才发证。',
      fields: [
        { name: 'score', label: '多少分（满分100）', kind: 'whole', required: true },
        { name: 'satOn', label: '哪天考的', kind: 'date', required: true },
        {
          name: 'fileId',
          label: '批好的答卷，照片或扫描件',
          kind: 'file',
          required: true,
          file: { edge: 'sellers', purpose: 'exam-sheet' },
        },
      ],
      variables: ({ number, text }, requestId) => ({
        input: {
          requestId,
          accountId,
          partyId,
          kind,
          score: number('score'),
          satOn: text('satOn'),
          fileId: text('fileId'),
        },
      }),
    }),
  });
