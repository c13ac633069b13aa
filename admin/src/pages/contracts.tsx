import {
  AnswerContract,
  ContractActWords,
  ContractForms,
  ContractKindWords,
  ContractOptionWords,
  Contracts,
  ContractStateWords,
  ContractTermWords,
  SignContract,
  type ContractAct,
  type ContractFormsQuery,
  type ContractKind,
  type ContractSort,
  type ContractTermInput,
  type ContractsQuery,
} from '../api/admin.ts';
import { date, dateTime } from '../lib/format.ts';
import { options } from '../lib/words.ts';
import { useAsk } from '../lib/use.ts';
import { act, Acts, work } from '../ui/Acts.tsx';
import type { Column } from '../ui/columns.tsx';
import { DataTable } from '../ui/DataTable.tsx';
import { Facts } from '../ui/Facts.tsx';
import type { Field } from '../ui/fields.tsx';
import type { Filled } from '../ui/filled.ts';
import { Clause, YesNo } from '../ui/marks.tsx';
import { PageHead } from '../ui/PageHead.tsx';
import { Papers } from '../ui/Papers.tsx';
import { stateColumn } from '../ui/state-column.tsx';

type Contract = ContractsQuery['contracts']['edges'][number]['node'];
type Rule = ContractFormsQuery['contractForms'][number]['terms'][number];

/** The provider signs on paper, whose photo is taken with the phone. */
const FILED_HERE = ['DELIVERY', 'STATION', 'PLATFORM_SERVICE'] as const satisfies readonly ContractKind[];
const KINDS_HERE = FILED_HERE.map((value) => ({ value, label: ContractKindWords[value] }));

const FIELD_KINDS = { NUMBER: 'whole', MONEY: 'yuan', CHOICE: 'pick', TEXT: 'text' } as const;

/** A term as it is asked for, while its kind of contract is chosen. */
const termField = (kind: ContractKind, rule: Rule): Field => {
  const { term, form, unit, min, max, options: choices } = rule;
  const bounds = form === 'NUMBER' ? `${min}到${max}${unit ?? ''}，不约定就空着` : '不约定就空着';
  return {
    name: term,
    label: ContractTermWords[term],
    kind: FIELD_KINDS[form],
    help: bounds,
    options: choices.map((value) => ({ value, label: ContractOptionWords[value] })),
    ...(form === 'TEXT' && { max: max ?? undefined }),
    when: (values) => values['kind'] === kind,
  };
};

/** What was filled in of one term; nothing where it was left open. */
function termOf({ term, form }: Rule, filled: Filled): ContractTermInput[] {
  const number = filled.maybeNumber(term);
  const text = filled.maybe(term);
  if (form === 'NUMBER' || form === 'MONEY') return number === undefined ? [] : [{ term, number }];
  if (!text) return [];
  return [form === 'CHOICE' ? { term, choice: filled.one(term, ContractOptionWords) } : { term, text }];
}

const fileAct = ({ contractForms, myParties, publicRegister }: ContractFormsQuery) =>
  act({
    label: '登记合同',
    field: 'signContract',
    tone: 'primary',
    form: () => ({
      draft: 'contract',
      title: '登记合同',
      submit: '登记并签字',
      intro: '对方也签了字才生效；平台按合同写的时间和比例办。和支付机构的合同要拍照，请用手机登记',
      document: SignContract,
      fields: [
        {
          name: 'partyId',
          label: '我方',
          kind: 'pick',
          required: true,
          options: myParties.map(({ id, name }) => ({ value: id, label: name })),
          initial: myParties.length === 1 ? myParties[0]?.id : undefined,
        },
        { name: 'kind', label: '什么合同', kind: 'choice', required: true, options: KINDS_HERE },
        {
          name: 'withPartyId',
          label: '对方',
          kind: 'pick',
          required: true,
          options: publicRegister.edges.map(({ node }) => ({
            value: node.partyId,
            label: `${node.name}（${node.kindTitle}）`,
          })),
        },
        { name: 'number', label: '合同编号', kind: 'text', required: true, max: 100 },
        { name: 'validFromOn', label: '从哪天起', kind: 'date', required: true },
        { name: 'validUntilOn', label: '到哪天止', kind: 'date', required: true },
        ...contractForms.flatMap(({ kind, terms }) => terms.map((rule) => termField(kind, rule))),
      ],
      variables: (filled, requestId) => {
        const kind = filled.one('kind', ContractKindWords);
        return {
          input: {
            requestId,
            kind,
            partyId: filled.text('partyId'),
            withPartyId: filled.text('withPartyId'),
            number: filled.text('number'),
            validFromOn: filled.text('validFromOn'),
            validUntilOn: filled.text('validUntilOn'),
            terms: (contractForms.find((form) => form.kind === kind)?.terms ?? []).flatMap((rule) =>
              termOf(rule, filled),
            ),
          },
        };
      },
    }),
  });

