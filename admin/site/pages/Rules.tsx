import { Rules as RulesDocument } from '../api.ts';
import { useAsk } from '../lib/ask.ts';
import { day } from '../lib/words.ts';
import pages from '../pages.json';
import { Head, Shown } from '../ui.tsx';

const NONE = {};

/** What the platform has published: each document in its newest version, and what it does with personal data. */
export function Rules() {
  const asked = useAsk(RulesDocument, NONE);
  return (
    <>
      <Head title={pages.rules}>平台的规则和协议，改一次公布一次新版。点标题看全文。</Head>
      <Shown asked={asked}>
        {({ publicServicePage, currentNotice, nextNotice, deviations }) => (
          <>
            {publicServicePage.ahead.map(
              ({ id, title, text, version, stateLabel, heardUntilAt, effectiveAt, changes }) => (
                <details key={id} className="card written pad-y-1">
                  <summary>
                    {stateLabel}：{title}
                    <span className="grey">
                      第{version}版，{effectiveAt ? `${day(effectiveAt)}起生效` : `${day(heardUntilAt)}以前可以提意见`}
                    </span>
                  </summary>
                  {changes.length === 0 ? (
                    <p>{text}</p>
                  ) : (
                    <p>
                      {changes.map((one, i) =>
                        one.kind === 'KEPT' ? (
                          one.text
                        ) : one.kind === 'REMOVED' ? (
                          <del key={i}>{one.text}</del>
                        ) : (
                          <ins key={i}>{one.text}</ins>
                        ),
                      )}
                    </p>
                  )}
                </details>
              ),
            )}
            {publicServicePage.documents.map(
              ({ id, title, text, version, publishedAt, effectiveAt, atOnceBecause }) => (
                <details key={id} className="card written pad-y-1">
                  <summary>
                    {title}
                    <span className="grey">
                      第{version}版，{day(effectiveAt ?? publishedAt)}起生效
                    </span>
                  </summary>
                  <p>{text}</p>
                  {atOnceBecause ? <p className="grey">没等7天就生效：{atOnceBecause}</p> : null}
                </details>
              ),
            )}
            {[nextNotice, currentNotice].map((notice) =>
              notice ? (
                <details key={notice.version} className="card written pad-y-1">
                  <summary>
                    个人信息保护告知
                    <span className="grey">
                      第{notice.version}版，{day(notice.effectiveAt)}起生效
                    </span>
                  </summary>
                  {notice.parts.map(({ part, title, text }) => (
                    <div key={part}>
                      <h3>{title}</h3>
                      <p>{text}</p>
                    </div>
                  ))}
                </details>
              ) : null,
            )}
            {deviations && deviations.length > 0 ? (
              <details className="card written pad-y-1">
                <summary>
                  和地方标准不一样的地方
                  <span className="grey">{deviations.length}处，都因为法律另有规定</span>
                </summary>
                {deviations.map(({ clause, title, law, deviation, reason }) => (
                  <div key={clause}>
                    <h3>{title}</h3>
                    <p>{deviation}</p>
                    <p className="grey">
                      依据{law}：{reason}
                    </p>
                  </div>
                ))}
              </details>
            ) : null}
          </>
        )}
      </Shown>
    </>
  );
}
