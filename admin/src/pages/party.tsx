import { Alert, Tabs } from 'antd';
import { useState } from 'react';
import { Link, useParams } from 'react-router';
import {
  PartyDetail,
  RecordTraining,
  ReReviewParty,
  RevealIdentity,
  TakeMeasure,
  type PartyDetailQuery,
} from '../api/admin.ts';
import { date, dateTime, NONE, orNone } from '../lib/format.ts';
import { may, whoMay } from '../lib/rights.ts';
import { useAsk } from '../lib/use.ts';
import { FILING_KINDS, MEASURE_STEPS, options, TRAINING_KINDS, word } from '../lib/words.ts';
import { act, Acts } from '../ui/Acts.tsx';
import { ListTable } from '../ui/DataTable.tsx';
import { Card, Facts } from '../ui/Facts.tsx';
import { Clause, State, YesNo } from '../ui/marks.tsx';
import { PageHead } from '../ui/PageHead.tsx';
import { Papers } from '../ui/Papers.tsx';
import { NotFound, Shown } from '../ui/States.tsx';
import { filingActs } from './filings.tsx';

type Party = NonNullable<PartyDetailQuery['party']>;
interface Identity {
  legalRepresentative: string;
  residentIdNumber?: string | null;
  contactName: string;
  contactPhone: string;
}

export function PartyPage() {
  const { id } = useParams();
  const asked = useAsk(PartyDetail, { id: id! });
  return (
    <Shown asked={asked}>{({ party }) => (party ? <PartyShown key={party.id} party={party} /> : <NotFound />)}</Shown>
  );
}

/** The clause is compulsory; these are the usual ones. */
export const measureFields = [
  { name: 'step', label: '措施', kind: 'choice' as const, required: true, options: options(MEASURE_STEPS) },
  { name: 'reason', label: '事由', kind: 'paragraph' as const, required: true, help: '会公示，请写事实，不写个人信息' },
  {
    name: 'clause',
    label: '依据条款',
    kind: 'text' as const,
    required: true,
    max: 20,
    help: '例如 7.3.7.l，全部条款见“符合性报告”',
  },
  {
    name: 'dueDate',
    label: '整改期限',
    kind: 'date' as const,
    required: true,
    when: ({ step }: Record<string, unknown>) => step === 'rectification',
  },
];

/** An exam of somebody who works for the party. */
const trainingAct = (party: Party) =>
  act({
    label: '记录一次培训',
    field: 'recordTraining',
    action: 'record-training',
    form: () => ({
      draft: `training.${party.id}`,
      title: `记录培训：${party.name}`,
      submit: '记录',
      document: RecordTraining,
      fields: [
        {
          name: 'accountId',
          label: '谁',
          kind: 'pick',
          required: true,
          options: (party.staff ?? [])
            .filter(({ isActive }) => isActive)
            .map(({ accountId, name, post }) => ({ value: accountId, label: `${name}（${post}）` })),
        },
        { name: 'kind', label: '培训', kind: 'pick', required: true, options: options(TRAINING_KINDS) },
        { name: 'examScore', label: '成绩（满分 100，60 合格）', kind: 'whole', required: true },
        { name: 'trainedOn', label: '日期', kind: 'date', required: true },
        {
          name: 'certificateNumber',
          label: '证书编号',
          kind: 'text',
          max: 60,
          when: ({ kind }) => kind === 'cold-chain',
          help: '冷链考试合格要填',
        },
        { name: 'validUntil', label: '证书有效期至', kind: 'date', when: ({ kind }) => kind === 'cold-chain' },
      ],
      variables: (values, requestId) => ({ input: { requestId, partyId: party.id, ...values } as never }),
    }),
  });

