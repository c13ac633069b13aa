import { SAID } from '@/lib/said';
import { View } from '@tarojs/components';
import { useDidShow, useRouter, useShareAppMessage } from '@tarojs/taro';
import { useEffect, useState } from 'react';
import { ProductPage as Document, type ProductPageQuery } from '@/api/shop';
import { nearOrigin, perUnit, yuan } from '@/lib/format';
import { go } from '@/lib/go';
import { noteLook } from '@/lib/looked-at';
import { urlOf } from '@/lib/platform';
import { useQuery } from '@/lib/query';
import { placeNow } from '@/lib/shop';
import { useThroughSignIn } from '@/lib/through-sign-in';
import { Button } from '@/ui/Button';
import { Gallery } from '@/ui/Gallery';
import { iconOfKind } from '@/ui/icon-of-kind';
import { Grower } from '@/ui/goods';
import { Icon } from '@/ui/Icon';
import { Page } from '@/ui/Page';
import { Bar, Cell, Notice, Price, Section } from '@/ui/parts';
import { ShareButton } from '@/ui/Share';
import { State } from '@/ui/State';
import { BuySheet, type Buying } from './BuySheet';
import {
  Batches,
  Delivery,
  Judgement,
  Label,
  Packs,
  Proof,
  Reviews,
  Seller,
  Standard,
  Terms,
  WasSoldFor,
} from './details';
import { Heart } from './Heart';

export type Product = NonNullable<ProductPageQuery['product']>;
export type Sku = Product['skus'][number];

/** What stands on the button where it cannot be bought. */
function whyNot(product: Product | null | undefined, free: number | null): string {
  if (!product?.onSale) return product?.shop?.saleReason || '已经下架';
  if (free === null) return '暂时不能买';
  return free > 0 ? '还没有标价' : '暂时没货';
}

/** What a friend reads: the goods, what they cost, whose they are. */
function sharedWords({ title, skus: [sku], shop }: Product): string {
  return [title, sku?.label && `${yuan(sku.label.retailFen)}一${sku.unit}`, shop?.name].filter(Boolean).join('，');
}

/** It is among what was looked at. */
function useLook(product: Product | null | undefined): void {
  useEffect(() => {
    if (!product) return;
    const { id, title, pictureId, skus } = product;
    noteLook({ id, title, pictureId: pictureId ?? null, retailFen: skus[0]?.label?.retailFen ?? null });
  }, [product]);
}

/** What is wrong with goods is told to the platform: by a complaint, or where it is unlawful, by anybody. */
const Wrong = ({ productId }: { productId: string }) => (
  <>
    <Cell label="有问题，投诉或提建议" onTap={() => go('/pages/complain/index')} />
    <Cell label="违法，举报" onTap={() => go('/pages/tip-off/index', { productId })} />
  </>
);

export default function ProductPage() {
  const { params } = useRouter();
  const id = params['id'] ?? '';
  const [place, setPlace] = useState(placeNow);
  // Another address may have been chosen meanwhile; a page in the background asks for nothing.
  useDidShow(() => setPlace(placeNow()));
  const query = useQuery(Document, { id, divisionCode: place?.divisionCode ?? '', hasPlace: place !== null });
  const [buying, setBuying] = useThroughSignIn<Buying>(`buy ${id}`);
  const [skuId, setSkuId] = useState<string | null>(buying?.skuId ?? null);
  const shared = query.data?.product ? sharedWords(query.data.product) : '黑土优选';
  useShareAppMessage(() => ({
    title: shared,
    path: `/pages/product/index?id=${id}`,
    ...(query.data?.product?.pictureId && { imageUrl: urlOf(`/edges/catalog/files/${query.data.product.pictureId}`) }),
  }));

  const product = query.data?.product;
  const sku = product?.skus.find((one) => one.id === skuId) ?? product?.skus[0];
  const buy = (way: Buying['way']): void => void (sku && setBuying({ way, skuId: sku.id, count: 1 }));
  const free = sku?.stock?.free ?? null;
  const canBuy = !!product?.onSale && !!sku?.label && free !== null && free > 0;
  const why = whyNot(product, free);
  useLook(product);
  const unitPrice = sku?.label && perUnit(sku, sku.label.retailFen);

  return (
    <Page
      query={query}
      bar={
        product && (
          <Bar tight>
            {sku && <Heart productId={product.id} skuId={sku.id} />}
            <View className="column touch note" aria-role="button" onClick={() => go('/pages/cart/index')}>
              <Icon name="cart" size={20} />
              购物车
            </View>
            {canBuy && sku ? (
              <>
                <Button onTap={() => buy('cart')}>先放着</Button>
                <Button kind="main" onTap={() => buy('now')}>
                  {`买一${sku.unit}`}
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
            <Gallery pictures={found.pictures} drawing={iconOfKind(found.category.id, found.category.parentId)} />
            <View className="leaf over on-paper">
              <View className="between wrap">
                {sku.label && <Price fen={sku.label.retailFen} unit={sku.label.pricingUnit} large />}
                {unitPrice && <View className="small grey">合{unitPrice}</View>}
              </View>
              <WasSoldFor fen={sku.label?.referenceFen} />
              <View className="product-title title">{found.title}</View>
              {!found.onSale && <Notice tone="bad">{found.shop?.saleReason || '这件商品已经下架，不能购买'}</Notice>}
              {found.shop && (
                <Grower shop={found.shop} place={sku.label?.origin ? nearOrigin(sku.label.origin) : null} />
              )}
              <Proof lots={found.lots} />
              {found.skus.length > 1 && <Packs skus={found.skus} chosen={sku} choose={setSkuId} />}
              <Delivery sku={sku} place={place} />
              <Judgement product={found} />
            </View>
            <Reviews product={found} />
            {found.copy && (
              <Section title="怎么个好法">
                <View className="lines">{found.copy}</View>
              </Section>
            )}
            <View className="section buttons">
              <ShareButton text={shared} page="/pages/product/index" id={found.id} />
              <Button onTap={() => go('/pages/poster/index', { id: found.id })}>做张海报</Button>
            </View>
            <Terms sku={sku} isPerishable={found.category.isPerishable} />
            <Batches
              lots={found.lots}
              isOnSale={found.onSale && found.skus.some(({ stock }) => stock !== null && stock.free > 0)}
            />
            <Section>
              <Label sku={sku} />
              <Standard product={found} sku={sku} />
              <Seller shop={found.shop} />
              <Wrong productId={found.id} />
            </Section>
            <View className="small grey middle pad-4">价格、库存以下单时确认为准</View>
            <BuySheet product={found} sku={sku} buying={buying} onChange={setBuying} />
          </>
        ) : (
          <State text={SAID.productMissing} more="可能已经下架">
            <Button onTap={() => go('/pages/home/index')}>回首页看看</Button>
          </State>
        )
      }
    </Page>
  );
}
