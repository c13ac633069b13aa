import { Link } from 'react-router';
import {
  CopyRuleWords,
  DecideLookAppeal,
  LookActWords,
  LookAnswerWords,
  LookStateWords,
  PublicLooks,
  ReviewProduct,
  type ContentFinding,
  type PublicLooksQuery,
} from '../api/admin.ts';
import { orNone } from '../lib/format.ts';
import { options } from '../lib/words.ts';
import { act, Acts, work } from '../ui/Acts.tsx';
import { DataTable } from '../ui/DataTable.tsx';
import { Facts } from '../ui/Facts.tsx';
import { PageHead } from '../ui/PageHead.tsx';
import { FileView } from '../ui/Papers.tsx';
import { PageTabs } from '../ui/PageTabs.tsx';
import { Nothing } from '../ui/States.tsx';
import { ShopLooksTable } from './looks-shops.tsx';
import { appealAnswer, decisionFacts, lookColumns, SEEN, whyBlocked, wordFact } from './looks/look-fields.tsx';

const OWNER = '商家';

const LAWFUL: ContentFinding = 'LAWFUL';
const UNLAWFUL: ContentFinding = 'UNLAWFUL';

type Look = PublicLooksQuery['publicLooks']['edges'][number]['node'];

const passAct = ({ product }: Look) =>
  act({
    label: LookActWords.PASS,
    field: 'reviewProduct',
    action: 'PASS',
    tone: 'primary',
    form: () => ({
      draft: `look.pass.${product?.id}`,
      title: `${LookActWords.PASS}：${product?.title ?? ''}`,
      submit: '记录',
      document: ReviewProduct,
      fields: SEEN,
      variables: ({ text }, requestId) => ({
        input: { requestId, productId: product?.id ?? '', finding: LAWFUL, reason: text('reason') },
      }),
    }),
  });
const blockAct = ({ product, words }: Look) =>
  act({
    label: LookActWords.BLOCK,
    field: 'reviewProduct',
    action: 'BLOCK',
    tone: 'danger',
    form: () => ({
      draft: `look.block.${product?.id}`,
      title: `${LookActWords.BLOCK}：${product?.title ?? ''}`,
      submit: LookActWords.BLOCK,
      danger: true,
      document: ReviewProduct,
      intro: '商品立即撤下。商家会看到哪一条规则、哪一条法律和您写的理由，可以申诉，由另一个人复核。',
      fields: whyBlocked(CopyRuleWords, words[0]?.rule, OWNER),
      variables: ({ one, text }, requestId) => ({
        input: {
          requestId,
          productId: product?.id ?? '',
          finding: UNLAWFUL,
          rule: one('rule', CopyRuleWords),
          reason: text('reason'),
        },
      }),
    }),
  });
const answerAct = ({ id, product }: Look) =>
  act({
    label: '答复申诉',
    field: 'decideLookAppeal',
    action: 'UPHOLD',
    tone: 'primary',
    form: () => ({
      draft: `look.answer.${id}`,
      title: `答复申诉：${product?.title ?? ''}`,
      submit: '答复',
      document: DecideLookAppeal,
      fields: appealAnswer(LookAnswerWords, OWNER),
      variables: ({ one, text }) => ({
        input: { lookId: id, decision: one('decision', LookAnswerWords), answer: text('answer') },
      }),
    }),
  });

/** Goods and shops that went public: a person looks at words and pictures, another hears appeals against blocks. */
export function LooksPage() {
  return (
    <>
      <PageHead title="新品新店" note="文字和图片都看一遍。到点没人看，照卖；申诉没人答，撤下的就恢复" />
      <PageTabs
        items={[
          { key: 'goods', label: '商品', children: <ProductLooksTable /> },
          { key: 'shops', label: '店铺', children: <ShopLooksTable /> },
        ]}
      />
    </>
  );
}

function ProductLooksTable() {
  return (
    <DataTable
      name="新商品"
      document={PublicLooks}
      variables={({ state }, page) => ({ ...page, state })}
      rows={({ publicLooks }) => publicLooks}
      rowKey={({ id }) => id}
      filters={[{ name: 'state', label: '状态', options: options(LookStateWords), initial: 'WAITING' }]}
      empty="没有要看的商品"
      expand={(look) => <LookDetail look={look} />}
      columns={[
        {
          title: '商品',
          text: ({ product }) => product?.title,
          render: ({ product }) => (product ? <Link to={`/products/${product.id}`}>{product.title}</Link> : '—'),
        },
        { title: '店铺', roomy: true, text: ({ product }) => product?.shop?.name },
        ...lookColumns<Look>('上架'),
        {
          ...work('reviewProduct|decideLookAppeal'),
          render: (look) => (
            <Acts
              size="small"
              available={look.availableActions}
              acts={[passAct(look), blockAct(look), answerAct(look)]}
            />
          ),
        },
      ]}
    />
  );
}

const LookDetail = ({ look }: { look: Look }) => (
  <div className="two">
    <div>
      <Facts
        columns={1}
        of={[
          ['标题', look.product?.title],
          ['介绍', look.product?.copy],
          ['特性', orNone(look.product?.characteristics)],
          [
            '规格、产地、等级',
            look.product?.skus
              .map(({ specification, label }) => `${specification}　${label?.origin ?? ''}　${label?.grade ?? ''}`)
              .join('；'),
          ],
          ...look.words.map(wordFact(CopyRuleWords)),
          ...decisionFacts(look, CopyRuleWords, OWNER),
        ]}
      />
    </div>
    <div className="paper-view">
      {look.product?.pictures.length ? (
        look.product.pictures.map(({ id, alt }) => (
          <FileView key={id} path={`/edges/catalog/files/${id}`} title={alt} />
        ))
      ) : (
        <Nothing text="没有图片" />
      )}
    </div>
  </div>
);
