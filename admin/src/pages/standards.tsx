import { QualityStandards, RegisterStandard, StandardClassWords, type QualityStandardsQuery } from '../api/admin.ts';
import { date, orNone } from '../lib/format.ts';
import { useAsk } from '../lib/use.ts';
import { options } from '../lib/words.ts';
import { act, Acts, type Act } from '../ui/Acts.tsx';
import { ListTable } from '../ui/ListTable.tsx';
import type { Field } from '../ui/fields.tsx';
import type { Filled } from '../ui/filled.ts';
import { PageHead } from '../ui/PageHead.tsx';
import { Shown } from '../ui/States.tsx';

const { NON_STANDARD: _none, ...CLASSES } = StandardClassWords;

const LIMIT: readonly Field[] = [
  { name: 'name', label: '指标', kind: 'text', required: true, max: 60 },
  { name: 'unit', label: '单位', kind: 'text', max: 20 },
  { name: 'method', label: '检测方法', kind: 'text', max: 80 },
  { name: 'grade', label: '等级', kind: 'text', max: 40 },
  { name: 'min', label: '最少', kind: 'text', max: 20 },
  { name: 'max', label: '最多', kind: 'text', max: 20 },
];
const figure = (typed: string | undefined): number | undefined =>
  typed && Number.isFinite(Number(typed)) ? Number(typed) : undefined;
const limitOf = ({ text, maybe }: Filled) => ({
  name: text('name'),
  unit: maybe('unit'),
  method: maybe('method'),
  grade: maybe('grade'),
  min: figure(maybe('min')),
  max: figure(maybe('max')),
});

const registerAct = ({ categories }: QualityStandardsQuery): Act =>
  act({
    label: '登记标准',
    field: 'registerStandard',
    tone: 'primary',
    form: () => ({
      draft: 'standard',
      title: '登记执行标准',
      submit: '登记',
      document: RegisterStandard,
      intro: '商家上架时只能选登记过的标准。备案标准由企业自己登记，也可以替它登记。',
      fields: [
        { name: 'code', label: '标准编号', kind: 'text', required: true, max: 40, help: '例：GB/T 1354-2018' },
        { name: 'title', label: '名称', kind: 'text', required: true, max: 120 },
        { name: 'standardClass', label: '种类', kind: 'pick', required: true, options: options(CLASSES) },
        {
          name: 'categoryIds',
          label: '适用类目',
          kind: 'choices',
          required: true,
          options: categories.map(({ id, path }) => ({ value: id, label: path })),
        },
        { name: 'partyId', label: '备案企业', kind: 'party', when: ({ standardClass }) => standardClass === 'FILED' },
        {
          name: 'filingNumber',
          label: '备案号',
          kind: 'text',
          max: 60,
          when: ({ standardClass }) => standardClass === 'FILED',
        },
        { name: 'validUntilOn', label: '有效至', kind: 'date' },
        { name: 'indicators', label: '指标', kind: 'rows', rows: LIMIT, initial: [] },
      ],
      variables: ({ text, maybe, one, texts, rows }, requestId) => ({
        input: {
          requestId,
          code: text('code'),
          title: text('title'),
          standardClass: one('standardClass', StandardClassWords),
          categoryIds: texts('categoryIds'),
          partyId: maybe('partyId'),
          filingNumber: maybe('filingNumber'),
          validUntilOn: maybe('validUntilOn'),
          indicators: rows('indicators').map(limitOf),
        },
      }),
    }),
  });

/** What products may say that they follow (7.3.3.c). */
export function StandardsPage() {
  const asked = useAsk(QualityStandards, {});
  return (
    <Shown asked={asked}>
      {(data) => {
        const pathOf = new Map(data.categories.map(({ id, path }) => [id, path]));
        const paths = (ids: readonly string[]) => ids.map((id) => pathOf.get(id) ?? id).join('、');
        return (
          <>
            <PageHead title="执行标准" note="商品标明的标准从这里选">
              <Acts acts={[registerAct(data)]} />
            </PageHead>
            <ListTable
              name="执行标准"
              rowKey={({ id }) => id}
              rows={data.qualityStandards}
              empty="还没有登记标准"
              columns={[
                { title: '编号', text: ({ standardCode }) => standardCode, sort: true },
                { title: '名称', text: ({ title }) => title },
                { title: '种类', text: ({ standardClass }) => StandardClassWords[standardClass], sort: true },
                { title: '适用类目', text: ({ categoryIds }) => paths(categoryIds) },
                { title: '备案号', text: ({ filingNumber }) => orNone(filingNumber) },
                { title: '有效至', text: ({ validUntilOn }) => date(validUntilOn), sort: true },
              ]}
            />
          </>
        );
      }}
    </Shown>
  );
}
