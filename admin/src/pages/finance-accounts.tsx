import { AccountDays, type AccountDaysQuery, type AccountDaySort } from '../api/admin.ts';
import { yuan } from '../lib/format.ts';
import type { Column } from '../ui/columns.tsx';
import { DataTable } from '../ui/DataTable.tsx';
import { Clause, Mark } from '../ui/marks.tsx';
import { PartyLink } from '../ui/PartyLink.tsx';

type AccountDay = AccountDaysQuery['accountDays']['edges'][number]['node'];

const columns: Column<AccountDay, AccountDaySort>[] = [
  { title: '日期', sort: 'DATE', text: ({ date }) => date },
  {
    title: '谁的账户',
    text: ({ party }) => party?.name ?? '平台',
    render: ({ party }) => (party ? <PartyLink of={party} /> : '平台'),
  },
  { title: '商户号', roomy: true, text: ({ merchant }) => merchant },
  { title: '支付机构余额', align: 'right', sort: 'THEIR_FEN', text: ({ theirFen }) => yuan(theirFen) },
  { title: '账上余额', align: 'right', text: ({ ourFen }) => yuan(ourFen) },
  { title: '跨日在途', align: 'right', text: ({ underWayFen }) => (underWayFen === 0 ? '' : yuan(underWayFen)) },
  { title: '首日期初差', align: 'right', text: ({ openingFen }) => (openingFen === 0 ? '' : yuan(openingFen)) },
  {
    title: '差额',
    align: 'right',
    sort: 'DIFFERENCE_FEN',
    text: ({ differenceFen }) => differenceFen / 100,
    render: ({ differenceFen }) =>
      differenceFen === 0 ? <Mark tone="good">一致</Mark> : <Mark tone="warn">{yuan(differenceFen)}</Mark>,
  },
];

/** Each account's balance at the provider against the books, day by day. */
export function AccountDayTable() {
  return (
    <>
      <div className="bar no-print">
        <span className="quiet">
          每天把每个账户的日终余额和账上核对一次，手续费按支付机构的资金账单记账 <Clause of="9.2.cp" />
        </span>
      </div>
      <DataTable
        name="账户余额"
        document={AccountDays}
        variables={({ date: day, partyId, isDifferent }, page) => ({
          ...page,
          date: day,
          partyId,
          isDifferent: isDifferent === undefined ? undefined : isDifferent === 'true',
        })}
        rows={({ accountDays }) => accountDays}
        rowKey={({ id }) => id}
        empty="还没有核对过账户余额"
        filters={[
          { name: 'date', label: '哪一天', kind: 'day' },
          { name: 'partyId', label: '谁的账户', kind: 'party' },
          {
            name: 'isDifferent',
            label: '差额',
            options: [
              { value: 'true', label: '有差额' },
              { value: 'false', label: '一致' },
            ],
          },
        ]}
        columns={columns}
      />
    </>
  );
}
