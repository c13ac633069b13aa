import { Link } from 'react-router';
import {
  GrowerShares,
  GrowerShareStateWords,
  HarvestUnitWords,
  ProfitShares,
  ProfitShareStateWords,
  ShareKindWords,
  ShareReturns,
  ShareReturnStateWords,
} from '../api/admin.ts';
import { dateTime, yuan } from '../lib/format.ts';
import { may } from '../lib/rights.ts';
import { options } from '../lib/words.ts';
import { Acts, work } from '../ui/Acts.tsx';
import { DataTable } from '../ui/DataTable.tsx';
import { State } from '../ui/marks.tsx';
import { PartyLink } from '../ui/PartyLink.tsx';
import { retry } from '../ui/retry-money.ts';
import { stateColumn } from '../ui/state-column.tsx';

const PLATFORM = '平台';

/** What carrier, stations and the platform get of each order, and what of it went back. */
export function ShareTable() {
  return (
    <DataTable
      name="分账"
      document={ProfitShares}
      variables={({ state, kind, partyId }, page) => ({ ...page, state, kind, partyId })}
      filters={[
        { name: 'state', label: '状态', options: options(ProfitShareStateWords) },
        { name: 'kind', label: '分的什么', options: options(ShareKindWords) },
        { name: 'partyId', label: '谁分或谁得', kind: 'party' },
      ]}
      rows={({ profitShares }) => profitShares}
      rowKey={({ id }) => id}
      columns={[
        {
          title: '订单',
          text: ({ orderNumber }) => orderNumber ?? '—',
          render: ({ orderId, orderNumber }) =>
            orderNumber && may('tradeOrders') ? (
              <Link to={`/orders/${orderId}`}>{orderNumber}</Link>
            ) : (
              (orderNumber ?? '—')
            ),
        },
        { title: '商家', text: ({ payer }) => payer?.name, render: ({ payer }) => <PartyLink of={payer} /> },
        { title: '分的什么', text: ({ kind }) => ShareKindWords[kind] },
        {
          title: '分给谁',
          text: ({ party }) => party?.name ?? PLATFORM,
          render: ({ party }) => (party ? <PartyLink of={party} /> : PLATFORM),
        },
        { title: '金额', align: 'right', sort: 'AMOUNT_FEN', text: ({ amountFen }) => yuan(amountFen) },
        { title: '其中退回', align: 'right', text: ({ returnedFen }) => (returnedFen > 0 ? yuan(returnedFen) : '') },
        stateColumn('STATE'),
        { title: '分到时间', sort: 'CREATED_AT', text: ({ sharedAt }) => dateTime(sharedAt) },
      ]}
    />
  );
}

/** What goes back to sellers of shares, since their buyers got the money. */
export function ShareReturnTable() {
  return (
    <DataTable
      name="分账退回"
      document={ShareReturns}
      variables={({ state }, page) => ({ ...page, state })}
      filters={[{ name: 'state', label: '状态', options: options(ShareReturnStateWords) }]}
      rows={({ shareReturns }) => shareReturns}
      rowKey={({ id }) => id}
      columns={[
        { title: '退给商家', text: ({ payer }) => payer?.name, render: ({ payer }) => <PartyLink of={payer} /> },
        {
          title: '由谁退',
          text: ({ party }) => party?.name ?? PLATFORM,
          render: ({ party }) => (party ? <PartyLink of={party} /> : PLATFORM),
        },
        { title: '退的什么', text: ({ kind }) => ShareKindWords[kind] },
        { title: '金额', align: 'right', sort: 'AMOUNT_FEN', text: ({ amountFen }) => yuan(amountFen) },
        {
          title: '状态',
          sort: 'STATE',
          text: ({ stateLabel }) => stateLabel,
          render: ({ state, stateLabel, lastError }) => (
            <>
              <State of={state} text={stateLabel} />
              {lastError && <div className="small grey">支付机构的说法：{lastError}</div>}
            </>
          ),
        },
        {
          title: '退到时间',
          sort: 'CREATED_AT',
          text: ({ returnedAt, createdAt }) => dateTime(returnedAt ?? createdAt),
        },
        {
          ...work('retryMoney'),
          render: ({ id, availableActions }) => <Acts size="small" available={availableActions} acts={[retry(id)]} />,
        },
      ]}
    />
  );
}

/** What cooperatives owe the growers of pooled lots, sale by sale. */
export function GrowerShareTable() {
  return (
    <DataTable
      name="种植户货款"
      document={GrowerShares}
      variables={({ state }, page) => ({ ...page, state })}
      filters={[{ name: 'state', label: '状态', options: options(GrowerShareStateWords) }]}
      rows={({ growerShares }) => growerShares}
      rowKey={({ id }) => id}
      columns={[
        { title: '谁付', text: ({ party }) => party?.name, render: ({ party }) => <PartyLink of={party} /> },
        { title: '货', text: ({ goodsTitle, lotCode }) => `${goodsTitle}，${lotCode}` },
        {
          title: '卖了多少',
          text: ({ quantity, unit, crop, priceFen }) =>
            `${quantity}${HarvestUnitWords[unit]}${crop}，每${HarvestUnitWords[unit]}${yuan(priceFen)}`,
        },
        { title: '该付', align: 'right', sort: 'AMOUNT_FEN', text: ({ amountFen }) => yuan(amountFen) },
        { title: '还欠', align: 'right', text: ({ openFen }) => (openFen > 0 ? yuan(openFen) : '') },
        {
          title: '状态',
          sort: 'STATE',
          text: ({ stateLabel }) => stateLabel,
          render: ({ state, stateLabel, why }) => (
            <>
              <State of={state} text={stateLabel} />
              {why && <div className="small grey">{why}</div>}
            </>
          ),
        },
        { title: '卖出时间', sort: 'SOLD_AT', text: ({ soldAt }) => dateTime(soldAt) },
      ]}
    />
  );
}
