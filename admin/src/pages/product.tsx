import { Alert, Image, Timeline } from 'antd';
import { useParams } from 'react-router';
import {
  CheckCopy,
  ContentFindingWords,
  CopyRuleWords,
  GmoStatusWords,
  ManagedProduct,
  ReviewProduct,
  StandardClassWords,
  StorageWords,
  type CheckCopyQuery,
  type ManagedProductQuery,
  type ProductState,
} from '../api/admin.ts';
import { celsiusRange, date, dateTime, orNone, yes, yuan } from '../lib/format.ts';
import { may } from '../lib/rights.ts';
import { useAsk } from '../lib/use.ts';
import { options } from '../lib/words.ts';
import { act, Acts, work } from '../ui/Acts.tsx';
import type { Column } from '../ui/columns.tsx';
import { ListTable } from '../ui/ListTable.tsx';
import { Card, Facts } from '../ui/Facts.tsx';
import { Clause, State, YesNo } from '../ui/marks.tsx';
import { PageHead } from '../ui/PageHead.tsx';
import { FileView } from '../ui/Papers.tsx';
import { NotFound, Nothing, Shown } from '../ui/States.tsx';
import { recallAct } from './products-lots.tsx';

type Product = NonNullable<ManagedProductQuery['product']>;
type Sku = Product['skus'][number];
type Label = Sku['labelHistory'][number];
type Lot = Product['lots'][number];
type Marks = CheckCopyQuery['checkCopy'];

/** Of a product that was never on sale, or was removed, the picture is shown to who is signed in and may see it. */
function ProductPicture({
  of: { pictureId, title, publishedAt, state },
}: {
  of: { pictureId?: string | null; title: string; publishedAt?: string | null; state: ProductState };
}) {
  if (!pictureId) return <Nothing text="没有图片" />;
  const path = `/edges/catalog/files/${pictureId}`;
  return publishedAt && state !== 'REMOVED' ? (
    <Image src={path} alt={title} className="r-chip" />
  ) : (
    <FileView path={path} title={title} />
  );
}

const reviewAct = (one: Product, clause: string | undefined) =>
  act({
    label: '记录审查结果',
    field: 'reviewProduct',
    tone: 'primary',
    form: () => ({
      draft: `review.${one.id}`,
      title: `审查：${one.title}`,
      submit: '记录',
      document: ReviewProduct,
      intro: '认定违法的，商品立即撤下，商家会收到通知和理由。',
      fields: [
        {
          name: 'finding',
          label: '认定',
          kind: 'choice',
          required: true,
          options: options(ContentFindingWords),
        },
        {
          name: 'clause',
          label: '违反的条款',
          kind: 'text',
          max: 20,
          required: true,
          help: '例如 7.3.7.l',
          when: ({ finding }) => finding === 'UNLAWFUL',
          initial: clause,
        },
        { name: 'reason', label: '说明', kind: 'paragraph', required: true, help: '商家会看到' },
      ],
      variables: ({ maybe, one: choice, text }, requestId) => ({
        input: {
          requestId,
          productId: one.id,
          finding: choice('finding', ContentFindingWords),
          reason: text('reason'),
          clause: maybe('clause'),
        },
      }),
    }),
  });

const labelColumns: Column<Label>[] = [
  { title: '版本', text: ({ version }) => version },
  { title: '零售价', text: ({ retailFen }) => yuan(retailFen) },
  { title: '生效', text: ({ effectiveAt }) => dateTime(effectiveAt) },
];

const skuColumns: Column<Sku>[] = [
  { title: '规格', text: ({ specification }) => specification },
  { title: '净含量', text: ({ netText }) => netText },
  { title: '零售价', align: 'right', text: ({ label }) => yuan(label?.retailFen) },
  { title: '产地', text: ({ label }) => orNone(label?.origin) },
  { title: '等级', text: ({ label }) => orNone(label?.grade) },
  {
    title: '价签',
    text: ({ label }) => (label?.isComplete ? '齐全' : '不齐'),
    render: ({ label }) => <YesNo value={!!label?.isComplete} yes="齐全" no="不齐" />,
  },
  {
    title: '储运',
    text: ({ storage, temperatureCelsiusMin, temperatureCelsiusMax }) =>
      `${StorageWords[storage]} ${celsiusRange(temperatureCelsiusMin, temperatureCelsiusMax)}`,
  },
  { title: '可售', align: 'right', text: ({ stock }) => stock?.free },
];

const lotColumns = (): Column<Lot>[] => [
  { title: '批次号', text: ({ lotCode }) => lotCode },
  { title: '状态', text: ({ stateLabel }) => stateLabel },
  { title: '生产日期', text: ({ producedOn }) => date(producedOn) },
  { title: '保质到', text: ({ expiresOn }) => date(expiresOn) },
  {
    ...work('recallLot'),
    render: (lot) => <Acts size="small" acts={[recallAct(lot)]} available={lot.availableActions} />,
  },
];

