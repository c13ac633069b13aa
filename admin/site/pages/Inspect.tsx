import { useEffect, useState } from 'react';
import { EvidenceSourceWords, OpenInspectionLink, VerdictWords, type OpenInspectionLinkMutation } from '../api.ts';
import { ask } from '../lib/ask.ts';
import { Way } from '../lib/route.tsx';
import { day, month as monthText } from '../lib/words.ts';
import pages from '../pages.json';
import { Head } from '../ui.tsx';

type Opened = Extract<OpenInspectionLinkMutation['openInspectionLink'], { __typename: 'InspectedReport' }>;
type Clause = Opened['clauses'][number];
type Verdict = Clause['standing'];
const VERDICTS: readonly Verdict[] = ['BREACHED', 'ABSENT', 'FEW', 'MET', 'NOT_APPLICABLE'];

/** What stands behind the `#` never leaves the browser but as the question itself: no server's log has it. */
const tokenIn = (): string => decodeURIComponent(location.hash.slice(1));

/** The report of one month, for the inspector who has the link; each opening is one act, and recorded. */
export function Inspect() {
  const [opened, setOpened] = useState<Opened | null>(null);
  const [trouble, setTrouble] = useState(tokenIn() ? '' : '请打开平台发给您的整条链接。');
  useEffect(() => {
    const token = tokenIn();
    if (!token) return;
    ask(OpenInspectionLink, { input: { token } }).then(
      ({ openInspectionLink: told }) =>
        told.__typename === 'InspectedReport' ? setOpened(told) : setTrouble(told.message),
      (error: Error) => setTrouble(error.message),
    );
  }, []);
  return (
    <>
      <Head title={pages.inspect}>
        {opened
          ? `给${opened.organisation}看的，看到${day(opened.untilAt)}为止。每打开一次，平台都有记录。`
          : trouble || '正在打开报告…'}
      </Head>
      {opened && <Report of={opened} />}
    </>
  );
}

function Report({ of: { report, clauses, file } }: { of: Opened }) {
  const [only, setOnly] = useState<Verdict | null>(null);
  const shown = clauses.filter(({ standing }) => only === null || standing === only);
  return (
    <>
      <section className="card">
        <h2>{monthText(report.month)}符合性报告</h2>
        <p>
          {day(report.issuedAt)}出具，验证码 <Way href={`/papers/${report.code}`}>{report.code}</Way>
        </p>
        <p>
          <a href={`data:application/pdf;base64,${file}`} download={`符合性报告 ${report.month}.pdf`}>
            下载签过名的文件
          </a>
        </p>
        <p className="row wrap no-print" role="group" aria-label="只看">
          <button aria-pressed={only === null} onClick={() => setOnly(null)}>
            全部 {clauses.length}
          </button>
          {VERDICTS.map((verdict) => (
            <button key={verdict} aria-pressed={only === verdict} onClick={() => setOnly(verdict)}>
              {VerdictWords[verdict]} {clauses.filter(({ standing }) => standing === verdict).length}
            </button>
          ))}
        </p>
      </section>
      {shown.map((row) => (
        <Entry key={row.clause} of={row} />
      ))}
    </>
  );
}

const TONES: Readonly<Record<Verdict, string>> = {
  MET: 'green',
  BREACHED: 'red',
  ABSENT: 'red',
  FEW: 'amber',
  NOT_APPLICABLE: 'grey',
};
/** One entry: how it stands, by which figures, and exactly the rows that these missed. */
const Entry = ({
  of: { clause, title, summary, standing, standingText, figures, lacking, deviation },
}: {
  of: Clause;
}) => (
  <article className="card">
    <h2>
      {clause} {title} <span className={TONES[standing]}>{standingText}</span>
    </h2>
    <p className="grey">{summary}</p>
    {figures.length > 0 && (
      <ul className="lines">
        {figures.map(({ label, value, unit, target, source, missed }) => (
          <li key={label}>
            {label} {Math.round(value * 100) / 100}
            {unit ?? ''}
            {target && `，${target}`}
            {source && `（${EvidenceSourceWords[source]}）`}
            {missed.length > 0 && (
              <details>
                <summary>没做到的 {missed.length} 条</summary>
                <ul>
                  {missed.map(({ text }, i) => (
                    <li key={`${i} ${text}`}>{text}</li>
                  ))}
                </ul>
              </details>
            )}
          </li>
        ))}
      </ul>
    )}
    {lacking && <p className="amber">{lacking}</p>}
    {deviation && <p className="grey">因法律要求而不同：{deviation}</p>}
  </article>
);
