import { Link } from 'react-router';
import { Compensations, CompensationStateWords, type CompensationsQuery, type CompensationSort } from '../api/admin.ts';
import { dateTime, yuan } from '../lib/format.ts';
import { options } from '../lib/words.ts';
import { Acts, work } from '../ui/Acts.tsx';
import type { Column } from '../ui/columns.tsx';
import { DataTable } from '../ui/DataTable.tsx';
import { Due, State } from '../ui/marks.tsx';
import { PartyLink } from '../ui/PartyLink.tsx';
import { retry } from '../ui/retry-money.ts';

type Compensation = CompensationsQuery['compensations']['edges'][number]['node'];

const columns: Column<Compensation, CompensationSort>[] = [
  { title: '责任方', text: ({ party }) => party?.name, render: ({ party }) => <PartyLink of={party} /> },
  { title: '金额', align: 'right', sort: 'AMOUNT_FEN', text: ({ amountFen }) => yuan(amountFen) },
  { title: '谁的钱', text: ({ sourceText }) => sourceText },
  {
    title: '状态',
    sort: 'STATE',
    text: ({ stateLabel }) => stateLabel,
    render: ({ state, stateLabel, lastError }) => (
      <>
        <State of={state} text={stateLabel} />
        {state === 'FAILED' && <div className="small grey">支付机构的说法：{lastError}</div>}
      </>
    ),
  },
  { title: '裁定', sort: 'CREATED_AT', text: ({ createdAt }) => dateTime(createdAt) },
  {
    title: '到账',
    sort: 'DUE_AT',
    text: ({ paidAt, dueAt }) => dateTime(paidAt ?? dueAt),
    render: ({ paidAt, dueAt }) => (paidAt ? dateTime(paidAt) : <Due at={dueAt} />),
  },
  {
    title: '投诉',
    only: 'screen',
    text: () => '',
    render: ({ complaint }) => complaint && <Link to={`/complaints/${complaint.id}`}>查看投诉</Link>,
  },
  {
    ...work('retryMoney'),
    render: ({ id, availableActions }) => <Acts size="small" available={availableActions} acts={[retry(id)]} />,
  },
];

/** What buyers get beside refunds, out of a deposit or laid out by the platform, and sellers out of a deposit. */
export function CompensationTable() {
  return (
    <DataTable
      name="赔付"
      document={Compensations}
      variables={({ state }, page) => ({ ...page, state })}
      rows={({ compensations }) => compensations}
      rowKey={({ id }) => id}
      empty="没有这样的赔付"
      filters={[{ name: 'state', label: '状态', options: options(CompensationStateWords) }]}
      columns={columns}
    />
  );
}
