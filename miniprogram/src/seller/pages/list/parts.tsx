import { StandardClassWords, type TemplatesQuery } from '@/api/seller';
import { View } from '@tarojs/components';
import { useState } from 'react';
import { perUnit, yuan } from '@/lib/format';
import { originOf } from '@/lib/origin';
import { fenOf } from '@/lib/prices';
import { Button } from '@/ui/Button';
import { Choice, Choices, Select } from '@/ui/forms';
import { PhotoField } from '@/ui/Photos';
import { Cell, Clause, Field, Notice, Section } from '@/ui/parts';
import { LookLines, LookPromise, type LookLine } from '../../ui/LookLines';
import { closeKeys, NumberField } from '../../ui/NumberField';
import { Grains, Question } from '../../ui/Question';
import { ReadAloud } from '../../ui/ReadAloud';
import type { Listing, Template } from './listing';
import { OWN } from './own';
import { OwnGoodsForm, OwnPacks } from './OwnForms';

const LIKELY_MAX = 4;
/** Those whose name has most of what was written or said; none where nothing fits. */
function likelyOf(templates: readonly Template[], said: string): Template[] {
  const letters = [...new Set(said.trim())];
  const fits = ({ name, categoryPath }: Template): number =>
    letters.filter((one) => `${name}${categoryPath}`.includes(one)).length;
  return templates
    .filter((one) => fits(one) > 0)
    .sort((one, other) => fits(other) - fits(one))
    .slice(0, LIKELY_MAX);
}

/** Of those whose goods the seller has on a plot or on file as a supplier: nothing is to be written. */
const knownOf = ({ plots, suppliers, productTemplates }: TemplatesQuery): Template[] => {
  const grown = plots?.edges.flatMap(({ node }) => node.seasons.map(({ crop }) => crop)) ?? [];
  const supplied = suppliers?.edges.filter(({ node }) => node.valid).map(({ node }) => node.supplies) ?? [];
  const said = [...grown, ...supplied];
  return productTemplates.filter(({ name }) => said.some((one) => one.includes(name))).slice(0, LIKELY_MAX);
};

interface GoodsProps {
  data: TemplatesQuery;
  listing: Listing;
}
/** One question after another: the one that is to be answered now stands large. */
export function Questions({ data, listing }: GoodsProps) {
  const { form, set, template, at, steps, questionOf, looked } = listing;
  const price = questionOf('price');
  return (
    <>
      <View className="row heading">
        <Grains answered={steps.done} all={steps.all} />
        {steps.open && <ReadAloud text={steps.open} />}
      </View>
      <Question {...questionOf('photo')}>
        <PhotoField
          label="商品照片"
          photo={form.photo}
          onChange={(photo) => set({ photo, pictureId: '' })}
          error={at('photo')}
          hint="一张就够，光亮一点；上架后还能再加"
        />
      </Question>
      <Question {...questionOf('goods')}>
        <Goods data={data} listing={listing} />
      </Question>
      {template && (
        <Question {...price}>
          <Prices template={template} listing={listing} isAsked={price.isNow} />
        </Question>
      )}
      {template && steps.done > 2 && (
        <Question {...questionOf('count')}>
          <Counts listing={listing} />
        </Question>
      )}
      {looked && steps.done > 2 && (
        <Question {...questionOf('look')}>
          <OwnLook lines={looked} listing={listing} />
        </Question>
      )}
    </>
  );
}

function Goods({ data: { productTemplates: templates, categories, ...known }, listing }: GoodsProps) {
  const { form, set, template, start, at } = listing;
  const [name, setName] = useState('');
  const likely = name ? likelyOf(templates, name) : knownOf({ productTemplates: templates, categories, ...known });
  return (
    <>
      {likely.length > 0 && (
        <Choice
          label="是这个吗？"
          value={form.templateId}
          options={likely.map(({ id, name: value }) => ({ value: id, label: value }))}
          onChange={start}
        />
      )}
      <Field label="写个名字，或对着键盘的话筒说" value={name} onInput={setName} maxLength={20} />
      <Select
        label="卖什么"
        value={form.templateId}
        options={templates.map(({ id, name: value, categoryPath }) => ({
          value: id,
          label: `${value}（${categoryPath.split(' / ')[0]}）`,
        }))}
        onChange={start}
        error={at('templateId')}
      />
      {form.templateId === OWN ? (
        <OwnGoodsForm listing={listing} categories={categories} />
      ) : (
        <Button onTap={() => (start(OWN), set({ own: { ...form.own, name } }))}>都不是，我自己写</Button>
      )}
      {template && !template.category.selfCheckForm && <Papers template={template} />}
    </>
  );
}

