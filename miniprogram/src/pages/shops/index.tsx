import { useReachBottom } from '@tarojs/taro';
import { ShopsPage as Document, type ShopsPageQuery } from '@/api/shop';
import { useList } from '@/lib/query';
import { Grower } from '@/ui/goods';
import { More } from '@/ui/More';
import { Page } from '@/ui/Page';
import { Section } from '@/ui/parts';

const FIRST = { first: 20 };
const pick = (result: ShopsPageQuery) => result.shops;

export default function ShopsPage() {
  const list = useList(Document, FIRST, pick);
  useReachBottom(() => void list.more());
  return (
    <Page query={list} isEmpty={(shops) => shops.length === 0} empty={{ text: '还没有人开店' }}>
      {(shops) => (
        <>
          {shops.map((shop) => (
            <Section key={shop.id}>
              <Grower shop={shop} place={shop.introduction} />
            </Section>
          ))}
          <More list={list} />
        </>
      )}
    </Page>
  );
}
