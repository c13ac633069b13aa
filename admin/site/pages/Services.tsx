import { ServiceChannelWords, TariffServiceWords, Services as ServicesDocument, type ServicesQuery } from '../api.ts';
import { useAsk } from '../lib/ask.ts';
import { Way } from '../lib/route.tsx';
import { clock, day, hours, weekday } from '../lib/words.ts';
import pages from '../pages.json';
import { Head, Shown } from '../ui.tsx';

const NONE = {};

/** What the platform offers, what it costs, how soon things are done, and whether they were. */
export function Services() {
  const asked = useAsk(ServicesDocument, NONE);
  return (
    <>
      <Head title={pages.services}>平台做什么、怎么收费、多久办完；“实际用时”是最近办过的事平均用了多久。</Head>
      <Shown asked={asked}>
        {({ publicServicePage: page, publicLeaks, platformFees }) => (
          <>
            <Leaks of={publicLeaks ?? []} />
            <section className="beside">
              {page.documents
                .filter(({ kind }) => kind === 'SERVICE_PAGE' || kind === 'FEES')
                .map(({ id, title, text }) => (
                  <article key={id} className="card">
                    <h2>{title}</h2>
                    <p className="top-2">{text}</p>
                  </article>
                ))}
              <Fees of={platformFees} />
            </section>
            <section>
              <h2>多久办完</h2>
              <ul className="card lines">
                {page.responseTimes.map(({ activity, title, promised, measuredHours, caseCount }) => (
                  <li key={activity} className="row wrap start">
                    <strong className="grow-wide">{title}</strong>
                    <span className="grow-wide">
                      <span className="grey">承诺</span> {promised}
                    </span>
                    <span className="grow-wide">
                      <span className="grey">实际用时</span>{' '}
                      {measuredHours === null || measuredHours === undefined ? '还没有' : hours(measuredHours)}
                    </span>
                    <span className="grow-wide">
                      <span className="grey">办过</span> {caseCount}件
                    </span>
                  </li>
                ))}
              </ul>
            </section>
            <section>
              <h2>找得到人</h2>
              <ul className="card lines">
                {page.staffedHours.map(({ channel, hoursAWeek, hoursAWeekMin }) => (
                  <li key={channel}>
                    <strong>{ServiceChannelWords[channel]}客服</strong>：每周{hoursAWeek}小时有人（规定不少于
                    {hoursAWeekMin}
                    小时）
                    <br />
                    <span className="grey">
                      {timesOf(page.dutyRoster.filter((shift) => shift.channel === channel))}
                    </span>
                  </li>
                ))}
              </ul>
            </section>
            <section>
              <details className="card written pad-y-1">
                <summary>信用分怎么算</summary>
                <p>{sentences(page.creditFormula)}</p>
              </details>
              <details className="card written pad-y-1">
                <summary>每月怎么考评</summary>
                <p>{sentences(page.assessmentRules)}</p>
              </details>
              <p className="grey">
                自律公约已有{page.covenantMemberCount}家加入，全文见<Way href="/rules">{pages.rules}</Way>。
              </p>
            </section>
          </>
        )}
      </Shown>
    </>
  );
}

/** The platform's fee: what holds and since when, what is to come, and what held before. */
function Fees({ of }: { of: ServicesQuery['platformFees'] }) {
  const held = (of ?? []).filter(({ heldFromAt }) => heldFromAt);
  const now = held.find(({ heldUntilAt }) => !heldUntilAt);
  const coming = (of ?? []).filter(({ heldFromAt }) => !heldFromAt);
  const before = held.filter(({ heldUntilAt }) => heldUntilAt);
  return (
    <article className="card written">
      <h2>{TariffServiceWords.PLATFORM}</h2>
      {!of ? <p>费率暂时查不到，请过一会儿再看。</p> : !now && <p>平台不收服务费。</p>}
      {now && (
        <p>
          <strong>{now.text}。</strong>
          <br />
          <span className="grey">{day(now.heldFromAt ?? '')}起付款的订单按这个收；合同里另有约定的按合同。</span>
        </p>
      )}
      {coming.map(({ id, text, reason, bindsAt }) => (
        <p key={id} role="status">
          <strong>{day(bindsAt ?? '')}起付款的订单改为：</strong>
          {text}。<span className="grey">原因：{reason}</span>
        </p>
      ))}
      {before.length > 0 && (
        <details>
          <summary>以前的费率</summary>
          <ul>
            {before.map(({ id, text, heldFromAt, heldUntilAt }) => (
              <li key={id}>
                {day(heldFromAt ?? '')}到{day(heldUntilAt ?? '')}：{text}
              </li>
            ))}
          </ul>
        </details>
      )}
    </article>
  );
}

/** For whoever a message did not reach: what leaked, and what they can do. */
const Leaks = ({ of }: { of: NonNullable<ServicesQuery['publicLeaks']> }) =>
  of.map(({ id, begunAt, whatLeaked, harm, measures, contact }) => (
    <section key={id} className="card written" role="alert">
      <h2>信息泄露公告</h2>
      <p className="grey">{day(begunAt)}</p>
      <p>{whatLeaked}</p>
      <p>可能的危害：{harm}</p>
      <p>已经做的和您可以做的：{measures}</p>
      <p>联系：{contact}</p>
    </section>
  ));

/** A line each, as people read rules. */
const sentences = (text: string): string => text.replace(/([。；])\s*/g, '$1\n').trim();

interface Shift {
  weekday: number;
  startsMinute: number;
  endsMinute: number;
}
/** Days that have the same hours are told together. */
function timesOf(shifts: readonly Shift[]): string {
  const days = new Map<number, Shift[]>();
  for (const shift of shifts) days.set(shift.weekday, [...(days.get(shift.weekday) ?? []), shift]);
  const same = new Map<string, number[]>();
  for (const [number, own] of [...days].sort(([one], [other]) => one - other)) {
    const spans: [number, number][] = [];
    for (const { startsMinute, endsMinute } of [...own].sort((one, other) => one.startsMinute - other.startsMinute)) {
      const last = spans.at(-1);
      if (last && last[1] >= startsMinute) last[1] = Math.max(last[1], endsMinute);
      else spans.push([startsMinute, endsMinute]);
    }
    const text = spans
      .map(([from, to]) => (from === 0 && to === 1440 ? '全天' : `${clock(from)}到${clock(to)}`))
      .join('、');
    same.set(text, [...(same.get(text) ?? []), number]);
  }
  return [...same].map(([text, numbers]) => `${daysOf(numbers)}${text}`).join('；');
}

/** Weekdays in the order of the week: in a row they read as one. */
function daysOf(numbers: readonly number[]): string {
  const [first = 1, last = first] = [numbers[0], numbers.at(-1)];
  if (numbers.length === 7) return '每天';
  return numbers.length > 2 && last - first === numbers.length - 1
    ? `${weekday(first)}到${weekday(last)}`
    : numbers.map(weekday).join('、');
}
