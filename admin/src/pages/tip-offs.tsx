import { Link } from 'react-router';
import {
  DecideTipOff,
  TipOffActWords,
  TipOffKindWords,
  TipOffs,
  TipOffStateWords,
  type TipOffFinding,
  type TipOffSort,
  type TipOffsQuery,
} from '../api/admin.ts';
import { dateTime } from '../lib/format.ts';
import { useWithin } from '../lib/promises.ts';
import { options } from '../lib/words.ts';
import { act, Acts, work } from '../ui/Acts.tsx';
import type { Field } from '../ui/fields.tsx';
import type { Column } from '../ui/columns.tsx';
import { DataTable } from '../ui/DataTable.tsx';
import { Facts } from '../ui/Facts.tsx';
import { Due } from '../ui/marks.tsx';
import { PageHead } from '../ui/PageHead.tsx';
import { FileView } from '../ui/Papers.tsx';
import { Nothing } from '../ui/States.tsx';
import { stateColumn } from '../ui/state-column.tsx';

type TipOff = TipOffsQuery['tipOffs']['edges'][number]['node'];

const ANSWER = {
  name: 'answer',
  label: '告诉举报人的话',
  kind: 'paragraph',
  required: true,
  max: 1000,
  help: '查到了什么、怎么处理的。举报人凭查询码看得到',
} as const;
const authority = (required: boolean) =>
  ({ name: 'authority', label: '移交给哪个部门', kind: 'text', required, max: 80 }) as const;

const decideAct = (
  row: TipOff,
  {
    action,
    finding,
    intro,
    fields,
  }: {
    action: keyof typeof TipOffActWords;
    finding: TipOffFinding;
    intro: string;
    fields: readonly Field[];
  },
) =>
  act({
    label: TipOffActWords[action],
    field: 'decideTipOff',
    action,
    tone: action === 'UPHOLD' ? 'danger' : undefined,
    form: () => ({
      draft: `tip-off.${row.id}.${finding}`,
      title: `${TipOffActWords[action]}：${row.what}`,
      submit: TipOffActWords[action],
      danger: action === 'UPHOLD',
      document: DecideTipOff,
      intro,
      fields: [...fields, ANSWER],
      variables: ({ text }) => ({
        input: {
          tipOffId: row.id,
          finding,
          answer: text('answer'),
          ...(finding === 'FOUNDED' && text('productId') && { productId: text('productId') }),
          ...(finding !== 'UNFOUNDED' && text('authority') && { authority: text('authority') }),
        },
      }),
    }),
  });
const goods = (row: TipOff) =>
  ({
    name: 'productId',
    initial: row.product?.id,
    label: '撤下哪件商品',
    kind: 'product',
    options: row.product ? [{ value: row.product.id, label: row.product.title }] : [],
  }) as const;
const acts = (row: TipOff) => [
  decideAct(row, {
    action: 'UPHOLD',
    finding: 'FOUNDED',
    intro: '商品立即撤下，商家受警告，可以申诉。不是商品的事，写明移交给哪个部门。',
    fields: [goods(row), authority(false)],
  }),
  decideAct(row, { action: 'DISMISS', finding: 'UNFOUNDED', intro: '什么都不撤，只告诉举报人查的结果。', fields: [] }),
  decideAct(row, {
    action: 'HAND_OVER',
    finding: 'HANDED_OVER',
    intro: '平台查不了、管不了的，把举报和照片移交主管部门。监管人员在这一页看得到，看不到举报人的电话。',
    fields: [authority(true)],
  }),
];

const columns = (): Column<TipOff, TipOffSort>[] => [
  { title: '什么事', text: ({ kind }) => TipOffKindWords[kind] },
  { title: '哪件货、哪家店', text: ({ what }) => what, width: 220 },
  { title: '收到', sort: 'FILED_AT', roomy: true, text: ({ filedAt }) => dateTime(filedAt) },
  {
    title: '要有结果',
    sort: 'DUE_AT',
    text: ({ dueAt }) => dateTime(dueAt),
    render: ({ dueAt, decidedAt }) => <Due at={dueAt} done={!!decidedAt} />,
  },
  stateColumn(),
  { ...work('decideTipOff'), render: (row) => <Acts size="small" available={row.availableActions} acts={acts(row)} /> },
];

/** What anybody reported as unlawful, and what was found out. */
export function TipOffsPage() {
  return (
    <>
      <PageHead
        title="举报"
        note={`不用登录也能提。${useWithin('answerTipOff')}内要有结果；过了期一直没人办的，自动移交主管部门`}
      />
      <DataTable
        name="举报"
        document={TipOffs}
        variables={({ state }, page) => ({ ...page, state })}
        rows={({ tipOffs }) => tipOffs}
        rowKey={({ id }) => id}
        empty="没有举报"
        filters={[{ name: 'state', label: '状态', options: options(TipOffStateWords), initial: 'FILED' }]}
        expand={(row) => <Detail of={row} />}
        columns={columns()}
      />
    </>
  );
}

const Detail = ({
  of: { code, text, product, photoIds, decidedAt, answer, authority: to, withdrawnAt },
}: {
  of: TipOff;
}) => (
  <div className="two">
    <Facts
      columns={1}
      of={[
        ['说了什么', text],
        ['商品', product ? <Link to={`/products/${product.id}`}>{product.title}</Link> : '没有指明'],
        ['查询码', code],
        ...(decidedAt
          ? ([
              ['处理', dateTime(decidedAt)],
              ['告诉举报人的话', answer],
              ['移交', to ?? '没有移交'],
              ['商品撤下', withdrawnAt ? dateTime(withdrawnAt) : '没有撤下'],
            ] as const)
          : []),
      ]}
    />
    <div className="paper-view">
      {photoIds.length > 0 ? (
        photoIds.map((id, i) => <FileView key={id} path={`/edges/trust/files/${id}`} title={`照片 ${i + 1}`} />)
      ) : (
        <Nothing text="没有照片" />
      )}
    </div>
  </div>
);
