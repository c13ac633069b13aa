import { View } from '@tarojs/components';
import { useReachBottom } from '@tarojs/taro';
import { useState } from 'react';
import { MyProducts, ProductStateWords, type MyProductsQuery, type ProductState } from '@/api/seller';
import { yuan } from '@/lib/format';
import { useFresh } from '@/lib/fresh';
import { go } from '@/lib/go';
import { useList } from '@/lib/query';
import { TODAY } from '@/lib/today';
import { Button } from '@/ui/Button';
import { optionsOf, Tabs, type Option } from '@/ui/forms';
import { More } from '@/ui/More';
import { FIRST } from '../../ui/ahead';
import { Page } from '../../ui/Page';
import { OwnPicture } from '../../ui/OwnPicture';
import { Bar, Section } from '@/ui/parts';
import { PAGES } from '../../ui/pages';
import { SaleTag } from '../../ui/SaleTag';

const ALL: Option<ProductState | ''> = { value: '', label: '全部' };
const TABS = [ALL, ...optionsOf(ProductStateWords)];
const pick = (data: MyProductsQuery) => data.managedProducts;

export default function ProductsPage() {
  const [state, setState] = useState<ProductState | ''>('');
  const list = useList(MyProducts, { ...FIRST, state: state || null }, pick, {
    keepAs: `products ${state}`,
    place: TODAY,
  });
  useFresh(list.reload);
  useReachBottom(() => void list.more());
  const add = (
    <Button kind="main" onTap={() => go(PAGES.list)}>
      拍照上架
    </Button>
  );
  return (
    <Page
      right="PRODUCTS"
      query={list}
      head={<Tabs tabs={TABS} value={state} onChange={setState} />}
      isEmpty={(nodes) => nodes.length === 0}
      empty={{ text: '这里没有商品', action: add }}
      bar={() => <Bar>{add}</Bar>}
    >
      {(nodes) => (
        <>
          <Section>
            {nodes.map((product) => (
              <View
                key={product.id}
                className="line"
                aria-role="button"
                onClick={() => go(PAGES.product, { id: product.id })}
              >
                <OwnPicture id={product.pictureId} state={product.state} size={72} label={product.title} />
                <View className="grow">
                  <View className="lines-2">{product.title}</View>
                  <SaleTag product={product} />
                  {product.stateReason && <View className="small red">{product.stateReason}</View>}
                  {product.skus.slice(0, 3).map((sku) => (
                    <View key={sku.id} className="small grey">
                      {sku.specification}　{sku.label ? yuan(sku.label.retailFen) : '没有价签'}　还有
                      {sku.stock?.free ?? 0}
                    </View>
                  ))}
                </View>
              </View>
            ))}
          </Section>
          <More list={list} />
        </>
      )}
    </Page>
  );
}
