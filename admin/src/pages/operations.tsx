import {
  BackupCheckWords,
  BackupMethodWords,
  BackupPlaceWords,
  Backups,
  CloseIncident,
  DrillKindWords,
  Drills,
  IncidentActWords,
  IncidentKindWords,
  Incidents as IncidentsDocument,
  RecordIncident,
  RegisterPartWords,
  RegisterTechnicalItem,
  ResendShippingNotice,
  ShippingNotices,
  ShippingNoticeStateWords,
  TechnicalRegister,
  type TechnicalRegisterQuery,
} from '../api/admin.ts';
import { count, date, dateTime, orNone } from '../lib/format.ts';
import { may } from '../lib/rights.ts';
import { useAsk } from '../lib/use.ts';
import { options } from '../lib/words.ts';
import { tellAct, toldText } from './operations/tell-of-leak.ts';
import { act, Acts, work } from '../ui/Acts.tsx';
import type { Column } from '../ui/columns.tsx';
import { DataTable } from '../ui/DataTable.tsx';
import { ListTable } from '../ui/ListTable.tsx';
import { Card } from '../ui/Facts.tsx';
import { Clause, Mark, YesNo } from '../ui/marks.tsx';
import { PageHead } from '../ui/PageHead.tsx';
import { PageTabs } from '../ui/PageTabs.tsx';
import { Media } from './operations-media.tsx';
import { Minutes } from './operations-minutes.tsx';
import { Sessions } from './operations-sessions.tsx';
import { Permissions } from './operations-permissions.tsx';
import { Refused } from './operations-refused.tsx';
import { seenAs } from './operations-refused/months.ts';
import { Software } from './operations-software.tsx';
import { Shown } from '../ui/States.tsx';
import { stateColumn } from '../ui/state-column.tsx';

const lasted = (from: string, to: string): string => {
  const seconds = Math.round((Date.parse(to) - Date.parse(from)) / 1000);
  return seconds < 120 ? `${seconds} 秒` : `${Math.round(seconds / 60)} 分钟`;
};
const size = (bytes: number | null | undefined): string =>
  bytes === null || bytes === undefined
    ? '—'
    : bytes < 1_048_576
      ? `${Math.ceil(bytes / 1024)} KB`
      : `${(bytes / 1_048_576).toFixed(1)} MB`;

export function OperationsPage() {
  const tabs = [
    { key: 'backups', label: '备份', asks: 'backupRuns', children: <BackupTable /> },
    { key: 'media', label: '离线介质', asks: 'backupMedia', children: <Media /> },
    { key: 'drills', label: '恢复演练', asks: 'drills', children: <DrillTable /> },
    { key: 'incidents', label: '故障', asks: 'incidents', children: <Incidents /> },
    { key: 'sessions', label: '直连数据库', asks: 'databaseSightings', children: <Sessions /> },
    { key: 'permissions', label: '权限表', asks: 'permissionVersions', children: <Permissions /> },
    { key: 'minutes', label: '每天的分钟', asks: 'probedDays', children: <Minutes /> },
    { key: 'refused', label: '挡下的请求', asks: 'refusedMonths', children: <Refused /> },
    { key: 'software', label: '小程序运行', asks: 'softwareDays', children: <Software /> },
    { key: 'register', label: '技术档案', asks: 'technicalRegister', children: <Register /> },
    { key: 'shipping', label: '微信发货上传', asks: 'shippingNotices', children: <Shipping /> },
  ].filter(({ asks }) => may(asks));
  return (
    <>
      <PageHead title="运行保障" />
      <PageTabs items={tabs} />
    </>
  );
}

function BackupTable() {
  return (
    <>
      <p className="small grey">
        备份由命令 ./run backup 做，做完自动记在这里 <Clause of="11.6.3" />
      </p>
      <DataTable
        name="备份"
        document={Backups}
        variables={({ method, succeeded }, page) => ({
          ...page,
          method,
          succeeded: succeeded ? succeeded === 'yes' : undefined,
        })}
        rows={({ backupRuns }) => backupRuns}
        rowKey={({ id }) => id}
        empty="没有备份：运行 ./run backup"
        filters={[
          { name: 'method', label: '方式', options: options(BackupMethodWords) },
          {
            name: 'succeeded',
            label: '结果',
            options: [
              { value: 'yes', label: '成功' },
              { value: 'no', label: '失败' },
            ],
          },
        ]}
        columns={[
          { title: '完成', text: ({ finishedAt }) => dateTime(finishedAt), sort: 'FINISHED_AT' },
          { title: '方式', text: ({ method }) => BackupMethodWords[method], sort: 'METHOD' },
          { title: '地点', text: ({ place }) => BackupPlaceWords[place] },
          {
            title: '结果',
            text: ({ succeeded }) => (succeeded ? '成功' : '失败'),
            sort: 'SUCCEEDED',
            render: ({ succeeded }) => <YesNo value={succeeded} yes="成功" no="失败" />,
          },
          { title: '校验', text: ({ check }) => BackupCheckWords[check] },
          { title: '表', align: 'right', text: ({ tableCount, tableTotal }) => `${tableCount}/${tableTotal}` },
          { title: '大小', align: 'right', text: ({ sizeBytes }) => size(sizeBytes) },
          { title: '用时', text: ({ startedAt, finishedAt }) => lasted(startedAt, finishedAt) },
          { title: '编号', text: ({ snapshotId }) => orNone(snapshotId) },
        ]}
      />
    </>
  );
}

