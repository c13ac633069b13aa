import { Link, useParams } from 'react-router';
import {
  ComplaintDetail,
  ComplaintKindWords,
  ComplaintPartWords,
  ComplaintStepActWords,
  HolderPartWords,
  ServiceChannelWords,
  type CaseOrderFragment,
  type ComplaintState,
} from '../api/admin.ts';
import { useNow } from '../lib/clock.ts';
import { celsius, dateTime, untilText, yes, yuan } from '../lib/format.ts';
import { may } from '../lib/rights.ts';
import { useAsk } from '../lib/use.ts';
import { Acts } from '../ui/Acts.tsx';
import { Card, Facts } from '../ui/Facts.tsx';
import { Row, space } from '../ui/layout.tsx';
import { Clause, Mark, State } from '../ui/marks.tsx';
import { PageHead } from '../ui/PageHead.tsx';
import { PartyLink } from '../ui/PartyLink.tsx';
import { NotFound, Shown } from '../ui/States.tsx';
import { afterSaleActs } from './case/after-sale-acts.ts';
import { Goods } from './case/Goods.tsx';
import { Money } from './case/Money.tsx';
import { percent } from './case/percent.ts';
import { Road } from './case/Road.tsx';
import { Temperature } from './case/Temperature.tsx';
import { Talk, wishOf } from './case/Talk.tsx';
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

/** A case whole: what was bought and how it went, what both said, the money, and what is decided. */
export function ComplaintPage() {
  const { id } = useParams();
  const asked = useAsk(ComplaintDetail, { id: id! });
  return (
    <Shown asked={asked}>
      {({ complaint: one, promisedTimes }) => {
        if (!one) return <NotFound />;
        const within = promisedTimes?.find(({ promise }) => promise === 'respondToDecision')?.text ?? '规定时间';
        return (
          <>
            <CaseHead one={one} />
            <div className="beside">
              {one.order && (
                <div>
                  <Road order={one.order} filedAt={one.filedAt} />
                  <Temperature order={one.order} />
                  <Card
                    title="买的什么"
                    extra={may('tradeOrders') && <Link to={`/orders/${one.order.id}`}>订单 {one.order.number}</Link>}
                  >
                    <Goods lines={one.order.lines} />
                  </Card>
                </div>
              )}
              <Card title="说过的话" extra={<span className="small grey">双方都看得见</span>}>
                <Talk complaint={one} afterSales={one.order?.afterSales ?? []} />
              </Card>
              <div>
                <Card title="钱">
                  <Money order={one.order} complaint={one} />
                </Card>
                <Decision one={one} within={within} />
                <Known claims={one.claims} />
                <AfterSales order={one.order} />
                <Steps one={one} />
              </div>
            </div>
          </>
        );
      }}
    </Shown>
  );
}

/** What it is about in a sentence, whom it touches, and how long there still is. */
function CaseHead({ one }: { one: Complaint }) {
  const now = useNow();
  const settle = untilText(one.settleDueAt, now);
  const answer = untilText(one.answerDueAt, now);
  const isAnswered = !!one.answeredAt || !!one.closedAt || !!one.escalatedAt;
  return (
    <PageHead
      title={`${ComplaintKindWords[one.kind]}，要求${wishOf(one.wanted, one.wantedFen)}`}
      back={{ to: '/complaints', label: '案子' }}
      note={
        <>
          投诉 {one.number}，{dateTime(one.filedAt)} 提的，{ServiceChannelWords[one.channel]} <Clause of="7.3.8.o" />
          <div>
            {one.party && (
              <>
                <PartyLink of={one.party} />
                卖的
              </>
            )}
            {one.carrier && (
              <>
                ，<PartyLink of={one.carrier} />
                送的
              </>
            )}
          </div>
        </>
      }
    >
      <State of={one.state} text={one.stateLabel} />
      {!isAnswered && <Mark tone={answer.overdue ? 'bad' : 'warn'}>答复{answer.text}</Mark>}
      {one.answeredInTime === false && <Mark tone="bad">超时才答复</Mark>}
      {one.escalatedBy === 'SYSTEM' && !one.answeredAt && <Mark tone="bad">一直没有答复</Mark>}
      {!one.closedAt && (
        <Mark tone={settle.overdue ? 'bad' : 'warn'}>
          {dateTime(one.settleDueAt).slice(5, 10)} 前办结，{settle.text}
        </Mark>
      )}
    </PageHead>
  );
}

