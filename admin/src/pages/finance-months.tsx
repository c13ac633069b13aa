import {
  BooksMonthActWords,
  BooksMonths,
  BooksMonthStateWords,
  CloseBooksMonth,
  DecideBooksMonth,
  ReopenBooksMonth,
  type BooksMonthsQuery,
} from '../api/admin.ts';
import { dateTime } from '../lib/format.ts';
import { SAID } from '../lib/said.ts';
import { options } from '../lib/words.ts';
import { act, Acts, work } from '../ui/Acts.tsx';
import { DataTable } from '../ui/DataTable.tsx';
import { stateColumn } from '../ui/state-column.tsx';

type Month = BooksMonthsQuery['booksMonths']['edges'][number]['node'];

const decide = ({ id, availableActions, month, proposedByName, reason }: Month, what: 'CLOSE' | 'REOPEN') => {
  const [yes, no] = [`CONFIRM_${what}`, `REJECT_${what}`] as const;
  const asked = what === 'CLOSE' ? `把${month}关账` : `重新打开${month}：${reason ?? ''}`;
  const proposed = `${proposedByName ?? '同事'}提议${asked}`;
  const answer = (confirm: boolean, label: string, question: string) =>
    act({
      label,
      field: 'decideBooksMonth',
      action: confirm ? yes : no,
      tone: confirm ? 'primary' : undefined,
      confirm: question,
      document: DecideBooksMonth,
      variables: { input: { monthId: id, confirm } },
    });
  return [
    answer(
      true,
      BooksMonthActWords[yes],
      `${proposed}。${what === 'CLOSE' ? '确认后，这个月不能再记账；晚到的记在当月，注明属于哪个月。' : '确认后，这个月又能记账，改完要再关一次。'}`,
    ),
    // Whoever proposed it cannot confirm it.
    availableActions.includes(yes)
      ? answer(false, BooksMonthActWords[no], `不同意：${proposed}。之后可以重新提议。`)
      : answer(false, SAID.takesBack, SAID.mayProposeAgain),
  ];
};

const actsOfMonth = (one: Month) => [
  act({
    label: BooksMonthActWords.CLOSE,
    field: 'closeBooksMonth',
    action: 'CLOSE',
    tone: 'primary',
    confirm: `提议把${one.month}关账？另一位财务人员或平台管理员确认后才关。`,
    document: CloseBooksMonth,
    variables: { input: { monthId: one.id } },
  }),
  act({
    label: BooksMonthActWords.REOPEN,
    field: 'reopenBooksMonth',
    action: 'REOPEN',
    form: () => ({
      draft: `month.${one.id}`,
      title: BooksMonthActWords.REOPEN,
      submit: '提议',
      document: ReopenBooksMonth,
      intro: '另一位财务人员或平台管理员确认后才打开，确认以前仍是关着的。',
      fields: [{ name: 'reason', label: '为什么要打开', kind: 'paragraph', required: true, max: 200 }],
      variables: ({ text }) => ({ input: { monthId: one.id, reason: text('reason') } }),
    }),
  }),
  ...decide(one, one.availableActions.some((action) => action.endsWith('_REOPEN')) ? 'REOPEN' : 'CLOSE'),
];

/** Each month that is over: closed by two people when its books are balanced, and opened again only by two. */
export function MonthTable() {
  return (
    <>
      <span className="small grey">每天都对过账、差异都办完，就可以关账；关了以后谁也不能往这个月里记账</span>
      <DataTable
        name="关账"
        document={BooksMonths}
        variables={({ state }, page) => ({ ...page, state })}
        rows={({ booksMonths }) => booksMonths}
        rowKey={({ id }) => id}
        empty="还没有过完的月份"
        filters={[{ name: 'state', label: '状态', options: options(BooksMonthStateWords) }]}
        columns={[
          { title: '月份', text: ({ month }) => month, sort: 'MONTH' },
          stateColumn('STATE'),
          { title: '还不能关', text: ({ whyOpen }) => whyOpen ?? '' },
          { title: '提议', text: ({ proposedByName, state }) => (state === 'OPEN' ? '' : (proposedByName ?? '')) },
          { title: '重新打开的原因', text: ({ reason }) => reason ?? '' },
          { title: '关账', text: ({ closedAt }) => dateTime(closedAt) },
          { title: '记在后面月份的', align: 'right', text: ({ lateCount }) => `${lateCount} 笔` },
          {
            ...work('closeBooksMonth|reopenBooksMonth|decideBooksMonth'),
            render: (one) => <Acts size="small" available={one.availableActions} acts={actsOfMonth(one)} />,
          },
        ]}
      />
    </>
  );
}
