import { Text, View } from '@tarojs/components';
import { memo } from 'react';
import type { ProductListQuery } from '@/api/shop';
import { useCare } from '@/lib/care';
import { nearOrigin, perUnit } from '@/lib/format';
import { go } from '@/lib/go';
import { iconOfKind } from './icon-of-kind';
import { Picture, Price, Tag } from './parts';

export type Card = ProductListQuery['products']['edges'][number]['node'];

/** The pack whose price stands for the product in a list. */
export const cheapest = ({ skus }: Card) =>
  skus.reduce<Card['skus'][number] | undefined>(
    (best, sku) => (sku.label && (!best?.label || sku.label.retailFen < best.label.retailFen) ? sku : best),
    undefined,
  );

interface Shown {
  product: Card;
  /** The picture beside the words. */
  wide?: boolean;
  /** Beside a list of kinds. */
  narrow?: boolean;
}
/** A product in a list. What cannot be had now is still there, and says so. */
export const ProductCard = memo(function ProductCard({ product, wide, narrow }: Shown) {
  const care = useCare();
  // Large letters stand beside the picture, where there is room for both.
  const isBeside = narrow ? wide && !care : wide || care;
  const pictureSize = narrow ? 80 : 104;
  const width = isBeside ? 'row stretch gap-3 pad-3 whole' : wide ? 'whole' : 'half';
  const sku = cheapest(product);
  // What orders do not answer now is not known to be gone.
  const isGone = product.skus.every(({ stock }) => stock !== null && stock.free <= 0);
  return (
    <View
      className={`card over clip sharp r-card hair on-card top-3 ${width}`}
      aria-role="button"
      onClick={() => go('/pages/product/index', { id: product.id })}
    >
      <Picture
        id={product.pictureId}
        size={isBeside ? pictureSize : '100%'}
        height={isBeside ? pictureSize : care ? 220 : 150}
        label={product.pictureAlt}
        drawing={iconOfKind(product.category.id, product.category.parentId)}
      />
      <View className={isBeside ? 'card-text grow' : 'card-text pad-3'}>
        <View className="lines-2 bold">{product.title}</View>
        <View className="small grey lines-2">
          {[sku?.label?.origin && nearOrigin(sku.label.origin), wide && (sku?.label?.grade ?? sku?.specification)]
            .filter(Boolean)
            .join(' · ')}
        </View>
        <View className="between">
          {sku?.label ? (
            <Price fen={sku.label.retailFen} unit={sku.label.pricingUnit} from={product.skus.length > 1} />
          ) : (
            <Text className="grey">还没有标价</Text>
          )}
          {isGone && <Tag tone="amber">暂时没货</Tag>}
        </View>
        <View className="small grey one-line">
          {sku?.label && perUnit(sku, sku.label.retailFen)} {product.shop?.name}
        </View>
      </View>
    </View>
  );
});
