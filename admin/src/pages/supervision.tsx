import {
  CloseTradeCheck,
  CodRemittances,
  HandoverReconciliations,
  RecordTradeCheck,
  TradeChecklists,
  TradeChecks,
  TradeCheckSubjectWords,
  type TradeChecklistsQuery,
  type TradeCheckSort,
  type TradeChecksQuery,
  PartyKindWords,
  DueKindWords,
} from '../api/admin.ts';
import { date, dateTime, orNone, yuan } from '../lib/format.ts';
import { may } from '../lib/rights.ts';
import { useAsk } from '../lib/use.ts';
import { options } from '../lib/words.ts';
import { act, Acts, work } from '../ui/Acts.tsx';
import type { Column } from '../ui/columns.tsx';
import { DataTable } from '../ui/DataTable.tsx';
import { ListTable } from '../ui/ListTable.tsx';
import { Due, Mark, YesNo } from '../ui/marks.tsx';
import { PageHead } from '../ui/PageHead.tsx';
import { PageTabs } from '../ui/PageTabs.tsx';
import { PartyLink } from '../ui/PartyLink.tsx';
import { Checks } from './supervision/checks.tsx';
import { itemFields, Items, itemsIn } from './supervision/checklist.tsx';

type TradeCheck = TradeChecksQuery['tradeChecks']['edges'][number]['node'];
type Checklist = TradeChecklistsQuery['tradeChecklists'][number];

export function SupervisionPage() {
  const tabs = [
    ...(may('tradeChecks') ? [{ key: 'trade', label: '货物与配送检查', children: <Trade /> }] : []),
    { key: 'carriers', label: '对配送的监督', children: <Checks /> },
    ...(may('codRemittances') ? [{ key: 'cod', label: DueKindWords.COD, children: <Cod /> }] : []),
    ...(may('handoverReconciliations') ? [{ key: 'handovers', label: '交接对账', children: <Handovers /> }] : []),
  ];
  return (
    <>
      <PageHead title="监督检查" />
      <PageTabs items={tabs} />
    </>
  );
}

const recordTradeAct = ({ subject, items }: Checklist) =>
  act({
    label: `检查${TradeCheckSubjectWords[subject]}`,
    field: 'recordTradeCheck',
    tone: 'primary',
    form: () => ({
      draft: `trade-check.${subject}`,
      title: `检查${TradeCheckSubjectWords[subject]}`,
      submit: '记录',
      document: RecordTradeCheck,
      fields: [
        { name: 'partyId', label: '被检查的主体', kind: 'party', required: true },
        ...itemFields(items),
        { name: 'finding', label: '情况', kind: 'paragraph', required: true },
      ],
      variables: (filled, requestId) => ({
        input: {
          requestId,
          subject,
          partyId: filled.text('partyId'),
          items: itemsIn(filled, items),
          finding: filled.text('finding'),
        },
      }),
    }),
  });

const closeTradeAct = (id: string) =>
  act({
    label: '已改正',
    field: 'closeTradeCheck',
    action: 'CLOSE',
    confirm: '确认已经复查，问题已改正？',
    document: CloseTradeCheck,
    variables: { input: { checkId: id } },
  });

const tradeColumns = (): Column<TradeCheck, TradeCheckSort>[] => [
  { title: '检查', sort: 'SUBJECT', text: ({ subject }) => TradeCheckSubjectWords[subject] },
  {
    title: '主体',
    text: ({ party }) => party?.name,
    render: ({ party }) => <PartyLink of={party} />,
  },
  {
    title: '结果',
    text: ({ passed }) => (passed ? '符合' : '不符合'),
    sort: 'PASSED',
    render: ({ passed }) => <YesNo value={passed} yes="符合" no="不符合" />,
  },
  { title: '情况', text: ({ finding }) => finding },
  { title: '时间', text: ({ at }) => dateTime(at), sort: 'AT' },
  {
    title: '应复查',
    text: ({ followUpDueAt }) => dateTime(followUpDueAt),
    render: ({ followUpDueAt, closedAt }) => <Due at={followUpDueAt} done={!!closedAt} />,
  },
  {
    ...work('closeTradeCheck'),
    render: ({ id, availableActions }) => <Acts size="small" available={availableActions} acts={[closeTradeAct(id)]} />,
  },
];