const ANSWERS = [
  ['SIGN', 'primary', '签了字就生效，不能再改。条款都看过了吗？'],
  ['DECLINE', undefined, '不签这份合同吗？'],
  ['WITHDRAW', 'danger', '撤回这份合同吗？'],
] as const satisfies readonly (readonly [ContractAct, 'primary' | 'danger' | undefined, string])[];

export const contractActs = ({ id }: { id: string }) =>
  ANSWERS.map(([decision, tone, confirm]) =>
    act({
      label: ContractActWords[decision],
      field: 'answerContract',
      action: decision,
      ...(tone && { tone }),
      confirm,
      document: AnswerContract,
      variables: { input: { requestId: `contract.${id}.${decision}`, contractId: id, decision } },
    }),
  );

const columns = (): Column<Contract, ContractSort>[] => [
  { title: '合同', sort: 'KIND', text: ({ title }) => title },
  { title: '编号', text: ({ number }) => number },
  { title: '甲方', text: ({ party }) => party?.name },
  { title: '乙方', text: ({ withParty }) => withParty?.name },
  stateColumn('STATE'),
  {
    title: '现在有效',
    text: ({ valid }) => (valid ? '有效' : '无效'),
    render: ({ valid }) => <YesNo value={valid} yes="有效" no="无效" />,
  },
  { title: '从', roomy: true, text: ({ validFromOn }) => date(validFromOn) },
  { title: '到', sort: 'VALID_UNTIL_ON', text: ({ validUntilOn }) => date(validUntilOn) },
  {
    ...work('answerContract'),
    render: (contract) => <Acts size="small" acts={contractActs(contract)} available={contract.availableActions} />,
  },
];

/** What was agreed, and the page with both signatures where there is one. */
const ContractShown = ({ contract }: { contract: Contract }) => (
  <>
    <Facts
      columns={3}
      of={[
        ...contract.terms.map(({ term, shown, clause }): [string, React.ReactNode] => [
          ContractTermWords[term],
          <>
            {shown} <Clause of={clause} />
          </>,
        ]),
        ['登记', dateTime(contract.offeredAt)],
        ['双方签字', dateTime(contract.signedAt)],
      ]}
    />
    {contract.terms.length === 0 && <p className="small grey">没有写明条款，按平台公布的规则办</p>}
    {contract.fileId && (
      <Papers papers={[{ ...contract, issuer: contract.party?.name ?? '' }]} folder="/edges/sellers/files" />
    )}
  </>
);

/** Contracts with their terms: those of one's own parties, and all of them for the platform's people. */
export function ContractsPage() {
  const { data } = useAsk(ContractForms, {});
  return (
    <>
      <PageHead title="合同" note="平台按合同约定的时间、比例办；没有约定的，按公布的规则办">
        {data && data.myParties.length > 0 && <Acts acts={[fileAct(data)]} />}
      </PageHead>
      <DataTable
        name="合同"
        document={Contracts}
        variables={({ state, kind }, page) => ({ ...page, state, kind })}
        rows={({ contracts }) => contracts}
        rowKey={({ id }) => id}
        empty="没有这样的合同"
        filters={[
          { name: 'state', label: '状态', options: options(ContractStateWords) },
          { name: 'kind', label: '什么合同', options: options(ContractKindWords) },
        ]}
        expand={(contract) => <ContractShown contract={contract} />}
        columns={columns()}
      />
    </>
  );
}
