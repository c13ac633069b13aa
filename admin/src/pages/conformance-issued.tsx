import { Alert, Button, Modal, Typography } from 'antd';
import { useState } from 'react';
import {
  InspectionLinks,
  InspectionLinkActWords,
  IssueMonthReport,
  MakeInspectionLink,
  MonthReports,
  RevokeInspectionLink,
  type InspectionLinksQuery,
  type MonthReportsQuery,
} from '../api/admin.ts';
import { dateTime, NONE } from '../lib/format.ts';
import { SAID } from '../lib/said.ts';
import { act, Acts, work } from '../ui/Acts.tsx';
import type { Column } from '../ui/columns.tsx';
import { DataTable } from '../ui/DataTable.tsx';
import { Facts } from '../ui/Facts.tsx';
import { Due } from '../ui/marks.tsx';
import { PageHead } from '../ui/PageHead.tsx';
import { PageTabs } from '../ui/PageTabs.tsx';
import { FileView } from '../ui/Papers.tsx';
import { stateColumn } from '../ui/state-column.tsx';

type Report = MonthReportsQuery['monthReports']['edges'][number]['node'];
type InspectionLink = InspectionLinksQuery['inspectionLinks']['edges'][number]['node'];

/** Reports of months as they were issued, and who may look at them from outside. */
export const IssuedReportsPage = () => (
  <>
    <PageHead
      title={SAID.monthReports}
      back={{ to: '/conformance', label: '符合性报告' }}
      note="一个月过完，第二天自动出具：签名、上审计链，出具以后不改。检查人员凭链接只看得到那一个月的报告。"
    >
      <Acts acts={[issueAct()]} />
    </PageHead>
    <PageTabs
      items={[
        { key: 'reports', label: '月报', children: <Reports /> },
        { key: 'links', label: '检查链接', children: <Links /> },
      ]}
    />
  </>
);

const issueAct = () =>
  act({
    label: '补出一个月',
    field: 'issueMonthReport',
    form: () => ({
      draft: 'month-report',
      title: '补出一个月的报告',
      submit: '出具',
      intro: '没有自动出具的月份才要补。六个子系统都答复了才出得来。',
      document: IssueMonthReport,
      fields: [{ name: 'month', label: '月份', kind: 'text', required: true, max: 7, help: '写作 2026-10' }],
      variables: ({ text }, requestId) => ({ input: { requestId, month: text('month') } }),
    }),
  });

const linkAct = (month: string, onMade: (token: string) => void) =>
  act({
    label: '开检查链接',
    field: 'makeInspectionLink',
    form: () => ({
      draft: `inspection.${month}`,
      title: `让检查人员看 ${month} 的报告`,
      submit: '开链接',
      intro: '谁拿到链接谁就能看，只能看这一个月的报告和里面点到的记录，别的都看不到。每打开一次都有记录。',
      document: MakeInspectionLink,
      fields: [
        { name: 'organisation', label: '单位', kind: 'text', required: true, max: 120 },
        { name: 'person', label: '谁来看', kind: 'text', required: true, max: 40 },
        { name: 'reason', label: '依据和理由', kind: 'paragraph', required: true, max: 500 },
        { name: 'days', label: '看几天', kind: 'whole', required: true, initial: 7, help: '最多60天' },
      ],
      variables: ({ text, number }, requestId) => ({
        input: {
          requestId,
          month,
          organisation: text('organisation'),
          person: text('person'),
          reason: text('reason'),
          days: number('days'),
        },
      }),
      onDone: ({ makeInspectionLink: made }) => {
        if (made.__typename === 'InspectionLinkMade') onMade(made.fragment);
      },
    }),
  });

