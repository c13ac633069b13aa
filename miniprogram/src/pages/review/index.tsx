import { SAID } from '@/lib/said';
import { Button as Native, View } from '@tarojs/components';
import { useRouter } from '@tarojs/taro';
import { useState } from 'react';
import { ReviewForm, ReviewOrder, type ReviewFormQuery } from '@/api/shop';
import { act } from '@/lib/client';
import { useDraft } from '@/lib/drafts';
import { day } from '@/lib/format';
import { useAction } from '@/lib/once';
import { stopWhere } from '@/lib/problem';
import { useQuery } from '@/lib/query';
import { dropPhoto } from '@/lib/photos';
import { say } from '@/lib/say';
import { uploadPhotos } from '@/lib/uploads';
import { Button } from '@/ui/Button';
import { Page } from '@/ui/Page';
import { Bar, Field, Notice, Picture, Section } from '@/ui/parts';
import { Photos } from '@/ui/Photos';
import { Refusal } from '@/ui/Refusal';
import { ReviewPhotos } from '@/ui/ReviewPhotos';

const WORDS = ['', '很差', '不好', '一般', '满意', '很满意'];
const ALL = [1, 2, 3, 4, 5];

const canReview = (order: ReviewFormQuery['order']): boolean =>
  !!order?.feedbackActions?.some(({ action }) => action === 'REVIEW');

interface Form {
  stars: number;
  text: string;
  photos: string[];
  /** Those that the platform has, by the photo. */
  sent: Record<string, string>;
}
const PHOTOS_MAX = 6;

function useReview(orderId: string, reload: () => Promise<void>) {
  const draft = useDraft<Form>(`review.${orderId}`, { stars: 0, text: '', photos: [], sent: {} });
  const [tried, setTried] = useState(false);
  const { stars, text, photos } = draft.value;
  const send = useAction(async () => {
    setTried(true);
    stopWhere({ stars: stars === 0 && '请先点几颗星', text: !text.trim() && '请写几个字' });
    const photoIds = await uploadPhotos('trust', 'review-photo', draft.value, draft.set);
    const made = await act(
      ReviewOrder,
      { orderId, stars, text: text.trim(), ...(photoIds.length > 0 && { photoIds }) },
      `review ${orderId}`,
    );
    photos.forEach(dropPhoto);
    draft.clear();
    say(made.state === 'HELD' ? '已收到，看过后显示' : '谢谢您的评价');
    await reload();
  });
  return { draft, tried, send };
}

export default function ReviewPage() {
  const { orderId = '' } = useRouter().params;
  const query = useQuery(ReviewForm, { orderId });
  const { draft, tried, send } = useReview(orderId, query.reload);
  const { stars, text, photos } = draft.value;
  return (
    <Page
      query={query}
      isEmpty={({ order }) => !order}
      empty={{ text: SAID.orderMissing }}
      bar={({ order }) =>
        canReview(order) && (
          <Bar>
            <Button kind="main" wide busy={send.busy} onTap={send.run}>
              发布评价
            </Button>
          </Bar>
        )
      }
    >
      {({ order, myReview }) => (
        <>
          <Section title={order!.shop?.name}>
            {order!.lines.map((line) => (
              <View key={line.id} className="row gap-3 gap-top">
                <Picture id={line.pictureId} size={56} label={line.title} />
                <View className="grow">
                  {line.title} <View className="small grey">{line.specification}</View>
                </View>
              </View>
            ))}
          </Section>
          {myReview ? (
            <Section title="您的评价">
              <View aria-label={`${myReview.stars}颗星`}>
                {'★'.repeat(myReview.stars)}
                {'☆'.repeat(5 - myReview.stars)}　{WORDS[myReview.stars]}
              </View>
              <View>{myReview.text}</View>
              <ReviewPhotos ids={myReview.photoIds} isShown={myReview.state === 'SHOWN'} />
              <View className="small grey">
                {day(myReview.createdAt)}
                {myReview.state === 'HELD' ? '　等人看过再显示' : myReview.state === 'WITHDRAWN' ? '　没有显示' : ''}
              </View>
              {myReview.reply && <Notice tone="good">商家回复：{myReview.reply}</Notice>}
            </Section>
          ) : !canReview(order) ? (
            <Section>
              <View className="grey">收到货以后就能评价</View>
            </Section>
          ) : (
            <Section title="东西怎么样">
              <View className="row">
                {ALL.map((one) => (
                  <Native
                    key={one}
                    className={one <= stars ? 'press touch figure amber' : 'press touch figure grey'}
                    aria-label={`${one}颗星，${WORDS[one]}`}
                    onClick={() => draft.set({ stars: one })}
                  >
                    {one <= stars ? '★' : '☆'}
                  </Native>
                ))}
                <View className="grey">{WORDS[stars]}</View>
              </View>
              {tried && stars === 0 && <View className="field-error small red">请先点几颗星</View>}
              <Field
                label="说说您的看法"
                long
                value={text}
                onInput={(words) => draft.set({ text: words })}
                maxLength={500}
                placeholder="好吃吗？包装、送货怎么样？"
                error={send.problem?.at('text') ?? (tried && !text.trim() ? '请写几个字' : null)}
              />
              <Photos
                label="拍几张照片"
                paths={photos}
                max={PHOTOS_MAX}
                onChange={(paths) => draft.set({ photos: paths })}
                error={send.problem?.at('photoIds')}
              />
              <Refusal problem={send.problem} fields={['text', 'photoIds']} />
              <View className="small grey">评价是公开的，名字只显示姓。发布前微信会检查文字，照片有人看过再显示。</View>
            </Section>
          )}
        </>
      )}
    </Page>
  );
}
