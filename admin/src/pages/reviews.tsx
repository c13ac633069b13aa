import {
  HeldReviews,
  ModerateReview,
  Reviews,
  ReviewStateWords,
  WithdrawReply,
  type HeldReviewSort,
  type ReviewSort,
  type ReviewsQuery,
  ReviewActWords,
} from '../api/admin.ts';
import { dateTime, orNone } from '../lib/format.ts';
import { may } from '../lib/rights.ts';
import { options } from '../lib/words.ts';
import { act, Acts, type Act, work } from '../ui/Acts.tsx';
import type { Column } from '../ui/columns.tsx';
import { DataTable } from '../ui/DataTable.tsx';
import { FileView } from '../ui/Papers.tsx';
import { State } from '../ui/marks.tsx';
import { PageHead } from '../ui/PageHead.tsx';
import { PageTabs } from '../ui/PageTabs.tsx';
import { PartyLink } from '../ui/PartyLink.tsx';

type Review = Pick<
  ReviewsQuery['reviews']['edges'][number]['node'],
  'id' | 'stars' | 'text' | 'photoIds' | 'author' | 'createdAt' | 'reply' | 'state' | 'stateLabel' | 'availableActions'
>;

const moderate = (id: string, show: boolean): Act =>
  act({
    label: show ? '展示' : '不展示',
    field: 'moderateReview',
    action: show ? 'SHOW' : 'HIDE',
    tone: show ? 'primary' : 'danger',
    form: () => ({
      draft: `review.${id}.${show}`,
      title: show ? '展示这条评价' : '不展示这条评价',
      submit: show ? '展示' : '不展示',
      danger: !show,
      document: ModerateReview,
      intro: show ? undefined : '只能因为内容违法才不展示；评价不好不是理由。',
      fields: [{ name: 'reason', label: '理由', kind: 'text', required: true, max: 200 }],
      variables: ({ text }) => ({ input: { reviewId: id, show, reason: text('reason') } }),
    }),
  });
const withdraw = (id: string): Act =>
  act({
    label: ReviewActWords.WITHDRAW_REPLY,
    field: 'withdrawReply',
    action: 'WITHDRAW_REPLY',
    tone: 'danger',
    form: () => ({
      draft: `reply.${id}`,
      title: '撤下商家的回复',
      submit: '撤下',
      danger: true,
      document: WithdrawReply,
      intro: '商家会收到通知和理由，可以重新回复。',
      fields: [
        { name: 'reason', label: '理由', kind: 'text', required: true, max: 200, help: '例如：回复里写了买家的电话' },
      ],
      variables: ({ text }) => ({ input: { reviewId: id, reason: text('reason') } }),
    }),
  });

const columns: Column<Review, HeldReviewSort>[] = [
  {
    title: '评价',
    text: ({ text }) => text,
    render: ({ text }) => <span className="written">{text}</span>,
    width: 230,
  },
  {
    title: '照片',
    text: ({ photoIds }) => `${photoIds.length} 张`,
    render: ({ photoIds }) =>
      photoIds.length > 0
        ? photoIds.map((id, i) => <FileView key={id} path={`/edges/trust/files/${id}`} title={`照片 ${i + 1}`} />)
        : '无',
  },
  { title: '星级', sort: 'STARS', text: ({ stars }) => `${stars} 星` },
  { title: '作者', text: ({ author }) => author },
  {
    title: '商家回复',
    text: ({ reply }) => orNone(reply),
    render: ({ reply }) => <span className="written">{orNone(reply)}</span>,
    width: 160,
  },
  { title: '时间', sort: 'CREATED_AT', text: ({ createdAt }) => dateTime(createdAt) },
];
const state: Column<Review, ReviewSort> = {
  title: '状态',
  sort: 'STATE',
  text: (row) => row.stateLabel,
  render: (row) => <State of={row.state} text={row.stateLabel} />,
};

const acting = (): Column<Review, never> => ({
  ...work('moderateReview|withdrawReply'),
  render: ({ id, availableActions }) => (
    <Acts size="small" available={availableActions} acts={[moderate(id, true), moderate(id, false), withdraw(id)]} />
  ),
});

export function ReviewsPage() {
  const tabs = [
    {
      key: 'held',
      label: '待审',
      asks: 'heldReviews',
      children: (
        <DataTable
          name="待审评价"
          document={HeldReviews}
          variables={(_, page) => page}
          rows={({ heldReviews }) => heldReviews}
          rowKey={({ id }) => id}
          empty="没有要审的评价"
          columns={[...columns, acting()]}
        />
      ),
    },
    {
      key: 'all',
      label: '全部评价和回复',
      asks: 'reviews',
      children: (
        <DataTable
          name="评价"
          document={Reviews}
          variables={({ state: wanted, partyId, replied }, page) => ({
            ...page,
            state: wanted,
            partyId,
            replied: replied ? replied === 'yes' : undefined,
          })}
          rows={({ reviews }) => reviews}
          rowKey={({ id }) => id}
          empty="没有这样的评价"
          filters={[
            { name: 'state', label: '状态', options: options(ReviewStateWords) },
            {
              name: 'replied',
              label: '回复',
              options: [
                { value: 'yes', label: '有回复' },
                { value: 'no', label: '没有回复' },
              ],
            },
            { name: 'partyId', label: '商家', kind: 'party' },
          ]}
          columns={[
            {
              title: '商家',
              text: ({ party }) => party?.name,
              render: ({ party }) => <PartyLink of={party} />,
            },
            ...columns,
            state,
            acting(),
          ]}
        />
      ),
    },
  ].filter(({ asks }) => may(asks));
  return (
    <>
      <PageHead title="评价" note="机器拿不准的评价等人来看，先来的先看" />
      <PageTabs items={tabs} />
    </>
  );
}