function DrillTable() {
  return (
    <>
      <p className="small grey">
        恢复演练由命令 ./run drill 做，断电测试由 ./run drill power-loss 做，做完自动记在这里 <Clause of="11.3.3" />
      </p>
      <DataTable
        name="演练"
        document={Drills}
        variables={({ kind }, page) => ({ ...page, kind })}
        rows={({ drills }) => drills}
        rowKey={({ id }) => id}
        empty="没有演练：运行 ./run drill"
        filters={[{ name: 'kind', label: '种类', options: options(DrillKindWords) }]}
        columns={[
          { title: '完成', text: ({ finishedAt }) => dateTime(finishedAt), sort: 'FINISHED_AT' },
          { title: '种类', text: ({ kind }) => DrillKindWords[kind], sort: 'KIND' },
          { title: '用时', text: ({ startedAt, finishedAt }) => lasted(startedAt, finishedAt) },
          { title: '原有行数', align: 'right', text: ({ rowsBefore }) => count(rowsBefore) },
          { title: '恢复行数', align: 'right', text: ({ rowsRecovered }) => count(rowsRecovered) },
          {
            title: '比例',
            align: 'right',
            text: ({ rowsBefore, rowsRecovered }) =>
              rowsBefore > 0 ? `${((rowsRecovered / rowsBefore) * 100).toFixed(2)}%` : '—',
          },
          { title: '说明', text: ({ note }) => note },
        ]}
      />
    </>
  );
}

function Incidents() {
  const record = act({
    label: '记录故障',
    field: 'recordIncident',
    tone: 'primary',
    form: () => ({
      draft: 'incident',
      title: '记录故障',
      submit: '记录',
      document: RecordIncident,
      fields: [
        { name: 'kind', label: '种类', kind: 'choice', required: true, options: options(IncidentKindWords) },
        { name: 'unit', label: '在哪里', kind: 'text', required: true, max: 80 },
        { name: 'summary', label: '经过', kind: 'paragraph', required: true, max: 2000 },
        { name: 'startedAt', label: '开始', kind: 'moment', required: true },
        { name: 'recoveredAt', label: '恢复（还没有就不填）', kind: 'moment' },
      ],
      variables: ({ text, maybe, one }, requestId) => ({
        input: {
          requestId,
          kind: one('kind', IncidentKindWords),
          unit: text('unit'),
          summary: text('summary'),
          startedAt: text('startedAt'),
          recoveredAt: maybe('recoveredAt'),
        },
      }),
    }),
  });
  return (
    <>
      <div className="bar between no-print">
        <span />
        <Acts acts={[record]} />
      </div>
      <DataTable
        name="故障"
        document={IncidentsDocument}
        variables={({ kind, open }, page) => ({ ...page, kind, onlyOpen: open === 'yes' })}
        rows={({ incidents }) => incidents}
        rowKey={({ id }) => id}
        empty="没有这样的故障"
        filters={[
          { name: 'kind', label: '种类', options: options(IncidentKindWords) },
          { name: 'open', label: '范围', options: [{ value: 'yes', label: '还没有恢复' }] },
        ]}
        columns={[
          { title: '种类', text: ({ kind }) => IncidentKindWords[kind], sort: 'KIND' },
          { title: '在哪里', text: ({ unit }) => unit },
          {
            title: '经过',
            text: ({ summary }) => summary,
            render: ({ summary }) => <span className="written">{summary}</span>,
          },
          { title: '开始', text: ({ startedAt }) => dateTime(startedAt), sort: 'STARTED_AT' },
          {
            title: '恢复',
            text: ({ recoveredAt }) => dateTime(recoveredAt),
            render: ({ recoveredAt }) => (recoveredAt ? dateTime(recoveredAt) : <Mark tone="bad">还没有恢复</Mark>),
          },
          { title: '用时', text: ({ startedAt, recoveredAt }) => (recoveredAt ? lasted(startedAt, recoveredAt) : '—') },
          {
            title: IncidentActWords.TELL_PEOPLE,
            text: ({ leakNotice }) => (leakNotice ? toldText(leakNotice) : '—'),
          },
          {
            ...work('closeIncident'),
            render: ({ id, availableActions }) => (
              <Acts
                size="small"
                available={availableActions}
                acts={[
                  act({
                    label: '已恢复',
                    field: 'closeIncident',
                    action: 'CLOSE',
                    confirm: '确认已经恢复？恢复时间记为现在。',
                    document: CloseIncident,
                    variables: { input: { incidentId: id } },
                  }),
                  tellAct(id),
                ]}
              />
            ),
          },
        ]}
      />
    </>
  );
}

