import {
  DecidePlatformFee,
  LookAtPlatformFee,
  PlatformFeeActWords,
  PlatformFeeBaseWords,
  PlatformFees,
  ProposePlatformFee,
  TariffServiceWords,
  WithdrawPlatformFee,
  type PlatformFeesQuery,
  type PlatformFeeState,
} from '../../api/admin.ts';
import { date, orNone } from '../../lib/format.ts';
import { SAID } from '../../lib/said.ts';
import { useAsk } from '../../lib/use.ts';
import { options } from '../../lib/words.ts';
import { act, Acts, work } from '../../ui/Acts.tsx';
import { ListTable } from '../../ui/ListTable.tsx';
import { Due, Mark, type Tone } from '../../ui/marks.tsx';
import { Shown } from '../../ui/States.tsx';
import { ground, lookDue, RISE_TONES } from './rise.tsx';

type Fee = PlatformFeesQuery['platformFees'][number];

const propose = act({
  label: '提议改费率',
  field: 'proposePlatformFee',
  tone: 'primary',
  form: () => ({
    draft: 'platform-fee',
    title: '改成多少',
    submit: '提议',
    intro: '另一位财务人员或平台管理员确认后公布。比现在贵的，公布满七天才生效；便宜的马上生效。合同里另有约定的不变',
    document: ProposePlatformFee,
    fields: [
      { name: 'permille', label: '千分之几（10就是1%）', kind: 'whole', required: true },
      {
        name: 'feeOn',
        label: '配送费算不算在内',
        kind: 'choice',
        required: true,
        options: options(PlatformFeeBaseWords),
      },
      { name: 'reason', label: '为什么改（公开）', kind: 'text', required: true, max: 200 },
    ],
    variables: ({ number, one, text }, requestId) => ({
      input: {
        requestId,
        permille: number('permille'),
        feeOn: one('feeOn', PlatformFeeBaseWords),
        reason: text('reason'),
      },
    }),
  }),
});

const decide = ({ id, text, risePercent, reason, proposedByName, availableActions }: Fee) => {
  const proposed = `${proposedByName ?? '同事'}提议：${text}（${reason}）`;
  const answer = (confirm: boolean, label: string, question: string) =>
    act({
      label,
      field: 'decidePlatformFee',
      action: confirm ? 'CONFIRM' : 'REJECT',
      tone: confirm ? 'primary' : undefined,
      confirm: question,
      document: DecidePlatformFee,
      variables: { input: { feeId: id, confirm } },
    });
  return [
    answer(
      true,
      PlatformFeeActWords.CONFIRM,
      `${proposed}。${risePercent > 0 ? `最多涨${risePercent}%，公布满七天生效。` : '确认后马上生效。'}`,
    ),
    // Whoever proposed it cannot confirm it.
    availableActions.includes('CONFIRM')
      ? answer(false, PlatformFeeActWords.REJECT, `不同意：${proposed}。之后可以重新提议。`)
      : answer(false, SAID.takesBack, SAID.mayProposeAgain),
  ];
};

const INTRO = {
  CLEAR: '写下问到了什么。到公布的日子照样生效',
  ALLOW: SAID.bindsOnItsDay,
  REFUSE: '还按现在的费率收，商家会收到消息',
} as const;
const look = ({ id, text }: Fee, action: keyof typeof INTRO) =>
  act({
    label: PlatformFeeActWords[action],
    field: 'lookAtPlatformFee',
    action,
    tone: action === 'REFUSE' ? 'danger' : 'primary',
    form: () => ({
      draft: `platform-fee.${id}.${action}`,
      title: text,
      submit: PlatformFeeActWords[action],
      intro: INTRO[action],
      document: LookAtPlatformFee,
      fields: [{ name: 'found', label: SAID.lookedInto, kind: 'paragraph', required: true, max: 500 }],
      variables: ({ text: typed }) => ({ input: { feeId: id, allow: action !== 'REFUSE', found: typed('found') } }),
    }),
  });

const withdraw = ({ id, text }: Fee) =>
  act({
    label: PlatformFeeActWords.WITHDRAW,
    field: 'withdrawPlatformFee',
    action: 'WITHDRAW',
    tone: 'danger',
    confirm: `不改成“${text}”了？还按现在的费率收，商家会收到消息。`,
    document: WithdrawPlatformFee,
    variables: { input: { feeId: id } },
  });

const TONES: Readonly<Record<PlatformFeeState, Tone>> = {
  ...RISE_TONES,
  PROPOSED: 'warn',
  REJECTED: 'quiet',
};
const stateOf = ({ stateLabel, heldUntilAt }: Fee): string => (heldUntilAt ? '已被新费率代替' : stateLabel);

/** The platform's own fee: what holds since when, what is to come, and what waits for somebody. */
export function Fees() {
  const asked = useAsk(PlatformFees, {});
  return (
    <Shown asked={asked}>
      {({ platformFees }) => (
        <>
          <div className="bar between no-print">
            <span className="small grey">按付款那天的费率收；比现在贵的，公布满七天才生效</span>
            <Acts acts={[propose]} />
          </div>
          <ListTable
            name={TariffServiceWords.PLATFORM}
            rowKey={({ id }) => id}
            rows={platformFees}
            empty="还没有公布过费率，现在不收服务费"
            columns={[
              { title: '费率', text: ({ permille, feeOn }) => `${permille / 10}%，${PlatformFeeBaseWords[feeOn]}` },
              {
                title: '状态',
                text: stateOf,
                render: (fee) => <Mark tone={fee.heldUntilAt ? 'quiet' : TONES[fee.state]}>{stateOf(fee)}</Mark>,
              },
              {
                title: '从哪天起',
                text: ({ heldFromAt, bindsAt }) => date(heldFromAt ?? bindsAt),
                render: ({ heldFromAt, bindsAt, state }) =>
                  heldFromAt ? date(heldFromAt) : bindsAt ? <Due at={bindsAt} done={state === 'HELD'} /> : '—',
              },
              { title: '到哪天止', text: ({ heldUntilAt }) => (heldUntilAt ? date(heldUntilAt) : '—') },
              {
                title: '最多涨',
                align: 'right',
                text: ({ risePercent }) => (risePercent > 0 ? `${risePercent}%` : '—'),
              },
              { title: '原因', text: ({ reason }) => reason },
              lookDue,
              { ...ground, roomy: true },
              { title: '说明', roomy: true, text: ({ found }) => orNone(found) },
              {
                ...work('decidePlatformFee|lookAtPlatformFee|withdrawPlatformFee'),
                render: (fee) => (
                  <Acts
                    size="small"
                    available={fee.availableActions}
                    acts={[...decide(fee), look(fee, 'CLEAR'), look(fee, 'ALLOW'), look(fee, 'REFUSE'), withdraw(fee)]}
                  />
                ),
              },
            ]}
          />
        </>
      )}
    </Shown>
  );
}
