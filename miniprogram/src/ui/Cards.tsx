import { View } from '@tarojs/components';
import { memo, useEffect, useMemo, useState, type ReactNode } from 'react';
import { useLater } from '@/lib/later';
import { watchNear } from '@/lib/platform';
import { ProductCard, type Card } from './ProductCard';

/**
 * What a first screen shows of a list, and by how many a long list comes and goes: even, since two stand beside each
 * other.
 */
const FIRST = 4;
const FIRST_WIDE = 6;
const CHUNK = 10;
const CARDS = 'cards between stretch wrap gap-0';

interface Shown {
  products: readonly Card[];
  wide?: boolean;
  narrow?: boolean;
}

let made = 0;
/**
 * A piece of a long list; what would stand alone in a row fills it. In WeChat it leaves an empty place of its own
 * height behind while it is far from the screen; a browser's styles do as much.
 */
const Chunk = memo(
  function Chunk({ products, wide, narrow }: Shown) {
    const [gone, setGone] = useState<number | null>(null);
    // A product may begin two lists of one page.
    const [id] = useState(() => `chunk-${++made}`);
    useEffect(() => watchNear(id, (isNear, height) => setGone(isNear || height === 0 ? null : height)), [id]);
    return (
      <View
        id={id}
        className={narrow ? CARDS : `${CARDS} pad-x-4`}
        style={gone === null ? undefined : { height: `${gone}px` }}
      >
        {gone === null &&
          products.map((product, i) => (
            <ProductCard
              narrow={narrow}
              key={product.id}
              product={product}
              wide={wide || (products.length % 2 === 1 && i === products.length - 1)}
            />
          ))}
      </View>
    );
  },
  (before, after) =>
    before.wide === after.wide &&
    before.products.length === after.products.length &&
    before.products.every((product, i) => product === after.products[i]),
);

/** Products in a list, however long it grows. */
export function Cards({ products, wide, narrow }: Shown) {
  const isLater = useLater();
  const chunks = useMemo(() => {
    const shown = isLater ? products : products.slice(0, wide ? FIRST_WIDE : FIRST);
    return Array.from({ length: Math.ceil(shown.length / CHUNK) }, (_, i) => shown.slice(i * CHUNK, (i + 1) * CHUNK));
  }, [products, wide, isLater]);
  return (
    <>
      {chunks.map((chunk) => (
        <Chunk key={chunk[0]!.id} products={chunk} wide={wide} narrow={narrow} />
      ))}
    </>
  );
}

/** What lies below the first screen. */
export const Below = ({ children }: { children: ReactNode }) => (useLater() ? <>{children}</> : null);
