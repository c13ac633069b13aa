import { Link } from 'react-router';
import {
  DecideRiskHold,
  RiskHolds,
  RiskHoldStateWords,
  RiskRuleWords,
  type RiskHoldSort,
  type RiskHoldsQuery,
  DueKindWords,
} from '../api/admin.ts';
import { dateTime, yuan } from '../lib/format.ts';
import { may } from '../lib/rights.ts';
import { options } from '../lib/words.ts';
import { act, Acts, work } from '../ui/Acts.tsx';
import type { Column } from '../ui/columns.tsx';
import { DataTable } from '../ui/DataTable.tsx';
import { Clause } from '../ui/marks.tsx';
import { stateColumn } from '../ui/state-column.tsx';

type Hold = RiskHoldsQuery['riskHolds']['edges'][number]['node'];

const decideAct = (id: string, release: boolean) =>
  act({
    label: release ? '放行' : '不放行',
    field: 'decideRiskHold',
    action: release ? 'RELEASE' : 'CONFIRM',
    tone: release ? 'primary' : 'danger',
    confirm: release ? '确认是正常的付款，放行。' : '确认有问题，不让付这笔款。钱还没有付，订单到时间自动取消。',
    document: DecideRiskHold,
    variables: { input: { holdId: id, release } },
  });

const columns = (): Column<Hold, RiskHoldSort>[] => [
  {
    title: '原因',
    text: ({ rule }) => RiskRuleWords[rule],
    sort: 'RULE',
    render: ({ rule }) => (
      <>
        {RiskRuleWords[rule]} <Clause of="9.2.cm" />
      </>
    ),
  },
  { title: '金额', align: 'right', sort: 'AMOUNT_FEN', text: ({ amountFen }) => yuan(amountFen) },
  { title: '时间', text: ({ openedAt }) => dateTime(openedAt), sort: 'OPENED_AT' },
  {
    title: '订单',
    text: ({ orders }) => orders?.map(({ number }) => number).join('、') || '—',
    render: ({ orders }) => (
      <>
        {orders?.map(({ id, number }) => (
          <div key={id}>{may('tradeOrders') ? <Link to={`/orders/${id}`}>{number}</Link> : number}</div>
        ))}
      </>
    ),
  },
  stateColumn(),
  { title: '判断', roomy: true, text: ({ decidedAt }) => dateTime(decidedAt) },
  {
    ...work('decideRiskHold'),
    render: ({ id, availableActions }) => (
      <Acts size="small" available={availableActions} acts={[true, false].map((release) => decideAct(id, release))} />
    ),
  },
];

export function Holds() {
  return (
    <DataTable
      name={DueKindWords.RISK_HOLD}
      document={RiskHolds}
      variables={({ state, rule }, page) => ({ ...page, state, rule })}
      rows={({ riskHolds }) => riskHolds}
      rowKey={({ id }) => id}
      empty="没有被拦下的付款"
      filters={[
        { name: 'state', label: '状态', options: options(RiskHoldStateWords), initial: 'HELD' },
        { name: 'rule', label: '原因', options: options(RiskRuleWords) },
      ]}
      columns={columns()}
    />
  );
}