type Item = TechnicalRegisterQuery['technicalRegister'][number]['items'][number];
const itemColumns: Column<Item>[] = [
  { title: '名称', text: ({ title: name }) => name },
  { title: '条款', text: ({ clause }) => clause },
  {
    title: '内容',
    text: ({ detail, seen }) => [detail, seen && seenAs(seen)].filter(Boolean).join('。'),
    render: ({ detail, seen }) => (
      <div className="long">
        {detail}
        {seen && <div className="small grey">{seenAs(seen)}</div>}
      </div>
    ),
  },
  { title: '登记', text: ({ recordedOn }) => date(recordedOn), sort: true },
  { title: '有效期至', text: ({ validUntilOn }) => date(validUntilOn), sort: true },
  {
    title: '有效',
    text: ({ isValid }) => (isValid ? '有效' : '过期'),
    render: ({ isValid }) => <YesNo value={isValid} yes="有效" no="过期" />,
  },
];

function Register() {
  const asked = useAsk(TechnicalRegister, {});
  return (
    <Shown asked={asked}>
      {({ technicalRegister }) => (
        <>
          <div className="bar between no-print">
            <Acts
              acts={[
                act({
                  label: '登记一项',
                  field: 'registerTechnicalItem',
                  tone: 'primary',
                  form: () => ({
                    draft: 'register',
                    title: '技术档案登记',
                    submit: '登记',
                    document: RegisterTechnicalItem,
                    fields: [
                      {
                        name: 'part',
                        label: '部分',
                        kind: 'pick',
                        required: true,
                        options: technicalRegister.map(({ part, title }) => ({ value: part, label: title })),
                      },
                      {
                        name: 'clause',
                        label: '条款',
                        kind: 'pick',
                        required: true,
                        options: technicalRegister.flatMap(({ clauses }) =>
                          clauses.map((clause) => ({ value: clause, label: clause })),
                        ),
                      },
                      { name: 'title', label: '名称', kind: 'text', required: true, max: 80 },
                      { name: 'detail', label: '内容', kind: 'paragraph', required: true, max: 2000 },
                      { name: 'validUntilOn', label: '有效期至', kind: 'date' },
                    ],
                    variables: ({ text, maybe, one }, requestId) => ({
                      input: {
                        requestId,
                        part: one('part', RegisterPartWords),
                        clause: text('clause'),
                        title: text('title'),
                        detail: text('detail'),
                        validUntilOn: maybe('validUntilOn'),
                      },
                    }),
                  }),
                }),
              ]}
            />
          </div>
          {technicalRegister.map(({ part, title, clauses, items }) => (
            <Card
              key={part}
              title={
                <>
                  {title}{' '}
                  {clauses.map((clause) => (
                    <Clause key={clause} of={clause} />
                  ))}
                </>
              }
            >
              <ListTable
                bare
                name={title}
                rowKey={({ id }) => id}
                rows={items}
                empty="还没有登记"
                columns={itemColumns}
              />
            </Card>
          ))}
        </>
      )}
    </Shown>
  );
}

/** When what WeChat refused has been put right. */
const resendNotice = (noticeId: string) =>
  act({
    label: '重新上传',
    field: 'resendShippingNotice',
    action: 'RESEND',
    confirm: '请先按微信给的原因改好。再上传一次，微信接受后才会解冻货款。',
    document: ResendShippingNotice,
    variables: { input: { noticeId } },
  });

function Shipping() {
  return (
    <DataTable
      name="微信发货上传"
      document={ShippingNotices}
      variables={({ state }, page) => ({ ...page, state })}
      rows={({ shippingNotices }) => shippingNotices}
      rowKey={({ id }) => id}
      filters={[{ name: 'state', label: '状态', options: options(ShippingNoticeStateWords) }]}
      empty="没有要上传的"
      columns={[
        { title: '订单', text: ({ orderId }) => orderId.slice(-8) },
        stateColumn('STATE'),
        { title: '次数', align: 'right', sort: 'ATTEMPTS', text: ({ attempts }) => attempts },
        { title: '最近的问题', text: ({ lastError }) => orNone(lastError) },
        { title: '发货', sort: 'UPLOADED_AT', text: ({ uploadedAt }) => dateTime(uploadedAt) },
        { title: '下次', text: ({ nextAt }) => dateTime(nextAt) },
        { title: '完成', text: ({ settledAt }) => dateTime(settledAt) },
        {
          ...work('resendShippingNotice'),
          render: ({ id, availableActions }) => (
            <Acts size="small" available={availableActions} acts={[resendNotice(id)]} />
          ),
        },
      ]}
    />
  );
}
