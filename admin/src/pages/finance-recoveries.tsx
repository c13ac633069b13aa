import { Link } from 'react-router';
import {
  CollectRecovery,
  Recoveries,
  RecoveryStateWords,
  type RecoveriesQuery,
  type RecoverySort,
} from '../api/admin.ts';
import { dateTime, yuan } from '../lib/format.ts';
import { may } from '../lib/rights.ts';
import { options } from '../lib/words.ts';
import { act, Acts, work } from '../ui/Acts.tsx';
import type { Column } from '../ui/columns.tsx';
import { DataTable } from '../ui/DataTable.tsx';
import { State } from '../ui/marks.tsx';
import { PartyLink } from '../ui/PartyLink.tsx';

type Recovery = RecoveriesQuery['recoveries']['edges'][number]['node'];

const collectAct = (id: string) =>
  act({
    label: '追偿',
    field: 'collectRecovery',
    action: 'COLLECT',
    tone: 'primary',
    confirm: '责任方是这笔订单的卖家：请支付机构从它的账户把平台垫付的钱退回平台。',
    document: CollectRecovery,
    variables: { input: { recoveryId: id } },
  });

const columns = (): Column<Recovery, RecoverySort>[] => [
  {
    title: '责任方',
    text: ({ party }) => party?.name,
    render: ({ party }) => <PartyLink of={party} />,
  },
  { title: '金额', align: 'right', sort: 'AMOUNT_FEN', text: ({ amountFen }) => yuan(amountFen) },
  {
    title: '已抵扣',
    align: 'right',
    text: ({ setOffFen }) => (setOffFen > 0 ? yuan(setOffFen) : ''),
  },
  {
    title: '状态',
    text: ({ stateLabel }) => stateLabel,
    sort: 'STATE',
    render: ({ state, stateLabel }) => <State of={state} text={stateLabel} />,
  },
  { title: '赔付', sort: 'OPENED_AT', text: ({ openedAt }) => dateTime(openedAt) },
  { title: '追回', text: ({ recoveredAt }) => dateTime(recoveredAt) },
  {
    title: '投诉',
    only: 'screen',
    text: () => '',
    render: ({ complaint }) => complaint && <Link to={`/complaints/${complaint.id}`}>查看投诉</Link>,
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
        <span className="small grey">{notCollectableText}</span>
      ) : (
        <Acts size="small" available={availableActions} acts={[collectAct(id)]} />
      ),
  },
];

export function RecoveryTable() {
  return (
    <DataTable
      name="追偿"
      document={Recoveries}
      variables={({ state, partyId }, page) => ({ ...page, state, partyId })}
      rows={({ recoveries }) => recoveries}
      rowKey={({ id }) => id}
      empty="没有这样的追偿"
      filters={[
        { name: 'state', label: '状态', options: options(RecoveryStateWords) },
        { name: 'partyId', label: '责任方', kind: 'party' },
      ]}
      columns={columns()}
    />
  );
}