const USUAL_COUNTS = ['10', '20', '50', '100'].map((value) => ({ value, label: `${value}件` }));
/** How many are there of each pack: a tap, or any other count. */
const Counts = ({ listing: { form, set } }: { listing: Listing }) => (
  <>
    {form.chosen.map((specification) => {
      const count = form.units[specification] ?? '';
      const has = (value: string): void => set({ units: { ...form.units, [specification]: value } });
      return (
        <View key={specification}>
          <Choice
            label={`${specification} 有多少件（还没有就空着）`}
            value={count}
            options={USUAL_COUNTS}
            onChange={(value) => (closeKeys(), has(value))}
          />
          <NumberField
            label={`${specification} 别的件数`}
            value={USUAL_COUNTS.some(({ value }) => value === count) ? '' : count}
            onInput={has}
            maxLength={6}
          />
        </View>
      );
    })}
  </>
);

/** The photo of the goods is the photo of the look: it was taken just now. */
const OwnLook = ({
  lines,
  listing: { form, set, at, checkedBy, template },
}: {
  lines: readonly LookLine[];
  listing: Listing;
}) => (
  <>
    <View className="small grey">照片就用刚拍的那张。</View>
    <LookLines lines={lines} found={form.found} onFind={(found) => set({ found })} at={at} />
    <Field
      label="看货的人，签他的名"
      value={checkedBy}
      onInput={(value) => set({ checkedBy: value })}
      error={at('checkedBy')}
      maxLength={20}
    />
    <LookPromise />
    {template && <Declared template={template} />}
  </>
);

/** What goods without a standard are declared to be by whoever lists them (7.3.3.d). */
export const Declared = ({ template }: { template: Template }) =>
  template.standardClass === 'NON_STANDARD' && <View className="grey">上架也就是声明：它对人无害，不污染环境。</View>;

const Papers = ({ template: { category } }: { template: Template }) => (
  <Notice>
    这种货进货登记时，每一批都要有：{category.papers.map((paper) => paper.title).join('、')}
    <Clause of={category.papers[0]?.clause} />
    。没有的先去办，货到了才能卖。
  </Notice>
);

/** Each pack with its price, as large as what it is about, and what a pound of it comes to. */
function Prices({
  template,
  listing: { form, set, at },
  isAsked,
}: {
  template: Template;
  listing: Listing;
  isAsked: boolean;
}) {
  return (
    <>
      {template.skus.length > 0 && (
        <Choices
          label="规格"
          values={form.chosen}
          options={template.skus.map(({ specification }) => ({ value: specification, label: specification }))}
          onChange={(chosen) => set({ chosen })}
          error={at('chosen')}
        />
      )}
      <OwnPacks form={form} set={set} />
      {template.skus
        .filter(({ specification }) => form.chosen.includes(specification))
        .map((sku) => {
          const typed = form.prices[sku.specification] ?? '';
          const fen = fenOf(typed);
          return (
            <View key={sku.specification}>
              <NumberField
                money
                isAsked={isAsked && sku.specification === form.chosen[0]}
                label={`${sku.specification} 卖多少钱（元）`}
                value={typed}
                onInput={(value) => set({ prices: { ...form.prices, [sku.specification]: value } })}
                error={at(sku.specification)}
                maxLength={9}
              />
              {fen !== null && <View className="between">合{perUnit(sku, fen) ?? yuan(fen)}</View>}
            </View>
          );
        })}
    </>
  );
}

interface RestProps {
  template: Template;
  listing: Listing;
  more: boolean;
  setMore: (more: boolean) => void;
}
/** What the county's template has filled in. */
export function Rest({ template, listing: { form, set, title, copy, at }, more, setMore }: RestProps) {
  return (
    <Section
      title="别的都替您填好了"
      extra={
        <Button small kind="plain" onTap={() => setMore(!more)}>
          {more ? '收起' : '改一改'}
        </Button>
      }
    >
      <Field
        label="哪个乡镇哪个村产的"
        value={form.place}
        onInput={(place) => set({ place })}
        placeholder="比如 东河乡前进村"
        maxLength={20}
      />
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
          {template.standardClass === 'NON_STANDARD' && template.id !== OWN && (
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
      <Cell label="质量标准">{template.standardCode ?? StandardClassWords[template.standardClass]}</Cell>
      <Cell label="产地">{originOf(form.place, template.origin)}</Cell>
      <Cell label="等级">{template.grade}</Cell>
    </Section>
  );
}
