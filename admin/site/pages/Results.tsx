import { AssessedMonths, MonthResults, PartyKindWords } from '../api.ts';
import { ask, useAsk } from '../lib/ask.ts';
import { Growing } from '../lib/more.tsx';
import { goTo } from '../lib/route.tsx';
import { day, month } from '../lib/words.ts';
import pages from '../pages.json';
import { Bar, Empty, Head, Shown } from '../ui.tsx';

const NONE = {};

/** What the months' assessments found; a month is shown once it is published. */
export function Results({ chosen }: { chosen: string | null }) {
  const asked = useAsk(AssessedMonths, NONE);
  return (
    <>
      <Head title={pages.results}>每月对网商和配送服务商考评一次，结果公开。</Head>
      <Shown asked={asked}>
        {({ assessedMonths }) => {
          const published = assessedMonths.flatMap(({ publishedAt, ...one }) =>
            publishedAt ? [{ ...one, publishedAt }] : [],
          );
          const current = published.find((one) => one.month === chosen) ?? published[0];
          if (!current) return <Empty>还没有公布过考评结果。每个月考评后会在这里公布。</Empty>;
          return (
            <>
              <div className="row wrap pad-y-2 no-print" role="group" aria-label="看哪个月">
                {published.map((one) => (
                  <button
                    key={one.month}
                    type="button"
                    className={one === current ? undefined : 'second'}
                    aria-pressed={one === current}
                    onClick={() => goTo(`/results?month=${one.month}`)}
                  >
                    {month(one.month)}
                  </button>
                ))}
              </div>
              <p className="grey">{day(current.publishedAt)}公布</p>
              <Month month={current.month} />
            </>
          );
        }}
      </Shown>
    </>
  );
}

function Month({ month: chosen }: { month: string }) {
  const asked = useAsk(MonthResults, { month: chosen });
  return (
    <Shown asked={asked}>
      {({ assessments }) =>
        assessments.edges.length === 0 ? (
          <Empty>这个月没有考评对象。</Empty>
        ) : (
          <Growing
            first={assessments}
            next={async (after) => (await ask(MonthResults, { month: chosen, after })).assessments}
          >
            {(rows) => (
              <ol>
                {rows.map(({ id, partyName, partyKind, score, passed, figures }) => (
                  <li key={id} className="card">
                    <div className="row wrap gap-3">
                      <h2 className="grow-wide">{partyName}</h2>
                      <span className="tag on-sunk">{PartyKindWords[partyKind]}</span>
                      {score === null || score === undefined ? (
                        <span className="tag on-sunk">没有交易</span>
                      ) : (
                        <>
                          <span className={passed ? 'tag pale-good' : 'tag pale-bad'}>
                            {passed ? '合格' : '不合格'}
                          </span>
                          <Bar share={score / 100} good={passed} />
                          <b>{score} 分</b>
                        </>
                      )}
                    </div>
                    <ul className="beside top-2">
                      {figures
                        .filter(({ total }) => total > 0)
                        .map(({ metric, title, good, total }) => (
                          <li key={metric} className="row pad-y-1">
                            <span className="grow-wide">{title}</span>
                            <Bar share={good / total} good />
                            <span className="grey">
                              {good}/{total}
                            </span>
                          </li>
                        ))}
                    </ul>
                  </li>
                ))}
              </ol>
            )}
          </Growing>
        )
      }
    </Shown>
  );
}
