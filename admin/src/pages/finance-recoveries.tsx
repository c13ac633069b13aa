import { Link } from 'react-router';
import {
  CollectRecovery,
  ConfirmRecoveryEnd,
  ProposeRecoveryEnd,
  Recoveries,
  RecoveryActWords,
  RecoveryEndWords,
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

/** What nothing here collects: one says how it has ended, another confirms it. */
const endActs = (one: Recovery) => {
  const { id, creditor } = one;
  return [
    act({
      label: RecoveryActWords.PROPOSE_END,
      field: 'proposeRecoveryEnd',
      action: 'PROPOSE_END',
      form: () => ({
        draft: `recovery-end.${id}`,
        title: '这笔怎么了结',
        submit: '提出，等第二个人确认',
        document: ProposeRecoveryEnd,
        fields: [
          {
            name: 'how',
            label: '结果',
            kind: 'choice',
            required: true,
            options: options(RecoveryEndWords).filter(({ value }) => creditor || value !== 'PLATFORM_PAYS'),
            help: creditor ? `欠${creditor.name}的：它同意了才能了结；平台承担的，先付给它` : undefined,
          },
          { name: 'reason', label: '凭什么', kind: 'text', required: true, max: 200, help: '银行回单号、法院文书号等' },
        ],
        variables: ({ one: chosen, text }) => ({
          input: { recoveryId: id, how: chosen('how', RecoveryEndWords), reason: text('reason') },
        }),
      }),
    }),
    act({
      label: RecoveryActWords.END,
      field: 'confirmRecoveryEnd',
      action: 'END',
      tone: 'primary',
      confirm: endText(one),
      document: ConfirmRecoveryEnd,
      variables: { input: { recoveryId: id } },
    }),
  ];
};
/** What the second person says yes to: who owes whom how much, and whose loss it is from then on. */
function endText({ party, debtorText, creditor, amountFen, setOffFen, endHow, endReason }: Recovery): string {
  const leftFen = amountFen - setOffFen;
  const debt = `${party?.name ?? debtorText ?? ''}欠${creditor?.name ?? '平台'}${yuan(leftFen)}`;
  const how = `${endHow ? RecoveryEndWords[endHow] : ''}：${endReason ?? ''}`;
  const loss = endHow === 'PLATFORM_PAYS' ? '这笔由平台出，先核对银行回单。' : '';
  return `${debt}。${how}。${loss}确认后不再追，确定吗？`;
}

const columns = (): Column<Recovery, RecoverySort>[] => [
  {
    title: '责任方',
    text: ({ party, debtorText }) => party?.name ?? debtorText,
    render: ({ party, debtorText }) => (party ? <PartyLink of={party} /> : debtorText),
  },
  {
    title: '欠谁的',
    text: ({ creditor }) => creditor?.name ?? '平台',
    render: ({ creditor }) => (creditor ? <PartyLink of={creditor} /> : '平台'),
  },
  { title: '金额', align: 'right', sort: 'AMOUNT_FEN', text: ({ amountFen }) => yuan(amountFen) },
  {
    title: '已还',
    align: 'right',
    text: ({ setOffFen, fromDepositFen }) =>
      setOffFen > 0 ? `${yuan(setOffFen)}${fromDepositFen > 0 ? `（保证金付了${yuan(fromDepositFen)}）` : ''}` : '',
  },
  {
    title: '状态',
    text: ({ stateLabel }) => stateLabel,
    sort: 'STATE',
    render: ({ state, stateLabel }) => <State of={state} text={stateLabel} />,
  },
  { title: '赔付', sort: 'OPENED_AT', text: ({ openedAt }) => dateTime(openedAt) },
  { title: '追回', text: ({ recoveredAt, endedAt }) => dateTime(recoveredAt ?? endedAt) },
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
    render: (one) => (
      <>
        {one.notCollectableText && <div className="small grey in-lines">{one.notCollectableText}</div>}
        {one.endHow && (
          <div className="small in-lines">
            {RecoveryEndWords[one.endHow]}：{one.endReason}
            {one.endedAt ? '' : `（${one.nextText ?? ''}，最晚${dateTime(one.nextAt)}）`}
            {one.creditorAgreedAt && ` 债主${dateTime(one.creditorAgreedAt)}同意`}
          </div>
        )}
        <Acts size="small" available={one.availableActions} acts={[collectAct(one.id), ...endActs(one)]} />
      </>
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
