import {
  ImpactAssessmentActWords,
  ImpactAssessments,
  PurposesToAssess,
  RecordAssessment,
  ReviewAssessment,
  type ImpactAssessmentSort,
  type ImpactAssessmentsQuery,
  type PurposesToAssessQuery,
} from '../../api/admin.ts';
import { date, dateTime } from '../../lib/format.ts';
import { useAsk } from '../../lib/use.ts';
import { act, Acts, work } from '../../ui/Acts.tsx';
import type { Column } from '../../ui/columns.tsx';
import { DataTable } from '../../ui/DataTable.tsx';
import { Facts } from '../../ui/Facts.tsx';
import { Mark } from '../../ui/marks.tsx';
import { Shown } from '../../ui/States.tsx';
import { stateColumn } from '../../ui/state-column.tsx';

type Assessment = ImpactAssessmentsQuery['impactAssessments']['edges'][number]['node'];
type ToAssess = PurposesToAssessQuery['purposesToAssess'];

const part = (name: string, label: string, help: string) =>
  ({ name, label, kind: 'paragraph', required: true, max: 2000, help }) as const;
const recordAct = (toAssess: ToAssess) =>
  act({
    label: '登记评估',
    field: 'recordAssessment',
    tone: 'primary',
    form: () => ({
      draft: 'assessment',
      title: '登记影响评估',
      submit: '登记',
      document: RecordAssessment,
      fields: [
        {
          name: 'purpose',
          label: '哪项用途',
          kind: 'choice',
          required: true,
          options: toAssess.map(({ purpose, title }) => ({ value: purpose, label: title })),
        },
        part('lawful', '合法、正当、必要', '目的和方式为什么合法、正当、必要'),
        part('risks', '影响和风险', '对个人有什么影响，可能出什么事'),
        part('measures', '保护措施', '措施是否合法、有效，与风险相称'),
        { name: 'validUntilOn', label: '有效到', kind: 'date', required: true, help: '最长三年' },
      ],
      variables: ({ text }, requestId) => ({
        input: {
          requestId,
          purpose: text('purpose'),
          lawful: text('lawful'),
          risks: text('risks'),
          measures: text('measures'),
          validUntilOn: text('validUntilOn'),
        },
      }),
    }),
  });

const columns: Column<Assessment, ImpactAssessmentSort>[] = [
  { title: '用途', text: ({ title }) => title },
  { title: '登记', sort: 'RECORDED_AT', text: ({ recordedAt }) => dateTime(recordedAt) },
  { title: '有效到', sort: 'VALID_UNTIL', text: ({ validUntilOn }) => date(validUntilOn) },
  stateColumn(),
  {
    ...work('reviewAssessment'),
    render: ({ id, availableActions }) => (
      <Acts
        size="small"
        available={availableActions}
        acts={[
          act({
            label: ImpactAssessmentActWords.REVIEW,
            field: 'reviewAssessment',
            action: 'REVIEW',
            confirm: '三部分都看过，确认写得对？',
            document: ReviewAssessment,
            variables: { input: { assessmentId: id } },
          }),
        ]}
      />
    ),
  },
];

/** What has to be assessed before personal data are used so, and how it was. */
export function Assessments() {
  const asked = useAsk(PurposesToAssess, {});
  return (
    <Shown asked={asked}>
      {({ purposesToAssess }) => (
        <>
          <div className="bar between no-print">
            <span>
              {purposesToAssess.some(({ isAssessed }) => !isAssessed) && (
                <Mark tone="bad">
                  还没有评估：
                  {purposesToAssess
                    .filter(({ isAssessed }) => !isAssessed)
                    .map(({ title }) => title)
                    .join('、')}
                </Mark>
              )}
            </span>
            <Acts acts={[recordAct(purposesToAssess)]} />
          </div>
          <DataTable
            name="影响评估"
            document={ImpactAssessments}
            variables={(_filters, page) => page}
            rows={({ impactAssessments }) => impactAssessments}
            rowKey={({ id }) => id}
            empty="没有影响评估"
            expand={({ lawful, risks, measures, reviewedAt }) => (
              <Facts
                columns={1}
                of={[
                  ['合法、正当、必要', lawful],
                  ['影响和风险', risks],
                  ['保护措施', measures],
                  ['复核', reviewedAt ? dateTime(reviewedAt) : '还没有'],
                ]}
              />
            )}
            columns={columns}
          />
        </>
      )}
    </Shown>
  );
}
