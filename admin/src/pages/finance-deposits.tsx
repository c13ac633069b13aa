import {
  AgreeDeposit,
  DepositActWords,
  Deposits,
  DepositStateWords,
  type DepositsQuery,
  type DepositSort,
} from '../api/admin.ts';
import { date, dateTime, yuan } from '../lib/format.ts';
import { options } from '../lib/words.ts';
import { act, Acts } from '../ui/Acts.tsx';
import type { Column } from '../ui/columns.tsx';
import { DataTable } from '../ui/DataTable.tsx';
import { Mark } from '../ui/marks.tsx';
import { PartyLink } from '../ui/PartyLink.tsx';

type Deposit = DepositsQuery['deposits']['edges'][number]['node'];

const agreeAct = () =>
  act({
    label: '登记保证金',
    field: 'agreeDeposit',
    tone: 'primary',
    form: () => ({
      draft: 'deposit',
      title: DepositActWords.AGREE,
      submit: '登记',
      intro: '金额按该主体和平台的合同约定',
      document: AgreeDeposit,
      fields: [{ name: 'partyId', label: '主体', kind: 'party', required: true }],
      variables: ({ text }, requestId) => ({ input: { requestId, partyId: text('partyId') } }),
    }),
  });

const columns: Column<Deposit, DepositSort>[] = [
  { title: '主体', text: ({ party }) => party?.name, render: ({ party }) => <PartyLink of={party} /> },
  { title: '合同约定', align: 'right', text: ({ requiredFen }) => yuan(requiredFen) },
  { title: '现有', align: 'right', sort: 'HELD_FEN', text: ({ heldFen }) => yuan(heldFen) },
  {
    title: '状态',
    sort: 'STATE',
    text: ({ stateLabel }) => stateLabel,
    render: ({ state, stateLabel }) => <Mark tone={state === 'HELD' ? 'good' : 'warn'}>{stateLabel}</Mark>,
  },
  { title: '合同', text: ({ contractNumber }) => contractNumber },
  { title: '登记', roomy: true, sort: 'AGREED_AT', text: ({ agreedAt }) => date(agreedAt) },
  { title: '向支付机构查过', roomy: true, text: ({ lookedAt }) => dateTime(lookedAt) },
];

/** What parties put up at the provider: compensations for which they are liable are paid out of it first. */
export function DepositTable() {
  return (
    <>
      <div className="bar between no-print">
        <span className="small grey">由支付机构保管；裁定由它承担的赔偿，先从这里付给消费者</span>
        <Acts acts={[agreeAct()]} />
      </div>
      <DataTable
        name="保证金"
        document={Deposits}
        variables={({ state, partyId }, page) => ({ ...page, state, partyId })}
        rows={({ deposits }) => deposits}
        rowKey={({ id }) => id}
        empty="还没有登记过保证金"
        filters={[
          { name: 'state', label: '状态', options: options(DepositStateWords) },
          { name: 'partyId', label: '主体', kind: 'party' },
        ]}
        columns={columns}
      />
    </>
  );
}
