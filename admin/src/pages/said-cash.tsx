import {
  AnswerCodPaid,
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
import { PageHead } from '../ui/PageHead.tsx';
import { PartyLink } from '../ui/PartyLink.tsx';

type Cash = SaidCashQuery['codRemittances']['edges'][number]['node'];

const answerAct = (id: string, arrived: boolean, action: 'FIND' | 'CONFIRM' | 'MISS') =>
  act({
    label: CodRemittanceActWords[action],
    field: 'answerCodPaid',
    action,
    tone: action === 'CONFIRM' ? 'primary' : undefined,
    form: () => ({
      draft: `cash.${id}.${action}`,
      title: CodRemittanceActWords[action],
      submit: CodRemittanceActWords[action],
      document: AnswerCodPaid,
      fields: [
        { name: 'reason', label: '凭什么', kind: 'text', required: true, max: 200, help: '银行回单、和谁核对过' },
      ],
      variables: ({ text }, requestId) => ({
        input: { requestId, remittanceId: id, arrived, reason: text('reason') },
      }),
    }),
  });

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
  { title: '配送说的回单号', text: ({ reference }) => orNone(reference) },
  {
    ...work('answerCodPaid'),
    render: ({ id, availableActions }) => (
      <Acts
        size="small"
        available={availableActions}
        acts={[answerAct(id, true, 'FIND'), answerAct(id, true, 'CONFIRM'), answerAct(id, false, 'MISS')]}
      />
    ),
  },
];

/** Cash that carriers say they paid into sellers' own banks, where the seller is silent or denies it. */
export function SaidCashPage() {
  return (
    <>
      <PageHead title={DueKindWords.COD_SAID} note="商家没答复或说没收到的，查银行回单；到账要两个人确认" />
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