function PartyShown({ party }: { party: Party }) {
  const [revealed, setRevealed] = useState<Identity | null>(null);
  const open = party.filings?.find(({ state }) => state === 'under-review');
  const identity = revealed ?? party.identity;
  const acts = [
    act({
      label: '复审',
      field: 'reReviewParty',
      action: 're-review',
      form: () => ({
        draft: `re-review.${party.id}`,
        title: `复审：${party.name}`,
        submit: '记录结果',
        document: ReReviewParty,
        fields: [
          {
            name: 'outcome',
            label: '结果',
            kind: 'choice',
            required: true,
            options: [
              { value: 'confirm', label: '仍然符合' },
              { value: 'fail', label: '不再符合' },
            ],
          },
          { name: 'reason', label: '核查情况', kind: 'paragraph', required: true },
        ],
        variables: ({ outcome, reason }, requestId) => ({
          input: { requestId, partyId: party.id, outcome: outcome as string, reason: reason as string },
        }),
      }),
    }),
    act({
      label: '采取措施',
      field: 'takeMeasure',
      tone: 'danger',
      form: () => ({
        draft: `measure.${party.id}`,
        title: `对“${party.name}”采取措施`,
        submit: '采取措施',
        danger: true,
        document: TakeMeasure,
        fields: measureFields,
        variables: ({ step, reason, clause, dueDate }) => ({
          input: {
            partyId: party.id,
            step: step as string,
            reason: reason as string,
            clause: clause as string,
            dueDate: dueDate as string | undefined,
          },
        }),
      }),
    }),
    act({
      label: '查看完整身份',
      field: 'revealIdentity',
      form: () => ({
        draft: `reveal.${party.id}`,
        title: '查看完整身份信息',
        submit: '查看',
        document: RevealIdentity,
        intro: '查看会记入审计，本人可以看到谁、为什么看过。',
        fields: [{ name: 'reason', label: '查看的理由', kind: 'text', required: true, max: 200 }],
        variables: ({ reason }) => ({ input: { partyId: party.id, reason: reason as string } }),
        onDone: (result) => setRevealed(Object.values(result)[0] as Identity),
      }),
    }),
  ];
  return (
    <>
      <PageHead
        title={party.name}
        back={{ to: '/parties', label: '经营主体' }}
        note={
          <>
            {party.kindTitle} · <State of={party.state} text={party.stateTitle} /> · 信用 {party.credit.level} 级{' '}
            {party.credit.score} 分
          </>
        }
      >
        <Acts acts={acts} available={party.availableActions} />
      </PageHead>
      {open && (
        <Alert
          type="info"
          showIcon
          className="refusal"
          message={
            <>
              {word(FILING_KINDS, open.kind)}申请，{dateTime(open.submittedAt)} 提交。
              {may('decideFiling') ? '请在下面逐份看过证照，再作决定。' : `由${whoMay('decideFiling')}决定。`}{' '}
              <Clause of="6.4" />
            </>
          }
          action={<Acts acts={filingActs(open, party.name)} available={open.availableActions} />}
        />
      )}
      {party.creditCodeIsDoubtful && (
        <Alert type="warning" showIcon className="refusal" message="统一社会信用代码的校验位不对，请人工核实" />
      )}
      <Tabs
        defaultActiveKey={open ? 'papers' : 'facts'}
        items={[
          {
            key: 'papers',
            label: `证照（${party.documents?.length ?? 0}）`,
            children: (
              <Card>
                <Papers papers={party.documents ?? []} folder="/edges/sellers/files" />
              </Card>
            ),
          },
          {
            key: 'facts',
            label: '登记信息',
            children: (
              <Card>
                <Facts
                  of={[
                    ['统一社会信用代码', orNone(party.creditCode)],
                    ['住所', orNone(party.address)],
                    ['行政区划', party.divisionCode],
                    ['备案日期', date(party.approvedAt)],
                    ['证照有效至', date(party.validUntil)],
                    ['下次复审', date(party.reReviewDueAt)],
                    ['法定代表人', identity?.legalRepresentative ?? NONE],
                    ['身份证号', identity?.residentIdNumber],
                    ['联系人', identity?.contactName ?? NONE],
                    ['联系电话', identity?.contactPhone ?? NONE],
                    [
                      '免登记声明',
                      party.exemption &&
                        `${party.exemption.reason}：${party.exemption.declaration}（${date(party.exemption.declaredAt)}）`,
                    ],
                    [
                      '店铺',
                      party.shops.length > 0
                        ? party.shops.map(({ id, name, onSale, saleReason }) => (
                            <div key={id}>
                              {name}{' '}
                              {onSale ? (
                                <State of="on-sale" text="营业" />
                              ) : (
                                <span className="quiet">{saleReason}</span>
                              )}
                            </div>
                          ))
                        : null,
                    ],
                    [
                      '好评',
                      party.credit.averageStars === null
                        ? null
                        : `${party.credit.averageStars?.toFixed(1)} 星，${party.credit.reviewCount} 条`,
                    ],
                  ]}
                />
              </Card>
            ),
          },
          {
            key: 'filings',
            label: '备案记录',
            children: (
              <ListTable
                name="备案记录"
                rowKey={({ id }) => id}
                rows={party.filings ?? []}
                columns={[
                  { title: '申请', text: ({ kind }) => word(FILING_KINDS, kind) },
                  {
                    title: '状态',
                    text: ({ stateTitle }) => stateTitle,
                    render: ({ state, stateTitle }) => <State of={state} text={stateTitle} />,
                  },
                  { title: '提交', text: ({ submittedAt }) => dateTime(submittedAt), sort: true },
                  { title: '决定', text: ({ decidedAt }) => dateTime(decidedAt) },
                  { title: '理由', text: ({ reason }) => orNone(reason) },
                ]}
              />
            ),
          },
          {
            key: 'staff',
            label: '人员与培训',
            children: (
              <>
                <ListTable
                  name="人员"
                  rowKey={({ id }) => id}
                  rows={party.staff ?? []}
                  columns={[
                    { title: '姓名', text: ({ name }) => name },
                    { title: '岗位', text: ({ post }) => post },
                    {
                      title: '在岗',
                      text: ({ isActive }) => (isActive ? '在岗' : '离岗'),
                      render: ({ isActive }) => <YesNo value={isActive} yes="在岗" no="离岗" />,
                    },
                    { title: '开始', text: ({ since }) => date(since) },
                  ]}
                />
                <div className="table-bar">
                  <Acts acts={[trainingAct(party)]} available={party.availableActions} />
                </div>
                <ListTable
                  name="培训"
                  rowKey={({ id }) => id}
                  rows={party.trainings ?? []}
                  columns={[
                    { title: '培训', text: ({ title }) => title },
                    { title: '成绩', text: ({ examScore }) => examScore, sort: true },
                    {
                      title: '结果',
                      text: ({ passed }) => (passed ? '合格' : '不合格'),
                      render: ({ passed }) => <YesNo value={passed} yes="合格" no="不合格" />,
                    },
                    { title: '日期', text: ({ trainedOn }) => date(trainedOn), sort: true },
                    { title: '证书', text: ({ certificateNumber }) => orNone(certificateNumber) },
                    { title: '有效期至', text: ({ validUntil }) => date(validUntil) },
                  ]}
                />
              </>
            ),
          },
          {
            key: 'contracts',
            label: '合同',
            children: (
              <ListTable
                name="合同"
                rowKey={({ id }) => id}
                rows={party.contracts ?? []}
                columns={[
                  { title: '合同', text: ({ title }) => title },
                  { title: '编号', text: ({ number }) => number },
                  { title: '对方', text: ({ withParty }) => orNone(withParty?.name) },
                  { title: '期限', text: ({ validFrom, validUntil }) => `${validFrom} 至 ${validUntil}` },
                  {
                    title: '有效',
                    text: ({ valid }) => (valid ? '有效' : '已过期'),
                    render: ({ valid }) => <YesNo value={valid} yes="有效" no="已过期" />,
                  },
                ]}
              />
            ),
          },
          {
            key: 'measures',
            label: `措施（${party.measures.length}）`,
            children: (
              <ListTable
                name="措施"
                rowKey={({ id }) => id}
                rows={party.measures}
                empty="没有采取过措施"
                columns={[
                  { title: '措施', text: ({ step }) => word(MEASURE_STEPS, step) },
                  {
                    title: '状态',
                    text: ({ stateText }) => stateText,
                    render: ({ state, stateText }) => <State of={state} text={stateText} />,
                  },
                  {
                    title: '事由',
                    text: ({ reason }) => reason,
                    render: ({ reason, clause }) => (
                      <span className="wrap">
                        {reason} <Clause of={clause} />
                      </span>
                    ),
                  },
                  { title: '日期', text: ({ takenAt }) => date(takenAt), sort: true },
                  { title: '期限', text: ({ dueAt }) => date(dueAt) },
                  { title: '', only: 'screen', text: () => '', render: () => <Link to="/measures">去办理</Link> },
                ]}
              />
            ),
          },
          {
            key: 'reminders',
            label: '提醒',
            children: (
              <ListTable
                name="提醒"
                rowKey={({ id }) => id}
                rows={party.reminders ?? []}
                empty="没有提醒过"
                columns={[
                  { title: '内容', text: ({ text }) => text },
                  { title: '到期', text: ({ dueOn }) => date(dueOn) },
                  { title: '提醒时间', text: ({ at }) => dateTime(at), sort: true },
                ]}
              />
            ),
          },
        ]}
      />
    </>
  );
}
