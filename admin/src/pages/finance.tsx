import { Alert, Tabs } from 'antd';
import { Link, useSearchParams } from 'react-router';
import {
  CollectRecovery,
  DecideRiskHold,
  LedgerBalances,
  MerchantAccounts,
  OpenMerchantAccount,
  ReconcileDay,
  Reconciliations,
  Recoveries,
  RiskHolds,
  Settlements,
  TrialBalance,
} from '../api/admin.ts';
import { date, dateTime, yuan } from '../lib/format.ts';
import { may } from '../lib/rights.ts';
import { useAsk } from '../lib/use.ts';
import {
  HOLD_STATES,
  MERCHANT_STATES,
  options,
  RECONCILIATION_STATES,
  RECOVERY_STATES,
  RISK_RULES,
  SETTLEMENT_STATES,
  word,
} from '../lib/words.ts';
import { act, Acts, work } from '../ui/Acts.tsx';
import { retry } from '../ui/retry-money.ts';
import { DataTable } from '../ui/DataTable.tsx';
import { Clause, Due, Mark, State, YesNo } from '../ui/marks.tsx';
import { PageHead } from '../ui/PageHead.tsx';
import { Shown } from '../ui/States.tsx';
import { CaseTable } from './finance-differences.tsx';

const ACCOUNTS: Readonly<Record<string, string>> = {
  buyers: '买家付款',
  'platform-commission': '平台服务费',
  'provider-frozen': '支付机构保管中',
  seller: '已结算给商家',
  'platform-funds': '平台垫付资金',
  'platform-claims': '平台待追偿',
  'claimed-from': '已向责任方追偿',
};
const accountTitle = (account: string): string => ACCOUNTS[account.split(':')[0]!] ?? account.split(':')[0]!;

export function FinancePage() {
  const [params, setParams] = useSearchParams();
  const tabs = [
    { key: 'reconciliations', label: '对账', asks: 'reconciliations', children: <ReconciliationTable /> },
    { key: 'differences', label: '对账差异', asks: 'reconciliationCases', children: <CaseTable /> },
    { key: 'balance', label: '总账', asks: 'trialBalance', children: <Balance /> },
    { key: 'settlements', label: '结算', asks: 'settlements', children: <SettlementTable /> },
    { key: 'recoveries', label: '先行赔付与追偿', asks: 'recoveries', children: <RecoveryTable /> },
    { key: 'holds', label: '风险冻结', asks: 'riskHolds', children: <Holds /> },
    { key: 'merchants', label: '商户号', asks: 'merchantAccounts', children: <Merchants /> },
  ].filter(({ asks }) => may(asks));
  return (
    <>
      <PageHead title="资金" note="钱由支付机构保管，平台不碰；这里核对每一分" />
      <Tabs
        activeKey={params.get('tab') ?? tabs[0]!.key}
        destroyOnHidden
        onChange={(tab) => setParams({ tab })}
        items={tabs}
      />
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
            className="refusal"
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
          { title: '账户', text: ({ account }) => accountTitle(account), sort: 'account' },
          {
            title: '属于',
            text: ({ party }) => party?.name ?? '平台',
            render: ({ party }) => (party ? <Link to={`/parties/${party.id}`}>{party.name}</Link> : '平台'),
          },
          {
            title: '余额',
            align: 'right',
            text: ({ balanceFen }) => balanceFen / 100,
            sort: 'balanceFen',
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
      variables: ({ date: day }) => ({ input: { date: day as string } }),
    }),
  });
  return (
    <>
      <div className="table-bar">
        <span className="quiet">
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
          { name: 'state', label: '结果', options: options(RECONCILIATION_STATES) },
          { name: 'date', label: '哪一天', kind: 'day' },
        ]}
        columns={[
          { title: '日期', text: ({ date: day }) => day, sort: 'date' },
          {
            title: '结果',
            text: ({ state }) => word(RECONCILIATION_STATES, state),
            sort: 'state',
            render: ({ state }) => <State of={state} text={word(RECONCILIATION_STATES, state)} />,
          },
          {
            title: '未处理差异',
            align: 'right',
            text: ({ openCaseCount }) => openCaseCount,
            render: ({ openCaseCount, date: day }) =>
              openCaseCount > 0 ? <Link to={`/finance?tab=differences&date=${day}`}>{openCaseCount} 条</Link> : 0,
          },
          { title: '收款笔数', align: 'right', text: ({ paymentCount }) => paymentCount },
          { title: '我方收款', align: 'right', sort: 'ourPaidFen', text: ({ ourPaidFen }) => yuan(ourPaidFen) },
          { title: '支付机构收款', align: 'right', text: ({ theirPaidFen }) => yuan(theirPaidFen) },
          { title: '退款笔数', align: 'right', text: ({ refundCount }) => refundCount },
          {
            title: '我方退款',
            align: 'right',
            sort: 'ourRefundedFen',
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
        { name: 'state', label: '状态', options: options(SETTLEMENT_STATES) },
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
          text: ({ party }) => party.name,
          render: ({ party }) => <Link to={`/parties/${party.id}`}>{party.name}</Link>,
        },
        {
          title: '状态',
          sort: 'state',
          text: ({ stateText }) => stateText,
          render: ({ state, stateText }) => <State of={state} text={stateText} />,
        },
        { title: '货款', align: 'right', sort: 'grossFen', text: ({ grossFen }) => yuan(grossFen) },
        { title: '退款', align: 'right', text: ({ refundedFen }) => yuan(refundedFen) },
        { title: '服务费', align: 'right', text: ({ commissionFen }) => yuan(commissionFen) },
        { title: '结算', align: 'right', sort: 'netFen', text: ({ netFen }) => yuan(netFen) },
        { title: '结算时间', sort: 'createdAt', text: ({ settledAt }) => dateTime(settledAt) },
        {
          ...work('retryMoney'),
          render: ({ id, availableActions }) => <Acts size="small" available={availableActions} acts={[retry(id)]} />,
        },
      ]}
    />
  );
}

