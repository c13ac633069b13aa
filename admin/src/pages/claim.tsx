import { Link, useParams } from 'react-router';
import { ClaimAnswerWords, ClaimDetail, ClaimFixedWords, HolderPartWords, type ClaimState } from '../api/admin.ts';
import { serverNow, useNow } from '../lib/clock.ts';
import { celsius, dateTime, shortMoment, untilText, yuan } from '../lib/format.ts';
import { may } from '../lib/rights.ts';
import { useAsk } from '../lib/use.ts';
import { Acts } from '../ui/Acts.tsx';
import { Card, Facts } from '../ui/Facts.tsx';
import { Clause, Mark, State } from '../ui/marks.tsx';
import { PageHead } from '../ui/PageHead.tsx';
import { PartyLink } from '../ui/PartyLink.tsx';
import { NotFound, Shown } from '../ui/States.tsx';
import { Goods } from './case/Goods.tsx';
import { Money, MoneyRows } from './case/Money.tsx';
import { percent } from './case/percent.ts';
import { Photos } from './case/Photos.tsx';
import { Road, Way } from './case/Road.tsx';
import { TalkList, type Said } from './case/Talk.tsx';
import { Temperature } from './case/Temperature.tsx';
import { claimActs, type Claim } from './claim-acts.ts';

/** Whose turn it is, for those who can only look. */
const WAITS_FOR: Partial<Record<ClaimState, string>> = {
  PROPOSED: '等各方答复，到期不答复视为认可',
  CONTESTED: '等调解员定责',
  DRAFTED: '等第二个人复核定责',
  SETTLING: '货退回商家，或者售后该退款时，就结清',
};

/** A claim whole: how the goods went and who had them, what each says, the money, and who bears how much. */
export function ClaimPage() {
  const { id } = useParams();
  const asked = useAsk(ClaimDetail, { id: id ?? '' });
  return (
    <Shown asked={asked}>
      {({ claim: one }) =>
        one ? (
          <>
            <Head one={one} />
            <div className="beside">
              <div>
                {one.order && <Road order={one.order} />}
                {one.weighed && <Scales of={one.weighed} />}
                {one.held.length > 0 && <Held one={one} />}
                {one.order && <Temperature order={one.order} />}
                {one.order && (
                  <Card
                    title="买的什么"
                    extra={may('tradeOrders') && <Link to={`/orders/${one.order.id}`}>订单 {one.order.number}</Link>}
                  >
                    <Goods lines={one.order.lines} />
                  </Card>
                )}
              </div>
              <Card title="说过的话" extra={<span className="small grey">各方都看得见</span>}>
                <TalkList said={saidOf(one)} />
              </Card>
              <div>
                <Card title="钱">
                  <Money order={one.order} />
                  <Borne one={one} />
                  {one.toSellerText && <p className="small grey">{one.toSellerText}</p>}
                </Card>
                <Decision one={one} />
              </div>
            </div>
          </>
        ) : (
          <NotFound />
        )
      }
    </Shown>
  );
}

/** By when the next word is due. */
const dueOf = ({ state, answerDueAt, decideDueAt, reviewDueAt }: Claim): string | null =>
  ({ PROPOSED: answerDueAt, CONTESTED: decideDueAt, DRAFTED: reviewDueAt, SETTLING: null, SETTLED: null, VOID: null })[
    state
  ] ?? null;

function Head({ one }: { one: Claim }) {
  const now = useNow();
  const due = dueOf(one);
  const left = due === null ? null : untilText(due, now);
  return (
    <PageHead
      title={`${one.happened}，${yuan(one.amountFen)} 谁来担`}
      back={{ to: '/complaints?tab=claims', label: '索赔' }}
      note={
        <>
          索赔 {one.number}，{dateTime(one.openedAt)} 自动提的 <Clause of={one.clause} />
          <div>
            <PartyLink of={one.party} />
            卖的，订单 {one.orderNumber}
          </div>
        </>
      }
    >
      <State of={one.state} text={one.stateLabel} />
      {left && <Mark tone={left.overdue ? 'bad' : 'warn'}>{left.text}</Mark>}
    </PageHead>
  );
}

