import { SAID } from '@/lib/said';
import { Canvas, View } from '@tarojs/components';
import Taro, { useRouter } from '@tarojs/taro';
import { useEffect } from 'react';
import { PosterPage as Document } from '@/api/shop';
import { useAction } from '@/lib/once';
import { keepDrawing } from '@/lib/platform';
import { useQuery } from '@/lib/query';
import { Button } from '@/ui/Button';
import { Page } from '@/ui/Page';
import { Bar } from '@/ui/parts';
import { drawPoster, POSTER } from './draw';

export default function PosterPage() {
  const { id = '' } = useRouter().params;
  const query = useQuery(Document, { id });
  const product = query.data?.product;
  useEffect(() => {
    // The canvas is there a moment after the product.
    if (product) Taro.nextTick(() => void drawPoster(product));
  }, [product]);
  const save = useAction(() => keepDrawing(POSTER, `${product?.title ?? '海报'}.png`));
  return (
    <Page
      query={query}
      isEmpty={(data) => !data.product}
      empty={{ text: SAID.productMissing }}
      bar={
        <Bar>
          <Button kind="main" wide busy={save.busy} onTap={save.run}>
            存下来，发给别人
          </Button>
        </Bar>
      }
    >
      {(data) => (
        <View className="section">
          <Canvas
            className="poster whole"
            type="2d"
            id={POSTER}
            canvasId={POSTER}
            aria-label={`海报：${data.product?.title ?? ''}，带追溯码`}
          />
        </View>
      )}
    </Page>
  );
}
