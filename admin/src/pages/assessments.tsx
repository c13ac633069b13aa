import { SAID } from '../lib/said.ts';
import { Alert } from 'antd';
import { Link, useParams } from 'react-router';
import {
  AssessedMonth,
  AssessedMonths,
  Assessments,
  AssessMonth,
  PartyKindWords,
  PublishAssessment,
  SubgraphWords,
  type AssessedMonthQuery,
  type AssessedMonthsQuery,
  type AssessmentSort,
  type AssessmentsQuery,
} from '../api/admin.ts';
import { date, dateTime } from '../lib/format.ts';
import { useAsk } from '../lib/use.ts';
import { act, Acts } from '../ui/Acts.tsx';
import type { Column } from '../ui/columns.tsx';
import { Share } from '../ui/Chart.tsx';
import { DataTable } from '../ui/DataTable.tsx';
import { ListTable } from '../ui/ListTable.tsx';
import { Card } from '../ui/Facts.tsx';
import { Clause, Due, State, YesNo } from '../ui/marks.tsx';
import { PageHead } from '../ui/PageHead.tsx';
import { PageTabs } from '../ui/PageTabs.tsx';
import { Objections } from './assessments/Objections.tsx';
import { NotFound, Shown } from '../ui/States.tsx';
import { stateColumn } from '../ui/state-column.tsx';

type Month = AssessedMonthsQuery['assessedMonths'][number];
type Known = AssessedMonthQuery['assessedMonths'][number];
type Assessment = AssessmentsQuery['assessments']['edges'][number]['node'];
type Figure = Assessment['figures'][number];

const monthForm = (label: string) =>
  act({
    label,
    field: 'assessMonth',
    tone: 'primary',
    form: () => ({
      draft: 'assess',
      title: label,
      submit: '考评',
      document: AssessMonth,
      intro: '按平台当月真实数据计算，结果先是草稿，当事人看三天、异议都答复了再公布。',
      fields: [
        { name: 'month', label: '月份', kind: 'text', required: true, max: 7, help: '例如 2026-10，月末以后才能考评' },
      ],
      variables: ({ text }) => ({ input: { month: text('month') } }),
    }),
  });

const monthColumns: Column<Month>[] = [
  {
    title: '月份',
    text: ({ month }) => month,
    sort: true,
    render: ({ month }) => <Link to={`/assessments/${month}`}>{month}</Link>,
  },
  stateColumn(),
  { title: '考评时间', text: ({ assessedAt }) => dateTime(assessedAt) },
  {
    title: '应公布',
    text: ({ publishDueAt }) => date(publishDueAt),
    render: ({ publishDueAt, publishedAt }) => <Due at={publishDueAt} done={!!publishedAt} />,
  },
  { title: '公布', text: ({ publishedAt }) => dateTime(publishedAt) },
  {
    title: '缺少数据',
    text: ({ missingSources }) => missingSources.map((name) => SubgraphWords[name]).join('、') || '无',
  },
  { title: '审计链锚点', text: ({ auditAnchor }) => (auditAnchor ? `第 ${auditAnchor.sequence} 条` : '—') },
];

export function AssessmentsPage() {
  const asked = useAsk(AssessedMonths, {});
  return (
    <>
      <PageHead
        title="月度考评"
        note="草稿先给当事人看，每月 10 日前公布上个月的结果；不及格的按次数警告、限期整改、暂停营业"
      >
        <Acts acts={[monthForm('考评一个月')]} />
      </PageHead>
      <PageTabs
        items={[
          {
            key: 'months',
            label: '各月',
            children: (
              <Shown asked={asked}>
                {({ assessedMonths }) => (
                  <ListTable
                    name="考评"
                    rowKey={({ month }) => month}
                    rows={assessedMonths}
                    empty="还没有考评过"
                    columns={monthColumns}
                  />
                )}
              </Shown>
            ),
          },
          { key: 'objections', label: '异议', children: <Objections /> },
        ]}
      />
    </>
  );
}

