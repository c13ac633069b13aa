import {
  CheckFormWords,
  CheckTopicWords,
  ContentFindingWords,
  MeasureStepWords,
  PartyKindWords,
  PlanCheck,
  PlannedCheckFormWords,
  RecordCheck,
  SettleFinding,
  SupervisionChecks,
  type SupervisionCheckSort,
  type SupervisionChecksQuery,
} from '../../api/admin.ts';
import { date, dateTime, orNone } from '../../lib/format.ts';
import { options } from '../../lib/words.ts';
import { act, Acts, type Act, work } from '../../ui/Acts.tsx';
import type { Column } from '../../ui/columns.tsx';
import { DataTable } from '../../ui/DataTable.tsx';
import { Facts } from '../../ui/Facts.tsx';
import type { Field } from '../../ui/fields.tsx';
import { Mark } from '../../ui/marks.tsx';
import { PartyLink } from '../../ui/PartyLink.tsx';
import { itemFields, Items, itemsIn } from './checklist.tsx';

type Check = SupervisionChecksQuery['supervisionChecks']['edges'][number]['node'];

/** How it is looked at, and when: of a first check, and of one that looks again. */
const FORM = {
  name: 'form',
  label: '方式',
  kind: 'choice',
  required: true,
  options: options(PlannedCheckFormWords),
} as const satisfies Field;
const DAY = { name: 'plannedOn', label: '日期', kind: 'date', required: true } as const satisfies Field;

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
        FORM,
        { name: 'topic', label: '内容', kind: 'pick', required: true, options: options(CheckTopicWords) },
        DAY,
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

const recordCheckAct = ({ id, items }: Check): Act => {
  const list = items.map(({ item }) => item);
  return act({
    label: '记录结果',
    field: 'recordCheck',
    action: 'RECORD',
    form: () => ({
      draft: `check.${id}`,
      title: '检查结果',
      submit: '记录',
      document: RecordCheck,
      fields: [...itemFields(list), { name: 'finding', label: '情况', kind: 'paragraph', required: true }],
      variables: (filled) => ({
        input: { checkId: id, items: itemsIn(filled, list), finding: filled.text('finding') },
      }),
    }),
  });
};
/** What was done to the carrier since, of which one answers what was found. */
const settleAct = ({ id, carrier, doneAt }: Check): Act =>
  act({
    label: '登记措施',
    field: 'settleFinding',
    action: 'SETTLE',
    form: () => ({
      draft: `settle.${id}`,
      title: '采取了哪个措施',
      submit: '登记',
      document: SettleFinding,
      fields: [
        {
          name: 'measureId',
          label: '措施',
          kind: 'pick',
          required: true,
          help: '先在“措施”页按违反的条款对它采取措施，再到这里选上',
          options: (carrier?.measures ?? []).flatMap((taken) =>
            doneAt && taken.takenAt >= doneAt
              ? [
                  {
                    value: taken.id,
                    label: `${dateTime(taken.takenAt)} ${MeasureStepWords[taken.step]} ${taken.clause}`,
                  },
                ]
              : [],
          ),
        },
        { name: 'measure', label: '另外做了什么', kind: 'paragraph', required: true },
      ],
      variables: ({ text }) => ({
        input: { checkId: id, measureId: text('measureId'), measure: text('measure') },
      }),
    }),
  });
const recheckAct = ({ id, carrier, topic }: Check): Act =>
  act({
    label: '安排复查',
    field: 'planCheck',
    action: 'SETTLE',
    form: () => ({
      draft: `recheck.${id}`,
      title: '安排另一个人复查',
      submit: '安排',
      document: PlanCheck,
      fields: [FORM, DAY],
      variables: ({ one, text }, requestId) => ({
        input: {
          requestId,
          carrierPartyId: carrier?.id ?? '',
          form: one('form', PlannedCheckFormWords),
          topic,
          plannedOn: text('plannedOn'),
          recheckOf: id,
        },
      }),
    }),
  });
const checkActs = (check: Check): Act[] => [recordCheckAct(check), settleAct(check), recheckAct(check)];

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
    render: (check) => <Acts size="small" available={check.availableActions} acts={checkActs(check)} />,
  },
];

/** The operator's checks of carriers, and what came of them. */
export function Checks() {
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
        empty="没有这样的配送检查"
        expand={({ reportText, doneAt, settledAt, items, measureId, recheckId, recheckOf }) => (
          <>
            <Items of={items} />
            <Facts
              of={[
                ['反映', reportText],
                ['检查时间', doneAt && dateTime(doneAt)],
                ['处理时间', settledAt && dateTime(settledAt)],
                ['了结方式', measureId ? '采取了措施' : recheckId && '另一个人复查，没有问题'],
                ['性质', recheckOf && '复查'],
              ]}
            />
          </>
        )}
        columns={checkColumns()}
      />
    </>
  );
}