function RecoveryTable() {
  return (
    <DataTable
      name="追偿"
      document={Recoveries}
      variables={({ state, partyId }, page) => ({ ...page, state, partyId })}
      rows={({ recoveries }) => recoveries}
      rowKey={({ id }) => id}
      empty="没有这样的追偿"
      filters={[
        { name: 'state', label: '状态', options: options(RECOVERY_STATES) },
        { name: 'partyId', label: '责任方', kind: 'party' },
      ]}
      columns={[
        {
          title: '责任方',
          text: ({ party }) => party.name,
          render: ({ party }) => <Link to={`/parties/${party.id}`}>{party.name}</Link>,
        },
        { title: '金额', align: 'right', sort: 'amountFen', text: ({ amountFen }) => yuan(amountFen) },
        {
          title: '状态',
          text: ({ stateText }) => stateText,
          sort: 'state',
          render: ({ state, stateText }) => <State of={state} text={stateText} />,
        },
        { title: '赔付', sort: 'openedAt', text: ({ openedAt }) => dateTime(openedAt) },
        { title: '追回', text: ({ recoveredAt }) => dateTime(recoveredAt) },
        {
          title: '投诉',
          only: 'screen',
          text: () => '',
          render: ({ complaintId }) => <Link to={`/complaints/${complaintId}`}>查看投诉</Link>,
        },
        {
          title: '订单',
          only: 'screen',
          text: () => '',
          render: ({ orderId }) => (may('tradeOrders') ? <Link to={`/orders/${orderId}`}>查看订单</Link> : null),
        },
        {
          ...work('collectRecovery'),
          render: ({ id, availableActions, notCollectableText }) =>
            notCollectableText ? (
              <span className="quiet">{notCollectableText}</span>
            ) : (
              <Acts
                size="small"
                available={availableActions}
                acts={[
                  act({
                    label: '追偿',
                    field: 'collectRecovery',
                    action: 'collect',
                    tone: 'primary',
                    confirm: '责任方是这笔订单的卖家：请支付机构从它的账户把平台垫付的钱退回平台。',
                    document: CollectRecovery,
                    variables: { input: { recoveryId: id } },
                  }),
                ]}
              />
            ),
        },
      ]}
    />
  );
}

