import {
  AdvanceCompensation,
  AnswerComplaint,
  ComplaintRemedyWords,
  DecideComplaint,
  LiablePartyWords,
  type ComplaintDetailQuery,
  ComplaintStepActWords,
} from '../api/admin.ts';
import { yuan } from '../lib/format.ts';
import { SAID } from '../lib/said.ts';
import { options } from '../lib/words.ts';
import { act, type Act } from '../ui/Acts.tsx';

export type Complaint = NonNullable<ComplaintDetailQuery['complaint']>;

const answerAct = (one: Complaint) =>
  act({
    label: '答复',
    field: 'answerComplaint',
    action: 'ANSWER',
    tone: 'primary',
    form: () => ({
      draft: `answer.${one.id}`,
      title: `答复投诉 ${one.number}`,
      submit: '答复',
      document: AnswerComplaint,
      fields: [
        { name: 'accept', label: '同意对方的要求', kind: 'switch', initial: false },
        {
          name: 'remedy',
          label: '怎样解决',
          kind: 'choice',
          required: true,
          options: options(ComplaintRemedyWords),
          initial: one.wanted,
        },
        {
          name: 'amount',
          label: '赔偿金额',
          kind: 'yuan',
          required: true,
          when: ({ accept, remedy }) => !!accept && remedy === 'COMPENSATION',
          initial: one.wantedFen ? (one.wantedFen / 100).toFixed(2) : undefined,
        },
        { name: 'text', label: '答复', kind: 'paragraph', required: true, max: 2000, help: '投诉人会看到' },
      ],
      variables: ({ is, maybeNumber, one: choice, text }) => ({
        input: {
          complaintId: one.id,
          accept: is('accept'),
          remedy: choice('remedy', ComplaintRemedyWords),
          amountFen: maybeNumber('amount'),
          text: text('text'),
        },
      }),
    }),
  });

const decideAct = (one: Complaint, respondWithin: string) =>
  act({
    label: '裁定',
    field: 'decideComplaint',
    action: 'DECIDE',
    tone: 'primary',
    form: () => ({
      draft: `decide.${one.id}`,
      title: `裁定投诉 ${one.number}`,
      submit: '裁定',
      document: DecideComplaint,
      intro: `裁定有责的，责任方有${respondWithin}答复；不答复视为拒绝，平台可以先行赔付再追偿。网商有责的，接受裁定后从它这笔订单的货款里退给消费者；配送服务商有责的，不动网商的钱，由平台先付，再向配送服务商追偿。`,
      fields: [
        {
          name: 'liableParty',
          label: '谁的责任',
          kind: 'choice',
          required: true,
          options: options(LiablePartyWords).filter(({ value }) => one.carrier || value !== 'CARRIER'),
        },
        {
          name: 'compensation',
          label: '赔偿金额',
          kind: 'yuan',
          required: true,
          when: ({ liableParty }) => !!liableParty && liableParty !== 'NONE',
          initial: one.wantedFen ? (one.wantedFen / 100).toFixed(2) : undefined,
        },
        { name: 'clause', label: '依据条款', kind: 'text', max: 20, help: '例如 7.3.6.a' },
        {
          name: 'finding',
          label: SAID.factsAndReasons,
          kind: 'paragraph',
          required: true,
          max: 2000,
          help: '双方都会看到',
        },
      ],
      variables: ({ maybe, number, one: choice, text }) => ({
        input: {
          complaintId: one.id,
          liableParty: choice('liableParty', LiablePartyWords),
          compensationFen: number('compensation'),
          clause: maybe('clause'),
          finding: text('finding'),
        },
      }),
    }),
  });

export const complaintActs = (one: Complaint, respondWithin: string): Act[] => [
  answerAct(one),
  decideAct(one, respondWithin),
  act({
    label: ComplaintStepActWords.ADVANCE,
    field: 'advanceCompensation',
    action: 'ADVANCE',
    tone: 'primary',
    confirm: <>由平台先向消费者赔付 {yuan(one.compensationFen)}，之后向责任方追偿。确定吗？</>,
    document: AdvanceCompensation,
    variables: { input: { complaintId: one.id } },
  }),
];
