import { View } from '@tarojs/components';
import { ReviseProduct, type MyProductQuery } from '@/api/seller';
import { act } from '@/lib/client';
import { useAction } from '@/lib/once';
import { choosePhotos, dropPhoto } from '@/lib/photos';
import { say } from '@/lib/say';
import { uploadPhoto } from '@/lib/uploads';
import { Button } from '@/ui/Button';
import { Section } from '@/ui/parts';
import { OwnPicture } from './OwnPicture';

const PICTURES_MAX = 9;

/** The pictures of a product, the first is what lists show. What is changed here is there at once. */
export function Pictures({
  product,
  reload,
}: {
  product: NonNullable<MyProductQuery['product']>;
  reload: () => Promise<void>;
}) {
  const ids = product.pictureIds;
  const save = useAction(async (next: readonly string[]) => {
    await act(
      ReviseProduct,
      { productId: product.id, pictureIds: [...next] },
      `pictures ${product.id} ${next.join(' ')}`,
    );
    await reload();
  });
  const add = useAction(async () => {
    const chosen = await choosePhotos(PICTURES_MAX - ids.length);
    if (chosen.kind === 'denied') say('没有相机权限，请在手机设置里打开');
    if (chosen.kind !== 'photos') return;
    const made: string[] = [];
    for (const path of chosen.paths) made.push(await uploadPhoto('catalog', 'product-picture', path));
    chosen.paths.forEach(dropPhoto);
    await save.run([...ids, ...made]);
  });
  return (
    <Section title={`照片（${ids.length}/${PICTURES_MAX}）`}>
      <View className="photos">
        {ids.map((id, i) => (
          <View key={id}>
            <View className="photo">
              <OwnPicture id={id} state={product.state} size={92} label={`第${i + 1}张照片`} />
              <View
                className="photo-remove"
                aria-role="button"
                aria-label={`删掉第${i + 1}张照片`}
                onClick={() => void save.run(ids.filter((one) => one !== id))}
              >
                ×
              </View>
            </View>
            {i === 0 ? (
              <View className="small grey photo-word">封面</View>
            ) : (
              <Button
                small
                kind="plain"
                busy={save.busy}
                label={`第${i + 1}张作封面`}
                onTap={() => save.run([id, ...ids.filter((one) => one !== id)])}
              >
                作封面
              </Button>
            )}
          </View>
        ))}
        {ids.length < PICTURES_MAX && (
          <View className="photo photo-add" aria-role="button" onClick={() => void add.run()}>
            {add.busy ? '处理中…' : '＋ 拍照'}
          </View>
        )}
      </View>
    </Section>
  );
}
