import { Link } from 'react-router';
import {
  RecallCallerWords,
  RecallCases,
  RecallCaseStateWords,
  RecallHazardWords,
  RecallLevelWords,
  type RecallCasesQuery,
} from '../api/admin.ts';
import { dateTime } from '../lib/format.ts';
import { options } from '../lib/words.ts';
import type { Column } from '../ui/columns.tsx';
import { DataTable } from '../ui/DataTable.tsx';
import { Due } from '../ui/marks.tsx';
import { PageHead } from '../ui/PageHead.tsx';
import { share } from './recall/share.ts';
import { stateColumn } from '../ui/state-column.tsx';

type Row = RecallCasesQuery['recallCases']['edges'][number]['node'];

const columns: Column<Row>[] = [
  {
    title: '批次',
    text: ({ lotCode }) => lotCode,
    render: ({ id, lotCode }) => <Link to={`/recalls/${id}`}>{lotCode}</Link>,
  },
  { title: '货', text: ({ goods }) => goods },
  { title: '为什么', text: ({ hazard }) => RecallHazardWords[hazard] },
  { title: '级别', text: ({ level }) => RecallLevelWords[level] },
  { title: '谁召回', roomy: true, text: ({ caller }) => RecallCallerWords[caller] },
  stateColumn(),
  {
    title: '报告期限',
    text: ({ reportDueAt }) => dateTime(reportDueAt),
    render: ({ reportDueAt, reportedAt }) => <Due at={reportDueAt} done={reportedAt !== null} />,
  },
  {
    title: '办完期限',
    text: ({ finishDueAt }) => dateTime(finishDueAt),
    render: ({ finishDueAt, closedAt }) => <Due at={finishDueAt} done={closedAt !== null} />,
  },
  { title: '买家联系上', align: 'right', text: ({ figures }) => share(figures.reached, figures.buyers) },
  { title: '收回', align: 'right', text: ({ figures }) => share(figures.recoveredUnits, figures.units) },
  { title: '销毁', align: 'right', text: ({ figures }) => share(figures.destroyedUnits, figures.units) },
];

/** Lots that were called back, and how far each is. */
export const RecallsPage = () => (
  <>
    <PageHead title="召回" note="召回从批次那里发起；这里看每一次办到哪了。" />
    <DataTable
      name="召回"
      document={RecallCases}
      variables={({ state }, { first, after }) => ({ first, after, state })}
      rows={({ recallCases }) => recallCases}
      rowKey={({ id }) => id}
      filters={[{ name: 'state', label: '状态', options: options(RecallCaseStateWords) }]}
      empty="没有召回"
      columns={columns}
    />
  </>
);
