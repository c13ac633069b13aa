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
        {({ publicServicePage, currentNotice, deviations }) => (
          <>
            {publicServicePage.documents.map(({ id, title, text, version, publishedAt }) => (
              <details key={id} className="card written pad-y-1">
                <summary>
                  {title}
                  <span className="grey">
                    第{version}版，{day(publishedAt)}
                  </span>
                </summary>
                <p>{text}</p>
              </details>
            ))}
            {currentNotice ? (
              <details className="card written pad-y-1">
                <summary>
                  个人信息保护告知
                  <span className="grey">
                    第{currentNotice.version}版，{day(currentNotice.publishedAt)}
                  </span>
                </summary>
                {currentNotice.parts.map(({ part, title, text }) => (
                  <div key={part}>
                    <h3>{title}</h3>
                    <p>{text}</p>
                  </div>
                ))}
              </details>
            ) : null}
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
