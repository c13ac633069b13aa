import { View } from '@tarojs/components';
import { useReachBottom, useRouter } from '@tarojs/taro';
import { ProductReviews, type ProductReviewsQuery } from '@/api/shop';
import { day } from '@/lib/format';
import { go } from '@/lib/go';
import { useList } from '@/lib/query';
import { More } from '@/ui/More';
import { Page } from '@/ui/Page';
import { Cell, Section } from '@/ui/parts';
import { ReviewPhotos } from '@/ui/ReviewPhotos';
import { Stars } from '@/ui/Stars';

const NONE = { edges: [], pageInfo: { hasNextPage: false, endCursor: null } };
const pick = (result: ProductReviewsQuery) => result.product?.reviews ?? NONE;

export default function ReviewsPage() {
  const { params } = useRouter();
  const list = useList(ProductReviews, { id: params['id'] ?? '', first: 20 }, pick);
  useReachBottom(() => void list.more());
  return (
    <Page query={list} isEmpty={(reviews) => reviews.length === 0} empty={{ text: '还没有人评价' }}>
      {(reviews) => (
        <>
          <Section>
            <Cell label="看这件商品" onTap={() => go('/pages/product/index', { id: params['id'] })} />
          </Section>
          {reviews.map((review) => (
            <Section key={review.id}>
              <View className="between">
                <View className="grey">{review.author}</View>
                <Stars of={review.stars} />
              </View>
              <View>{review.text}</View>
              <ReviewPhotos ids={review.photoIds} />
              {review.reply && <View className="grey gap-top">商家回复：{review.reply}</View>}
              <View className="small grey">{day(review.createdAt)}</View>
            </Section>
          ))}
          <More list={list} />
        </>
      )}
    </Page>
  );
}
