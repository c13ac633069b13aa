import { SAID } from '../lib/said.ts';
import { Link } from 'react-router';
import { Parties, PartyKindWords, PartyStateWords, type PartiesQuery, type PartySort } from '../api/admin.ts';
import { date, NONE, orNone } from '../lib/format.ts';
import { options } from '../lib/words.ts';
import type { Column } from '../ui/columns.tsx';
import { DataTable } from '../ui/DataTable.tsx';
import { PageHead } from '../ui/PageHead.tsx';
import { stateColumn } from '../ui/state-column.tsx';

type Row = PartiesQuery['parties']['edges'][number]['node'];
const columns: Column<Row, PartySort>[] = [
  { title: '名称', text: ({ name }) => name, render: ({ id, name }) => <Link to={`/parties/${id}`}>{name}</Link> },
  { title: '类型', sort: 'KIND', text: ({ kindTitle }) => kindTitle },
  stateColumn('STATE'),
  {
    title: '信用',
    text: ({ credit }) => credit && `${credit.level} ${credit.score}`,
    render: ({ credit }) => (
      <>
        {credit ? `${credit.level} 级 ` : NONE}
        {credit && <span className="small grey">{credit.score} 分</span>}
      </>
    ),
  },
  { title: SAID.creditCode, text: ({ creditCode }) => orNone(creditCode) },
  { title: '证照有效至', text: ({ validUntilOn }) => date(validUntilOn) },
  { title: '下次复审', text: ({ reReviewDueAt }) => date(reReviewDueAt), sort: 'RE_REVIEW_DUE_AT' },
  { title: '备案日期', text: ({ approvedAt }) => date(approvedAt), sort: 'APPROVED_AT' },
];

export function PartiesPage() {
  return (
    <>
      <PageHead title="经营主体" note="名称、店名写几个字就能查；农户姓名、信用代码、手机号、身份证号要写完整" />
      <DataTable
        name="经营主体"
        document={Parties}
        variables={({ kind, state, search }, page) => ({ ...page, kind, state, search })}
        rows={({ parties }) => parties}
        columns={columns}
        rowKey={({ id }) => id}
        filters={[
          { name: 'kind', label: '类型', options: options(PartyKindWords) },
          { name: 'state', label: '状态', options: options(PartyStateWords) },
          { name: 'search', label: '名称或号码' },
        ]}
        empty={SAID.partyMissing}
      />
    </>
  );
}
