import { Alert, Timeline } from 'antd';
import { Link, useParams } from 'react-router';
import {
  AdvanceCompensation,
  AnswerComplaint,
  ComplaintDetail,
  Complaints,
  DecideComplaint,
  type ComplaintDetailQuery,
} from '../api/admin.ts';
import { dateTime, orNone, yes, yuan } from '../lib/format.ts';
import { may } from '../lib/rights.ts';
import { useWithin } from '../lib/promises.ts';
import { useAsk } from '../lib/use.ts';
import {
  ANSWERERS,
  CHANNELS,
  COMPLAINT_KINDS,
  COMPLAINT_STATES,
  COMPLAINT_STEPS,
  options,
  REMEDIES,
  STEP_ROLES,
  word,
} from '../lib/words.ts';
import { act, Acts, type Act } from '../ui/Acts.tsx';
import { DataTable } from '../ui/DataTable.tsx';
import { Card, Facts } from '../ui/Facts.tsx';
import { Clause, Due, State, YesNo } from '../ui/marks.tsx';
import { PageHead } from '../ui/PageHead.tsx';
import { NotFound, Shown } from '../ui/States.tsx';

type Complaint = NonNullable<ComplaintDetailQuery['complaint']>;
const OPEN_FIRST = [
  { value: 'escalated', label: COMPLAINT_STATES['escalated']! },
  ...options(COMPLAINT_STATES).filter(({ value }) => value !== 'escalated'),
];

/** Whose turn it is, for those who can only look. */
const WAITS_FOR: Readonly<Record<string, string>> = {
  filed: '等被投诉方答复',
  answered: '等消费者看答复',
  escalated: '等调解员裁定',
  decided: '等责任方答复裁定',
  refused: '责任方拒绝，等先行赔付',
  compensating: '赔付正在路上',
  advancing: '先行赔付正在路上',
};

export function ComplaintsPage() {
  return (
    <>
      <PageHead
        title="投诉与调解"
        note={`${useWithin('answerComplaint')}内答复，${useWithin('settleComplaint')}内办结；过期未答复的自动转到平台`}
      />
      <DataTable
        name="投诉"
        document={Complaints}
        variables={({ state }, page) => ({ ...page, state })}
        rows={({ complaints }) => complaints}
        rowKey={({ id }) => id}
        filters={[{ name: 'state', label: '状态', options: OPEN_FIRST }]}
        empty="没有这样的投诉"
        columns={[
          {
            title: '编号',
            text: ({ number }) => number,
            render: ({ id, number }) => <Link to={`/complaints/${id}`}>{number}</Link>,
          },
          { title: '类型', roomy: true, text: ({ kind }) => word(COMPLAINT_KINDS, kind) },
          {
            title: '被投诉方',
            text: ({ party, answererKind }) => party?.name ?? word(ANSWERERS, answererKind),
            render: ({ party, answererKind }) =>
              party ? <Link to={`/parties/${party.id}`}>{party.name}</Link> : word(ANSWERERS, answererKind),
          },
          {
            title: '状态',
            sort: 'state',
            text: ({ stateText }) => stateText,
            render: ({ state, stateText }) => <State of={state} text={stateText} />,
          },
          {
            title: '要求',
            text: ({ wanted, wantedFen }) => `${word(REMEDIES, wanted)}${wantedFen ? ` ${yuan(wantedFen)}` : ''}`,
          },
          { title: '提出', text: ({ filedAt }) => dateTime(filedAt), sort: 'filedAt' },
          {
            title: '应答复',
            text: ({ answerDueAt }) => dateTime(answerDueAt),
            render: ({ answerDueAt, answeredAt, closedAt }) => (
              <Due at={answerDueAt} done={!!answeredAt || !!closedAt} />
            ),
          },
          {
            title: '按时答复',
            roomy: true,
            text: ({ answeredInTime }) => yes(answeredInTime),
            render: ({ answeredInTime }) => <YesNo value={answeredInTime} yes="按时" no="超时" />,
          },
          {
            title: '应办结',
            text: ({ settleDueAt }) => dateTime(settleDueAt),
            render: ({ settleDueAt, closedAt }) => <Due at={settleDueAt} done={!!closedAt} />,
            sort: 'settleDueAt',
          },
          { title: '办结', roomy: true, text: ({ closedAt }) => dateTime(closedAt) },
          { title: '赔付', roomy: true, align: 'right', text: ({ compensationFen }) => yuan(compensationFen) },
        ]}
      />
    </>
  );
}