/** What can be done now stands above what was decided; where it is another's turn, whose. */
function Decision({ one, within }: { one: Complaint; within: string }) {
  const waits = !one.closedAt && one.availableActions.length === 0;
  return (
    <Card title="裁定">
      {waits && <Mark tone="busy">{WAITS_FOR[one.state] ?? `现在：${one.stateLabel}`}</Mark>}
      {one.decidedAt ? (
        <Facts
          columns={1}
          of={[
            ['查明', one.finding],
            ['依据', one.decisionClause && <Clause key="c" of={one.decisionClause} />],
            ['赔付', one.compensationFen ? yuan(one.compensationFen) : '不用赔'],
            ['责任方接受', one.compensationFen ? yes(one.liableAccepted) : null],
            ['应在此前答复', one.responseDueAt && dateTime(one.responseDueAt)],
          ]}
        />
      ) : (
        one.closedAt && <p className="small grey">没有裁定，双方自己了结了</p>
      )}
      <Acts acts={complaintActs(one, within)} available={one.availableActions} />
    </Card>
  );
}

/** What the records say of the same goods without anybody having asked, and who is to bear it. */
function Known({ claims }: Pick<Complaint, 'claims'>) {
  if (claims.length === 0) return null;
  return (
    <Card title="平台自己查到的">
      {claims.map(({ id, number, happened, stateLabel, amountFen, held, shares }) => (
        <div key={id} className="pad-y-1">
          <b>{happened}</b> {yuan(amountFen)} <Mark tone="quiet">{stateLabel}</Mark>
          {held
            .filter(({ minutesOut }) => minutesOut > 0)
            .map(({ part, name, where, minutesOut, worstCelsius }) => (
              <div key={name + where} className="small red">
                {name} {where ?? HolderPartWords[part]}手里超温 {minutesOut} 分钟，最差 {celsius(worstCelsius)}
              </div>
            ))}
          <div className="small grey">
            {shares.map((share) => `${share.name}担${percent(share.decidedPermille ?? share.permille)}`).join('，')}
          </div>
          <Link to={`/claims/${id}`}>索赔 {number}</Link>
        </div>
      ))}
    </Card>
  );
}

/** Requests of the same order that a mediator can end here as well. */
function AfterSales({ order }: { order: CaseOrderFragment | null | undefined }) {
  if (!order || order.afterSales.length === 0) return null;
  return (
    <Card title="同一单的售后">
      {order.afterSales.map((one) => (
        <div key={one.id}>
          <Row gap={2} style={{ marginBottom: space(2) }}>
            <b>{one.kindLabel}</b> {yuan(one.refundFen)} <Mark tone="quiet">{one.stateLabel}</Mark>
          </Row>
          <Acts acts={afterSaleActs(one)} available={one.availableActions} />
        </div>
      ))}
    </Card>
  );
}

const Steps = ({ one }: { one: Complaint }) => (
  <Card title="经过">
    <ul className="lines">
      {[...one.steps]
        .sort((a, b) => Date.parse(a.at) - Date.parse(b.at))
        .map(({ action, byRole, at }) => (
          <li key={action + at} className="row gap-3">
            <span className="small grey">{dateTime(at).slice(5)}</span>
            <span>
              {ComplaintStepActWords[action]}，{ComplaintPartWords[byRole]}
            </span>
          </li>
        ))}
    </ul>
  </Card>
);
