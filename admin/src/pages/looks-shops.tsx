import { Link } from 'react-router';
import {
  DecideShopLookAppeal,
  LookActWords,
  LookAnswerWords,
  LookStateWords,
  ReviewShop,
  ShopLooks,
  WordRuleWords,
  type ShopFinding,
  type ShopLooksQuery,
} from '../api/admin.ts';
import { orNone } from '../lib/format.ts';
import { options } from '../lib/words.ts';
import { act, Acts, work } from '../ui/Acts.tsx';
import { DataTable } from '../ui/DataTable.tsx';
import { Facts } from '../ui/Facts.tsx';
import { FileView } from '../ui/Papers.tsx';
import { Nothing } from '../ui/States.tsx';
import { appealAnswer, decisionFacts, lookColumns, SEEN, whyBlocked, wordFact } from './looks/look-fields.tsx';

const OWNER = '店主';

const LAWFUL: ShopFinding = 'LAWFUL';
const UNLAWFUL: ShopFinding = 'UNLAWFUL';

type Look = ShopLooksQuery['shopLooks']['edges'][number]['node'];

const passAct = ({ id, shop, wording }: Look) =>
  act({
    label: LookActWords.PASS,
    field: 'reviewShop',
    action: 'PASS',
    tone: 'primary',
    form: () => ({
      draft: `shop-look.pass.${id}`,
      title: `${LookActWords.PASS}：${wording.name}`,
      submit: '记录',
      document: ReviewShop,
      fields: SEEN,
      variables: ({ text }, requestId) => ({
        input: { requestId, shopId: shop?.id ?? '', finding: LAWFUL, reason: text('reason') },
      }),
    }),
  });
const blockAct = ({ id, shop, wording, words }: Look) =>
  act({
    label: LookActWords.BLOCK,
    field: 'reviewShop',
    action: 'BLOCK',
    tone: 'danger',
    form: () => ({
      draft: `shop-look.block.${id}`,
      title: `${LookActWords.BLOCK}：${wording.name}`,
      submit: LookActWords.BLOCK,
      danger: true,
      document: ReviewShop,
      intro:
        '店名、介绍和图片马上看不见，店里的货停售。店主会看到哪一条法律和您写的理由，可以改，也可以申诉，由另一个人复核。',
      fields: whyBlocked(WordRuleWords, words[0]?.rule, OWNER),
      variables: ({ one, text }, requestId) => ({
        input: {
          requestId,
          shopId: shop?.id ?? '',
          finding: UNLAWFUL,
          rule: one('rule', WordRuleWords),
          reason: text('reason'),
        },
      }),
    }),
  });
const answerAct = ({ id, wording }: Look) =>
  act({
    label: '答复申诉',
    field: 'decideShopLookAppeal',
    action: 'UPHOLD',
    tone: 'primary',
    form: () => ({
      draft: `shop-look.answer.${id}`,
      title: `答复申诉：${wording.name}`,
      submit: '答复',
      document: DecideShopLookAppeal,
      fields: appealAnswer(LookAnswerWords, OWNER),
      variables: ({ one, text }) => ({
        input: { lookId: id, decision: one('decision', LookAnswerWords), answer: text('answer') },
      }),
    }),
  });

/** Shops that opened, or say something new of themselves. */
export function ShopLooksTable() {
  return (
    <DataTable
      name="新店"
      document={ShopLooks}
      variables={({ state }, page) => ({ ...page, state })}
      rows={({ shopLooks }) => shopLooks}
      rowKey={({ id }) => id}
      filters={[{ name: 'state', label: '状态', options: options(LookStateWords), initial: 'WAITING' }]}
      empty="没有要看的店"
      expand={(look) => <LookDetail look={look} />}
      columns={[
        { title: '店铺', text: ({ wording }) => wording.name },
        {
          title: '店主',
          roomy: true,
          text: ({ party }) => party?.name,
          render: ({ party }) => (party ? <Link to={`/parties/${party.id}`}>{party.name}</Link> : '—'),
        },
        ...lookColumns<Look>('开始等'),
        {
          ...work('reviewShop|decideShopLookAppeal'),
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
          ['店名', look.wording.name],
          ['介绍', orNone(look.wording.introduction)],
          ['营业时间', look.wording.serviceHours],
          ['多久确认', look.wording.confirmWithinText],
          ['多久回复', look.wording.responseText],
          ['店里的人', orNone(look.stories.join('；'))],
          ...look.words.map(wordFact(WordRuleWords)),
          ...decisionFacts(look, WordRuleWords, OWNER),
        ]}
      />
    </div>
    <div className="paper-view">
      {look.pictures.length ? (
        look.pictures.map(({ id, alt }) => <FileView key={id} path={`/edges/sellers/files/${id}`} title={alt} />)
      ) : (
        <Nothing text="没有图片" />
      )}
    </div>
  </div>
);
