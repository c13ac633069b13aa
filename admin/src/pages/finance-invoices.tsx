import { Card } from 'antd';
import { Link } from 'react-router';
import {
  InvoiceActWords,
  Invoices as InvoicesDocument,
  InvoiceStateWords,
  IssueRoutes,
  RedInvoiceActWords,
  ResubmitInvoice,
  RetryRedInvoice,
  type InvoiceSort,
  type InvoicesQuery,
} from '../api/admin.ts';
import { dateTime, yuan } from '../lib/format.ts';
import { may } from '../lib/rights.ts';
import { useAsk } from '../lib/use.ts';
import { options } from '../lib/words.ts';
import { act, Acts, work } from '../ui/Acts.tsx';
import type { Column } from '../ui/columns.tsx';
import { DataTable } from '../ui/DataTable.tsx';
import { State } from '../ui/marks.tsx';
import { PartyLink } from '../ui/PartyLink.tsx';
import { Shown } from '../ui/States.tsx';

type Invoice = InvoicesQuery['invoices']['edges'][number]['node'];

const again = (invoiceId: string) =>
  act({
    label: InvoiceActWords.RESUBMIT,
    field: 'resubmitInvoice',
    action: 'RESUBMIT',
    confirm: '税务平台说的问题解决了，再送一次？同一单不会开两张。',
    document: ResubmitInvoice,
    variables: { input: { invoiceId } },
  });
const redAgain = (redInvoiceId: string) =>
  act({
    label: RedInvoiceActWords.RETRY,
    field: 'retryRedInvoice',
    action: 'RETRY',
    confirm: '再向税务平台提交一张红字确认单？',
    document: RetryRedInvoice,
    variables: { input: { redInvoiceId } },
  });

const columns = (): Column<Invoice, InvoiceSort>[] => [
  {
    title: '订单',
    text: ({ orderNumber }) => orderNumber,
    render: ({ order, orderNumber }) =>
      order && may('tradeOrders') ? <Link to={`/orders/${order.id}`}>{orderNumber}</Link> : orderNumber,
  },
  { title: '商家', text: ({ party }) => party?.name, render: ({ party }) => <PartyLink of={party} /> },
  { title: '抬头', roomy: true, text: ({ headName }) => headName },
  {
    title: '状态',
    sort: 'STATE',
    text: ({ stateLabel, lastError }) => [stateLabel, lastError].filter(Boolean).join('：'),
    render: ({ state, stateLabel, lastError }) => (
      <>
        <State of={state} text={stateLabel} />
        {lastError && <div className="small grey">{lastError}</div>}
      </>
    ),
  },
  { title: '最晚', text: ({ dueAt }) => dateTime(dueAt) },
  {
    title: '票面',
    align: 'right',
    sort: 'AMOUNT_FEN',
    text: ({ amountFen }) => (amountFen > 0 ? yuan(amountFen) : ''),
  },
  { title: '税额', align: 'right', text: ({ taxFen, amountFen }) => (amountFen > 0 ? yuan(taxFen) : '') },
  { title: '号码', roomy: true, text: ({ number }) => number ?? '' },
  {
    title: '冲红',
    text: ({ reds }) => reds.map(({ amountFen, stateLabel }) => `${yuan(amountFen)} ${stateLabel}`).join('、'),
    render: ({ reds }) => (
      <>
        {reds.map(({ id, amountFen, state, stateLabel, lastError, availableActions }) => (
          <div key={id}>
            {yuan(amountFen)} <State of={state} text={stateLabel} />
            {lastError && <span className="small grey"> {lastError}</span>}
            <Acts size="small" available={availableActions} acts={[redAgain(id)]} />
          </div>
        ))}
      </>
    ),
  },
  {
    ...work('resubmitInvoice'),
    render: ({ id, availableActions }) => <Acts size="small" available={availableActions} acts={[again(id)]} />,
  },
];

export function Invoices() {
  return (
    <>
      <DataTable
        name="发票"
        document={InvoicesDocument}
        variables={({ state, partyId }, page) => ({ ...page, state, partyId })}
        rows={({ invoices }) => invoices}
        rowKey={({ id }) => id}
        empty="没有这样的发票"
        filters={[
          { name: 'state', label: '状态', options: options(InvoiceStateWords) },
          { name: 'partyId', label: '商家', kind: 'party' },
        ]}
        columns={columns()}
      />
      <Routes />
    </>
  );
}

/** Who issues what, by which law, and what of it is not settled. */
function Routes() {
  const asked = useAsk(IssueRoutes, {});
  return (
    <Shown asked={asked}>
      {({ issueRoutes }) => (
        <Card title="谁来开票，依据什么">
          {issueRoutes.map(({ route, title, issuer, law, sureText, doubt }) => (
            <p key={route}>
              <strong>{title}</strong>
              <br />
              {issuer}。依据：{law}（{sureText}）{doubt && <span className="quiet">。没有定论：{doubt}</span>}
            </p>
          ))}
        </Card>
      )}
    </Shown>
  );
}
