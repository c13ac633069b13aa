import {
  ProductTemplates,
  SaveProductTemplate,
  StandardClassWords,
  StorageWords,
  type ProductTemplatesQuery,
} from '../api/admin.ts';
import { celsiusRange, orNone } from '../lib/format.ts';
import { useAsk } from '../lib/use.ts';
import { options } from '../lib/words.ts';
import { act, Acts, type Act, work } from '../ui/Acts.tsx';
import { ListTable } from '../ui/ListTable.tsx';
import type { Field } from '../ui/fields.tsx';
import type { Filled } from '../ui/filled.ts';
import { Facts } from '../ui/Facts.tsx';
import { YesNo } from '../ui/marks.tsx';
import { PageHead } from '../ui/PageHead.tsx';
import { Shown } from '../ui/States.tsx';

type Template = ProductTemplatesQuery['productTemplates'][number];

const PACK: readonly Field[] = [
  { name: 'specification', label: '规格', kind: 'text', required: true, max: 40 },
  { name: 'unit', label: '单位', kind: 'text', required: true, max: 10 },
  { name: 'netGrams', label: '净重（克）', kind: 'whole' },
  { name: 'netCount', label: '件数', kind: 'whole' },
  { name: 'storage', label: '储运', kind: 'pick', required: true, options: options(StorageWords) },
  { name: 'temperatureCelsiusMin', label: '最低温度', kind: 'whole' },
  { name: 'temperatureCelsiusMax', label: '最高温度', kind: 'whole' },
  { name: 'shelfLifeDays', label: '保质期（天）', kind: 'whole' },
  { name: 'weightGrams', label: '毛重（克）', kind: 'whole', required: true },
];
const packOf = ({ text, number, maybeNumber, one }: Filled) => ({
  specification: text('specification'),
  unit: text('unit'),
  netGrams: maybeNumber('netGrams'),
  netCount: maybeNumber('netCount'),
  storage: one('storage', StorageWords),
  temperatureCelsiusMin: maybeNumber('temperatureCelsiusMin'),
  temperatureCelsiusMax: maybeNumber('temperatureCelsiusMax'),
  shelfLifeDays: maybeNumber('shelfLifeDays'),
  weightGrams: number('weightGrams'),
});

function saveAct({ categories }: ProductTemplatesQuery, template?: Template): Act {
  const isParent = new Set(categories.flatMap(({ path }) => path.split(' / ').slice(0, -1)));
  return act({
    label: template ? '修改' : '新建模板',
    field: 'saveProductTemplate',
    tone: template ? undefined : 'primary',
    form: () => ({
      draft: `template.${template?.id ?? 'new'}`,
      title: template ? `修改模板：${template.name}` : '新建商品模板',
      submit: '保存',
      document: SaveProductTemplate,
      intro: '农户上架时选一个模板，拍一张照片、填价格就行，其余的都按模板填好。{place} 会换成农户的村名。',
      fields: [
        { name: 'name', label: '名称', kind: 'text', required: true, max: 40, initial: template?.name },
        {
          name: 'categoryId',
          label: '类目',
          kind: 'pick',
          required: true,
          options: categories
            .filter(({ name }) => !isParent.has(name))
            .map(({ id, path }) => ({ value: id, label: path })),
          initial: template?.categoryId,
        },
        {
          name: 'titlePattern',
          label: '商品标题',
          kind: 'text',
          required: true,
          max: 60,
          initial: template?.titlePattern ?? '{place}',
        },
        {
          name: 'copyPattern',
          label: '商品介绍',
          kind: 'paragraph',
          required: true,
          max: 2000,
          initial: template?.copyPattern,
        },
        { name: 'origin', label: '产地', kind: 'text', required: true, max: 60, initial: template?.origin },
        { name: 'grade', label: '等级', kind: 'text', required: true, max: 20, initial: template?.grade },
        { name: 'usage', label: '食用方法', kind: 'text', required: true, max: 200, initial: template?.usage },
        {
          name: 'standardClass',
          label: '执行标准',
          kind: 'pick',
          required: true,
          options: options(StandardClassWords),
          initial: template?.standardClass,
        },
        {
          name: 'standardCode',
          label: '标准编号',
          kind: 'text',
          max: 40,
          initial: template?.standardCode ?? undefined,
          when: ({ standardClass }) => standardClass !== 'NON_STANDARD',
        },
        {
          name: 'characteristics',
          label: '特性（可不填）',
          kind: 'paragraph',
          max: 500,
          initial: template?.characteristics ?? undefined,
        },
        { name: 'skus', label: '规格', kind: 'rows', rows: PACK, initial: template?.skus ?? [{}] },
        { name: 'offered', label: '给农户选用', kind: 'switch', initial: template?.offered ?? true },
      ],
      variables: ({ text, maybe, one, is, rows }, requestId) => ({
        input: {
          requestId,
          templateId: template?.id,
          gmoStatus: template?.gmoStatus,
          name: text('name'),
          categoryId: text('categoryId'),
          titlePattern: text('titlePattern'),
          copyPattern: text('copyPattern'),
          origin: text('origin'),
          grade: text('grade'),
          usage: text('usage'),
          standardClass: one('standardClass', StandardClassWords),
          standardCode: maybe('standardCode'),
          characteristics: maybe('characteristics'),
          offered: is('offered'),
          skus: rows('skus').map(packOf),
        },
      }),
    }),
  });
}

