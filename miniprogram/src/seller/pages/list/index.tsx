import { View } from '@tarojs/components';
import { useState } from 'react';
import { CreateProduct, PublishProduct, Templates, type TemplatesQuery } from '@/api/seller';
import { act } from '@/lib/client';
import { useDraft } from '@/lib/drafts';
import { nearOrigin } from '@/lib/format';
import { useFresh } from '@/lib/fresh';
import { newId } from '@/lib/request-id';
import { go, goInstead } from '@/lib/go';
import { useAction } from '@/lib/once';
import { originOf } from '@/lib/origin';
import { stopWhere } from '@/lib/problem';
import { uploadPhoto } from '@/lib/uploads';
import { dropPhoto } from '@/lib/photos';
import { useQuery } from '@/lib/query';
import { say } from '@/lib/say';
import { Button } from '@/ui/Button';
import { Choices, Select } from '@/ui/forms';
import { PhotoField } from '@/ui/Photos';
import { Page } from '@/ui/Page';
import { Bar, Cell, Clause, Field, Notice, Section } from '@/ui/parts';
import { Refusal } from '@/ui/Refusal';
import { sellingParty } from '../../ui/parties';
import { PAGES } from '../../ui/pages';
import { fenOf } from '@/lib/prices';
import '../../ui/seller.scss';

type Template = TemplatesQuery['productTemplates'][number];
interface Form {
  photo: string;
  /** Set as soon as the platform has the photo, or the product: a second try goes on from there. */
  pictureId: string;
  productId: string;
  /** Of this listing: each new one has requests of its own. */
  run: string;
  templateId: string;
  place: string;
  chosen: string[];
  /** Yuan as typed, by specification. */
  prices: Record<string, string>;
  title: string;
  copy: string;
  characteristics: string;
}
const EMPTY: Form = {
  photo: '',
  pictureId: '',
  productId: '',
  run: '',
  templateId: '',
  place: '',
  chosen: [],
  prices: {},
  title: '',
  copy: '',
  characteristics: '',
};
const fill = (pattern: string, place: string, { origin }: Template): string =>
  pattern.split('{place}').join(place || nearOrigin(origin));

/** One photo, one kind of goods, one price: all else comes from the county's template and can be changed. */
export default function ListPage() {
  const query = useQuery(Templates, {}, { keepAs: 'seller-templates', own: true });
  useFresh(query.reload);
  return (
    <Page
      right="products"
      query={query}
      isEmpty={(data) => !sellingParty(data.myParties)?.shops.length}
      empty={{
        text: '先开店，再上架',
        action: (
          <Button kind="main" onTap={() => go(PAGES.shop)}>
            去开店
          </Button>
        ),
      }}
    >
      {(data) => <Listing data={data} />}
    </Page>
  );
}