/** What the buyer weighed, and what of it the label may lack. */
const Scales = ({ of }: { of: NonNullable<Claim['weighed']> }) => (
  <Card title="买家称的">
    <Facts
      columns={1}
      of={[
        ['货', `${of.title} ${of.units}件`],
        ['标的', `${of.statedGrams}克`],
        ['称出来', `${of.weighedGrams}克，少了${of.statedGrams - of.weighedGrams}克`],
        ['国家允许少', `${of.allowedGrams}克`],
      ]}
    />
    <Photos ids={of.photoIds} folder="/edges/orders/files" />
  </Card>
);

/** Who had the goods, and what the thermometers said meanwhile. */
const Held = ({ one }: { one: Claim }) => (
  <Card title="货在谁手里">
    <Way
      stops={one.held.map(({ part, name, where, fromAt, toAt, minutesOut, worstCelsius, isWatched }) => ({
        at: fromAt,
        title: `${name} ${where ?? HolderPartWords[part]}`,
        wrong: minutesOut > 0,
        said: (
          <>
            <div>到 {shortMoment(dateTime(toAt), serverNow())}</div>
            {one.cause === 'TEMPERATURE' && (
              <div className={minutesOut > 0 ? 'red' : undefined}>
                {minutesOut > 0 ? `超温 ${minutesOut} 分钟，最差 ${celsius(worstCelsius)}` : '没有超温'}
                {!isWatched && '，温度计有一段没上报'}
              </div>
            )}
          </>
        ),
      }))}
    />
  </Card>
);

function saidOf(one: Claim): Said[] {
  const said: Said[] = [
    {
      at: one.openedAt,
      by: 'event',
      text: `按${one.records}：${one.shares.map(({ name, permille }) => `${name}担${percent(permille)}`).join('，')}`,
    },
  ];
  for (const { name, part, answer, answeredAt, text, photoIds } of one.shares)
    if (answeredAt && answer)
      said.push({
        at: answeredAt,
        by: part === 'SELLER' ? 'buyer' : 'answerer',
        who: name,
        text: text ?? ClaimAnswerWords[answer],
        more: photoIds.length > 0 && <Photos ids={photoIds} folder="/edges/trust/files" />,
      });
  if (one.decidedAt && one.finding)
    said.push({ at: one.decidedAt, by: 'platform', who: ClaimFixedWords.DECIDED, text: one.finding });
  if (one.decidedAt && one.reviewNote && one.state === 'CONTESTED')
    said.push({ at: one.decidedAt, by: 'platform', who: '第二人退回', text: one.reviewNote });
  if (one.fixed && one.fixedAt) said.push({ at: one.fixedAt, by: 'event', text: ClaimFixedWords[one.fixed] });
  return said.sort((a, b) => Date.parse(a.at) - Date.parse(b.at));
}

/** Who bears how much: what it came to, or what it would by what is proposed or decided. */
const Borne = ({ one }: { one: Claim }) => (
  <MoneyRows
    rows={one.shares.map(({ name, permille, decidedPermille, amountFen }) => {
      const bears = decidedPermille ?? permille;
      return {
        title: `${name}担`,
        fen: amountFen ?? Math.floor((one.amountFen * bears) / 1000),
        note: `${percent(bears)}${amountFen === null ? '，还没结清' : ''}`,
      };
    })}
  />
);

/** What can be done now stands under what was decided; where it is another's turn, whose. */
function Decision({ one }: { one: Claim }) {
  const waits = WAITS_FOR[one.state];
  const isMine = one.availableActions.length > 0;
  return (
    <Card title="定责">
      {waits && !isMine && <Mark tone="busy">{waits}</Mark>}
      {(one.finding || one.fixed) && (
        <Facts
          columns={1}
          of={[
            ['查明', one.finding],
            ['怎么定的', one.fixed && ClaimFixedWords[one.fixed]],
          ]}
        />
      )}
      <Acts acts={claimActs(one)} available={one.availableActions} />
      {one.state === 'DRAFTED' && <p className="small grey">动钱要第二个人点头：不能自己复核自己定的责</p>}
    </Card>
  );
}