const reportColumns = (onMade: (token: string) => void, onOpen: (report: Report) => void): Column<Report>[] => [
  { title: '月份', text: ({ month }) => month },
  { title: '出具', text: ({ issuedAt }) => dateTime(issuedAt) },
  {
    title: '验证码',
    text: ({ code }) => code,
    render: ({ code }) => (
      <a href={`/papers/${code}`} target="_blank" rel="noreferrer">
        {code}
      </a>
    ),
  },
  {
    title: '文件的指纹',
    roomy: true,
    text: ({ digest }) => digest,
    render: ({ digest }) => <code className="written">{digest}</code>,
  },
  {
    title: '文件',
    only: 'screen',
    text: () => '',
    render: (report) => (
      <Button size="small" onClick={() => onOpen(report)}>
        打开
      </Button>
    ),
  },
  {
    ...work('makeInspectionLink'),
    render: ({ month }) => <Acts size="small" acts={[linkAct(month, onMade)]} />,
  },
];

function Reports() {
  const [token, setToken] = useState<string | null>(null);
  const [report, setReport] = useState<Report | null>(null);
  return (
    <>
      <DataTable
        name={SAID.monthReports}
        document={MonthReports}
        variables={(_, { first, after, id }) => ({ first, after, id })}
        rows={({ monthReports }) => monthReports}
        rowKey={({ id }) => id}
        empty="还没有出具过月报"
        columns={reportColumns(setToken, setReport)}
      />
      <LinkShown token={token} onClose={() => setToken(null)} />
      <Modal
        open={!!report}
        footer={null}
        width={860}
        title={`${report?.month ?? ''} 的报告`}
        onCancel={() => setReport(null)}
        destroyOnHidden
      >
        {report && <FileView path={`/edges/trust/files/${report.id}`} title={`${report.month} 的报告`} />}
      </Modal>
    </>
  );
}

const LinkShown = ({ token, onClose }: { token: string | null; onClose: () => void }) => (
  <Modal open={!!token} title="链接只显示这一次" footer={null} onCancel={onClose} maskClosable={false}>
    <Alert type="warning" showIcon message="请马上发给检查人员，关上以后再也看不到" />
    <p>
      <Typography.Text code copyable style={{ overflowWrap: 'anywhere' }}>
        {token && `${location.origin}/inspect#${token}`}
      </Typography.Text>
    </p>
  </Modal>
);

const revokeAct = (id: string) =>
  act({
    label: InspectionLinkActWords.REVOKE,
    field: 'revokeInspectionLink',
    action: 'REVOKE',
    tone: 'danger',
    confirm: '收回以后，这个链接马上打不开。',
    document: RevokeInspectionLink,
    variables: { input: { linkId: id } },
  });

const linkColumns = (): Column<InspectionLink>[] => [
  { title: '月份', text: ({ month }) => month },
  { title: '单位', text: ({ organisation }) => organisation },
  { title: '谁来看', text: ({ person }) => person },
  stateColumn(),
  { title: '开出', text: ({ madeAt }) => dateTime(madeAt) },
  {
    title: '看到什么时候',
    text: ({ untilAt }) => dateTime(untilAt),
    render: ({ untilAt, endedAt }) => <Due at={untilAt} done={endedAt !== null} />,
  },
  { title: '打开过', align: 'right', text: ({ openedAt }) => openedAt.length },
  { title: '最近一次', text: ({ openedAt }) => (openedAt[0] ? dateTime(openedAt[0]) : NONE) },
  {
    ...work('revokeInspectionLink'),
    render: ({ id, availableActions }) => <Acts size="small" available={availableActions} acts={[revokeAct(id)]} />,
  },
];

const Links = () => (
  <DataTable
    name="检查链接"
    document={InspectionLinks}
    variables={(_, { first, after, id }) => ({ first, after, id })}
    rows={({ inspectionLinks }) => inspectionLinks}
    rowKey={({ id }) => id}
    empty="没有开过检查链接"
    expand={({ reason, openedAt, endedAt }) => (
      <Facts
        of={[
          ['依据和理由', reason],
          ['结束', endedAt && dateTime(endedAt)],
          ['每次打开', openedAt.map((at) => dateTime(at)).join('，') || '还没有打开过'],
        ]}
      />
    )}
    columns={linkColumns()}
  />
);
