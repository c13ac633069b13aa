import { Link } from 'react-router';
import {
  ClearPriceFlag,
  CopyChecks,
  InspectingPartyWords,
  Lots,
  LotStateWords,
  ManagedProducts,
  MeasureKindWords,
  PaperStateWords,
  PromiseBasisWords,
  PriceFlags,
  PriceFlagStateWords,
  PriceMoveWords,
  ProductStateWords,
  RecallHazardWords,
  RecallLevelWords,
  RecallLot,
  type LotsQuery,
  DueKindWords,
  PriceFlagActWords,
} from '../api/admin.ts';
import { date, dateTime, orNone, yuan } from '../lib/format.ts';
import { may } from '../lib/rights.ts';
import { options } from '../lib/words.ts';
import { act, Acts, work } from '../ui/Acts.tsx';
import { DataTable } from '../ui/DataTable.tsx';
import { ListTable } from '../ui/ListTable.tsx';
import { Facts } from '../ui/Facts.tsx';
import { Clause, State, YesNo } from '../ui/marks.tsx';
import { PageHead } from '../ui/PageHead.tsx';
import { PageTabs } from '../ui/PageTabs.tsx';
import { Papers } from '../ui/Papers.tsx';

type Lot = LotsQuery['lots']['edges'][number]['node'];

export function recallAct(lot: { id: string; lotCode: string }) {
  return act({
    label: '召回',
    field: 'recallLot',
    action: 'RECALL',
    tone: 'danger',
    form: () => ({
      draft: `recall.${lot.id}`,
      title: `召回批次 ${lot.lotCode}`,
      submit: '召回',
      danger: true,
      document: RecallLot,
      intro: '召回后这一批立即停售，买过的人会收到通知，扫码也会看到。不能撤回。',
      fields: [
        { name: 'reason', label: '原因', kind: 'paragraph', required: true, help: '买过的人会看到' },
        {
          name: 'hazard',
          label: '货怎么了',
          kind: 'pick',
          required: true,
          options: options(RecallHazardWords),
          help: '公开的召回公告上写这一句',
        },
        {
          name: 'level',
          label: '级别',
          kind: 'choice',
          required: true,
          options: options(RecallLevelWords),
          help: '可能致死或严重伤身是一级，一般伤害是二级，标签不实是三级；级别定报告和办完的期限',
        },
        ...(may('reportRecall')
          ? [{ name: 'orderNumber', label: '责令文号', kind: 'text' as const, max: 80, help: '主管部门责令的才填' }]
          : []),
      ],
      variables: ({ text, one, maybe }, requestId) => ({
        input: {
          requestId,
          lotId: lot.id,
          reason: text('reason'),
          hazard: one('hazard', RecallHazardWords),
          level: one('level', RecallLevelWords),
          orderNumber: maybe('orderNumber'),
        },
      }),
    }),
  });
}

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
        {
          title: '状态',
          sort: 'STATE',
          text: ({ stateLabel }) => stateLabel,
          render: ({ state, stateLabel }) => <State of={state} text={stateLabel} />,
        },
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

function LotTable() {
  return (
    <DataTable
      name="批次"
      document={Lots}
      variables={({ state }, page) => ({ ...page, state })}
      rows={({ lots }) => lots}
      rowKey={({ id }) => id}
      filters={[{ name: 'state', label: '状态', options: options(LotStateWords) }]}
      expand={(lot) => <LotDetail lot={lot} />}
      columns={[
        {
          title: '批次号',
          text: ({ lotCode }) => lotCode,
          render: ({ lotCode }) => (
            <a href={`/trace/${encodeURIComponent(lotCode)}`} target="_blank" rel="noreferrer">
              {lotCode}
            </a>
          ),
        },
        { title: '商品', text: ({ product, sku }) => `${product?.title ?? ''} ${sku?.specification ?? ''}` },
        { title: '店铺', roomy: true, text: ({ shop }) => shop?.name },
        {
          title: '状态',
          sort: 'STATE',
          text: ({ stateLabel }) => stateLabel,
          render: ({ state, stateLabel, blockReason }) => (
            <>
              <State of={state} text={stateLabel} /> {blockReason && <span className="small grey">{blockReason}</span>}
            </>
          ),
        },
        { title: '数量', align: 'right', sort: 'UNITS', text: ({ units }) => units },
        { title: '生产日期', sort: 'PRODUCED_ON', text: ({ producedOn }) => date(producedOn) },
        { title: '保质到', text: ({ expiresOn }) => date(expiresOn) },
        { title: '还缺', text: ({ missingPapers }) => missingPapers?.map(({ text }) => text).join('；') || '—' },
        {
          ...work('recallLot'),
          render: (lot) => <Acts size="small" acts={[recallAct(lot)]} available={lot.availableActions} />,
        },
      ]}
    />
  );
}

function LotDetail({ lot }: { lot: Lot }) {
  const papers = [
    ...lot.certificates.map((paper) => ({ ...paper, note: PaperStateWords[paper.state] })),
    ...lot.inspections.map(({ id, laboratory, inspectedOn, party, passed, fileId, state }) => ({
      id,
      title: `检验报告（${InspectingPartyWords[party]}，${PaperStateWords[state]}）`,
      number: passed ? '合格' : '不合格',
      issuer: laboratory,
      fileId,
      note: `检验日期 ${inspectedOn}`,
    })),
    ...[lot.promise]
      .filter((given) => given !== null)
      .map(({ title, number, basis, signedBy, givenAt }) => ({
        id: number,
        title,
        number,
        issuer: signedBy ?? '',
        fileId: null,
        note: `${PromiseBasisWords[basis]}，${date(givenAt)}`,
      })),
    ...lot.selfChecks.map(({ id, checkedBy, checkedOn, passed, fileId }) => ({
      id,
      title: '商家自检',
      number: passed ? '合格' : '不合格',
      issuer: checkedBy ?? '',
      fileId,
      note: `自检日期 ${checkedOn}`,
    })),
  ];
  return (
    <>
      <Facts
        columns={3}
        of={[
          ['登记时间', dateTime(lot.registeredAt)],
          ['放行时间', dateTime(lot.releasedAt)],
          [
            '还缺',
            lot.missingPapers?.length
              ? lot.missingPapers.map(({ text, clause, at }) => (
                  <div key={at + text}>
                    {text} <Clause of={clause} />
                  </div>
                ))
              : null,
          ],
        ]}
      />
      {lot.measureChecks.length > 0 && (
        <ListTable
          bare
          name="计量抽检"
          rowKey={({ id }) => id}
          rows={lot.measureChecks}
          columns={[
            { title: '计量抽检', text: ({ kind }) => MeasureKindWords[kind] },
            {
              title: '标注',
              align: 'right',
              text: ({ stated, kind }) => `${stated} ${kind === 'COUNT' ? '件' : '克/毫升'}`,
            },
            { title: '抽样', align: 'right', text: ({ sampleCount }) => `${sampleCount} 件` },
            { title: '平均', align: 'right', text: ({ mean }) => mean.toFixed(1) },
            { title: '允许短缺', align: 'right', text: ({ allowableShortage }) => allowableShortage },
            { title: '短缺件数', align: 'right', text: ({ shortCount }) => shortCount },
            {
              title: '结果',
              text: ({ passed }) => (passed ? '合格' : '不合格'),
              render: ({ passed }) => <YesNo value={passed} yes="合格" no="不合格" />,
            },
            { title: '日期', text: ({ checkedOn }) => date(checkedOn) },
          ]}
        />
      )}
      <Papers papers={papers} folder="/edges/catalog/files" />
    </>
  );
}
