import {
  RecallCallerWords,
  RecallHazardWords,
  RecallLevelWords,
  RecallNotices,
  type RecallNoticesQuery,
} from '../api.ts';
import { ask, useAsk } from '../lib/ask.ts';
import { Growing } from '../lib/more.tsx';
import { Way } from '../lib/route.tsx';
import { day } from '../lib/words.ts';
import pages from '../pages.json';
import { Empty, Head, Shown } from '../ui.tsx';

const PAGE = 20;

/** What was called back, for everybody: which bags, why, and what to do. */
export function Recalls() {
  const asked = useAsk(RecallNotices, { first: PAGE });
  return (
    <>
      <Head title={pages.recalls}>
        这里列出平台上召回过的货。对一对袋子上的批号：在里面的，请不要食用。买过的人，货款自动全额退回。
      </Head>
      <Shown asked={asked}>{(data) => <Notices first={data.recallNotices} />}</Shown>
    </>
  );
}

function Notices({ first }: { first: RecallNoticesQuery['recallNotices'] }) {
  if (first.edges.length === 0) return <Empty>没有召回过的货。</Empty>;
  return (
    <Growing
      unit="次召回"
      first={first}
      next={async (after) => (await ask(RecallNotices, { first: PAGE, after })).recallNotices}
    >
      {(notices) => (
        <div className="beside">
          {notices.map(({ id, lotCodes, goods, level, hazard, caller, state, advice, ...notice }) => (
            <article key={id} className="card">
              <h2>{goods}</h2>
              <p>
                <span className="tag pale-bad">{RecallHazardWords[hazard]}</span>{' '}
                <span className="tag on-sunk">{RecallLevelWords[level]}</span>
              </p>
              <p>{advice}</p>
              <p className="grey">
                {RecallCallerWords[caller]}，{day(notice.openedAt)}
                {state === 'CLOSED' && notice.closedAt ? `，${day(notice.closedAt)}办完` : ''}
              </p>
              <ul className="lines">
                {lotCodes.map((code) => (
                  <li key={code}>
                    批号 <Way href={`/t/${encodeURIComponent(code)}`}>{code}</Way>
                  </li>
                ))}
              </ul>
              <p className="grey">
                一共{notice.units}件，已收回{notice.recoveredUnits}件
              </p>
            </article>
          ))}
        </div>
      )}
    </Growing>
  );
}
