import {
  ReReviewOutcomeWords,
  ReReviewParty,
  RevealIdentity,
  MeasureStepWords,
  TakeMeasure,
  type PartyDetailQuery,
} from '../api/admin.ts';
import { options } from '../lib/words.ts';
import { act } from '../ui/Acts.tsx';

export type Party = NonNullable<PartyDetailQuery['party']>;
export interface Identity {
  legalRepresentative: string;
  residentIdNumber?: string | null;
  contactName: string;
  contactPhone: string;
}

/** The clause is compulsory; these are the usual ones. */
const measureFields = [
  { name: 'step', label: '措施', kind: 'choice' as const, required: true, options: options(MeasureStepWords) },
  { name: 'reason', label: '事由', kind: 'paragraph' as const, required: true, help: '会公示，请写事实，不写个人信息' },
  {
    name: 'clause',
    label: '依据条款',
    kind: 'text' as const,
    required: true,
    max: 20,
    help: '例如 7.3.7.l，全部条款见“符合性报告”',
  },
  {
    name: 'dueOn',
    label: '整改期限',
    kind: 'date' as const,
    required: true,
    when: ({ step }: Record<string, unknown>) => step === 'RECTIFICATION',
  },
];

export const reReviewAct = (party: Party) =>
  act({
    label: '复审',
    field: 'reReviewParty',
    action: 'RE_REVIEW',
    form: () => ({
      draft: `re-review.${party.id}`,
      title: `复审：${party.name}`,
      submit: '记录结果',
      document: ReReviewParty,
      fields: [
        {
          name: 'outcome',
          label: '结果',
          kind: 'choice',
          required: true,
          options: options(ReReviewOutcomeWords),
        },
        { name: 'reason', label: '核查情况', kind: 'paragraph', required: true },
      ],
      variables: ({ one, text }, requestId) => ({
        input: { requestId, partyId: party.id, outcome: one('outcome', ReReviewOutcomeWords), reason: text('reason') },
      }),
    }),
  });

export const measureAct = (party: Party) =>
  act({
    label: '采取措施',
    field: 'takeMeasure',
    tone: 'danger',
    form: () => ({
      draft: `measure.${party.id}`,
      title: `对“${party.name}”采取措施`,
      submit: '采取措施',
      danger: true,
      document: TakeMeasure,
      fields: measureFields,
      variables: ({ one, text }) => ({
        input: {
          partyId: party.id,
          step: one('step', MeasureStepWords),
          reason: text('reason'),
          clause: text('clause'),
          // Only a rectification has a day, also where one was written before another step was chosen.
          dueOn: text('step') === 'RECTIFICATION' ? text('dueOn') : undefined,
        },
      }),
    }),
  });

/** Who the party is, in full: the reader of it is written down. */
export const revealAct = (party: Party, onRevealed: (identity: Identity) => void) =>
  act({
    label: '查看完整身份',
    field: 'revealIdentity',
    form: () => ({
      draft: `reveal.${party.id}`,
      title: '查看完整身份信息',
      submit: '查看',
      document: RevealIdentity,
      intro: '查看会记入审计，本人可以看到谁、为什么看过。',
      fields: [{ name: 'reason', label: '查看的理由', kind: 'text', required: true, max: 200 }],
      variables: ({ text }) => ({ input: { partyId: party.id, reason: text('reason') } }),
      onDone: ({ revealIdentity: seen }) => seen.__typename === 'PartyIdentity' && onRevealed(seen),
    }),
  });