export function ProductPage() {
  const { id } = useParams();
  const asked = useAsk(ManagedProduct, { id: id! });
  const product = asked.data?.product;
  const marks = useAsk(product && may('checkCopy') ? CheckCopy : null, { text: product?.copy ?? '', productId: id });
  return (
    <Shown asked={asked}>
      {({ product: one, contentReviews }) => {
        if (!one) return <NotFound />;
        const found = marks.data?.checkCopy ?? [];
        return (
          <>
            <PageHead
              title={one.title}
              back={{ to: '/products', label: '商品与广告' }}
              note={
                <>
                  {one.shop?.name} · {one.category.path} · <State of={one.state} text={one.stateLabel} />
                  {one.stateReason && ` ${one.stateReason}`}
                </>
              }
            >
              <Acts acts={[reviewAct(one, found[0]?.clause)]} />
            </PageHead>
            <div className="two">
              <div>
                <CopyCard product={one} marks={marks.data?.checkCopy} />
                <Card title="规格与价签">
                  <ListTable
                    bare
                    name="规格"
                    rowKey={({ id: sku }) => sku}
                    rows={one.skus}
                    expand={({ labelHistory }) => (
                      <ListTable
                        bare
                        name="价签历史"
                        rowKey={({ id: label }) => label}
                        rows={labelHistory}
                        columns={labelColumns}
                      />
                    )}
                    columns={skuColumns}
                  />
                </Card>
                <Card title="在售批次">
                  <ListTable
                    bare
                    name="批次"
                    rowKey={({ id: lot }) => lot}
                    rows={one.lots}
                    empty="没有在售的批次"
                    columns={lotColumns()}
                  />
                </Card>
              </div>
              <div>
                <Card>
                  <ProductPicture of={one} />
                </Card>
                <RegistrationCard product={one} />
                <ReviewsCard reviews={contentReviews} />
              </div>
            </div>
          </>
        );
      }}
    </Shown>
  );
}

function CopyCard({ product, marks }: { product: Product; marks: Marks | undefined }) {
  const found = marks ?? [];
  return (
    <Card title="文字">
      {found.length > 0 && (
        <Alert
          type="warning"
          showIcon
          message={`有 ${found.length} 处不能这样写`}
          description={
            <ul>
              {found.map((mark) => (
                <li key={`${mark.field}${mark.start}`}>
                  <b>{mark.word}</b>：{mark.text}（{CopyRuleWords[mark.rule]}）
                  <Clause of={mark.clause} />
                </li>
              ))}
            </ul>
          }
        />
      )}
      {marks && found.length === 0 && <p className="small grey">没有发现不能写的词。</p>}
      <div className="written">
        <Marked text={product.copy} marks={found} />
      </div>
      {product.characteristics && <p className="written small grey">特性：{product.characteristics}</p>}
    </Card>
  );
}

const RegistrationCard = ({ product }: { product: Product }) => (
  <Card title="登记">
    <Facts
      columns={1}
      of={[
        ['执行标准', `${StandardClassWords[product.standardClass]} ${product.standardCode ?? ''}`],
        ['安全承诺', product.standardClass === 'NON_STANDARD' ? yes(product.safetyDeclared) : null],
        ['转基因', product.gmoStatus && GmoStatusWords[product.gmoStatus]],
        [
          '评价',
          product.rating && product.rating.count > 0
            ? `${product.rating.average?.toFixed(1)} 星，${product.rating.count} 条`
            : product.rating && '还没有评价',
        ],
        ['首次上架', dateTime(product.publishedAt)],
        ['最近更新', dateTime(product.updatedAt)],
      ]}
    />
  </Card>
);

const ReviewsCard = ({ reviews }: { reviews: ManagedProductQuery['contentReviews'] }) => (
  <Card title="审查记录">
    {reviews.length === 0 ? (
      <Nothing text="还没有审查过" />
    ) : (
      <Timeline
        items={reviews.map(({ id: key, finding, reason, clause, reviewedAt }) => ({
          key,
          color: finding === 'LAWFUL' ? 'green' : 'red',
          children: (
            <>
              <b>{ContentFindingWords[finding]}</b> <Clause of={clause} />
              <div className="written">{reason}</div>
              <div className="small grey">{dateTime(reviewedAt)}</div>
            </>
          ),
        }))}
      />
    )}
  </Card>
);

/** A text with the words that may not be written underlined, at the places the server gives. */
function Marked({ text, marks }: { text: string; marks: Marks }) {
  const inCopy = marks.filter(({ start, end }) => text.slice(start, end).length > 0).sort((a, b) => a.start - b.start);
  const parts: React.ReactNode[] = [];
  let at = 0;
  for (const { start, end, word: marked, text: why } of inCopy) {
    if (start < at || text.slice(start, end) !== marked) continue;
    parts.push(
      text.slice(at, start),
      <mark key={start} title={why} style={{ background: 'var(--rice-pale)', borderBottom: '2px solid var(--rice)' }}>
        {marked}
      </mark>,
    );
    at = end;
  }
  return (
    <>
      {parts}
      {text.slice(at)}
    </>
  );
}
