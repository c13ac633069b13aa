import {
  BandWeightWords,
  EndPriceBand,
  GovernedPricingWords,
  PriceBands,
  PublishPriceBand,
  type PriceBandsQuery,
} from '../api/admin.ts';

import { date, yuan } from '../lib/format.ts';
import { useAsk } from '../lib/use.ts';
import { act, Acts, work } from '../ui/Acts.tsx';
import { options } from '../lib/words.ts';
import { ListTable } from '../ui/ListTable.tsx';
import { PageHead } from '../ui/PageHead.tsx';
import { Shown } from '../ui/States.tsx';

type Band = PriceBandsQuery['priceBands'][number];

const publishAct = ({ categories }: PriceBandsQuery) =>
  act({
    label: '公布价格文件',
    field: 'publishPriceBand',
    tone: 'primary',
    form: () => ({
      draft: 'price-band',
      title: '公布政府价格文件',
      submit: '公布',
      intro: '从生效那天起，这类商品的价签都按文件写；价格不在范围内的自动下架，商家会收到消息',
      document: PublishPriceBand,
      fields: [
        {
          name: 'categoryId',
          label: '哪类商品',
          kind: 'pick',
          required: true,
          options: categories.map(({ id, path }) => ({ value: id, label: path })),
        },
        {
          name: 'pricingType',
          label: '怎样定价',
          kind: 'choice',
          required: true,
          options: options(GovernedPricingWords),
        },
        { name: 'per', label: '按什么重量', kind: 'choice', required: true, options: options(BandWeightWords) },
        { name: 'min', label: '最低价', kind: 'yuan', required: true },
        { name: 'max', label: '最高价', kind: 'yuan', required: true, help: '政府定价的，两个价格写一样' },
        { name: 'issuer', label: '发文机关', kind: 'text', required: true, max: 80 },
        { name: 'document', label: '文号', kind: 'text', required: true, max: 80 },
        { name: 'effectiveOn', label: '哪天生效', kind: 'date', required: true },
        { name: 'endsOn', label: '哪天截止', kind: 'date', help: '没写期限的不用填' },
      ],
      variables: ({ maybe, number, one, text }, requestId) => ({
        input: {
          requestId,
          categoryId: text('categoryId'),
          pricingType: one('pricingType', GovernedPricingWords),
          per: one('per', BandWeightWords),
          minFen: number('min'),
          maxFen: number('max'),
          issuer: text('issuer'),
          document: text('document'),
          effectiveOn: text('effectiveOn'),
          endsOn: maybe('endsOn'),
        },
      }),
    }),
  });

const endAct = (band: Band) =>
  act({
    label: '文件废止',
    field: 'endPriceBand',
    tone: 'danger',
    form: () => ({
      draft: `price-band.${band.id}`,
      title: `${band.document}不再有效`,
      submit: '废止',
      intro: '马上不再限制这类商品的价格',
      document: EndPriceBand,
      fields: [{ name: 'reason', label: '依据', kind: 'text', required: true, max: 200 }],
      variables: ({ text }) => ({ input: { bandId: band.id, reason: text('reason') } }),
    }),
  });

export function PriceBandsPage() {
  const asked = useAsk(PriceBands, {});
  return (
    <Shown asked={asked}>
      {(data) => (
        <>
          <PageHead title="政府价格" note="政府定价和政府指导价的文件；商家的价签只能按这里写">
            <Acts acts={[publishAct(data)]} />
          </PageHead>
          <ListTable
            name="政府价格文件"
            rowKey={({ id }) => id}
            rows={data.priceBands}
            empty="没有政府定价的商品，价格都由商家定"
            columns={[
              { title: '商品', text: ({ category }) => category.path },
              { title: '定价', text: ({ pricingType }) => GovernedPricingWords[pricingType] },
              {
                title: '价格',
                text: ({ per, minFen, maxFen }) => `${BandWeightWords[per]} ${yuan(minFen)} 至 ${yuan(maxFen)}`,
              },
              { title: '文号', text: ({ document }) => document, width: 240 },
              { title: '发文机关', text: ({ issuer }) => issuer },
              { title: '生效', text: ({ effectiveAt }) => date(effectiveAt), sort: true },
              { title: '失效', text: ({ endsAt }) => (endsAt ? date(endsAt) : '没写期限') },
              { ...work('endPriceBand'), render: (band) => <Acts size="small" acts={[endAct(band)]} /> },
            ]}
          />
        </>
      )}
    </Shown>
  );
}
