import { SAID } from '@/lib/said';
import { View } from '@tarojs/components';
import { IntroduceGrower, RemoveGrower, type MyBusinessQuery } from '@/api/seller';
import { act } from '@/lib/client';
import { useDraft } from '@/lib/drafts';
import { go } from '@/lib/go';
import { useAction } from '@/lib/once';
import { dropPhoto } from '@/lib/photos';
import { confirm, say } from '@/lib/say';
import { uploadPhoto } from '@/lib/uploads';
import { Acts } from '@/ui/Acts';
import { Button } from '@/ui/Button';
import { PhotoField } from '@/ui/Photos';
import { Field, Picture, Section } from '@/ui/parts';
import { Refusal } from '@/ui/Refusal';

type Shop = MyBusinessQuery['myParties'][number]['shops'][number];
type Grower = Shop['growers'][number];
interface Props {
  shop: Shop;
  reload: () => Promise<void>;
}

/** Who stands behind the goods: oneself, in one's own words, and the others whom the shop shows. */
export function Growers({ shop, reload }: Props) {
  const own = shop.growers.find(({ availableActions }) => availableActions.includes('INTRODUCE'));
  return (
    <>
      <Myself key={own?.id ?? 'new'} shop={shop} own={own} reload={reload} />
      {shop.growers
        .filter((grower) => grower !== own)
        .map((grower) => (
          <Other key={grower.id} grower={grower} reload={reload} />
        ))}
    </>
  );
}

function useMyself({ shop, own, reload }: Props & { own: Grower | undefined }) {
  const start = { name: own?.name ?? '', story: own?.story ?? '', photo: '', pictureAlt: '' };
  const { value: form, set, clear } = useDraft(`grower ${shop.id}`, start, { follows: true });
  const save = useAction(async () => {
    const { name, story, photo, pictureAlt } = form;
    const pictureId = photo ? await uploadPhoto('sellers', 'grower-picture', photo) : (own?.pictureId ?? null);
    // Of a picture that stays, its text stays.
    const alt = pictureAlt || (photo || !own?.pictureId ? null : own.pictureAlt);
    await act(
      IntroduceGrower,
      { shopId: shop.id, name, story: story || null, pictureId, pictureAlt: alt },
      `grower ${shop.id} ${JSON.stringify([name, story, pictureId, alt])}`,
    );
    if (photo) dropPhoto(photo);
    say('买家看得见您了');
    await reload();
    clear();
  });
  return { form, set, save };
}

function Myself(props: Props & { own: Grower | undefined }) {
  const { own, reload } = props;
  const { form, set, save } = useMyself(props);
  const remove = useRemoval(own, reload);
  const at = (field: string): string | null => save.problem?.at(field) ?? null;
  return (
    <Section title="您在店里露个面">
      <View className="grey">买家先认人，再买货。写谁、放谁的照片，只能本人来；不想放了，随时撤下。</View>
      <Refusal problem={save.problem} fields={['name', 'story', 'pictureAlt']} />
      {save.problem?.refusal?.code === 'CONSENT_MISSING' && (
        <Button onTap={() => go('/pages/privacy/index')}>去同意显示头像</Button>
      )}
      {own?.pictureId && !form.photo && <Picture id={own.pictureId} edge="sellers" size={96} label={own.pictureAlt} />}
      <PhotoField label="您的照片" photo={form.photo} onChange={(photo) => set({ photo })} hint="可以不放" />
      <Field label="怎么称呼您" value={form.name} onInput={(name) => set({ name })} error={at('name')} maxLength={20} />
      <Field
        label="说说您和您的地（可以不填）"
        long
        value={form.story}
        onInput={(story) => set({ story })}
        error={at('story')}
        maxLength={300}
      />
      <Field
        label={SAID.pictureShows}
        value={form.pictureAlt}
        onInput={(pictureAlt) => set({ pictureAlt })}
        error={at('pictureAlt')}
        placeholder={own?.pictureId ? own.pictureAlt : undefined}
        maxLength={60}
      />
      <Acts>
        {own && (
          <Button busy={remove.busy} onTap={remove.run}>
            撤下
          </Button>
        )}
        <Button kind="main" busy={save.busy} onTap={save.run}>
          {own ? '改好了' : '给买家看'}
        </Button>
      </Acts>
    </Section>
  );
}

const useRemoval = (grower: Grower | undefined, reload: () => Promise<void>) =>
  useAction(async () => {
    if (!grower || !(await confirm('从店里撤下？', `买家不再看见${grower.name}的名字、照片和介绍`))) return;
    await act(RemoveGrower, { growerId: grower.id });
    await reload();
  });

function Other({ grower, reload }: { grower: Grower; reload: () => Promise<void> }) {
  const remove = useRemoval(grower, reload);
  return (
    <Section title={grower.name}>
      <Refusal problem={remove.problem} />
      <View className="row">
        {grower.pictureId && <Picture id={grower.pictureId} edge="sellers" size={64} label={grower.pictureAlt} />}
        <View className="grow small grey">{grower.story}</View>
      </View>
      {grower.availableActions.includes('REMOVE') && (
        <View className="buttons">
          <Button busy={remove.busy} onTap={remove.run} label={`撤下：${grower.name}`}>
            撤下
          </Button>
        </View>
      )}
    </Section>
  );
}
