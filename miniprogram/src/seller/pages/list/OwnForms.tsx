import { View } from '@tarojs/components';
import { useState } from 'react';
import { StorageWords, type TemplatesQuery } from '@/api/seller';
import { Button } from '@/ui/Button';
import { Check, Choice, optionsOf } from '@/ui/forms';
import { Icon } from '@/ui/Icon';
import { iconOfKind } from '@/ui/icon-of-kind';
import { Field } from '@/ui/parts';
import type { Listing } from './listing';
import { PACK_UNITS, skuOfPack, type OwnPack } from './own';

type Categories = TemplatesQuery['categories'];

/** Goods that no template fits: a name, a kind by its picture, how they keep, and what is special about them. */
export function OwnGoodsForm({ listing, categories }: { listing: Listing; categories: Categories }) {
  const { form, set, at } = listing;
  const own = (change: Partial<typeof form.own>): void => set({ own: { ...form.own, ...change } });
  const chosen = categories.find(({ id }) => id === form.own.categoryId);
  const top = categories.find(({ id }) => id === (chosen?.parentId ?? form.own.categoryId));
  const below = categories.filter(({ parentId }) => parentId !== null && parentId === top?.id);
  return (
    <>
      <Field
        label="它叫什么"
        value={form.own.name}
        onInput={(name) => own({ name })}
        error={at('templateId')}
        maxLength={20}
      />
      <View className="small grey top-2">它是哪一类</View>
      <View className="row wrap">
        {categories
          .filter(({ parentId }) => parentId === null)
          .map(({ id, name }) => (
            <View
              key={id}
              className={id === top?.id ? 'press chip row chosen' : 'press chip row'}
              aria-role="button"
              aria-label={`类别：${name}${id === top?.id ? '，已选' : ''}`}
              onClick={() => own({ categoryId: id })}
            >
              <Icon name={iconOfKind(id)} /> {name}
            </View>
          ))}
      </View>
      {below.length > 0 && (
        <Choice
          label="再细一点"
          value={form.own.categoryId}
          options={below.map(({ id, name }) => ({ value: id, label: name }))}
          onChange={(categoryId) => own({ categoryId })}
        />
      )}
      <Choice
        label="怎么放"
        value={form.own.storage}
        options={optionsOf(StorageWords)}
        onChange={(storage) => own({ storage })}
      />
      <Field
        label="能放几天（放得住就空着）"
        type="number"
        value={form.own.keepsDays}
        onInput={(keepsDays) => own({ keepsDays })}
        maxLength={4}
      />
      {chosen?.statesGmo && (
        <Check on={form.own.isGmo} onChange={(isGmo) => own({ isGmo })}>
          是转基因的
        </Check>
      )}
      <Field
        label="它有什么特点"
        long
        value={form.characteristics}
        onInput={(characteristics) => set({ characteristics })}
        error={at('characteristics')}
        placeholder="比如 自家菜园种的，现摘现发"
        maxLength={500}
      />
    </>
  );
}

const NO_PACK: OwnPack = { much: '', by: 'jin', unit: '袋' };
const KEPT = {
  storage: 'AMBIENT',
  temperatureCelsiusMin: null,
  temperatureCelsiusMax: null,
  shelfLifeDays: null,
} as const;

/** A pack of one's own size: so many 斤 or pieces to a bag. */
export function OwnPacks({ form, set }: Pick<Listing, 'form' | 'set'>) {
  const [pack, setPack] = useState<OwnPack | null>(null);
  const sku = pack && skuOfPack(pack, KEPT);
  if (!pack)
    return (
      <View className="buttons">
        <Button small onTap={() => setPack(NO_PACK)}>
          换个装法
        </Button>
      </View>
    );
  return (
    <>
      <Choice
        label="按什么卖"
        value={pack.by}
        options={[
          { value: 'jin', label: '按斤' },
          { value: 'piece', label: '按个' },
        ]}
        onChange={(by) => setPack({ ...pack, by })}
      />
      <Field
        label={pack.by === 'jin' ? '一件净重多少斤' : '一件多少个'}
        type="digit"
        value={pack.much}
        onInput={(much) => setPack({ ...pack, much })}
        maxLength={6}
      />
      <Choice
        label="装成"
        value={pack.unit}
        options={PACK_UNITS.map((unit) => ({ value: unit, label: unit }))}
        onChange={(unit) => setPack({ ...pack, unit })}
      />
      {sku && (
        <View className="buttons">
          <Button
            kind="main"
            onTap={() => {
              const packs = form.packs.filter((one) => skuOfPack(one, KEPT)?.specification !== sku.specification);
              set({ packs: [...packs, pack], chosen: [...new Set([...form.chosen, sku.specification])] });
              setPack(null);
            }}
          >
            加上 {sku.specification}
          </Button>
        </View>
      )}
    </>
  );
}
