import { Link } from 'react-router';
import { ClaimAnswerWords, Claims, ClaimStateWords, type ClaimSort, type ClaimsQuery } from '../api/admin.ts';
import { dateTime, yuan } from '../lib/format.ts';
import { options } from '../lib/words.ts';
import type { Column } from '../ui/columns.tsx';
import { DataTable } from '../ui/DataTable.tsx';
import { percent } from './case/percent.ts';
import { stateColumn } from '../ui/state-column.tsx';

type Row = ClaimsQuery['claims']['edges'][number]['node'];

const borne = ({ shares }: Row): string =>
  shares.map(({ name, permille, decidedPermille }) => `${name} ${percent(decidedPermille ?? permille)}`).join('，');

const columns: Column<Row, ClaimSort>[] = [
  {
    title: '编号',
    text: ({ number }) => number,
    render: ({ id, number }) => <Link to={`/claims/${id}`}>{number}</Link>,
  },
  { title: '为什么', roomy: true, text: ({ happened }) => happened },
  { title: '订单', roomy: true, text: ({ orderNumber }) => orderNumber },
  stateColumn('STATE'),
  { title: '谁担多少', text: borne },
  {
    title: '答复',
    roomy: true,
    text: ({ shares }) =>
      shares.map(({ name, answer }) => `${name}${answer ? ClaimAnswerWords[answer] : '没答复'}`).join('，'),
  },
  { title: '金额', align: 'right', text: ({ amountFen }) => yuan(amountFen), sort: 'AMOUNT_FEN' },
  { title: '提出', text: ({ openedAt }) => dateTime(openedAt), sort: 'OPENED_AT' },
  { title: '结清', roomy: true, text: ({ settledAt }) => dateTime(settledAt) },
];

/** What was refused at the door or is refunded, and who bears it. */
export const ClaimTable = () => (
  <DataTable
    name="索赔"
    document={Claims}
    variables={({ state }, page) => ({ ...page, state })}
    rows={({ claims }) => claims}
    rowKey={({ id }) => id}
    filters={[{ name: 'state', label: '状态', options: options(ClaimStateWords) }]}
    empty="没有这样的索赔"
    columns={columns}
  />
);
