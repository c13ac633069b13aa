import { Link } from 'react-router';
import {
  ChargeDays,
  ChargeDifferenceActWords,
  ChargeDifferences,
  ChargeDifferenceStateWords,
  ChargeFindingWords,
  ChargeKindWords,
  SettleChargeDifference,
  type ChargeDaysQuery,
  type ChargeDifferencesQuery,
  type ChargeDifferenceState,
} from '../api/admin.ts';
import { dateTime, orNone, yuan } from '../lib/format.ts';
import { may } from '../lib/rights.ts';
import { options } from '../lib/words.ts';
import { act, Acts, work } from '../ui/Acts.tsx';
import { DataTable } from '../ui/DataTable.tsx';
import { Mark, type Tone } from '../ui/marks.tsx';
import { PageHead } from '../ui/PageHead.tsx';
import { PageTabs } from '../ui/PageTabs.tsx';
import { PartyLink } from '../ui/PartyLink.tsx';

type Difference = ChargeDifferencesQuery['chargeDifferences']['edges'][number]['node'];
type Day = ChargeDaysQuery['chargeDays']['edges'][number]['node'];

/** What was charged, held against what was marked when it was ordered. */
export function ChargesPage() {
  const tabs = [
    { key: 'differences', label: '和标价不符的', asks: 'chargeDifferences', children: <DifferenceTable /> },
    { key: 'days', label: '每天核对', asks: 'chargeDays', children: <DayTable /> },
  ].filter(({ asks }) => may(asks));
  return (
    <>
      <PageHead
        title="收费核对"
        note="每天夜里，前一天每一单收的钱都和下单那一刻的标价对一遍；多收的自动退给买家，从商家货款里退。分给承运单位和服务站的，也和合同对一遍，多分的退回商家"
      />
      <PageTabs items={tabs} />
    </>
  );
}

const settle = ({ id, goods, order }: Difference) =>
  act({
    label: ChargeDifferenceActWords.SETTLE,
    field: 'settleChargeDifference',
    action: 'SETTLE',
    form: () => ({
      draft: `charge.${id}`,
      title: `订单 ${orNone(order?.number)} ${goods}`,
      submit: '记录',
      document: SettleChargeDifference,
      fields: [{ name: 'note', label: '查明的原因，钱怎么处理的', kind: 'paragraph', required: true, max: 500 }],
      variables: ({ text }) => ({ input: { differenceId: id, note: text('note') } }),
    }),
  });

const TONES: Readonly<Record<ChargeDifferenceState, Tone>> = {
  FOUND: 'warn',
  REFUNDING: 'busy',
  REFUNDED: 'good',
  RETURNING: 'busy',
  RETURNED: 'good',
  LEFT: 'quiet',
  LISTED: 'quiet',
  GIVEN_BACK: 'quiet',
  UNCLEAR: 'bad',
  SETTLED: 'good',
};

function DifferenceTable() {
  return (
    <DataTable
      name="和标价不符的收费"
      document={ChargeDifferences}
      variables={({ finding, state, date: day }, page) => ({ ...page, finding, state, date: day })}
      rows={({ chargeDifferences }) => chargeDifferences}
      rowKey={({ id }) => id}
      empty="没有和标价不符的收费"
      filters={[
        { name: 'finding', label: '哪里不符', options: options(ChargeFindingWords) },
        { name: 'state', label: '状态', options: options(ChargeDifferenceStateWords) },
        { name: 'date', label: '哪天下的单', kind: 'day' },
      ]}
      columns={[
        { title: '下单', text: ({ date: day }) => day },
        {
          title: '订单',
          text: ({ order }) => orNone(order?.number),
          render: ({ order }) => (order ? <Link to={`/orders/${order.id}`}>{order.number}</Link> : null),
        },
        {
          title: '商家',
          text: ({ seller }) => orNone(seller?.name),
          render: ({ seller }) => <PartyLink of={seller} />,
        },
        { title: '什么', text: ({ kind, goods }) => (kind === 'GOODS' ? goods : ChargeKindWords[kind]) },
        {
          title: '谁收的',
          roomy: true,
          text: ({ receiver, seller }) => orNone((receiver ?? seller)?.name),
          render: ({ receiver, seller }) => <PartyLink of={receiver ?? seller} />,
        },
        { title: '哪里不符', text: ({ finding }) => ChargeFindingWords[finding] },
        {
          title: '状态',
          text: ({ stateLabel }) => stateLabel,
          render: ({ state, stateLabel }) => <Mark tone={TONES[state]}>{stateLabel}</Mark>,
        },
        {
          title: '收了',
          align: 'right',
          sort: 'CHARGED_FEN',
          text: ({ chargedFen, quantity }) => (quantity > 1 ? `${yuan(chargedFen)} × ${quantity}` : yuan(chargedFen)),
        },
        { title: '当时标价', align: 'right', text: ({ markedFen }) => yuan(markedFen) },
        { title: '价签或价目写的', roomy: true, text: ({ marked }) => orNone(marked) },
        { title: '退多少', align: 'right', text: ({ refundFen }) => yuan(refundFen) },
        { title: '说明', roomy: true, text: ({ note }) => orNone(note) },
        {
          ...work('settleChargeDifference'),
          render: (one) => <Acts size="small" available={one.availableActions} acts={[settle(one)]} />,
        },
      ]}
    />
  );
}

const isBad = ({ differing, unjudged, deliveriesDiffering, deliveriesUnjudged, sharesDiffering }: Day): boolean =>
  differing + unjudged + deliveriesDiffering + deliveriesUnjudged + sharesDiffering > 0;
const toneOfDay = (day: Day): Tone => (day.comparedAt === null ? 'busy' : isBad(day) ? 'warn' : 'good');
const standing = (day: Day): string => (day.comparedAt === null ? '还没核对' : isBad(day) ? '有不符的' : '都相符');

function DayTable() {
  return (
    <DataTable
      name="每天核对"
      document={ChargeDays}
      variables={(_filters, page) => page}
      rows={({ chargeDays }) => chargeDays}
      rowKey={({ date: day }) => day}
      empty="还没有过完的一天"
      columns={[
        { title: '日期', text: ({ date: day }) => day, sort: 'DATE' },
        {
          title: '结果',
          text: standing,
          render: (day) => (
            <Link to={`/charges?date=${day.date}`}>
              <Mark tone={toneOfDay(day)}>{standing(day)}</Mark>
            </Link>
          ),
        },
        { title: '核对的商品', align: 'right', text: ({ lines }) => `${lines} 行` },
        { title: '不符', align: 'right', sort: 'DIFFERING', text: ({ differing }) => String(differing) },
        { title: '查不到标价', align: 'right', text: ({ unjudged }) => String(unjudged) },
        { title: '核对的配送费', align: 'right', text: ({ deliveries }) => `${deliveries} 单` },
        { title: '配送费不符', align: 'right', text: ({ deliveriesDiffering }) => String(deliveriesDiffering) },
        { title: '查不到价目', align: 'right', text: ({ deliveriesUnjudged }) => String(deliveriesUnjudged) },
        { title: '核对的分账', align: 'right', text: ({ shares }) => `${shares} 笔` },
        { title: '分多了', align: 'right', text: ({ sharesDiffering }) => String(sharesDiffering) },
        { title: '核对时间', text: ({ comparedAt }) => dateTime(comparedAt) },
      ]}
    />
  );
}