/** What a farmer's listing is filled in from. */
export function TemplatesPage() {
  const asked = useAsk(ProductTemplates, {});
  return (
    <Shown asked={asked}>
      {(data) => (
        <>
          <PageHead title="商品模板" note="农户上架时用：一张照片、一个价格，其余按模板填好">
            <Acts acts={[saveAct(data)]} />
          </PageHead>
          <ListTable
            name="商品模板"
            rowKey={({ id }) => id}
            rows={data.productTemplates}
            empty="还没有模板"
            expand={(one) => (
              <>
                <Facts
                  columns={2}
                  of={[
                    ['标题', one.titlePattern],
                    ['产地', one.origin],
                    [
                      '介绍',
                      <span key="c" className="written">
                        {one.copyPattern}
                      </span>,
                    ],
                    ['食用方法', one.usage],
                    ['特性', one.characteristics],
                  ]}
                />
                <ListTable
                  bare
                  name="规格"
                  rowKey={({ specification }) => specification}
                  rows={one.skus}
                  columns={[
                    { title: '规格', text: ({ specification }) => specification },
                    { title: '单位', text: ({ unit }) => unit },
                    {
                      title: '净含量',
                      text: ({ netGrams, netCount }) =>
                        netGrams ? `${netGrams} 克` : netCount ? `${netCount} 件` : '—',
                    },
                    {
                      title: '储运',
                      text: ({ storage, temperatureCelsiusMin, temperatureCelsiusMax }) =>
                        `${StorageWords[storage]} ${celsiusRange(temperatureCelsiusMin, temperatureCelsiusMax)}`,
                    },
                    { title: '保质期', text: ({ shelfLifeDays }) => (shelfLifeDays ? `${shelfLifeDays} 天` : '—') },
                    { title: '毛重', align: 'right', text: ({ weightGrams }) => `${weightGrams} 克` },
                  ]}
                />
              </>
            )}
            columns={[
              { title: '名称', text: ({ name }) => name, sort: true },
              { title: '类目', text: ({ categoryPath }) => categoryPath, sort: true },
              { title: '等级', text: ({ grade }) => grade },
              {
                title: '执行标准',
                text: ({ standardClass, standardCode }) =>
                  `${StandardClassWords[standardClass]} ${orNone(standardCode)}`,
              },
              { title: '规格', align: 'right', text: ({ skus }) => `${skus.length} 种` },
              {
                title: '给农户选用',
                text: ({ offered }) => (offered ? '是' : '否'),
                render: ({ offered }) => <YesNo value={offered} />,
              },
              { ...work('saveProductTemplate'), render: (one) => <Acts size="small" acts={[saveAct(data, one)]} /> },
            ]}
          />
        </>
      )}
    </Shown>
  );
}