function actsOf(one: Complaint, respondWithin: string): Act[] {
  const input = { input: { complaintId: one.id } };
  return [
    act({
      label: '答复',
      field: 'answerComplaint',
      action: 'answer',
      tone: 'primary',
      form: () => ({
        draft: `answer.${one.id}`,
        title: `答复投诉 ${one.number}`,
        submit: '答复',
        document: AnswerComplaint,
        fields: [
          { name: 'accept', label: '同意对方的要求', kind: 'switch', initial: false },
          {
            name: 'remedy',
            label: '怎样解决',
            kind: 'choice',
            required: true,
            options: options(REMEDIES),
            initial: one.wanted,
          },
          {
            name: 'amount',
            label: '赔偿金额',
            kind: 'yuan',
            required: true,
            when: ({ accept, remedy }) => !!accept && remedy === 'compensation',
            initial: one.wantedFen ? (one.wantedFen / 100).toFixed(2) : undefined,
          },
          { name: 'text', label: '答复', kind: 'paragraph', required: true, max: 2000, help: '投诉人会看到' },
        ],
        variables: ({ accept, remedy, amount, text }) => ({
          input: {
            complaintId: one.id,
            accept: !!accept,
            remedy: remedy as string,
            amountFen: amount as number | undefined,
            text: text as string,
          },
        }),
      }),
    }),
    act({
      label: '裁定',
      field: 'decideComplaint',
      action: 'decide',
      tone: 'primary',
      form: () => ({
        draft: `decide.${one.id}`,
        title: `裁定投诉 ${one.number}`,
        submit: '裁定',
        document: DecideComplaint,
        intro: `裁定有责的，责任方有${respondWithin}答复；不答复视为拒绝，平台可以先行赔付再追偿。网商有责的，接受裁定后从它这笔订单的货款里退给消费者；配送服务商有责的，不动网商的钱，由平台先付，再向配送服务商追偿。`,
        fields: [
          {
            name: 'liableParty',
            label: '谁的责任',
            kind: 'choice',
            required: true,
            options: [
              { value: 'seller', label: '网商' },
              ...(one.carrier ? [{ value: 'carrier', label: '配送服务商' }] : []),
              { value: 'none', label: '无责' },
            ],
          },
          {
            name: 'compensation',
            label: '赔偿金额',
            kind: 'yuan',
            required: true,
            when: ({ liableParty }) => !!liableParty && liableParty !== 'none',
            initial: one.wantedFen ? (one.wantedFen / 100).toFixed(2) : undefined,
          },
          { name: 'clause', label: '依据条款（可不填）', kind: 'text', max: 20, help: '例如 7.3.6.a' },
          {
            name: 'finding',
            label: '查明的事实和理由',
            kind: 'paragraph',
            required: true,
            max: 2000,
            help: '双方都会看到',
          },
        ],
        variables: ({ liableParty, compensation, clause, finding }) => ({
          input: {
            complaintId: one.id,
            liableParty: liableParty as string,
            compensationFen: (compensation as number | undefined) ?? 0,
            clause: clause as string | undefined,
            finding: finding as string,
          },
        }),
      }),
    }),
    act({
      label: '先行赔付',
      field: 'advanceCompensation',
      action: 'advance',
      tone: 'primary',
      confirm: <>由平台先向消费者赔付 {yuan(one.compensationFen)}，之后向责任方追偿。确定吗？</>,
      document: AdvanceCompensation,
      variables: input,
    }),
  ];
}

