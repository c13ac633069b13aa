import { Link } from 'react-router';
import {
  DecideTariffChange,
  PartyKindWords,
  TariffChangeActWords,
  TariffChanges,
  TariffChangeStateWords,
  type TariffChangesQuery,
  type TariffChangeState,
} from '../../api/admin.ts';
import { SAID } from '../../lib/said.ts';
import { date, orNone } from '../../lib/format.ts';
import { options } from '../../lib/words.ts';
import { act, Acts, work } from '../../ui/Acts.tsx';
import { DataTable } from '../../ui/DataTable.tsx';
import { Due, Mark, type Tone } from '../../ui/marks.tsx';
import { ground, lookDue, RISE_TONES } from './rise.tsx';

type Change = TariffChangesQuery['tariffChanges']['edges'][number]['node'];

const INTRO = {
  CLEAR: '写下问到了什么。价由承运单位自己定，到日子照样生效',
  ALLOW: SAID.bindsOnItsDay,
  REFUSE: '还按现价收，承运单位和商家会收到消息',
} as const;

const decide = (change: Change, action: keyof typeof INTRO) =>
  act({
    label: TariffChangeActWords[action],
    field: 'decideTariffChange',
    action,
    tone: action === 'REFUSE' ? 'danger' : 'primary',
    form: () => ({
      draft: `tariff-change.${change.id}.${action}`,
      title: `${change.title}：${change.beforeText} → ${change.afterText}`,
      submit: TariffChangeActWords[action],
      intro: INTRO[action],
      document: DecideTariffChange,
      fields: [{ name: 'reason', label: SAID.lookedInto, kind: 'paragraph', required: true, max: 500 }],
      variables: ({ text }) => ({
        input: { changeId: change.id, allow: action !== 'REFUSE', reason: text('reason') },
      }),
    }),
  });

const TONES: Readonly<Record<TariffChangeState, Tone>> = {
  ...RISE_TONES,
  REPLACED: 'quiet',
};
const isOver = ({ state }: Change): boolean => !['ANNOUNCED', 'LEAPING', 'HELD'].includes(state);

/** Dearer tariffs of carriers: what holds, what will from when, and what waits for somebody to look. */
export function Tariffs() {
  return (
    <DataTable
      name="运费变动"
      document={TariffChanges}
      variables={({ state }, page) => ({ ...page, state })}
      rows={({ tariffChanges }) => tariffChanges}
      rowKey={({ id }) => id}
      empty="没有要涨的运费"
      filters={[{ name: 'state', label: '状态', options: options(TariffChangeStateWords) }]}
      columns={[
        {
          title: PartyKindWords.CARRIER,
          text: ({ carrier }) => orNone(carrier?.name),
          render: ({ carrier }) => (carrier ? <Link to={`/parties/${carrier.partyId}`}>{carrier.name}</Link> : '—'),
        },
        { title: '什么价', text: ({ title }) => title },
        { title: '现价', text: ({ beforeText }) => beforeText },
        { title: '改成', text: ({ afterText }) => afterText },
        {
          title: '从哪天起',
          sort: 'BINDS_AT',
          text: ({ bindsAt }) => date(bindsAt),
          render: (change) => <Due at={change.bindsAt} done={change.state === 'HELD' || isOver(change)} />,
        },
        { title: '最多涨', align: 'right', sort: 'RISE_PERCENT', text: ({ risePercent }) => `${risePercent}%` },
        {
          title: '状态',
          sort: 'STATE',
          text: ({ stateLabel }) => stateLabel,
          render: ({ state, stateLabel }) => <Mark tone={TONES[state]}>{stateLabel}</Mark>,
        },
        lookDue,
        ground,
        { title: '说明', text: ({ reason }) => orNone(reason) },
        {
          ...work('decideTariffChange'),
          render: (change) => (
            <Acts
              size="small"
              available={change.availableActions}
              acts={[decide(change, 'CLEAR'), decide(change, 'ALLOW'), decide(change, 'REFUSE')]}
            />
          ),
        },
      ]}
    />
  );
}
