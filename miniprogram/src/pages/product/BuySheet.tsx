import { View } from '@tarojs/components';
import { go } from '@/lib/go';
import { useAction } from '@/lib/once';
import { yuan } from '@/lib/format';
import { say } from '@/lib/say';
import { setCartLine, takeToCheckout } from '@/lib/shop';
import { Button } from '@/ui/Button';
import { iconOfKind } from '@/ui/icon-of-kind';
import { Picture, Price } from '@/ui/parts';
import { Refusal } from '@/ui/Refusal';
import { Sheet } from '@/ui/Sheet';
import { Stepper } from '@/ui/Stepper';
import type { Product, Sku } from './index';

const UNITS_MAX = 999;

/** What somebody is about to take: it outlives a sign-in on the way. */
export interface Buying {
  way: 'cart' | 'now';
  skuId: string;
  count: number;
}

interface Props {
  product: Product;
  sku: Sku;
  buying: Buying | null;
  onChange: (buying: Buying | null) => void;
}
/** How many of it: into the cart, or to the checkout at once. */
export function BuySheet({ product, sku, buying, onChange }: Props) {
  const { way, count } = buying ?? { way: null, count: 1 };
  const onClose = (): void => onChange(null);
  const take = (next: number): void => void (buying && onChange({ ...buying, count: next }));
  const max = Math.min(sku.stock?.free ?? 0, UNITS_MAX);
  const quantity = Math.min(count, Math.max(1, max));
  const add = useAction(async () => {
    await setCartLine(sku.id, quantity);
    onClose();
    say('已放进购物车');
  });
  const buyNow = (): void => {
    takeToCheckout([{ skuId: sku.id, quantity }]);
    onClose();
    go('/pages/checkout/index');
  };
  return (
    <Sheet open={way !== null} title="选数量" onClose={onClose}>
      <View className="row gap-3 pad-y-2">
        <Picture
          id={product.pictureId}
          size={84}
          label={product.title}
          drawing={iconOfKind(product.category.id, product.category.parentId)}
        />
        <View className="grow">
          <View className="bold">{product.title}</View>
          <View className="grey">
            {sku.specification}
            {sku.stock && `，还有${sku.stock.free}${sku.unit}`}
          </View>
          {sku.label && <Price fen={sku.label.retailFen} unit={sku.label.pricingUnit} />}
        </View>
      </View>
      <View className="between gap-top">
        <View>数量</View>
        <Stepper value={quantity} max={max} unit={sku.unit} onChange={take} />
      </View>
      <Refusal problem={add.problem} />
      <View className="gap-top">
        <Button kind="main" wide busy={add.busy} onTap={way === 'now' ? buyNow : add.run}>
          {way === 'now' ? `去结算 ${sku.label ? yuan(sku.label.retailFen * quantity) : ''}` : '放进购物车'}
        </Button>
      </View>
    </Sheet>
  );
}