const publishAct = ({ month, failedCount }: Known) =>
  act({
    label: '公布结果',
    field: 'publishAssessment',
    action: 'PUBLISH',
    tone: 'primary',
    confirm: `公布后任何人都能看到，不及格的 ${failedCount} 家会按次数受到措施，不能撤回。`,
    document: PublishAssessment,
    variables: { input: { month: month } },
  });

const figureColumns: Column<Figure>[] = [
  { title: '指标', text: ({ title }) => title },
  { title: '做到', align: 'right', text: ({ good }) => good },
  { title: '全部', align: 'right', text: ({ total }) => total },
  {
    title: '比例',
    text: ({ good, total }) => Math.round((good / total) * 100),
    render: ({ good, total }) => <Share of={good / total}>{Math.round((good / total) * 100)}%</Share>,
  },
  { title: '权重', align: 'right', text: ({ weight }) => weight },
];

const assessmentColumns: Column<Assessment, AssessmentSort>[] = [
  {
    title: '主体',
    text: ({ partyName }) => partyName,
    sort: 'PARTY_NAME',
    render: ({ partyId, partyName }) => <Link to={`/parties/${partyId}`}>{partyName}</Link>,
  },
  { title: '类型', text: ({ partyKind }) => PartyKindWords[partyKind] },
  {
    title: '得分',
    align: 'right',
    text: ({ score }) => score,
    sort: 'SCORE',
    render: ({ score, passed }) =>
      score === null ? (
        '当月没有业务'
      ) : (
        <Share of={score / 100} bad={!passed}>
          {score}
        </Share>
      ),
  },
  {
    title: '结果',
    text: ({ passed, score }) => (score === null ? '不打分' : passed ? '及格' : '不及格'),
    render: ({ passed, score }) => (score === null ? '不打分' : <YesNo value={passed} yes="及格" no="不及格" />),
  },
];

export function AssessmentPage() {
  const { month } = useParams();
  const asked = useAsk(AssessedMonth, {});
  return (
    <Shown asked={asked}>
      {({ assessedMonths, publicServicePage }) => {
        const known = assessedMonths.find((one) => one.month === month);
        if (!known) return <NotFound what="这个月还没有考评" />;
        return (
          <>
            <PageHead
              title={`${month} 月度考评`}
              back={{ to: '/assessments', label: '月度考评' }}
              note={
                <>
                  <State of={known.state} text={known.stateLabel} /> {known.partyCount} 家，
                  {known.failedCount} 家不及格 <Clause of="13" />
                </>
              }
            >
              <Acts available={known.availableActions} acts={[publishAct(known)]} />
            </PageHead>
            {known.missingSources.length > 0 && (
              <Alert
                type="warning"
                showIcon
                message={`考评时缺少 ${known.missingSources.map((name) => SubgraphWords[name]).join('、')} 的数据，公布前请重新考评`}
              />
            )}
            <DataTable
              name={`${month} 考评`}
              document={Assessments}
              variables={({ passed }, page) => ({
                ...page,
                month: month!,
                passed: passed ? passed === 'yes' : undefined,
              })}
              rows={({ assessments }) => assessments}
              rowKey={({ id }) => id}
              filters={[
                {
                  name: 'passed',
                  label: '结果',
                  options: [
                    { value: 'yes', label: '及格或没有业务' },
                    { value: 'no', label: '不及格' },
                  ],
                },
              ]}
              empty={SAID.partyMissing}
              expand={({ figures }) => (
                <ListTable
                  bare
                  name="指标"
                  rowKey={({ metric }) => metric}
                  rows={figures}
                  empty="当月没有业务"
                  columns={figureColumns}
                />
              )}
              columns={assessmentColumns}
            />
            <Card title="考评规则">
              <p className="written">{publicServicePage.assessmentRules}</p>
            </Card>
          </>
        );
      }}
    </Shown>
  );
}
