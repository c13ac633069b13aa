import { View } from '@tarojs/components';
import { useState } from 'react';
import { go } from '@/lib/go';
import { useAction } from '@/lib/once';
import { yuan } from '@/lib/format';
import { say } from '@/lib/say';
import { setCartLine, takeToCheckout } from '@/lib/shop';
import { Button } from '@/ui/Button';
import { Picture, Price } from '@/ui/parts';
import { Sheet } from '@/ui/Sheet';
import { Stepper } from '@/ui/Stepper';
import type { Product, Sku } from './index';

const UNITS_MAX = 999;

/** How many of it: into the cart, or to the checkout at once. */
export function BuySheet({ product, sku, way, onClose }: { product: Product; sku: Sku; way: 'cart' | 'now' | null; onClose: () => void }) {
  const [count, setCount] = useState(1);
  const max = Math.min(sku.stock.free, UNITS_MAX);
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
      <View className="row">
        <Picture id={product.pictureId} size={84} label={product.title} />
        <View className="grow buy-what">
          <View className="bold">{product.title}</View>
          <View className="grey">{sku.specification}，还有{sku.stock.free}{sku.unit}</View>
          {sku.label && <Price fen={sku.label.retailFen} unit={sku.label.pricingUnit} />}
        </View>
      </View>
      <View className="between gap-top">
        <View>数量</View>
        <Stepper value={quantity} max={max} unit={sku.unit} onChange={setCount} />
      </View>
      <View className="gap-top">
        <Button kind="main" wide busy={add.busy} onTap={way === 'now' ? buyNow : add.run}>{way === 'now' ? `去结算 ${sku.label ? yuan(sku.label.retailFen * quantity) : ''}` : '放进购物车'}</Button>
      </View>
    </Sheet>
  );
}
