import { SAID } from '../lib/said.ts';
import { Link } from 'react-router';
import { FilingKindWords } from '../api/admin.ts';
import { date, dateTime, NONE, orNone } from '../lib/format.ts';
import { MeasureStepWords } from '../api/admin.ts';
import type { Column } from '../ui/columns.tsx';
import { ListTable } from '../ui/ListTable.tsx';
import { Card, Facts } from '../ui/Facts.tsx';
import { Clause, State, YesNo } from '../ui/marks.tsx';
import type { Identity, Party } from './party-acts.ts';
import { stateColumn } from '../ui/state-column.tsx';

type Filing = NonNullable<Party['filings']>[number];
type Person = NonNullable<Party['staff']>[number];
type Training = NonNullable<Party['trainings']>[number];
type Contract = NonNullable<Party['contracts']>[number];
type Measure = NonNullable<Party['measures']>[number];
type Reminder = NonNullable<Party['reminders']>[number];
type Of = { party: Party };

const filingColumns: Column<Filing>[] = [
  { title: '申请', text: ({ kind }) => FilingKindWords[kind] },
  stateColumn(),
  { title: '提交', text: ({ submittedAt }) => dateTime(submittedAt), sort: true },
  { title: '决定', text: ({ decidedAt }) => dateTime(decidedAt) },
  { title: '理由', text: ({ reason }) => orNone(reason) },
  {
    title: '在服务站办的',
    text: ({ filedAtStation: at }) => (at ? `${at.stationName}见证，${dateTime(at.at)}，本人签字` : NONE),
    render: ({ filedAtStation: at }) =>
      at ? (
        <>
          {at.stationName}见证，{dateTime(at.at)}，本人签字：{' '}
          <img src={at.signature} alt="本人签字" className="r-chip" width={160} />
        </>
      ) : (
        NONE
      ),
  },
];

const staffColumns: Column<Person>[] = [
  { title: '姓名', text: ({ name }) => name },
  { title: '岗位', text: ({ post }) => post },
  {
    title: '在岗',
    text: ({ isActive }) => (isActive ? '在岗' : '离岗'),
    render: ({ isActive }) => <YesNo value={isActive} yes="在岗" no="离岗" />,
  },
  { title: '开始', text: ({ sinceAt }) => date(sinceAt) },
];

const trainingColumns: Column<Training>[] = [
  { title: '培训', text: ({ title }) => title },
  { title: '成绩', text: ({ examScore }) => examScore, sort: true },
  {
    title: '结果',
    text: ({ passed }) => (passed ? '合格' : '不合格'),
    render: ({ passed }) => <YesNo value={passed} yes="合格" no="不合格" />,
  },
  { title: '日期', text: ({ trainedOn }) => date(trainedOn), sort: true },
  { title: '证书', text: ({ certificateNumber }) => orNone(certificateNumber) },
  { title: '有效期至', text: ({ validUntilOn }) => date(validUntilOn) },
];

const contractColumns: Column<Contract>[] = [
  { title: '合同', text: ({ title }) => title },
  { title: '编号', text: ({ number }) => number },
  { title: '对方', text: ({ withParty }) => orNone(withParty?.name) },
  { title: '期限', text: ({ validFromOn, validUntilOn }) => `${validFromOn} 至 ${validUntilOn}` },
  {
    title: '状态',
    text: ({ stateLabel }) => stateLabel,
    render: ({ id, state, stateLabel }) => (
      <Link to={`/contracts#${id}`}>
        <State of={state} text={stateLabel} />
      </Link>
    ),
  },
];

const measureColumns: Column<Measure>[] = [
  { title: '措施', text: ({ step }) => MeasureStepWords[step] },
  stateColumn(),
  {
    title: '事由',
    text: ({ reason }) => reason,
    render: ({ reason, clause }) => (
      <span className="written">
        {reason} <Clause of={clause} />
      </span>
    ),
  },
  { title: '日期', text: ({ takenAt }) => date(takenAt), sort: true },
  { title: '期限', text: ({ dueAt }) => date(dueAt) },
  { title: '', only: 'screen', text: () => '', render: () => <Link to="/measures">去办理</Link> },
];

const reminderColumns: Column<Reminder>[] = [
  { title: '内容', text: ({ text }) => text },
  { title: '到期', text: ({ dueOn }) => date(dueOn) },
  { title: '提醒时间', text: ({ at }) => dateTime(at), sort: true },
];

export const PartyFacts = ({ party, identity }: { party: Party; identity: Identity | null | undefined }) => (
  <Card>
    <Facts
      of={[
        [SAID.creditCode, orNone(party.creditCode)],
        ['住所', orNone(party.address)],
        ['行政区划', party.divisionCode],
        ['备案日期', date(party.approvedAt)],
        ['证照有效至', date(party.validUntilOn)],
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
                  {onSale ? <State of="ON_SALE" text="营业" /> : <span className="small grey">{saleReason}</span>}
                </div>
              ))
            : null,
        ],
        [
          '好评',
          party.credit && party.credit.averageStars !== null
            ? `${party.credit.averageStars.toFixed(1)} 星，${party.credit.reviewCount} 条`
            : null,
        ],
      ]}
    />
  </Card>
);

export const PartyFilings = ({ party }: Of) => (
  <ListTable name="备案记录" rowKey={({ id }) => id} rows={party.filings ?? []} columns={filingColumns} />
);

export const PartyPeople = ({ party }: Of) => (
  <>
    <ListTable name="人员" rowKey={({ id }) => id} rows={party.staff ?? []} columns={staffColumns} />
    <ListTable name="培训" rowKey={({ id }) => id} rows={party.trainings ?? []} columns={trainingColumns} />
  </>
);

export const PartyContracts = ({ party }: Of) => (
  <ListTable name="合同" rowKey={({ id }) => id} rows={party.contracts ?? []} columns={contractColumns} />
);

export const PartyMeasures = ({ party }: Of) => (
  <ListTable
    name="措施"
    rowKey={({ id }) => id}
    rows={party.measures ?? []}
    empty={party.measures ? '没有采取过措施' : '暂时看不到，请过一会儿刷新'}
    columns={measureColumns}
  />
);

export const PartyReminders = ({ party }: Of) => (
  <ListTable
    name="提醒"
    rowKey={({ id }) => id}
    rows={party.reminders ?? []}
    empty="没有提醒过"
    columns={reminderColumns}
  />
);
