import { SAID } from '../lib/said.ts';
import { Alert } from 'antd';
import { Link } from 'react-router';
import {
  LedgerBalances,
  ReconcileDay,
  Reconciliations,
  ReconciliationStateWords,
  Settlements,
  SettlementStateWords,
  StatementKindWords,
  TrialBalance,
  DueKindWords,
} from '../api/admin.ts';
import { dateTime, yuan } from '../lib/format.ts';
import { may } from '../lib/rights.ts';
import { useAsk } from '../lib/use.ts';
import { options } from '../lib/words.ts';
import { act, Acts, work } from '../ui/Acts.tsx';
import { retry } from '../ui/retry-money.ts';
import { DataTable } from '../ui/DataTable.tsx';
import { Clause, State } from '../ui/marks.tsx';
import { PageHead } from '../ui/PageHead.tsx';
import { PageTabs } from '../ui/PageTabs.tsx';
import { Shown } from '../ui/States.tsx';
import { AccountDayTable } from './finance-accounts.tsx';
import { CompensationTable } from './finance-compensations.tsx';
import { GrowerShareTable, ShareReturnTable, ShareTable } from './finance-shares.tsx';
import { DepositTable } from './finance-deposits.tsx';
import { CaseTable } from './finance-differences.tsx';
import { Holds } from './finance-holds.tsx';
import { Invoices } from './finance-invoices.tsx';
import { Merchants } from './finance-merchants.tsx';
import { MonthTable } from './finance-months.tsx';
import { RecoveryTable } from './finance-recoveries.tsx';
import { PartyLink } from '../ui/PartyLink.tsx';
import { stateColumn } from '../ui/state-column.tsx';

const ACCOUNTS: Readonly<Record<string, string>> = {
  buyers: '买家付款',
  'platform-commission': '平台收的服务费',
  'provider-frozen': '支付机构保管中',
  seller: '已结算给商家',
  'platform-funds': '平台垫付资金',
  'platform-claims': '平台待追偿',
  'claimed-from': '已向责任方追偿',
  deposit: '保证金',
  'put-up-by': '交来的保证金',
  'provider-fees': StatementKindWords.FEE,
  unexplained: '对账更正，待查明',
  'owed-to': '别人欠商家的',
  bank: '商家自己的银行',
  'platform-bank': '平台的银行',
};
function accountTitle(account: string): string {
  const kind = account.replace(/:.*/, '');
  return ACCOUNTS[kind] ?? kind;
}

export function FinancePage() {
  const tabs = [
    { key: 'reconciliations', label: '对账', asks: 'reconciliations', children: <ReconciliationTable /> },
    { key: 'differences', label: DueKindWords.RECONCILIATION, asks: 'reconciliationCases', children: <CaseTable /> },
    { key: 'months', label: '关账', asks: 'booksMonths', children: <MonthTable /> },
    { key: 'accounts', label: '账户余额', asks: 'accountDays', children: <AccountDayTable /> },
    { key: 'balance', label: '总账', asks: 'trialBalance', children: <Balance /> },
    { key: 'settlements', label: '结算', asks: 'settlements', children: <SettlementTable /> },
    { key: 'shares', label: '分账', asks: 'profitShares', children: <ShareTable /> },
    { key: 'growers', label: '种植户货款', asks: 'growerShares', children: <GrowerShareTable /> },
    { key: 'shareReturns', label: '分账退回', asks: 'shareReturns', children: <ShareReturnTable /> },
    { key: 'recoveries', label: SAID.advancesAndRecoveries, asks: 'recoveries', children: <RecoveryTable /> },
    { key: 'compensations', label: '赔付', asks: 'compensations', children: <CompensationTable /> },
    { key: 'deposits', label: '保证金', asks: 'deposits', children: <DepositTable /> },
    { key: 'holds', label: DueKindWords.RISK_HOLD, asks: 'riskHolds', children: <Holds /> },
    { key: 'invoices', label: '发票', asks: 'invoices', children: <Invoices /> },
    { key: 'merchants', label: '商户号', asks: 'merchantAccounts', children: <Merchants /> },
  ].filter(({ asks }) => may(asks));
  return (
    <>
      <PageHead title="资金" note="钱由支付机构保管，平台不碰；这里核对每一分" />
      <PageTabs items={tabs} />
    </>
  );
}

function Balance() {
  const asked = useAsk(TrialBalance, {});
  return (
    <>
      <Shown asked={asked}>
        {({ trialBalance: { sumFen, balanced } }) => (
          <Alert
            type={balanced ? 'success' : 'error'}
            showIcon
            message={balanced ? '借贷相平：所有账户之和为 0' : `不平：所有账户之和为 ${yuan(sumFen)}，请立即查`}
          />
        )}
      </Shown>
      <DataTable
        name="总账"
        document={LedgerBalances}
        variables={({ partyId }, page) => ({ ...page, partyId })}
        rows={({ ledgerBalances }) => ledgerBalances}
        rowKey={({ account }) => account}
        filters={[{ name: 'partyId', label: '属于', kind: 'party' }]}
        empty="没有这样的账户"
        columns={[
          { title: '账户', text: ({ account }) => accountTitle(account), sort: 'ACCOUNT' },
          {
            title: '属于',
            text: ({ party }) => party?.name ?? '平台',
            render: ({ party }) => (party ? <Link to={`/parties/${party.id}`}>{party.name}</Link> : '平台'),
          },
          {
            title: '余额',
            align: 'right',
            text: ({ balanceFen }) => balanceFen / 100,
            sort: 'BALANCE_FEN',
            render: ({ balanceFen }) => yuan(balanceFen),
          },
        ]}
      />
    </>
  );
}

