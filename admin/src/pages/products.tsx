import { Link } from 'react-router';
import {
  ClearPriceFlag,
  CopyChecks,
  ManagedProducts,
  PriceFlags,
  PriceFlagStateWords,
  PriceMoveWords,
  ProductStateWords,
  DueKindWords,
  PriceFlagActWords,
} from '../api/admin.ts';
import { dateTime, orNone, yuan } from '../lib/format.ts';
import { options } from '../lib/words.ts';
import { act, Acts, work } from '../ui/Acts.tsx';
import { DataTable } from '../ui/DataTable.tsx';
import { State, YesNo } from '../ui/marks.tsx';
import { PageHead } from '../ui/PageHead.tsx';
import { PageTabs } from '../ui/PageTabs.tsx';
import { LotTable } from './products-lots.tsx';
import { stateColumn } from '../ui/state-column.tsx';

export function ProductsPage() {
  return (
    <>
      <PageHead title="商品与批次" />
      <PageTabs
        items={[
          { key: 'products', label: '商品', children: <Products /> },
          { key: 'copy', label: '文字检查', children: <CopyTable /> },
          { key: 'prices', label: DueKindWords.PRICE_FLAG, children: <PriceTable /> },
          { key: 'lots', label: '批次', children: <LotTable /> },
        ]}
      />
    </>
  );
}

/** From the least to the most, as a shelf shows it. */
function pricesOf(fen: readonly (number | null | undefined)[]): string {
  const known = fen.filter((one) => one !== null && one !== undefined).sort((a, b) => a - b);
  if (known.length === 0) return '—';
  return known.length === 1 || known[0] === known.at(-1)
    ? yuan(known[0])
    : `${yuan(known[0])} 至 ${yuan(known.at(-1))}`;
}

function Products() {
  return (
    <DataTable
      name="商品"
      document={ManagedProducts}
      variables={({ state, search }, page) => ({ ...page, state, search })}
      rows={({ managedProducts }) => managedProducts}
      rowKey={({ id }) => id}
      filters={[
        { name: 'state', label: '状态', options: options(ProductStateWords) },
        { name: 'search', label: '名称里的字' },
      ]}
      empty="没有这样的商品"
      columns={[
        {
          title: '商品',
          sort: 'TITLE',
          text: ({ title }) => title,
          render: ({ id, title }) => <Link to={`/products/${id}`}>{title}</Link>,
        },
        { title: '店铺', text: ({ shop }) => shop?.name },
        { title: '类目', text: ({ category }) => category.path },
        {
          title: '状态',
          sort: 'STATE',
          text: ({ stateLabel }) => stateLabel,
          render: ({ state, stateLabel, stateReason }) => (
            <>
              <State of={state} text={stateLabel} /> {stateReason && <span className="small grey">{stateReason}</span>}
            </>
          ),
        },
        {
          title: '价格',
          align: 'right',
          text: ({ skus }) => skus.map(({ label }) => yuan(label?.retailFen)).join(' / '),
          render: ({ skus }) => pricesOf(skus.map(({ label }) => label?.retailFen)),
        },
        {
          title: '价签齐全',
          text: ({ skus }) => (skus.every(({ label }) => label?.isComplete) ? '是' : '否'),
          render: ({ skus }) => <YesNo value={skus.every(({ label }) => !!label?.isComplete)} />,
        },
        { title: '执行标准', roomy: true, text: ({ standardCode }) => orNone(standardCode) },
        { title: '更新', sort: 'UPDATED_AT', text: ({ updatedAt }) => dateTime(updatedAt) },
      ]}
    />
  );
}

function CopyTable() {
  return (
    <DataTable
      name="文字检查"
      document={CopyChecks}
      variables={({ passed }, page) => ({ ...page, passed: passed ? passed === 'yes' : undefined })}
      rows={({ copyChecks }) => copyChecks}
      rowKey={({ id }) => id}
      empty="还没有检查过的文字"
      filters={[
        {
          name: 'passed',
          label: '结果',
          options: [
            { value: 'no', label: '有不能写的词' },
            { value: 'yes', label: '可以发布' },
          ],
        },
      ]}
      columns={[
        {
          title: '商品',
          text: ({ product }) => product?.title,
          render: ({ product }) => (product ? <Link to={`/products/${product.id}`}>{product.title}</Link> : '—'),
        },
        {
          title: '结果',
          sort: 'PASSED',
          text: ({ passed }) => (passed ? '可以发布' : '有不能写的词'),
          render: ({ passed }) => <YesNo value={passed} yes="可以发布" no="有不能写的词" />,
        },
        { title: '标出的词', text: ({ markedWords }) => markedWords.join('、') || '—' },
        {
          title: '文字',
          text: ({ text }) => text,
          render: ({ text }) => <span className="written">{text.length > 120 ? `${text.slice(0, 120)}…` : text}</span>,
          width: 420,
        },
        { title: '时间', sort: 'AT', text: ({ checkedAt }) => dateTime(checkedAt) },
      ]}
    />
  );
}

function PriceTable() {
  return (
    <DataTable
      name={DueKindWords.PRICE_FLAG}
      document={PriceFlags}
      variables={({ state }, page) => ({ ...page, state })}
      rows={({ priceFlags }) => priceFlags}
      rowKey={({ id }) => id}
      filters={[{ name: 'state', label: '状态', options: options(PriceFlagStateWords), initial: 'OPEN' }]}
      empty="没有要核实的价格"
      columns={[
        {
          title: '商品',
          text: ({ sku }) => `${sku?.product?.title ?? ''} ${sku?.specification ?? ''}`,
          render: ({ sku }) =>
            sku?.product ? (
              <Link to={`/products/${sku.product.id}`}>
                {sku.product.title} {sku.specification}
              </Link>
            ) : (
              '—'
            ),
        },
        { title: '异动', text: ({ rule }) => PriceMoveWords[rule] },
        { title: '原价', align: 'right', text: ({ fromFen }) => yuan(fromFen) },
        { title: '现价', align: 'right', sort: 'TO_FEN', text: ({ toFen }) => yuan(toFen) },
        stateColumn('STATE'),
        { title: '时间', sort: 'RAISED_AT', text: ({ raisedAt }) => dateTime(raisedAt) },
        { title: '核实情况', text: ({ note }) => orNone(note) },
        {
          ...work('clearPriceFlag'),
          render: ({ id, availableActions }) => (
            <Acts
              size="small"
              available={availableActions}
              acts={[
                act({
                  label: PriceFlagActWords.CLEAR,
                  field: 'clearPriceFlag',
                  action: 'CLEAR',
                  form: () => ({
                    draft: `price.${id}`,
                    title: '核实价格异动',
                    submit: '记录',
                    document: ClearPriceFlag,
                    fields: [
                      {
                        name: 'note',
                        label: '核实情况',
                        kind: 'paragraph',
                        required: true,
                        help: '问过谁、什么原因、是否合理',
                      },
                    ],
                    variables: ({ text }) => ({ input: { flagId: id, note: text('note') } }),
                  }),
                }),
              ]}
            />
          ),
        },
      ]}
    />
  );
}
