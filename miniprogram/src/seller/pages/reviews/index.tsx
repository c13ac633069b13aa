import { View } from '@tarojs/components';
import { useReachBottom } from '@tarojs/taro';
import { useState } from 'react';
import { ReceivedReviews, ReplyToReview, type ReceivedReviewsQuery } from '@/api/seller';
import { act } from '@/lib/client';
import { useDraft } from '@/lib/drafts';
import { day } from '@/lib/format';
import { useAction } from '@/lib/once';
import { stopWhere } from '@/lib/problem';
import { useList } from '@/lib/query';
import { confirm, say } from '@/lib/say';
import { Acts } from '@/ui/Acts';
import { Button } from '@/ui/Button';
import { Tabs } from '@/ui/forms';
import { More } from '@/ui/More';
import { Page } from '../../ui/Page';
import { Field, Section } from '@/ui/parts';
import { Refusal } from '@/ui/Refusal';
import { Stars } from '@/ui/Stars';

type Review = ReceivedReviewsQuery['reviews']['edges'][number]['node'];
const TABS = [
  { value: 'waiting', label: '还没回复' },
  { value: 'replied', label: '回复过' },
  { value: '', label: '全部' },
];
const REPLIED: Readonly<Record<string, boolean>> = { waiting: false, replied: true };
const pick = (data: ReceivedReviewsQuery) => data.reviews;

/** What buyers wrote about one's goods, and one's answer, which every buyer reads. */
export default function ReviewsPage() {
  const [tab, setTab] = useState('waiting');
  const list = useList(
    ReceivedReviews,
    { replied: REPLIED[tab] ?? null, first: 20, after: null as string | null },
    pick,
  );
  useReachBottom(() => void list.more());
  return (
    <Page
      right="COMPLAINTS"
      query={list}
      head={<Tabs tabs={TABS} value={tab} onChange={setTab} />}
      isEmpty={(nodes) => nodes.length === 0}
      empty={{ text: tab === 'waiting' ? '没有要回复的评价' : '这里还没有评价' }}
    >
      {(nodes) => (
        <>
          {nodes.map((review) => (
            <OneReview key={review.id} review={review} reload={list.reload} />
          ))}
          <More list={list} />
        </>
      )}
    </Page>
  );
}

function OneReview({ review, reload }: { review: Review; reload: () => Promise<void> }) {
  const [open, setOpen] = useState(false);
  return (
    <Section>
      <View className="between">
        <View className="grey">{review.author}</View>
        <Stars of={review.stars} />
      </View>
      {review.products?.map(
        (product) =>
          product && (
            <View key={product.id} className="small grey">
              {product.title}
            </View>
          ),
      )}
      <View className="break">{review.text}</View>
      <View className="small grey">{day(review.createdAt)}</View>
      {review.reply && <View className="gap-top break">您回复：{review.reply}</View>}
      {review.availableActions.includes('REPLY') && !open && (
        <View className="buttons">
          <Button kind="main" onTap={() => setOpen(true)} label={`回复${review.author}`}>
            回复
          </Button>
        </View>
      )}
      {open && <Reply reviewId={review.id} close={() => setOpen(false)} reload={reload} />}
    </Section>
  );
}

function Reply({ reviewId, close, reload }: { reviewId: string; close: () => void; reload: () => Promise<void> }) {
  const { value: form, set, clear } = useDraft(`reply ${reviewId}`, { text: '' });
  const [tried, setTried] = useState(false);
  const wrong = !form.text.trim() && '请写回复';
  const send = useAction(async () => {
    setTried(true);
    stopWhere({ wrong });
    if (!(await confirm('就这样回复？', '所有买家都看得到，发出后不能改', '发出'))) return;
    await act(ReplyToReview, { reviewId, text: form.text.trim() });
    clear();
    close();
    say('已回复');
    await reload();
  });
  return (
    <>
      <Field
        label="回复（所有买家都看得到）"
        long
        value={form.text}
        onInput={(text) => set({ text })}
        error={(tried && wrong) || send.problem?.at('text')}
        placeholder="别写电话和微信号"
        maxLength={500}
      />
      <Refusal problem={send.problem} fields={['text']} />
      <Acts>
        <Button onTap={close}>先不写</Button>
        <Button kind="main" busy={send.busy} onTap={send.run}>
          发出回复
        </Button>
      </Acts>
    </>
  );
}
