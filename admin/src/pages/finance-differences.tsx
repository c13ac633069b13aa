import {
  CorrectReconciliationCase,
  DecideCaseCorrection,
  DecideCaseRemedy,
  DifferenceKindWords,
  ProposeCaseRemedy,
  ReconciliationCaseActWords,
  ReconciliationCases,
  ReconciliationCaseStateWords,
  type CaseRemedyKind,
  type ReconciliationCasesQuery,
  SettleReconciliationCase,
  DueKindWords,
} from '../api/admin.ts';
import { dateTime, orNone, yuan } from '../lib/format.ts';
import { SAID } from '../lib/said.ts';
import { options } from '../lib/words.ts';
import { act, Acts, work } from '../ui/Acts.tsx';
import { DataTable } from '../ui/DataTable.tsx';
import { State } from '../ui/marks.tsx';
import { retry } from '../ui/retry-money.ts';

type Case = ReconciliationCasesQuery['reconciliationCases']['edges'][number]['node'];

/** What becomes of the money once a second person has confirmed. */
const CONFIRMED: Readonly<Record<CaseRemedyKind, string>> = {
  REFUND: '这笔款会原路退给买家',
  REBUILD: '这笔款会记到它的订单上：还有货的继续履行，没货的或买家已取消的原路退回',
};

const settle = (caseId: string) =>
  act({
    label: ReconciliationCaseActWords.SETTLE,
    field: 'settleReconciliationCase',
    action: 'SETTLE',
    form: () => ({
      draft: `case.${caseId}`,
      title: ReconciliationCaseActWords.SETTLE,
      submit: '核对',
      document: SettleReconciliationCase,
      intro: '系统会再问一次支付机构：双方已经一致的，马上办结；还不一致的，不能办结。',
      fields: [{ name: 'note', label: '查明的原因', kind: 'paragraph', required: true }],
      variables: ({ text }) => ({ input: { caseId, note: text('note') } }),
    }),
  });

const correct = (caseId: string, action: 'CORRECT' | 'PROPOSE_CORRECTION', what: string) =>
  act({
    label: ReconciliationCaseActWords[action],
    field: 'correctReconciliationCase',
    action,
    form: () => ({
      draft: `case.correction.${caseId}`,
      title: ReconciliationCaseActWords[action],
      submit: action === 'CORRECT' ? '记账' : '提议',
      document: CorrectReconciliationCase,
      intro: `${what}。${action === 'CORRECT' ? '' : '另一位财务人员或平台管理员确认后才记。'}`,
      fields: [{ name: 'reason', label: '查明的原因', kind: 'paragraph', required: true, max: 200 }],
      variables: ({ text }) => ({ input: { caseId, reason: text('reason') } }),
    }),
  });

const decideCorrection = (caseId: string, confirm: boolean, label: string, question: string) =>
  act({
    label,
    field: 'decideCaseCorrection',
    action: confirm ? 'CONFIRM_CORRECTION' : 'REJECT_CORRECTION',
    tone: confirm ? 'primary' : undefined,
    confirm: question,
    document: DecideCaseCorrection,
    variables: { input: { caseId, confirm } },
  });

const propose = (caseId: string, kind: CaseRemedyKind) => {
  const action = `PROPOSE_${kind}` as const;
  return act({
    label: ReconciliationCaseActWords[action],
    field: 'proposeCaseRemedy',
    action,
    form: () => ({
      draft: `case.${kind}.${caseId}`,
      title: ReconciliationCaseActWords[action],
      submit: '提议',
      document: ProposeCaseRemedy,
      intro: `支付机构收到了这笔款，平台账上没有。另一位财务人员或平台管理员确认后，${CONFIRMED[kind]}。同一次付款的差异一起处理。`,
      fields: [{ name: 'reason', label: '为什么这样处理', kind: 'paragraph', required: true, max: 200 }],
      variables: ({ text }) => ({ input: { caseId, kind, reason: text('reason') } }),
    }),
  });
};

const decide = (remedyId: string, confirm: boolean, label: string, question: string) =>
  act({
    label,
    field: 'decideCaseRemedy',
    action: confirm ? 'CONFIRM' : 'REJECT',
    tone: confirm ? 'primary' : undefined,
    confirm: question,
    document: DecideCaseRemedy,
    variables: { input: { remedyId, confirm } },
  });

