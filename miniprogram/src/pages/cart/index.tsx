import { Text, View } from '@tarojs/components';
import { useState } from 'react';
import { CartPage as Document, type CartPageQuery } from '@/api/shop';
import { yuan } from '@/lib/format';
import { useFresh } from '@/lib/fresh';
import { go } from '@/lib/go';
import { useAction } from '@/lib/once';
import { useQuery } from '@/lib/query';
import { confirm } from '@/lib/say';
import { setCartLine, takeToCheckout } from '@/lib/shop';
import { keep, kept } from '@/lib/storage';
import { Button } from '@/ui/Button';
import { iconOfKind } from '@/ui/icon-of-kind';
import { Tick } from '@/ui/forms';
import { Page } from '@/ui/Page';
import { Bar, Picture, Price, Section } from '@/ui/parts';
import { Stepper } from '@/ui/Stepper';

type CartLine = CartPageQuery['cart']['lines'][number];
/** A line whose goods can be seen now. */
type Line = CartLine & { sku: NonNullable<CartLine['sku']> };
const isSeen = (line: CartLine): line is Line => line.sku !== null;
const LEFT_OUT = 'cart.left-out';

const shopOf = ({ sku }: Line) => sku.product?.shop;
/** Why a line cannot be bought now; empty where it can. */
function obstacle({ sku, quantity }: Line): string {
  if (!sku.product?.onSale) return shopOf({ sku, quantity })?.saleReason || '已下架';
  if (!sku.label) return '还没有标价';
  if (!sku.stock) return '暂时不能买，过一会儿再看';
  if (sku.stock.free <= 0) return '暂时没货';
  return sku.stock.free < quantity ? `只剩${sku.stock.free}${sku.unit}，请减少数量` : '';
}

function bySeller(lines: readonly Line[]): { id: string; name: string; lines: Line[] }[] {
  const groups = new Map<string, { id: string; name: string; lines: Line[] }>();
  for (const line of lines) {
    const shop = shopOf(line);
    const group = groups.get(shop?.id ?? '') ?? { id: shop?.id ?? '', name: shop?.name ?? '', lines: [] };
    group.lines.push(line);
    groups.set(group.id, group);
  }
  return [...groups.values()];
}

const Shown = ({ product }: { product: Line['sku']['product'] }) => (
  <View aria-role="button" onClick={() => product && go('/pages/product/index', { id: product.id })}>
    <Picture
      id={product?.pictureId}
      size={84}
      label={product?.title}
      drawing={product && iconOfKind(product.category.id, product.category.parentId)}
    />
  </View>
);

export default function CartPage() {
  const query = useQuery(Document, {});
  // Another page may have put something in.
  useFresh(query.reload);
  const [leftOut, setLeftOut] = useState<readonly string[]>(() => kept<string[]>(LEFT_OUT) ?? []);
  const toggle = (skuId: string): void => {
    const next = leftOut.includes(skuId) ? leftOut.filter((one) => one !== skuId) : [...leftOut, skuId];
    keep(LEFT_OUT, next);
    setLeftOut(next);
  };
  const change = useAction(async (skuId: string, quantity: number) =>
    query.change({ cart: await setCartLine(skuId, quantity) }),
  );
  const remove = async (line: Line): Promise<void> => {
    if (await confirm('拿出购物车', `不要“${line.sku.product?.title ?? '这件商品'}”了？`, '不要了'))
      await change.run(line.sku.id, 0);
  };
  const chosen = (query.data?.cart.lines ?? [])
    .filter(isSeen)
    .filter((line) => !leftOut.includes(line.sku.id) && !obstacle(line));
  const totalFen = chosen.reduce((sum, { sku, quantity }) => sum + (sku.label?.retailFen ?? 0) * quantity, 0);
  const settle = (): void => {
    takeToCheckout(chosen.map(({ sku, quantity }) => ({ skuId: sku.id, quantity })));
    go('/pages/checkout/index');
  };

  return (
    <Page
      query={query}
      isEmpty={({ cart }) => cart.lines.length === 0}
      empty={{
        text: '购物车是空的',
        action: (
          <Button kind="main" onTap={() => go('/pages/home/index')}>
            去逛逛
          </Button>
        ),
      }}
      bar={() => (
        <Bar aboveTabs>
          <View className="grow">
            合计 <Text className="bold">{yuan(totalFen)}</Text>
            <View className="small grey">不含运费</View>
          </View>
          <Button kind="main" off={chosen.length === 0} onTap={() => chosen.length > 0 && settle()}>
            {chosen.length > 0 ? `去结算（${chosen.length}）` : '请选商品'}
          </Button>
        </Bar>
      )}
    >
      {({ cart }) =>
        bySeller(cart.lines.filter(isSeen)).map((seller) => (
          <Section key={seller.id} title={seller.name}>
            {seller.lines.map((line) => {
              const { sku, quantity } = line;
              const why = obstacle(line);
              const isChosen = !why && !leftOut.includes(sku.id);
              return (
                <View key={sku.id} className="entry row wrap start">
                  <View
                    className="column touch"
                    aria-role="checkbox"
                    aria-label={`${isChosen ? '已选' : '未选'}${sku.product?.title ?? ''}`}
                    onClick={() => !why && toggle(sku.id)}
                  >
                    <Tick on={isChosen} />
                  </View>
                  <Shown product={sku.product} />
                  <View className="grow">
                    <View className="lines-2">{sku.product?.title}</View>
                    <View className="small grey">{sku.specification}</View>
                    {why ? (
                      <View className="red small">{why}</View>
                    ) : (
                      sku.label && <Price fen={sku.label.retailFen} unit={sku.label.pricingUnit} />
                    )}
                  </View>
                  <View className="row whole end">
                    <Button kind="plain" small onTap={() => remove(line)} label={`拿出${sku.product?.title ?? ''}`}>
                      删除
                    </Button>
                    <Stepper
                      value={quantity}
                      max={Math.max(quantity, sku.stock?.free ?? 0)}
                      onChange={(next) => void change.run(sku.id, next)}
                    />
                  </View>
                </View>
              );
            })}
          </Section>
        ))
      }
    </Page>
  );
}