function Trade() {
  const { data } = useAsk(TradeChecklists, {});
  return (
    <>
      <div className="bar between no-print">
        <span />
        <Acts acts={(data?.tradeChecklists ?? []).map(recordTradeAct)} />
      </div>
      <DataTable
        name="检查"
        document={TradeChecks}
        variables={({ subject, partyId, open }, page) => ({ ...page, subject, partyId, onlyOpen: open === 'yes' })}
        rows={({ tradeChecks }) => tradeChecks}
        rowKey={({ id }) => id}
        empty="没有这样的检查"
        filters={[
          { name: 'open', label: '范围', options: [{ value: 'yes', label: '还没有改正' }] },
          { name: 'subject', label: '检查', options: options(TradeCheckSubjectWords) },
          { name: 'partyId', label: '主体', kind: 'party' },
        ]}
        expand={({ items }) => <Items of={items} />}
        columns={tradeColumns()}
      />
    </>
  );
}

function Cod() {
  return (
    <DataTable
      name={DueKindWords.COD}
      document={CodRemittances}
      variables={({ open }, page) => ({ ...page, onlyOpen: open === 'yes' })}
      filters={[{ name: 'open', label: '范围', options: [{ value: 'yes', label: '还没有返还' }] }]}
      rows={({ codRemittances }) => codRemittances}
      rowKey={({ id }) => id}
      empty="没有代收货款"
      columns={[
        { title: PartyKindWords.CARRIER, text: ({ carrier }) => carrier?.name },
        { title: '网商', text: ({ seller }) => seller?.name },
        { title: '金额', align: 'right', sort: 'AMOUNT_FEN', text: ({ amountFen }) => yuan(amountFen) },
        { title: '代收', sort: 'COLLECTED_AT', text: ({ collectedAt }) => dateTime(collectedAt) },
        {
          title: '应返还',
          sort: 'DUE_AT',
          text: ({ dueAt }) => dateTime(dueAt),
          render: ({ dueAt, remittedAt }) => <Due at={dueAt} done={!!remittedAt} />,
        },
        { title: '返还', text: ({ remittedAt }) => dateTime(remittedAt) },
        { title: '凭证', text: ({ reference }) => orNone(reference) },
      ]}
    />
  );
}

function Handovers() {
  return (
    <DataTable
      name="交接对账"
      document={HandoverReconciliations}
      variables={({ open }, page) => ({ ...page, onlyOpen: open === 'yes' })}
      filters={[{ name: 'open', label: '范围', options: [{ value: 'yes', label: '有不符没处理' }] }]}
      rows={({ handoverReconciliations }) => handoverReconciliations}
      rowKey={({ id }) => id}
      empty="还没有对过账"
      expand={({ mismatches }) => (
        <ListTable
          bare
          name="不符"
          rowKey={({ id }) => id}
          rows={mismatches}
          empty="全部相符"
          columns={[
            { title: '不符', text: ({ text }) => text },
            { title: '处理', text: ({ resolution }) => orNone(resolution) },
            { title: '时间', text: ({ resolvedAt }) => dateTime(resolvedAt) },
          ]}
        />
      )}
      columns={[
        { title: '网商', text: ({ seller }) => seller?.name },
        { title: PartyKindWords.CARRIER, text: ({ carrier }) => carrier?.name },
        { title: '期间', text: ({ fromAt, toAt }) => `${date(fromAt)} 至 ${date(toAt)}` },
        { title: '单据', align: 'right', text: ({ documents }) => documents },
        { title: '相符', align: 'right', text: ({ matched }) => matched },
        {
          title: '不符',
          text: ({ mismatches }) => mismatches.length,
          render: ({ mismatches }) => (mismatches.length > 0 ? <Mark tone="bad">{mismatches.length}</Mark> : 0),
        },
        { title: '对账时间', sort: 'DONE_AT', text: ({ doneAt }) => dateTime(doneAt) },
      ]}
    />
  );
}
