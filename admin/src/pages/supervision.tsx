import type { Filled } from '../ui/filled.ts';
import {
  CheckFormWords,
  CheckItemWords,
  CheckTopicWords,
  CloseTradeCheck,
  CodRemittances,
  HandoverReconciliations,
  PlanCheck,
  PlannedCheckFormWords,
  RecordCheck,
  RecordTradeCheck,
  SettleFinding,
  SupervisionChecks,
  TradeChecklists,
  TradeChecks,
  TradeCheckSubjectWords,
  type CheckItem,
  type SupervisionCheckSort,
  type TradeChecklistsQuery,
  type SupervisionChecksQuery,
  type TradeCheckSort,
  type TradeChecksQuery,
  PartyKindWords,
  DueKindWords,
  ContentFindingWords,
} from '../api/admin.ts';
import { date, dateTime, orNone, yuan } from '../lib/format.ts';
import { may } from '../lib/rights.ts';
import { useAsk } from '../lib/use.ts';
import { options } from '../lib/words.ts';
import type { Field } from '../ui/fields.tsx';
import { act, Acts, type Act, work } from '../ui/Acts.tsx';
import type { Column } from '../ui/columns.tsx';
import { DataTable } from '../ui/DataTable.tsx';
import { ListTable } from '../ui/ListTable.tsx';
import { Facts } from '../ui/Facts.tsx';
import { Due, Mark, YesNo } from '../ui/marks.tsx';
import { PageHead } from '../ui/PageHead.tsx';
import { PageTabs } from '../ui/PageTabs.tsx';
import { PartyLink } from '../ui/PartyLink.tsx';

type TradeCheck = TradeChecksQuery['tradeChecks']['edges'][number]['node'];
type Checklist = TradeChecklistsQuery['tradeChecklists'][number];
type Check = SupervisionChecksQuery['supervisionChecks']['edges'][number]['node'];

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

const YES_NO = { yes: '是', no: '不是' } as const;
/** A checklist as a form asks it: nothing is so before somebody has said it. */
const itemFields = (items: readonly CheckItem[]): Field[] =>
  items.map((item) => ({
    name: item,
    label: CheckItemWords[item],
    kind: 'choice',
    required: true,
    options: options(YES_NO),
  }));
const itemsIn = ({ one }: Filled, items: readonly CheckItem[]) =>
  items.map((item) => ({ item, passed: one(item, YES_NO) === 'yes' }));
/** What was looked at, and what was not so. */
const Items = ({ of }: { of: TradeCheck['items'] }) => (
  <ul className="lines">
    {of.map(({ item, passed }) => (
      <li key={item}>
        <YesNo value={passed} yes={YES_NO.yes} no={YES_NO.no} /> {CheckItemWords[item]}
      </li>
    ))}
  </ul>
);

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

const planAct = () =>
  act({
    label: '安排检查',
    field: 'planCheck',
    tone: 'primary',
    form: () => ({
      draft: 'plan-check',
      title: '安排对配送服务商的检查',
      submit: '安排',
      document: PlanCheck,
      fields: [
        { name: 'carrierPartyId', label: PartyKindWords.CARRIER, kind: 'party', partyKind: 'CARRIER', required: true },
        {
          name: 'form',
          label: '方式',
          kind: 'choice',
          required: true,
          options: options(PlannedCheckFormWords),
        },
        { name: 'topic', label: '内容', kind: 'pick', required: true, options: options(CheckTopicWords) },
        { name: 'plannedOn', label: '日期', kind: 'date', required: true },
      ],
      variables: ({ one, text }, requestId) => ({
        input: {
          requestId,
          carrierPartyId: text('carrierPartyId'),
          form: one('form', PlannedCheckFormWords),
          topic: one('topic', CheckTopicWords),
          plannedOn: text('plannedOn'),
        },
      }),
    }),
  });

const checkActs = (id: string, items: readonly CheckItem[]): Act[] => [
  act({
    label: '记录结果',
    field: 'recordCheck',
    action: 'RECORD',
    form: () => ({
      draft: `check.${id}`,
      title: '检查结果',
      submit: '记录',
      document: RecordCheck,
      fields: [...itemFields(items), { name: 'finding', label: '情况', kind: 'paragraph' as const, required: true }],
      variables: (filled: Filled) => ({
        input: { checkId: id, items: itemsIn(filled, items), finding: filled.text('finding') },
      }),
    }),
  }),
  act({
    label: '记录处理',
    field: 'settleFinding',
    action: 'SETTLE',
    form: () => ({
      draft: `settle.${id}`,
      title: '怎样处理',
      submit: '记录',
      document: SettleFinding,
      fields: [{ name: 'measure', label: '处理', kind: 'paragraph' as const, required: true }],
      variables: ({ text }: Filled) => ({
        input: { checkId: id, measure: text('measure') },
      }),
    }),
  }),
];

const checkColumns = (): Column<Check, SupervisionCheckSort>[] => [
  {
    title: PartyKindWords.CARRIER,
    text: ({ carrier }) => carrier?.name,
    render: ({ carrier }) => <PartyLink of={carrier} />,
  },
  { title: '方式', text: ({ form }) => CheckFormWords[form] },
  { title: '内容', sort: 'TOPIC', text: ({ topic }) => CheckTopicWords[topic] },
  { title: '日期', sort: 'PLANNED_ON', text: ({ plannedOn }) => date(plannedOn) },
  { title: '反映', roomy: true, text: ({ reportText }) => orNone(reportText), width: 220 },
  {
    title: '结果',
    text: ({ doneAt, breach }) => (doneAt ? (breach ? '违反' : ContentFindingWords.LAWFUL) : '未检查'),
    render: ({ doneAt, breach }) => (
      <Mark tone={doneAt ? (breach ? 'bad' : 'good') : 'busy'}>
        {doneAt ? (breach ? '违反' : ContentFindingWords.LAWFUL) : '未检查'}
      </Mark>
    ),
  },
  { title: '情况', text: ({ finding }) => orNone(finding), width: 150 },
  { title: '处理', text: ({ measure }) => orNone(measure), width: 150 },
  {
    ...work('recordCheck'),
    render: ({ id, items, availableActions }) => (
      <Acts
        size="small"
        available={availableActions}
        acts={checkActs(
          id,
          items.map(({ item }) => item),
        )}
      />
    ),
  },
];

function Checks() {
  return (
    <>
      <div className="bar between no-print">
        <Acts acts={[planAct()]} />
      </div>
      <DataTable
        name="配送监督"
        document={SupervisionChecks}
        variables={({ topic, open }, page) => ({ ...page, topic, onlyOpen: open === 'yes' })}
        rows={({ supervisionChecks }) => supervisionChecks}
        rowKey={({ id }) => id}
        filters={[
          { name: 'open', label: '范围', options: [{ value: 'yes', label: '还没有办完' }] },
          { name: 'topic', label: '内容', options: options(CheckTopicWords) },
        ]}
        empty="没有这样的检查"
        expand={({ reportText, doneAt, settledAt, items }) => (
          <>
            <Items of={items} />
            <Facts
              of={[
                ['反映', reportText],
                ['检查时间', doneAt && dateTime(doneAt)],
                ['处理时间', settledAt && dateTime(settledAt)],
              ]}
            />
          </>
        )}
        columns={checkColumns()}
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