export function ComplaintPage() {
  const { id } = useParams();
  const asked = useAsk(ComplaintDetail, { id: id! });
  const respondWithin = useWithin('respondToDecision');
  return (
    <Shown asked={asked}>
      {({ complaint: one }) => {
        if (!one) return <NotFound />;
        const waits = !one.closedAt && one.availableActions.length === 0;
        return (
          <>
            <PageHead
              title={`投诉 ${one.number}`}
              back={{ to: '/complaints', label: '投诉与调解' }}
              note={
                <>
                  <State of={one.state} text={one.stateText} /> {word(COMPLAINT_KINDS, one.kind)} ·{' '}
                  {word(CHANNELS, one.channel)} <Clause of="7.3.8.o" />
                </>
              }
            >
              <Acts acts={actsOf(one, respondWithin)} available={one.availableActions} />
            </PageHead>
            {waits && (
              <Alert
                type="info"
                showIcon
                className="refusal"
                message={WAITS_FOR[one.state] ?? `现在：${one.stateText}`}
              />
            )}
            <div className="two">
              <div>
                <Card title="投诉内容">
                  <p className="wrap">{one.text}</p>
                  <Facts
                    of={[
                      ['要求', `${word(REMEDIES, one.wanted)}${one.wantedFen ? ` ${yuan(one.wantedFen)}` : ''}`],
                      ['网商', one.party && <Link to={`/parties/${one.party.id}`}>{one.party.name}</Link>],
                      ['配送', one.carrier && <Link to={`/parties/${one.carrier.id}`}>{one.carrier.name}</Link>],
                      [
                        '订单',
                        one.orderId &&
                          (may('tradeOrders') ? <Link to={`/orders/${one.orderId}`}>查看订单</Link> : '有'),
                      ],
                      ['由谁答复', word(ANSWERERS, one.answererKind)],
                    ]}
                  />
                </Card>
                {one.answeredAt && (
                  <Card title="答复">
                    <p className="wrap">{orNone(one.answer)}</p>
                    <Facts
                      of={[
                        [
                          '解决办法',
                          `${word(REMEDIES, one.answerRemedy)}${one.answerFen ? ` ${yuan(one.answerFen)}` : ''}`,
                        ],
                        [
                          '时间',
                          <>
                            {dateTime(one.answeredAt)} <YesNo value={one.answeredInTime} yes="按时" no="超时" />
                          </>,
                        ],
                      ]}
                    />
                  </Card>
                )}
                {one.decidedAt && (
                  <Card title="裁定">
                    <p className="wrap">
                      {orNone(one.finding)} <Clause of={one.decisionClause} />
                    </p>
                    <Facts
                      of={[
                        ['赔付', yuan(one.compensationFen)],
                        ['责任方接受', yes(one.liableAccepted)],
                        ['应在此前答复', one.responseDueAt && dateTime(one.responseDueAt)],
                        ['已先行赔付', one.advancedFen && yuan(one.advancedFen)],
                        ['时间', dateTime(one.decidedAt)],
                      ]}
                    />
                  </Card>
                )}
              </div>
              <div>
                <Card title="时限">
                  <Facts
                    columns={1}
                    of={[
                      ['提出', dateTime(one.filedAt)],
                      ['应答复', <Due key="a" at={one.answerDueAt} done={!!one.answeredAt || !!one.closedAt} />],
                      ['应办结', <Due key="s" at={one.settleDueAt} done={!!one.closedAt} />],
                      [
                        '转到平台',
                        one.escalatedAt &&
                          `${dateTime(one.escalatedAt)}（${one.escalatedBy === 'system' ? '超时自动' : '消费者'}）`,
                      ],
                      ['办结', one.closedAt && dateTime(one.closedAt)],
                    ]}
                  />
                </Card>
                <Card title="经过">
                  <Timeline
                    items={one.steps.map(({ action, byRole, at }) => ({
                      key: action + at,
                      color: 'green',
                      children: (
                        <>
                          {word(COMPLAINT_STEPS, action)}
                          <div className="quiet">
                            {word(STEP_ROLES, byRole)}，{dateTime(at)}
                          </div>
                        </>
                      ),
                    }))}
                  />
                </Card>
              </div>
            </div>
          </>
        );
      }}
    </Shown>
  );
}
