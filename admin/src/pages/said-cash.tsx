import {
  AnswerCodPaid,
  AnswerCodReversal,
  CodRemittanceActWords,
  CodRemittanceStateWords,
  DueKindWords,
  PartyKindWords,
  SaidCash,
  type CodRemittanceSort,
  type SaidCashQuery,
} from '../api/admin.ts';
import { dateTime, orNone, yuan } from '../lib/format.ts';
import { options } from '../lib/words.ts';
import { act, Acts, work } from '../ui/Acts.tsx';
import type { Column } from '../ui/columns.tsx';
import { DataTable } from '../ui/DataTable.tsx';
import type { Field } from '../ui/fields.tsx';
import { PageHead } from '../ui/PageHead.tsx';
import { PartyLink } from '../ui/PartyLink.tsx';

type Cash = SaidCashQuery['codRemittances']['edges'][number]['node'];

type Paid = 'FIND' | 'CONFIRM' | 'MISS';
type Wrong = 'FIND_WRONG' | 'CONFIRM_WRONG' | 'UPHOLD' | 'UPHOLD_PAID';
/** Whatever finance answers to what a carrier said, it writes down what shows it. */
const formOf = (id: string, action: Paid | Wrong, help: string) => ({
  draft: `cash.${id}.${action}`,
  title: CodRemittanceActWords[action],
  submit: CodRemittanceActWords[action],
  fields: [{ name: 'reason', label: '凭什么', kind: 'text', required: true, max: 200, help } satisfies Field],
});
const answerAct = (id: string, arrived: boolean, action: Paid) =>
  act({
    label: CodRemittanceActWords[action],
    field: 'answerCodPaid',
    action,
    tone: action === 'CONFIRM' ? 'primary' : undefined,
    form: () => ({
      ...formOf(id, action, '银行回单、和谁核对过'),
      document: AnswerCodPaid,
      variables: ({ text }, requestId) => ({
        input: { requestId, remittanceId: id, arrived, reason: text('reason') },
      }),
    }),
  });
const judgeAct = (id: string, isWrong: boolean, action: Wrong) =>
  act({
    label: CodRemittanceActWords[action],
    field: 'answerCodReversal',
    action,
    tone: action === 'CONFIRM_WRONG' ? 'danger' : undefined,
    form: () => ({
      ...formOf(id, action, '签收单上的金额、和谁核对过'),
      document: AnswerCodReversal,
      variables: ({ text }, requestId) => ({
        input: { requestId, remittanceId: id, isWrong, reason: text('reason') },
      }),
    }),
  });

/** Of a record that is said to be wrong, what is wrong with it; else by which transfer it was paid. */
const saidOf = ({ state, reference, doubtReason }: Pick<Cash, 'state' | 'reference' | 'doubtReason'>): string | null =>
  state === 'DOUBTED' || state === 'DISPUTED' ? doubtReason : reference;
const columns = (): Column<Cash, CodRemittanceSort>[] => [
  {
    title: PartyKindWords.CARRIER,
    text: ({ carrier }) => carrier?.name,
    render: ({ carrier }) => carrier && <PartyLink of={carrier} />,
  },
  { title: '网商', text: ({ seller }) => seller?.name, render: ({ seller }) => seller && <PartyLink of={seller} /> },
  { title: '金额', align: 'right', sort: 'AMOUNT_FEN', text: ({ amountFen }) => yuan(amountFen) },
  { title: '代收', sort: 'COLLECTED_AT', text: ({ collectedAt }) => dateTime(collectedAt) },
  { title: '状态', text: ({ stateLabel }) => stateLabel },
  { title: '最晚', text: ({ waitDueAt }) => dateTime(waitDueAt) },
  { title: '配送说的', roomy: true, text: (one) => orNone(saidOf(one)) },
  {
    ...work('answerCodPaid'),
    render: ({ id, availableActions, ...one }) => (
      <>
        <div className="small grey beside">配送说：{orNone(saidOf(one))}</div>
        <Acts
          size="small"
          available={availableActions}
          acts={[
            answerAct(id, true, 'FIND'),
            answerAct(id, true, 'CONFIRM'),
            answerAct(id, false, 'MISS'),
            judgeAct(id, true, 'FIND_WRONG'),
            judgeAct(id, true, 'CONFIRM_WRONG'),
            judgeAct(id, false, 'UPHOLD'),
            judgeAct(id, false, 'UPHOLD_PAID'),
          ]}
        />
      </>
    ),
  },
];

/** What carriers say of cash of the door, where the seller is silent or denies it: paid, or recorded wrongly. */
export function SaidCashPage() {
  return (
    <>
      <PageHead
        title={DueKindWords.COD_SAID}
        note="商家没答复、或说的和配送不一样：说打过款的查银行回单，说登记错的查签收单；算到账、算作废都要两个人"
      />
      <DataTable
        name={DueKindWords.COD_SAID}
        document={SaidCash}
        variables={({ state }, page) => ({ ...page, state })}
        rows={({ codRemittances }) => codRemittances}
        rowKey={({ id }) => id}
        empty="没有这样的货款"
        filters={[{ name: 'state', label: '状态', options: options(CodRemittanceStateWords) }]}
        columns={columns()}
      />
    </>
  );
}