function Listing({ data }: { data: TemplatesQuery }) {
  const party = sellingParty(data.myParties)!;
  const shop = party.shops[0]!;
  const { value: form, set, clear, wasKept } = useDraft<Form>('listing', EMPTY);
  const [tried, setTried] = useState(false);
  const [more, setMore] = useState(false);
  const template = data.productTemplates.find(({ id }) => id === form.templateId);
  const title = form.title || (template ? fill(template.titlePattern, form.place, template) : '');
  const copy = form.copy || (template ? fill(template.copyPattern, form.place, template) : '');
  const wrong: Record<string, string | false> = {
    photo: !form.photo && '请拍一张商品照片',
    templateId: !template && '请选择是什么商品',
    chosen: !!template && form.chosen.length === 0 && '请选择卖哪种规格',
    ...Object.fromEntries(
      form.chosen.map((one) => [one, fenOf(form.prices[one]) === null && '请填写价钱，比如 98 或 98.5']),
    ),
  };
  const send = useAction(async () => {
    setTried(true);
    stopWhere(wrong);
    if (!template) return;
    const run = form.run || newId();
    const pictureId = form.pictureId || (await uploadPhoto('catalog', 'product-picture', form.photo));
    set({ run, pictureId });
    const productId = form.productId || (await create(template, pictureId, run));
    set({ productId });
    await act(PublishProduct, { productId });
    dropPhoto(form.photo);
    clear();
    say('上架了');
    goInstead(PAGES.product, { id: productId });
  });
  async function create(from: Template, pictureId: string, run: string): Promise<string> {
    const label = (specification: string) => {
      const fen = fenOf(form.prices[specification])!;
      return {
        origin: originOf(form.place, from.origin),
        grade: from.grade,
        pricingType: 'market',
        retailFen: fen,
        priceManager: party.kind === 'farmer' ? party.name : (data.me?.displayName ?? '店主'),
        priceSupervision: '12315',
      };
    };
    const made = await act(
      CreateProduct,
      {
        shopId: shop.id,
        title,
        copy,
        pictureId,
        categoryId: from.categoryId,
        standardClass: from.standardClass,
        standardCode: from.standardCode,
        gmoStatus: from.gmoStatus,
        characteristics: form.characteristics || from.characteristics,
        safetyDeclared: from.standardClass === 'non-standard',
        skus: from.skus
          .filter(({ specification }) => form.chosen.includes(specification))
          .map((sku) => ({ ...plain(sku), label: label(sku.specification) })),
      },
      `create ${run}`,
    );
    return made.id;
  }
  const start = (templateId: string): void => {
    const next = data.productTemplates.find(({ id }) => id === templateId);
    set({
      templateId,
      chosen: next?.skus.length === 1 ? [next.skus[0]!.specification] : [],
      prices: {},
      title: '',
      copy: '',
      characteristics: '',
      productId: '',
    });
  };
  const at = (field: string): string | null => (tried && wrong[field]) || send.problem?.at(field) || null;
  return (
    <>
      {wasKept && form.photo && <Notice tone="good">上次没填完的还在，接着填就行。</Notice>}
      <Refusal problem={send.problem} fields={more ? ['title', 'copy', 'characteristics'] : []} />
      {send.problem?.kind === 'offline' && <Notice>填的都存在手机上，有网了再点“上架”。</Notice>}
      {send.problem && form.productId && (
        <Section>
          <Cell
            label="先存成草稿，回头再改"
            onTap={() => {
              const { productId } = form;
              clear();
              goInstead(PAGES.product, { id: productId });
            }}
          />
        </Section>
      )}
      <Section>
        <PhotoField
          label="商品照片"
          photo={form.photo}
          onChange={(photo) => set({ photo, pictureId: '' })}
          error={at('photo')}
          hint="一张就够，光亮一点；上架后还能再加"
        />
        <Select
          label="卖什么"
          value={form.templateId}
          options={data.productTemplates.map(({ id, name, categoryPath }) => ({
            value: id,
            label: `${name}（${categoryPath.split(' / ')[0]}）`,
          }))}
          onChange={start}
          error={at('templateId')}
        />
        {template && (
          <>
            <Notice>
              这种货进货登记时，每一批都要有：{template.category.papers.map((paper) => paper.title).join('、')}
              <Clause of={template.category.papers[0]?.clause} />
              。没有的先去办，货到了才能卖。
            </Notice>
            <Choices
              label="规格"
              values={form.chosen}
              options={template.skus.map(({ specification }) => ({ value: specification, label: specification }))}
              onChange={(chosen) => set({ chosen })}
              error={at('chosen')}
            />
            {form.chosen.map((specification) => (
              <Field
                key={specification}
                label={`${specification} 卖多少钱（元）`}
                type="digit"
                value={form.prices[specification] ?? ''}
                onInput={(value) => set({ prices: { ...form.prices, [specification]: value } })}
                error={at(specification)}
                maxLength={9}
              />
            ))}
            <Field
              label="哪个乡镇哪个村产的"
              value={form.place}
              onInput={(place) => set({ place })}
              placeholder="比如 民乐乡民乐村"
              maxLength={20}
            />
          </>
        )}
      </Section>
      {template && (
        <Section
          title="别的都替您填好了"
          extra={
            <Button small kind="plain" onTap={() => setMore(!more)}>
              {more ? '收起' : '改一改'}
            </Button>
          }
        >
          {more ? (
            <>
              <Field
                label="名称"
                value={title}
                onInput={(value) => set({ title: value })}
                error={at('title')}
                maxLength={60}
              />
              <Field
                label="介绍"
                long
                value={copy}
                onInput={(value) => set({ copy: value })}
                error={at('copy')}
                maxLength={2000}
              />
              {template.standardClass === 'non-standard' && (
                <Field
                  label="特点（非标准商品要写）"
                  long
                  value={form.characteristics || (template.characteristics ?? '')}
                  onInput={(characteristics) => set({ characteristics })}
                  error={at('characteristics')}
                  maxLength={500}
                />
              )}
            </>
          ) : (
            <>
              <Cell label="名称">{title}</Cell>
              <Cell label="介绍">{copy}</Cell>
            </>
          )}
          <Cell label="质量标准">{template.standardCode ?? '非标准化商品'}</Cell>
          <Cell label="产地">{originOf(form.place, template.origin)}</Cell>
          <Cell label="等级">{template.grade}</Cell>
        </Section>
      )}
      <Bar>
        <Button kind="main" wide busy={send.busy} onTap={send.run}>
          上架
        </Button>
      </Bar>
      <View className="bar-room" />
    </>
  );
}

/** What a template says of a pack, as a new product takes it. */
const plain = ({
  specification,
  unit,
  netGrams,
  netMillilitres,
  netCount,
  storage,
  temperatureCelsiusMin,
  temperatureCelsiusMax,
  shelfLifeDays,
  weightGrams,
}: Template['skus'][number]) => ({
  specification,
  unit,
  netGrams,
  netMillilitres,
  netCount,
  storage,
  temperatureCelsiusMin,
  temperatureCelsiusMax,
  shelfLifeDays,
  weightGrams,
});
