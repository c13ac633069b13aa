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
import { NumberField } from '../../ui/NumberField';
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

interface GoodsProps {
  templates: readonly Template[];
  categories: TemplatesQuery['categories'];
  listing: Listing;
}
/** One question after another: the one that is to be answered now stands large. */
export function Questions({ templates, categories, listing }: GoodsProps) {
  const { form, set, template, start, at, questions, now } = listing;
  const [name, setName] = useState('');
  const likely = likelyOf(templates, name);
  return (
    <>
      <View className="row heading">
        <Grains answered={now} all={questions.length} />
        {questions[now] && <ReadAloud text={questions[now]} />}
      </View>
      <Question text={questions[0]} isNow={now === 0}>
        <PhotoField
          label="商品照片"
          photo={form.photo}
          onChange={(photo) => set({ photo, pictureId: '' })}
          error={at('photo')}
          hint="一张就够，光亮一点；上架后还能再加"
        />
      </Question>
      <Question text={questions[1]} isNow={now === 1}>
        <Field label="写个名字，或对着键盘的话筒说" value={name} onInput={setName} maxLength={20} />
        {likely.length > 0 && (
          <Choice
            label="是这个吗？"
            value={form.templateId}
            options={likely.map(({ id, name: value }) => ({ value: id, label: value }))}
            onChange={start}
          />
        )}
        <Select
          label="卖什么"
          value={form.templateId}
          options={templates.map(({ id, name, categoryPath }) => ({
            value: id,
            label: `${name}（${categoryPath.split(' / ')[0]}）`,
          }))}
          onChange={start}
          error={at('templateId')}
        />
        {form.templateId === OWN ? (
          <OwnGoodsForm listing={listing} categories={categories} />
        ) : (
          <Button onTap={() => (start(OWN), set({ own: { ...form.own, name } }))}>都不是，我自己写</Button>
        )}
        {template && <Papers template={template} />}
      </Question>
      {template && (
        <Question text={questions[2]} isNow={now === 2}>
          <Prices template={template} listing={listing} />
        </Question>
      )}
      {template && now > 2 && (
        <Question text={questions[3]} isNow={now === 3}>
          {form.chosen.map((specification) => (
            <NumberField
              key={specification}
              label={`${specification} 有多少件（还没有就空着）`}
              value={form.units[specification] ?? ''}
              onInput={(value) => set({ units: { ...form.units, [specification]: value } })}
              maxLength={6}
            />
          ))}
        </Question>
      )}
    </>
  );
}

const Papers = ({ template: { category } }: { template: Template }) => (
  <Notice>
    这种货进货登记时，每一批都要有：{category.papers.map((paper) => paper.title).join('、')}
    <Clause of={category.papers[0]?.clause} />
    。没有的先去办，货到了才能卖。
  </Notice>
);

/** Each pack with its price, as large as what it is about, and what a pound of it comes to. */
function Prices({ template, listing: { form, set, at } }: { template: Template; listing: Listing }) {
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
