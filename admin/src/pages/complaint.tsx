import { Alert, Timeline } from 'antd';
import { Link, useParams } from 'react-router';
import {
  AnswererKindWords,
  ComplaintDetail,
  ComplaintKindWords,
  ComplaintPartWords,
  ComplaintRemedyWords,
  ComplaintStepActWords,
  ServiceChannelWords,
  type ComplaintState,
  ComplaintStateWords,
} from '../api/admin.ts';
import { dateTime, orNone, yes, yuan } from '../lib/format.ts';
import { useWithin } from '../lib/promises.ts';
import { may } from '../lib/rights.ts';
import { useAsk } from '../lib/use.ts';
import { word } from '../lib/words.ts';
import { Acts } from '../ui/Acts.tsx';
import { Card, Facts } from '../ui/Facts.tsx';
import { Clause, Due, State, YesNo } from '../ui/marks.tsx';
import { PageHead } from '../ui/PageHead.tsx';
import { NotFound, Shown } from '../ui/States.tsx';
import { complaintActs, type Complaint } from './complaint-acts.tsx';

/** Whose turn it is, for those who can only look. */
const WAITS_FOR: Partial<Record<ComplaintState, string>> = {
  FILED: '等被投诉方答复',
  ANSWERED: '等消费者看答复',
  ESCALATED: '等调解员裁定',
  DECIDED: '等责任方答复裁定',
  REFUSED: '责任方拒绝，等先行赔付',
  COMPENSATING: '赔付正在路上',
  ADVANCING: '先行赔付正在路上',
};

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
              back={{ to: '/complaints', label: '案子' }}
              note={
                <>
                  <State of={one.state} text={one.stateLabel} /> {ComplaintKindWords[one.kind]} ·{' '}
                  {ServiceChannelWords[one.channel]} <Clause of="7.3.8.o" />
                </>
              }
            >
              <Acts acts={complaintActs(one, respondWithin)} available={one.availableActions} />
            </PageHead>
            {waits && <Alert type="info" showIcon message={WAITS_FOR[one.state] ?? `现在：${one.stateLabel}`} />}
            <div className="two">
              <div>
                <TextCard one={one} />
                {one.answeredAt && <AnswerCard one={one} />}
                {one.decidedAt && <DecisionCard one={one} />}
              </div>
              <div>
                <TimesCard one={one} />
                <StepsCard one={one} />
              </div>
            </div>
          </>
        );
      }}
    </Shown>
  );
}

const TextCard = ({ one }: { one: Complaint }) => (
  <Card title="投诉内容">
    <p className="wrap">{one.text}</p>
    <Facts
      of={[
        ['要求', `${ComplaintRemedyWords[one.wanted]}${one.wantedFen ? ` ${yuan(one.wantedFen)}` : ''}`],
        ['网商', one.party && <Link to={`/parties/${one.party.id}`}>{one.party.name}</Link>],
        ['配送', one.carrier && <Link to={`/parties/${one.carrier.id}`}>{one.carrier.name}</Link>],
        ['订单', one.orderId && (may('tradeOrders') ? <Link to={`/orders/${one.orderId}`}>查看订单</Link> : '有')],
        ['由谁答复', AnswererKindWords[one.answererKind]],
      ]}
    />
  </Card>
);

const AnswerCard = ({ one }: { one: Complaint }) => (
  <Card title="答复">
    <p className="wrap">{orNone(one.answer)}</p>
    <Facts
      of={[
        [
          '解决办法',
          `${word(ComplaintRemedyWords, one.answerRemedy)}${one.answerFen ? ` ${yuan(one.answerFen)}` : ''}`,
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
);

const DecisionCard = ({ one }: { one: Complaint }) => (
  <Card title="裁定">
    <p className="wrap">
      {orNone(one.finding)} <Clause of={one.decisionClause} />
    </p>
    <Facts
      of={[
        ['赔付', yuan(one.compensationFen)],
        ['责任方接受', yes(one.liableAccepted)],
        ['应在此前答复', one.responseDueAt && dateTime(one.responseDueAt)],
        [ComplaintStateWords.ADVANCED, one.advancedFen && yuan(one.advancedFen)],
        ['时间', dateTime(one.decidedAt)],
      ]}
    />
  </Card>
);

const TimesCard = ({ one }: { one: Complaint }) => (
  <Card title="时限">
    <Facts
      columns={1}
      of={[
        ['提出', dateTime(one.filedAt)],
        ['应答复', <Due key="a" at={one.answerDueAt} done={!!one.answeredAt || !!one.closedAt} />],
        ['应办结', <Due key="s" at={one.settleDueAt} done={!!one.closedAt} />],
        [
          '转到平台',
          one.escalatedAt && `${dateTime(one.escalatedAt)}（${one.escalatedBy === 'SYSTEM' ? '超时自动' : '消费者'}）`,
        ],
        ['办结', one.closedAt && dateTime(one.closedAt)],
      ]}
    />
  </Card>
);

const StepsCard = ({ one }: { one: Complaint }) => (
  <Card title="经过">
    <Timeline
      items={one.steps.map(({ action, byRole, at }) => ({
        key: action + at,
        color: 'green',
        children: (
          <>
            {ComplaintStepActWords[action]}
            <div className="quiet">
              {ComplaintPartWords[byRole]}，{dateTime(at)}
            </div>
          </>
        ),
      }))}
    />
  </Card>
);