/** Finance proposes, another person confirms: what is offered to whom, the server says. */
function actsOfCase(difference: Case) {
  const { id, availableActions, remedy, ourFen, theirFen, owedAgainText: owed, proposedByName, note } = difference;
  const differsBy = yuan((theirFen ?? 0) - (ourFen ?? 0));
  const booked = owed ?? `账会按支付机构的流水改${differsBy}，这笔钱记为待查明`;
  const correction = `${proposedByName ?? '同事'}提议${owed ? `更正（${owed}）` : `把账改${differsBy}`}：${note ?? ''}`;
  const proposals = [
    settle(id),
    propose(id, 'REFUND'),
    propose(id, 'REBUILD'),
    correct(id, 'CORRECT', booked),
    correct(id, 'PROPOSE_CORRECTION', booked),
    decideCorrection(id, true, ReconciliationCaseActWords.CONFIRM_CORRECTION, `${correction}。确认后记账，不能撤回。`),
    availableActions.includes('CONFIRM_CORRECTION')
      ? decideCorrection(
          id,
          false,
          ReconciliationCaseActWords.REJECT_CORRECTION,
          `不同意：${correction}。之后可以重新提议。`,
        )
      : decideCorrection(id, false, SAID.takesBack, SAID.mayProposeAgain),
  ];
  if (!remedy) return proposals;
  const what = `${remedy.proposedByName ?? '同事'}提议把${yuan(remedy.amountFen)}${remedy.kindText}`;
  // Whoever proposed it cannot confirm it.
  const takesBack = !availableActions.includes('CONFIRM');
  return [
    ...proposals,
    decide(
      remedy.id,
      true,
      ReconciliationCaseActWords.CONFIRM,
      `${what}。确认后，${CONFIRMED[remedy.kind]}，不能撤回。`,
    ),
    takesBack
      ? decide(remedy.id, false, SAID.takesBack, SAID.mayProposeAgain)
      : decide(remedy.id, false, ReconciliationCaseActWords.REJECT, `不同意：${what}。之后可以重新提议。`),
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
      <div className="small grey written">{reason}</div>
      <div className="small grey">
        {proposedByName ?? '同事'}提议，{dateTime(proposedAt)}
      </div>
      {decidedAt && (
        <div className="small grey">
          {decidedByName ?? '同事'}
          {remedy.state === 'REJECTED' ? '撤回或不同意' : '确认'}，{dateTime(decidedAt)}
        </div>
      )}
      {refunds.map((refund) => (
        <div key={refund.id} className="small grey">
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
      name={DueKindWords.RECONCILIATION}
      document={ReconciliationCases}
      variables={({ state, kind, date: day }, page) => ({ ...page, state, kind, date: day })}
      rows={({ reconciliationCases }) => reconciliationCases}
      rowKey={({ id }) => id}
      empty="没有这样的差异"
      filters={[
        { name: 'state', label: '状态', options: options(ReconciliationCaseStateWords) },
        { name: 'kind', label: '差异', options: options(DifferenceKindWords) },
        { name: 'date', label: '哪一天', kind: 'day' },
      ]}
      columns={[
        { title: '日期', text: ({ date: day }) => day, sort: 'DATE' },
        { title: '差异', text: ({ kind }) => DifferenceKindWords[kind], sort: 'KIND' },
        { title: '单号', text: ({ reference }) => reference },
        { title: '我方', align: 'right', text: ({ ourFen }) => yuan(ourFen) },
        { title: '支付机构的数', align: 'right', text: ({ theirFen }) => yuan(theirFen) },
        {
          title: '状态',
          text: ({ stateLabel }) => stateLabel,
          sort: 'STATE',
          render: ({ state, stateLabel }) => <State of={state} text={stateLabel} />,
        },
        { title: '发现', sort: 'OPENED_AT', text: ({ openedAt }) => dateTime(openedAt) },
        { title: '处理', roomy: true, text: ({ settledAt }) => dateTime(settledAt) },
        {
          title: '提议',
          text: ({ remedy }) => (remedy ? `${remedy.kindText}，${remedy.stateLabel}` : '—'),
          render: ({ remedy }) => (remedy ? <Remedy remedy={remedy} /> : '—'),
        },
        {
          title: '说明',
          text: ({ note, correctedFen }) =>
            correctedFen === null ? orNone(note) : `账已改${yuan(correctedFen)}：${orNone(note)}`,
        },
        {
          ...work('settleReconciliationCase|decideCaseRemedy|decideCaseCorrection'),
          render: (one) => <Acts size="small" available={one.availableActions} acts={actsOfCase(one)} />,
        },
      ]}
    />
  );
}
