import { View } from '@tarojs/components';
import { useState } from 'react';
import { RegisterStandard, StandardClassWords, Standards, type StandardsQuery } from '@/api/seller';
import { act } from '@/lib/client';
import { useDraft } from '@/lib/drafts';
import { fullDay } from '@/lib/format';
import { useQuery } from '@/lib/query';
import { say } from '@/lib/say';
import { chinaToday } from '@/lib/china-day';
import { useSave } from '@/lib/save';
import { Acts } from '@/ui/Acts';
import { Button } from '@/ui/Button';
import { Choices, DateField, Select } from '@/ui/forms';
import { Page } from '../../ui/Page';
import { Field, Opened, Section, Tag } from '@/ui/parts';
import { Refusal } from '@/ui/Refusal';
import { sellingParty } from '../../ui/parties';

type Category = StandardsQuery['categories'][number];

/** The standards that goods may name, and one's own that was filed. */
export default function StandardsPage() {
  const query = useQuery(Standards, {});
  const [adding, setAdding] = useState(false);
  return (
    <Page right="PRODUCTS" query={query}>
      {(data) => {
        const party = sellingParty(data.myParties);
        return (
          <>
            {party && !adding && (
              <Section title="您自己的标准">
                <View className="grey">合作社、企业有自己的标准，备过案的，登记在这里，上架商品时就能选。</View>
                <Acts>
                  <Button kind="main" onTap={() => setAdding(true)}>
                    登记一个标准
                  </Button>
                </Acts>
              </Section>
            )}
            {party && adding && (
              <StandardForm
                partyId={party.id}
                categories={data.categories}
                close={() => setAdding(false)}
                done={async () => {
                  setAdding(false);
                  await query.reload();
                }}
              />
            )}
            <Section title="现在能用的标准">
              {data.qualityStandards.map((one) => (
                <View key={one.id} className="line">
                  <View className="grow">
                    <View>{one.title}</View>
                    <View className="small grey break">
                      {one.standardCode}
                      {one.filingNumber && `，备案号 ${one.filingNumber}`}
                      {one.validUntilOn && `，有效到${fullDay(one.validUntilOn)}`}
                    </View>
                  </View>
                  <View>
                    <Tag tone={one.standardClass === 'FILED' ? 'amber' : undefined}>
                      {StandardClassWords[one.standardClass]}
                    </Tag>
                  </View>
                </View>
              ))}
              {data.qualityStandards.length === 0 && <View className="grey">还没有</View>}
            </Section>
          </>
        );
      }}
    </Page>
  );
}

interface Limit {
  name: string;
  unit: string;
  min: string;
  max: string;
}
const figure = (typed: string): number | null =>
  typed.trim() && Number.isFinite(Number(typed)) ? Number(typed) : null;
/** A line with a name and a figure; what is still empty is left out. */
const indicatorOf = ({ name, unit, min, max }: Limit) =>
  name.trim() && (figure(min) !== null || figure(max) !== null)
    ? [{ name: name.trim(), unit: unit.trim() || null, min: figure(min), max: figure(max) }]
    : [];

/** The table of the standard, line by line. */
function Indicators({
  rows,
  onChange,
  error,
}: {
  rows: readonly Limit[];
  onChange: (rows: Limit[]) => void;
  error: string | null;
}) {
  const change = (index: number, more: Partial<Limit>): void =>
    onChange(rows.map((row, i) => (i === index ? { ...row, ...more } : row)));
  return (
    <>
      <View className="grey">标准里的每一项指标，照着填。不能比国家标准松。</View>
      {rows.map((row, index) => (
        <View key={index}>
          <Field label="指标" value={row.name} onInput={(name) => change(index, { name })} placeholder="比如 水分" />
          <Field label="单位" value={row.unit} onInput={(unit) => change(index, { unit })} placeholder="比如 %" />
          <Field label="最多" value={row.max} onInput={(max) => change(index, { max })} />
          <Field label="最少" value={row.min} onInput={(min) => change(index, { min })} />
        </View>
      ))}
      {error && <View className="field-error small red">{error}</View>}
      <View className="buttons">
        <Button small onTap={() => onChange([...rows, { name: '', unit: '', min: '', max: '' }])}>
          再加一项
        </Button>
      </View>
    </>
  );
}

