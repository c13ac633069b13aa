import { ClaimActWords, ConfirmClaim, DecideClaim, SendBackClaim, type ClaimDetailQuery } from '../api/admin.ts';
import { SAID } from '../lib/said.ts';
import { act, type Act } from '../ui/Acts.tsx';
import type { Field } from '../ui/fields.tsx';
import { percent } from './case/percent.ts';

export type Claim = NonNullable<ClaimDetailQuery['claim']>;

/** Shares are decided in whole percents. */
const PERMILLE = 10;

const shareField = ({ partyId, name, permille, decidedPermille }: Claim['shares'][number]): Field => ({
  name: `share-${partyId}`,
  label: `${name}承担（%）`,
  kind: 'whole',
  required: true,
  initial: Math.round((decidedPermille ?? permille) / PERMILLE),
  help: `按记录是${percent(permille)}`,
});

const borneBy = ({ shares }: Claim): string =>
  shares.map(({ name, permille, decidedPermille }) => `${name}担${percent(decidedPermille ?? permille)}`).join('，');

const decideAct = (one: Claim): Act =>
  act({
    label: ClaimActWords.DECIDE,
    field: 'decideClaim',
    action: 'DECIDE',
    tone: 'primary',
    form: () => ({
      draft: `claim.${one.id}`,
      title: `给索赔 ${one.number} 定责`,
      submit: '定责，送第二人复核',
      document: DecideClaim,
      intro:
        '商家担的从这笔订单里退给买家；别人担的由它的保证金赔，不够的平台先付、只向它追偿。买家没有付过款的，别人担的赔给商家，从它的运费和货款里抵。',
      fields: [
        ...one.shares.map(shareField),
        {
          name: 'finding',
          label: SAID.factsAndReasons,
          kind: 'paragraph',
          required: true,
          max: 2000,
          help: '各方都会看到',
        },
      ],
      variables: ({ number, text }) => ({
        input: {
          claimId: one.id,
          shares: one.shares.map(({ partyId }) => ({ partyId, permille: number(`share-${partyId}`) * PERMILLE })),
          finding: text('finding'),
        },
      }),
    }),
  });

export const claimActs = (one: Claim): Act[] => [
  decideAct(one),
  act({
    label: ClaimActWords.CONFIRM,
    field: 'confirmClaim',
    action: 'CONFIRM',
    tone: 'primary',
    confirm: `${borneBy(one)}。复核通过后按这个结清，确定吗？`,
    document: ConfirmClaim,
    variables: { input: { claimId: one.id } },
  }),
  act({
    label: ClaimActWords.SEND_BACK,
    field: 'sendBackClaim',
    action: 'SEND_BACK',
    form: () => ({
      draft: `claim-back.${one.id}`,
      title: '退回重新定责',
      submit: '退回',
      document: SendBackClaim,
      fields: [{ name: 'note', label: '为什么', kind: 'text', required: true, max: 500, help: '调解员会看到' }],
      variables: ({ text }) => ({ input: { claimId: one.id, note: text('note') } }),
    }),
  }),
];
