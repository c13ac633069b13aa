import { Button, DatePicker, Segmented } from 'antd';
import dayjs from 'dayjs';
import { Link, useSearchParams } from 'react-router';
import {
  ClauseLevelWords,
  ConformanceReport,
  EvidenceSourceWords,
  VerdictWords,
  type ConformanceReportQuery,
  type Verdict,
} from '../api/admin.ts';
import { CHAPTERS, pageOfRow, placeOf } from '../lib/evidence-places.ts';
import { writeTable } from '../lib/export.ts';
import { dateTime } from '../lib/format.ts';
import { SAID } from '../lib/said.ts';
import { may } from '../lib/rights.ts';
import { PLACES } from '../pages.table.ts';
import { serverNow } from '../lib/clock.ts';
import { useAsk } from '../lib/use.ts';
import { Share } from '../ui/Chart.tsx';
import { Card } from '../ui/Facts.tsx';
import { Row } from '../ui/layout.tsx';
import { Mark, type Tone } from '../ui/marks.tsx';
import { PageHead } from '../ui/PageHead.tsx';
import { Shown } from '../ui/States.tsx';
import { Icon } from '../ui/Icon.tsx';

type Clause = ConformanceReportQuery['conformanceReport'][number];
const TONES: Readonly<Record<Verdict, Tone>> = {
  MET: 'good',
  BREACHED: 'bad',
  ABSENT: 'bad',
  FEW: 'warn',
  NOT_APPLICABLE: 'quiet',
};
const VERDICTS: readonly Verdict[] = ['MET', 'BREACHED', 'ABSENT', 'FEW', 'NOT_APPLICABLE'];
type Figure = Clause['figures'][number];
const figureText = ({ label, value, unit }: Figure): string => `${label} ${Math.round(value * 100) / 100}${unit ?? ''}`;

const writeReport = (month: string | undefined, rows: readonly Clause[]) =>
  writeTable(
    `符合性报告 ${month ?? '本月'}`,
    ['条款', '标题', '要求', '状态', '数据', '缺少', '与法律的差别'],
    rows.map((row) => [
      row.clause,
      row.title,
      ClauseLevelWords[row.level],
      row.standingText,
      row.figures.map(figureText).join('；'),
      row.lacking ?? null,
      row.deviation ?? null,
    ]),
  );

/** Every clause, its state, its figures, and the way to the records behind them. Printed as it stands. */
export function ConformancePage() {
  const [params, setParams] = useSearchParams();
  const month = params.get('month') ?? undefined;
  const only = VERDICTS.find((one) => one === params.get('only')) ?? 'all';
  const asked = useAsk(ConformanceReport, { month });
  const set = (name: string, value: string | undefined) =>
    setParams(
      (before) => {
        const after = new URLSearchParams(before);
        if (value) after.set(name, value);
        else after.delete(name);
        return after;
      },
      { replace: true },
    );
  return (
    <>
      <PageHead
        title="符合性报告"
        note={
          <>
            {month ? `${month} 整月` : '本月到现在'}，{dateTime(new Date(serverNow()).toISOString())} 由运行数据生成
          </>
        }
      >
        <DatePicker
          picker="month"
          aria-label="月份"
          placeholder="本月到现在"
          value={month ? dayjs(month) : null}
          disabledDate={(day) => day.isAfter(dayjs(serverNow()))}
          onChange={(day) => set('month', day?.format('YYYY-MM'))}
        />
        <Link to="/conformance/issued">
          <Button>{SAID.monthReports}</Button>
        </Link>
        <Button icon={<Icon name="print" size={16} />} onClick={() => window.print()} disabled={!asked.data}>
          打印
        </Button>
        <Button disabled={!asked.data} onClick={() => void writeReport(month, asked.data?.conformanceReport ?? [])}>
          导出表格
        </Button>
      </PageHead>
      <Shown asked={asked}>
        {({ conformanceReport: all }) => (
          <Report all={all} only={only} onOnly={(value) => set('only', value === 'all' ? undefined : value)} />
        )}
      </Shown>
    </>
  );
}

