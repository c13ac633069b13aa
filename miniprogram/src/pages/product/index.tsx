import { Image, View } from '@tarojs/components';
import { useDidShow, useRouter, useShareAppMessage } from '@tarojs/taro';
import { useState } from 'react';
import { ProductPage as Document, type ProductPageQuery } from '@/api/shop';
import { useCare } from '@/lib/care';
import cartMark from '@/assets/tab/cart-on.png';
import { go } from '@/lib/go';
import { useQuery } from '@/lib/query';
import { placeNow } from '@/lib/shop';
import { useThroughSignIn } from '@/lib/through-sign-in';
import { Button } from '@/ui/Button';
import { Gallery } from '@/ui/Gallery';
import { Page } from '@/ui/Page';
import { Bar, Notice, Price, Section } from '@/ui/parts';
import { State } from '@/ui/State';
import { BuySheet, type Buying } from './BuySheet';
import { Batches, Label, Reviews, Seller, Standard, Terms } from './details';
import './index.scss';

export type Product = NonNullable<ProductPageQuery['product']>;
export type Sku = Product['skus'][number];

/** What stands on the button where it cannot be bought. */
function whyNot(product: Product | null | undefined, free: number | null): string {
  if (!product?.onSale) return product?.shop?.saleReason || '已经下架';
  if (free === null) return '暂时不能买';
  return free > 0 ? '还没有标价' : '暂时没货';
}

export default function ProductPage() {
  const { params } = useRouter();
  const id = params['id'] ?? '';
  const [place, setPlace] = useState(placeNow);
  // Another address may have been chosen meanwhile; a page in the background asks for nothing.
  useDidShow(() => setPlace(placeNow()));
  const query = useQuery(Document, { id, divisionCode: place?.divisionCode ?? '', hasPlace: place !== null });
  const care = useCare();
  const [buying, setBuying] = useThroughSignIn<Buying>(`buy ${id}`);
  const [skuId, setSkuId] = useState<string | null>(buying?.skuId ?? null);
  useShareAppMessage(() => ({
    title: query.data?.product?.title ?? '黑土优选',
    path: `/pages/product/index?id=${id}`,
  }));

  const product = query.data?.product;
  const sku = product?.skus.find((one) => one.id === skuId) ?? product?.skus[0];
  const buy = (way: Buying['way']): void => void (sku && setBuying({ way, skuId: sku.id, count: 1 }));
  const free = sku?.stock?.free ?? null;
  const canBuy = !!product?.onSale && !!sku?.label && free !== null && free > 0;
  const why = whyNot(product, free);

  return (
    <Page
      query={query}
      bar={
        product && (
          <Bar tight>
            <Button kind="plain" onTap={() => go('/pages/cart/index')} label="购物车">
              {care ? <Image className="cart-mark" src={cartMark} /> : '购物车'}
            </Button>
            {canBuy ? (
              <>
                <Button onTap={() => buy('cart')}>加入购物车</Button>
                <Button kind="main" onTap={() => buy('now')}>
                  立即购买
                </Button>
              </>
            ) : (
              <Button off>{why}</Button>
            )}
          </Bar>
        )
      }
    >
      {({ product: found }) =>
        found && sku ? (
          <>
            <Gallery ids={found.pictureIds} label={found.title} />
            <View className="section product-head">
              {sku.label && <Price fen={sku.label.retailFen} unit={sku.label.pricingUnit} />}
              <View className="product-title">{found.title}</View>
              <View className="grey product-copy">{found.copy}</View>
              {!found.onSale && <Notice tone="bad">{found.shop?.saleReason || '这件商品已经下架，不能购买'}</Notice>}
            </View>
            {found.skus.length > 1 && (
              <Section title="规格">
                <View className="parts">
                  {found.skus.map((one) => (
                    <View
                      key={one.id}
                      className={one.id === sku.id ? 'part on' : 'part soft'}
                      aria-role="button"
                      onClick={() => setSkuId(one.id)}
                    >
                      {one.specification}
                    </View>
                  ))}
                </View>
              </Section>
            )}
            <Terms sku={sku} place={place} isPerishable={found.category.isPerishable} />
            <Label sku={sku} />
            <Standard product={found} sku={sku} />
            <Batches
              lots={found.lots}
              isOnSale={found.onSale && found.skus.some(({ stock }) => stock !== null && stock.free > 0)}
            />
            <Seller shop={found.shop} />
            <Reviews product={found} />
            <View className="more-end">价格、库存以下单时确认为准</View>
            <BuySheet product={found} sku={sku} buying={buying} onChange={setBuying} />
          </>
        ) : (
          <State text="没有找到这件商品" more="可能已经下架">
            <Button onTap={() => go('/pages/home/index')}>回首页看看</Button>
          </State>
        )
      }
    </Page>
  );
}