function useStandard(partyId: string, done: () => Promise<void>) {
  const {
    value: form,
    set,
    clear,
  } = useDraft(`standard ${partyId}`, {
    code: '',
    title: '',
    group: '',
    categoryIds: [] as string[],
    filingNumber: '',
    validUntilOn: '',
    indicators: [{ name: '', unit: '', min: '', max: '' }],
  });
  const indicators = form.indicators.flatMap(indicatorOf);
  const wrong = {
    code: !form.code.trim() && '请填写标准编号',
    title: !form.title.trim() && '请填写标准名称',
    categoryIds: form.categoryIds.length === 0 && '至少选一种',
    filingNumber: !form.filingNumber.trim() && '请填写备案号',
    validUntilOn: !form.validUntilOn && '请选择有效期',
    indicators: indicators.length === 0 && '至少填一项指标，最少或最多填一个数',
  };
  const save = useSave(wrong, async () => {
    await act(
      RegisterStandard,
      {
        partyId,
        standardClass: 'FILED',
        code: form.code.trim(),
        title: form.title.trim(),
        categoryIds: form.categoryIds,
        filingNumber: form.filingNumber.trim(),
        validUntilOn: form.validUntilOn,
        indicators,
      },
      `standard ${form.code.trim()}`,
    );
    clear();
    say('已登记');
    await done();
  });
  return { form, set, save };
}

function StandardForm({
  partyId,
  categories,
  close,
  done,
}: {
  partyId: string;
  categories: readonly Category[];
  close: () => void;
  done: () => Promise<void>;
}) {
  const { form, set, save } = useStandard(partyId, done);
  const within = categories.filter(({ id, parentId }) => form.group && (id === form.group || parentId === form.group));
  return (
    <Opened title="登记标准">
      <Field
        label="标准编号"
        value={form.code}
        onInput={(code) => set({ code })}
        error={save.at('code')}
        placeholder="比如 Q/WC 001-2026"
        maxLength={60}
      />
      <Field
        label="标准名称"
        value={form.title}
        onInput={(title) => set({ title })}
        error={save.at('title')}
        maxLength={120}
      />
      <Select
        label="哪一类货"
        value={form.group}
        options={categories.filter(({ parentId }) => !parentId).map(({ id, name }) => ({ value: id, label: name }))}
        onChange={(group) => set({ group, categoryIds: [] })}
        error={save.at('categoryIds')}
      />
      {within.length > 0 && (
        <Choices
          label="管哪些货"
          values={form.categoryIds}
          options={within.map(({ id, name }) => ({ value: id, label: name }))}
          onChange={(categoryIds) => set({ categoryIds })}
        />
      )}
      <Field
        label="备案号"
        value={form.filingNumber}
        onInput={(filingNumber) => set({ filingNumber })}
        error={save.at('filingNumber')}
        maxLength={80}
      />
      <DateField
        label="有效到哪天"
        value={form.validUntilOn}
        start={chinaToday()}
        onChange={(validUntilOn) => set({ validUntilOn })}
        error={save.at('validUntilOn')}
      />
      <Indicators rows={form.indicators} onChange={(indicators) => set({ indicators })} error={save.at('indicators')} />
      <Refusal
        problem={save.problem}
        fields={['code', 'title', 'categoryIds', 'filingNumber', 'validUntilOn', 'indicators']}
      />
      <Acts>
        <Button onTap={close}>先不登记</Button>
        <Button kind="main" busy={save.busy} onTap={save.run}>
          登记
        </Button>
      </Acts>
    </Opened>
  );
}
