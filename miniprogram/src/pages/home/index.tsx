import { View } from '@tarojs/components';
import { usePullDownRefresh, useReachBottom, stopPullDownRefresh } from '@tarojs/taro';
import { ProductList, type ProductListQuery } from '@/api/shop';
import { go } from '@/lib/go';
import { useList } from '@/lib/query';
import { More } from '@/ui/More';
import { Page } from '@/ui/Page';
import { Picture, Price } from '@/ui/parts';

const pick = (result: ProductListQuery) => result.products;
const FIRST = { first: 20 };

export default function HomePage() {
  const list = useList(ProductList, FIRST, pick, { keepAs: 'home' });
  useReachBottom(() => void list.more());
  usePullDownRefresh(() => void list.reload().finally(() => void stopPullDownRefresh()));
  return (
    <Page query={list} isEmpty={(products) => products.length === 0} empty={{ text: '还没有在卖的东西' }}>
      {(products) => (
        <>
          {products.map((product) => (
            <View key={product.id} className="section row" onClick={() => go('/pages/product/index', { id: product.id })}>
              <Picture id={product.pictureId} label={product.title} />
              <View className="grow">
                <View className="bold">{product.title}</View>
                {product.skus[0]?.label && <Price fen={product.skus[0].label.retailFen} unit={product.skus[0].label.pricingUnit} />}
              </View>
            </View>
          ))}
          <More list={list} />
        </>
      )}
    </Page>
  );
}
