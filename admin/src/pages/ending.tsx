import { DecideEnding, PlatformEndingActWords, ProposeEnding, type PublicPageQuery } from '../api/admin.ts';
import { date, dateTime } from '../lib/format.ts';
import { act, Acts } from '../ui/Acts.tsx';
import { Facts } from '../ui/Facts.tsx';
import { State } from '../ui/marks.tsx';

const proposeAct = () =>
  act({
    label: '提出终止平台',
    field: 'proposeEnding',
    tone: 'danger',
    form: () => ({
      draft: 'ending',
      title: '提出终止平台',
      submit: '提出',
      danger: true,
      document: ProposeEnding,
      intro: '要提前30天公告。第二个人同意后，每个卖货的页面都会显示；到那天起不再接新订单，已有的订单照常办完。',
      fields: [
        { name: 'endsOn', label: '从哪天起不再接新订单', kind: 'date', required: true },
        { name: 'reason', label: '原因和安排', kind: 'paragraph', required: true, max: 1000, help: '会公示' },
      ],
      variables: ({ text }) => ({ input: { endsOn: text('endsOn'), reason: text('reason') } }),
    }),
  });

/** The end of the platform: put forward by one, announced by another. */
export function Ending({ ending }: { ending: PublicPageQuery['platformEnding'] }) {
  if (!ending)
    return (
      <>
        <p>没有终止平台的公告。</p>
        <Acts acts={[proposeAct()]} />
      </>
    );
  const decide = (announce: boolean) =>
    act({
      label: PlatformEndingActWords[announce ? 'ANNOUNCE' : 'WITHDRAW'],
      field: 'decideEnding',
      action: announce ? 'ANNOUNCE' : 'WITHDRAW',
      tone: announce ? 'danger' : 'primary',
      confirm: announce ? '公告后每个卖货的页面都会显示。' : '撤回后照常营业。',
      document: DecideEnding,
      variables: { input: { endingId: ending.id, announce } },
    });
  return (
    <>
      <Facts
        of={[
          ['状态', <State key="state" of={ending.state} text={ending.stateLabel} />],
          ['不再接新订单', date(ending.endsAt)],
          ['提出', dateTime(ending.proposedAt)],
          ['原因和安排', ending.reason],
        ]}
      />
      <Acts acts={[decide(true), decide(false)]} available={ending.availableActions} />
    </>
  );
}