function Holds() {
  return (
    <DataTable
      name="风险冻结"
      document={RiskHolds}
      variables={({ state, rule }, page) => ({ ...page, state, rule })}
      rows={({ riskHolds }) => riskHolds}
      rowKey={({ id }) => id}
      empty="没有被拦下的付款"
      filters={[
        { name: 'state', label: '状态', options: options(HOLD_STATES), initial: 'held' },
        { name: 'rule', label: '原因', options: options(RISK_RULES) },
      ]}
      columns={[
        {
          title: '原因',
          text: ({ rule }) => word(RISK_RULES, rule),
          sort: 'rule',
          render: ({ rule }) => (
            <>
              {word(RISK_RULES, rule)} <Clause of="9.2.cm" />
            </>
          ),
        },
        { title: '金额', align: 'right', sort: 'amountFen', text: ({ amountFen }) => yuan(amountFen) },
        { title: '时间', text: ({ openedAt }) => dateTime(openedAt), sort: 'openedAt' },
        {
          title: '订单',
          text: ({ orders }) => orders.map(({ number }) => number).join('、') || '—',
          render: ({ orders }) => (
            <>
              {orders.map(({ id, number }) => (
                <div key={id}>{may('tradeOrders') ? <Link to={`/orders/${id}`}>{number}</Link> : number}</div>
              ))}
            </>
          ),
        },
        {
          title: '状态',
          text: ({ state }) => word(HOLD_STATES, state),
          render: ({ state }) => <State of={state} text={word(HOLD_STATES, state)} />,
        },
        { title: '判断', roomy: true, text: ({ decidedAt }) => dateTime(decidedAt) },
        {
          ...work('decideRiskHold'),
          render: ({ id, availableActions }) => (
            <Acts
              size="small"
              available={availableActions}
              acts={[true, false].map((release) =>
                act({
                  label: release ? '放行' : '不放行',
                  field: 'decideRiskHold',
                  action: release ? 'release' : 'confirm',
                  tone: release ? 'primary' : 'danger',
                  confirm: release
                    ? '确认是正常的付款，放行。'
                    : '确认有问题，不让付这笔款。钱还没有付，订单到时间自动取消。',
                  document: DecideRiskHold,
                  variables: { input: { holdId: id, release } },
                }),
              )}
            />
          ),
        },
      ]}
    />
  );
}

function Merchants() {
  const open = act({
    label: '登记商户号',
    field: 'openMerchantAccount',
    tone: 'primary',
    form: () => ({
      draft: 'merchant',
      title: '登记商户号',
      submit: '登记',
      document: OpenMerchantAccount,
      fields: [
        { name: 'partyId', label: '主体', kind: 'party', required: true },
        { name: 'subMerchantId', label: '支付机构的商户号', kind: 'text', required: true, max: 32 },
        { name: 'contractNumber', label: '合同编号', kind: 'text', required: true, max: 64 },
        { name: 'contractValidUntil', label: '合同有效期至', kind: 'date', required: true },
        { name: 'contactName', label: '联系人', kind: 'text', required: true, max: 40 },
        { name: 'passwordKeeperName', label: '支付密码保管人', kind: 'text', required: true, max: 40 },
      ],
      variables: (values, requestId) => ({ input: { requestId, ...values } as never }),
    }),
  });
  return (
    <>
      <div className="table-bar">
        <span />
        <Acts acts={[open]} />
      </div>
      <DataTable
        name="商户号"
        document={MerchantAccounts}
        variables={({ state, partyId, merchant }, page) => ({ ...page, state, partyId, merchant })}
        rows={({ merchantAccounts }) => merchantAccounts}
        rowKey={({ id }) => id}
        empty="没有这样的商户号"
        filters={[
          { name: 'state', label: '状态', options: options(MERCHANT_STATES) },
          { name: 'partyId', label: '主体', kind: 'party' },
          { name: 'merchant', label: '商户号' },
        ]}
        columns={[
          {
            title: '主体',
            text: ({ party }) => party.name,
            render: ({ party }) => <Link to={`/parties/${party.id}`}>{party.name}</Link>,
          },
          { title: '商户号', text: ({ merchant }) => merchant },
          {
            title: '状态',
            sort: 'state',
            text: ({ state }) => word(MERCHANT_STATES, state),
            render: ({ state }) => (
              <Mark tone={state === 'open' ? 'good' : 'quiet'}>{word(MERCHANT_STATES, state)}</Mark>
            ),
          },
          {
            title: '可以收款',
            text: ({ inGoodStanding }) => (inGoodStanding ? '是' : '否'),
            render: ({ inGoodStanding }) => <YesNo value={inGoodStanding} />,
          },
          { title: '合同', text: ({ contractNumber }) => contractNumber },
          { title: '登记', roomy: true, sort: 'openedAt', text: ({ openedAt }) => date(openedAt) },
          { title: '合同至', text: ({ contractValidUntil }) => date(contractValidUntil), sort: 'contractValidUntil' },
          {
            title: '支付密码应更换',
            text: ({ passwordDueAt }) => date(passwordDueAt),
            sort: 'passwordDueAt',
            render: ({ passwordDueAt }) => <Due at={passwordDueAt} />,
          },
        ]}
      />
    </>
  );
}