/** How many clauses stand how, and the clauses by chapter. */
function Report({
  all,
  only,
  onOnly,
}: {
  all: readonly Clause[];
  only: Verdict | 'all';
  onOnly: (only: Verdict | 'all') => void;
}) {
  const counts = { MET: 0, BREACHED: 0, ABSENT: 0, FEW: 0, NOT_APPLICABLE: 0 };
  for (const row of all) counts[row.standing] += 1;
  const judged = counts.MET + counts.BREACHED + counts.ABSENT;
  const shown = all.filter((row) => only === 'all' || row.standing === only);
  const chapters = [...new Set(shown.map(({ clause }) => clause.replace(/\..*/, '')))];
  return (
    <>
      <Card>
        <Row gap={6}>
          <Share of={judged === 0 ? 0 : counts.MET / judged}>
            {judged === 0 ? 0 : Math.floor((counts.MET / judged) * 100)}%
          </Share>
          <div>
            <b>
              已判定 {judged} 条，共 {all.length} 条
            </b>
            <div>
              {VerdictWords.MET} {counts.MET}，{VerdictWords.BREACHED} {counts.BREACHED}，{VerdictWords.ABSENT}{' '}
              {counts.ABSENT}
            </div>
            <div className="small grey">
              {VerdictWords.FEW} {counts.FEW}，{VerdictWords.NOT_APPLICABLE} {counts.NOT_APPLICABLE}；这两样不计入比例
            </div>
          </div>
          <Segmented
            className="no-print"
            value={only}
            onChange={onOnly}
            options={[
              { value: 'all', label: '全部' },
              ...VERDICTS.filter((value) => counts[value] > 0).map((value) => ({
                value,
                label: `${VerdictWords[value]} ${counts[value]}`,
              })),
            ]}
          />
        </Row>
      </Card>
      {chapters.map((chapter) => (
        <section key={chapter} className="card" aria-label={`第 ${chapter} 章`}>
          <h2>
            {chapter} {CHAPTERS[chapter]}
          </h2>
          <div className="lines columns">
            {shown
              .filter(({ clause }) => clause.split('.')[0] === chapter)
              .map((row) => (
                <ClauseShown key={row.clause} row={row} />
              ))}
          </div>
        </section>
      ))}
    </>
  );
}

/** Exactly the rows that a figure misses, each on the page where it is mended. */
function Missed({ of: { label, missed } }: { of: Figure }) {
  return (
    <details className="no-print">
      <summary>
        {label}：看没做到的 {missed.length} 条
      </summary>
      <ul className="lines columns">
        {missed.map(({ ref, text }) => {
          const path = pageOfRow(ref);
          return <li key={`${ref} ${text}`}>{path ? <Link to={path}>{text}</Link> : text}</li>;
        })}
      </ul>
    </details>
  );
}

function ClauseShown({ row }: { row: Clause }) {
  const place = placeOf(row.clause);
  const target = place && PLACES.find(({ path }) => path === place.path.split('?')[0]);
  return (
    <article className="clause-row" id={row.clause}>
      <div>
        <b>{row.clause}</b>
        <div className="small grey">{ClauseLevelWords[row.level]}</div>
      </div>
      <div>
        <b>{row.title}</b> <span className="small grey">{row.summary}</span>
        {row.figures.length > 0 && (
          <Row gap={1}>
            {row.figures.map((figure) => (
              <Mark key={figure.label} tone={figure.verdict ? TONES[figure.verdict] : 'quiet'}>
                {figureText(figure)}
                {figure.target && `，${figure.target}`}
                {figure.source && `（${EvidenceSourceWords[figure.source]}）`}
              </Mark>
            ))}
          </Row>
        )}
        {row.figures
          .filter(({ missed }) => missed.length > 0)
          .map((figure) => (
            <Missed key={figure.label} of={figure} />
          ))}
        {row.lacking && <div className="amber">{row.lacking}</div>}
        {row.deviation && <div className="small grey">因法律要求而不同：{row.deviation}</div>}
      </div>
      <div>
        <Mark tone={TONES[row.standing]}>{row.standingText}</Mark>
        {place && target && (!target.asks || may(target.asks)) && (
          <div className="no-print">
            <Link to={place.path}>看依据：{place.label}</Link>
          </div>
        )}
      </div>
    </article>
  );
}
