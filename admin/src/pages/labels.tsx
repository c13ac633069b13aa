import { Link } from 'react-router';
import {
  LabelDoubtActWords,
  LabelDoubtCauseWords,
  LabelDoubts,
  LabelDoubtStateWords,
  SettleLabelDoubt,
  type LabelDoubtsQuery,
} from '../api/admin.ts';
import { dateTime } from '../lib/format.ts';
import { options } from '../lib/words.ts';
import { act, Acts, work } from '../ui/Acts.tsx';
import { DataTable } from '../ui/DataTable.tsx';
import { Due } from '../ui/marks.tsx';
import { PageHead } from '../ui/PageHead.tsx';
import { stateColumn } from '../ui/state-column.tsx';

type Doubt = LabelDoubtsQuery['labelDoubts']['edges'][number]['node'];

const settleAct = ({ id, lot, serial }: Doubt, decision: 'CLEAR' | 'VOID', intro: string) =>
  act({
    label: LabelDoubtActWords[decision],
    field: 'settleLabelDoubt',
    action: decision,
    tone: decision === 'CLEAR' ? 'primary' : 'danger',
    form: () => ({
      draft: `label.${decision}.${id}`,
      title: `${LabelDoubtActWords[decision]}：${lot?.lotCode ?? ''}第${serial}号`,
      submit: LabelDoubtActWords[decision],
      danger: decision === 'VOID',
      document: SettleLabelDoubt,
      intro,
      fields: [{ name: 'note', label: '查到什么', kind: 'paragraph', required: true, max: 300 }],
      variables: ({ text }, requestId) => ({ input: { requestId, doubtId: id, decision, note: text('note') } }),
    }),
  });

/** Codes of bags that may stand on others' bags: the seller looks first, then the operator. */
export function LabelsPage() {
  return (
    <>
      <PageHead
        title="包装码"
        note="同一个码在几处被扫过，可能有人仿印。先由商家查，逾期您也查；没人查，扫码的人一直看到提醒"
      />
      <DataTable
        name="包装码"
        document={LabelDoubts}
        variables={({ state }, page) => ({ ...page, state })}
        rows={({ labelDoubts }) => labelDoubts}
        rowKey={({ id }) => id}
        filters={[{ name: 'state', label: '状态', options: options(LabelDoubtStateWords), initial: 'OPEN' }]}
        empty="没有可能被仿印的码"
        columns={[
          {
            title: '商品',
            text: ({ lot }) => lot?.product?.title,
            render: ({ lot }) =>
              lot?.product ? <Link to={`/products/${lot.product.id}`}>{lot.product.title}</Link> : '—',
          },
          { title: '批号', text: ({ lot, serial }) => `${lot?.lotCode ?? ''} 第${serial}号` },
          { title: '店铺', roomy: true, text: ({ lot }) => lot?.product?.shop?.name },
          { title: '怎么了', text: ({ cause }) => LabelDoubtCauseWords[cause] },
          stateColumn('STATE'),
          { title: '发现', roomy: true, sort: 'OPENED_AT', text: ({ openedAt }) => dateTime(openedAt) },
          {
            title: '期限',
            sort: 'ANSWER_DUE_AT',
            text: ({ state, answerDueAt }) => (state === 'OPEN' ? dateTime(answerDueAt) : null),
            render: ({ state, answerDueAt }) => (state === 'OPEN' ? <Due at={answerDueAt} /> : '—'),
          },
          {
            ...work('settleLabelDoubt'),
            render: (doubt) => (
              <Acts
                size="small"
                available={doubt.availableActions}
                acts={[
                  settleAct(doubt, 'CLEAR', '以后扫这个码的人不再看到提醒，直到又在别处被扫。'),
                  settleAct(doubt, 'VOID', '谁扫这个码都会看到它作废了。商家可以给那一袋另印一张。'),
                ]}
              />
            ),
          },
        ]}
      />
    </>
  );
}
