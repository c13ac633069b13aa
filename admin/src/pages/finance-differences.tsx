import {
  DecideCaseRemedy,
  ProposeCaseRemedy,
  ReconciliationCases,
  type ReconciliationCasesQuery,
  SettleReconciliationCase,
} from '../api/admin.ts';
import { dateTime, orNone, yuan } from '../lib/format.ts';
import { CASE_KINDS, CASE_STATES, options, word } from '../lib/words.ts';
import { act, Acts, work } from '../ui/Acts.tsx';
import { DataTable } from '../ui/DataTable.tsx';
import { State } from '../ui/marks.tsx';
import { retry } from '../ui/retry-money.ts';

type Case = ReconciliationCasesQuery['reconciliationCases']['edges'][number]['node'];

const REMEDIES = {
  refund: { label: '提议退给买家', confirmed: '这笔款会原路退给买家' },
  rebuild: {
    label: '提议补记到订单',
    confirmed: '这笔款会记到它的订单上：还有货的继续履行，没货的或买家已取消的原路退回',
  },
} as const;

const settle = (caseId: string) =>
  act({
    label: '处理完毕',
    field: 'settleReconciliationCase',
    action: 'settle',
    form: () => ({
      draft: `case.${caseId}`,
      title: '差异处理完毕',
      submit: '记录',
      document: SettleReconciliationCase,
      fields: [{ name: 'note', label: '查明的原因和处理', kind: 'paragraph', required: true }],
      variables: ({ note }) => ({ input: { caseId, note: note as string } }),
    }),
  });

const propose = (caseId: string, kind: keyof typeof REMEDIES) =>
  act({
    label: REMEDIES[kind].label,
    field: 'proposeCaseRemedy',
    action: `propose-${kind}`,
    form: () => ({
      draft: `case.${kind}.${caseId}`,
      title: REMEDIES[kind].label,
      submit: '提议',
      document: ProposeCaseRemedy,
      intro: `支付机构收到了这笔款，平台账上没有。另一位财务人员或平台管理员确认后，${REMEDIES[kind].confirmed}。同一次付款的差异一起处理。`,
      fields: [{ name: 'reason', label: '为什么这样处理', kind: 'paragraph', required: true, max: 200 }],
      variables: ({ reason }) => ({ input: { caseId, kind, reason: reason as string } }),
    }),
  });

const decide = (remedyId: string, confirm: boolean, label: string, question: string) =>
  act({
    label,
    field: 'decideCaseRemedy',
    action: confirm ? 'confirm' : 'reject',
    tone: confirm ? 'primary' : undefined,
    confirm: question,
    document: DecideCaseRemedy,
    variables: { input: { remedyId, confirm } },
  });

/** Finance proposes, another person confirms: what is offered to whom, the server says. */
function actsOfCase({ id, availableActions, remedy }: Case) {
  const proposals = [settle(id), propose(id, 'refund'), propose(id, 'rebuild')];
  if (!remedy) return proposals;
  const what = `${remedy.proposedByName ?? '同事'}提议把${yuan(remedy.amountFen)}${remedy.kindText}`;
  const { confirmed } = REMEDIES[remedy.kind as keyof typeof REMEDIES];
  // Whoever proposed it cannot confirm it.
  const takesBack = !availableActions.includes('confirm');
  return [
    ...proposals,
    decide(remedy.id, true, '确认', `${what}。确认后，${confirmed}，不能撤回。`),
    takesBack
      ? decide(remedy.id, false, '撤回提议', '撤回后可以重新提议。')
      : decide(remedy.id, false, '不同意', `不同意：${what}。之后可以重新提议。`),
  ];
}

/** What was proposed, by whom, who decided, and what has gone back so far. */
function Remedy({ remedy }: { remedy: NonNullable<Case['remedy']> }) {
  const { kindText, amountFen, stateLabel, reason, proposedByName, proposedAt, decidedByName, decidedAt, refunds } =
    remedy;
  return (
    <>
      <div>
        {kindText} {yuan(amountFen)}：{stateLabel}
      </div>
      <div className="quiet wrap">{reason}</div>
      <div className="quiet">
        {proposedByName ?? '同事'}提议，{dateTime(proposedAt)}
      </div>
      {decidedAt && (
        <div className="quiet">
          {decidedByName ?? '同事'}
          {remedy.state === 'rejected' ? '撤回或不同意' : '确认'}，{dateTime(decidedAt)}
        </div>
      )}
      {refunds.map((refund) => (
        <div key={refund.id} className="quiet">
          退款 {yuan(refund.amountFen)}：{refund.stateLabel}{' '}
          <Acts size="small" available={refund.availableActions} acts={[retry(refund.id)]} />
        </div>
      ))}
    </>
  );
}

/** What the provider's bill and our books differ in, day by day. */
export function CaseTable() {
  return (
    <DataTable
      name="对账差异"
      document={ReconciliationCases}
      variables={({ state, kind, date: day }, page) => ({ ...page, state, kind, date: day })}
      rows={({ reconciliationCases }) => reconciliationCases}
      rowKey={({ id }) => id}
      empty="没有这样的差异"
      filters={[
        { name: 'state', label: '状态', options: options(CASE_STATES) },
        { name: 'kind', label: '差异', options: options(CASE_KINDS) },
        { name: 'date', label: '哪一天', kind: 'day' },
      ]}
      columns={[
        { title: '日期', text: ({ date: day }) => day, sort: 'date' },
        { title: '差异', text: ({ kind }) => word(CASE_KINDS, kind), sort: 'kind' },
        { title: '单号', text: ({ reference }) => reference },
        { title: '我方', align: 'right', text: ({ ourFen }) => yuan(ourFen) },
        { title: '支付机构', align: 'right', text: ({ theirFen }) => yuan(theirFen) },
        {
          title: '状态',
          text: ({ stateLabel }) => stateLabel,
          sort: 'state',
          render: ({ state, stateLabel }) => <State of={state} text={stateLabel} />,
        },
        { title: '发现', sort: 'openedAt', text: ({ openedAt }) => dateTime(openedAt) },
        { title: '处理', roomy: true, text: ({ settledAt }) => dateTime(settledAt) },
        {
          title: '提议',
          text: ({ remedy }) => (remedy ? `${remedy.kindText}，${remedy.stateLabel}` : '—'),
          render: ({ remedy }) => (remedy ? <Remedy remedy={remedy} /> : '—'),
        },
        { title: '说明', text: ({ note }) => orNone(note) },
        {
          ...work('settleReconciliationCase|decideCaseRemedy'),
          render: (one) => <Acts size="small" available={one.availableActions} acts={actsOfCase(one)} />,
        },
      ]}
    />
  );
}
