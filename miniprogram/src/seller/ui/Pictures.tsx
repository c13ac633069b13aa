import { SAID } from '@/lib/said';
import { View } from '@tarojs/components';
import { useState } from 'react';
import { PictureSubjectWords, ReviseProduct, type MyProductQuery } from '@/api/seller';
import { act } from '@/lib/client';
import { useAction } from '@/lib/once';
import { choosePhotos, dropPhoto } from '@/lib/photos';
import { say } from '@/lib/say';
import { uploadPhoto } from '@/lib/uploads';
import { Acts } from '@/ui/Acts';
import { Button } from '@/ui/Button';
import { optionsOf, Select } from '@/ui/forms';
import { Cell, Field, Opened, Section } from '@/ui/parts';
import { Refusal } from '@/ui/Refusal';
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
    if (chosen.kind === 'denied') say(SAID.noCamera);
    if (chosen.kind !== 'photos') return;
    const made: string[] = [];
    for (const path of chosen.paths) made.push(await uploadPhoto('catalog', 'product-picture', path));
    chosen.paths.forEach(dropPhoto);
    await save.run([...ids, ...made]);
  });
  return (
    <Section title={`照片（${ids.length}/${PICTURES_MAX}）`}>
      <View className="row wrap">
        {ids.map((id, i) => (
          <View key={id}>
            <View className="photo over">
              <OwnPicture id={id} state={product.state} size={92} label={`第${i + 1}张照片`} />
              <View
                className="photo-remove disc column touch on-veil"
                aria-role="button"
                aria-label={`删掉第${i + 1}张照片`}
                onClick={() => void save.run(ids.filter((one) => one !== id))}
              >
                ×
              </View>
            </View>
            {i === 0 ? (
              <View className="small grey middle">封面</View>
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
          <View className="photo column dashed r-chip" aria-role="button" onClick={() => void add.run()}>
            {add.busy ? '处理中…' : '＋ 拍照'}
          </View>
        )}
      </View>
      {product.pictures.map((picture, i) => (
        <Note key={picture.id} productId={product.id} picture={picture} place={i + 1} reload={reload} />
      ))}
    </Section>
  );
}

type Shown = NonNullable<MyProductQuery['product']>['pictures'][number];
interface NoteProps {
  productId: string;
  picture: Shown;
  place: number;
  reload: () => Promise<void>;
}

/** What a picture shows: buyers choose by it, and it is read out to those who do not see. */
function Note({ productId, picture, place, reload }: NoteProps) {
  const [open, setOpen] = useState(false);
  const [shows, setShows] = useState(picture.shows);
  const [alt, setAlt] = useState('');
  const save = useAction(async () => {
    const note = { pictureId: picture.id, shows, ...(alt && { alt }) };
    await act(ReviseProduct, { productId, pictureNotes: [note] }, `note ${productId} ${JSON.stringify(note)}`);
    await reload();
    setOpen(false);
  });
  if (!open)
    return (
      <Cell label={`第${place}张`} onTap={() => setOpen(true)}>
        {picture.alt}
      </Cell>
    );
  return (
    <Opened title={`第${place}张照片的说明`}>
      <Refusal problem={save.problem} />
      <Select
        label={`第${place}张照的是`}
        value={shows ?? ''}
        options={optionsOf(PictureSubjectWords)}
        onChange={setShows}
      />
      <Field
        label="写一句，念给看不见的人听（可以不填）"
        value={alt}
        onInput={setAlt}
        placeholder={picture.alt}
        error={save.problem?.at('pictureNotes.0.alt')}
        maxLength={60}
      />
      <Acts>
        <Button onTap={() => setOpen(false)}>不写了</Button>
        <Button kind="main" busy={save.busy} onTap={save.run}>
          保存
        </Button>
      </Acts>
    </Opened>
  );
}