function ReconciliationTable() {
  const again = act({
    label: '重新对一天',
    field: 'reconcileDay',
    form: () => ({
      draft: 'reconcile',
      title: '重新对账',
      submit: '对账',
      document: ReconcileDay,
      fields: [{ name: 'date', label: '日期', kind: 'date', required: true, help: '支付机构次日 10 点以后才有账单' }],
      variables: ({ text }) => ({ input: { date: text('date') } }),
    }),
  });
  return (
    <>
      <div className="bar between no-print">
        <span className="small grey">
          每天和支付机构对一次账 <Clause of="9.2.cp" />
        </span>
        <Acts acts={[again]} />
      </div>
      <DataTable
        name="对账"
        document={Reconciliations}
        variables={({ state, date: day }, page) => ({ ...page, state, date: day })}
        rows={({ reconciliations }) => reconciliations}
        rowKey={({ id }) => id}
        empty="没有这样的对账"
        filters={[
          { name: 'state', label: '结果', options: options(ReconciliationStateWords) },
          { name: 'date', label: '哪一天', kind: 'day' },
        ]}
        columns={[
          { title: '日期', text: ({ date: day }) => day, sort: 'DATE' },
          {
            title: '结果',
            text: ({ stateLabel }) => stateLabel,
            sort: 'STATE',
            render: ({ state, stateLabel }) => <State of={state} text={stateLabel} />,
          },
          {
            title: '未处理差异',
            align: 'right',
            text: ({ openCaseCount }) => openCaseCount,
            render: ({ openCaseCount, date: day }) =>
              openCaseCount > 0 ? <Link to={`/finance?tab=differences&date=${day}`}>{openCaseCount} 条</Link> : 0,
          },
          { title: '收款笔数', align: 'right', text: ({ paymentCount }) => paymentCount },
          { title: '我方收款', align: 'right', sort: 'OUR_PAID_FEN', text: ({ ourPaidFen }) => yuan(ourPaidFen) },
          { title: '支付机构收款', align: 'right', text: ({ theirPaidFen }) => yuan(theirPaidFen) },
          { title: '退款笔数', align: 'right', text: ({ refundCount }) => refundCount },
          {
            title: '我方退款',
            align: 'right',
            sort: 'OUR_REFUNDED_FEN',
            text: ({ ourRefundedFen }) => yuan(ourRefundedFen),
          },
          { title: '支付机构退款', align: 'right', text: ({ theirRefundedFen }) => yuan(theirRefundedFen) },
        ]}
      />
    </>
  );
}

function SettlementTable() {
  return (
    <DataTable
      name="结算"
      document={Settlements}
      variables={({ state, partyId }, page) => ({ ...page, state, partyId })}
      filters={[
        { name: 'state', label: '状态', options: options(SettlementStateWords) },
        { name: 'partyId', label: '商家', kind: 'party' },
      ]}
      rows={({ settlements }) => settlements}
      rowKey={({ id }) => id}
      columns={[
        {
          title: '订单',
          text: ({ order }) => order?.number ?? '—',
          render: ({ order }) =>
            order && may('tradeOrders') ? (
              <Link to={`/orders/${order.id}`}>{order.number}</Link>
            ) : (
              (order?.number ?? '—')
            ),
        },
        {
          title: '商家',
          text: ({ party }) => party?.name,
          render: ({ party }) => <PartyLink of={party} />,
        },
        stateColumn('STATE'),
        { title: '货款', align: 'right', sort: 'GROSS_FEN', text: ({ grossFen }) => yuan(grossFen) },
        { title: '退款', align: 'right', text: ({ refundedFen }) => yuan(refundedFen) },
        { title: '服务费', align: 'right', text: ({ commissionFen }) => yuan(commissionFen) },
        { title: '分给别人', align: 'right', text: ({ sharedFen }) => (sharedFen > 0 ? yuan(sharedFen) : '') },
        {
          title: StatementKindWords.SET_OFF,
          align: 'right',
          text: ({ setOffFen }) => (setOffFen > 0 ? yuan(setOffFen) : ''),
        },
        { title: '结算', align: 'right', sort: 'NET_FEN', text: ({ netFen }) => yuan(netFen) },
        { title: '结算时间', sort: 'CREATED_AT', text: ({ settledAt }) => dateTime(settledAt) },
        {
          ...work('retryMoney'),
          render: ({ id, availableActions }) => <Acts size="small" available={availableActions} acts={[retry(id)]} />,
        },
      ]}
    />
  );
}
