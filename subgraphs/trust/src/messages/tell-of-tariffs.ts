import { tariffChanged } from '@heitu/events/logistics.tariff-changed.v1';
import type { PayloadOf } from '@heitu/kit/messages/event';
import { on, type Reaction } from '@heitu/kit/messages/relay';
import { chinaTimeIf, chinaTime } from '@heitu/kit/rules/calendar';
import type { TrustContext } from '../context.ts';
import { notifyParties } from './notify.ts';

type Told = PayloadOf<typeof tariffChanged>;
type Text = [title: string, body: string];

const what = ({ title, before, after }: Told): string => `${title}：现价${before}；要改成${after}`;
const stays = ({ carrierName, title, before }: Told): Text => ['运费不涨了', `${carrierName}${title}：还是${before}`];
/** What is told to those whose goods are carried at that price: beforehand, and where it does not come after all. */
const TO_SELLERS: Readonly<Record<Told['state'], ((told: Told) => Text) | null>> = {
  announced: (told) => [
    '运费要涨',
    `${told.carrierName}${what(told)}。${chinaTime(told.bindsAtMs)}起的新报价按新价；在这以前报过价的，价钱不变`,
  ],
  leaping: null,
  held: null,
  bound: null,
  refused: stays,
  lapsed: stays,
  withdrawn: stays,
  replaced: (told) => ['原来说的运费不算了', `${told.carrierName}${told.title}：原来说要改成${told.after}，现在不算了`],
};
/** The carrier itself hears where somebody else has the word. */
const TO_CARRIER: Readonly<Record<Told['state'], ((told: Told) => Text) | null>> = {
  announced: (told) => ['运费变动已公布', `${what(told)}。${chinaTime(told.bindsAtMs)}生效，不想涨了可以撤回`],
  leaping: null,
  held: (told) => [
    '运费变动要等平台核实',
    `${what(told)}。${told.document ?? '应急规则'}生效期间，涨得多要核实。最晚${chinaTimeIf(told.lookDueAtMs) ?? ''}有结果，没人核实就不涨`,
  ],
  bound: (told) => ['新运费生效了', `${told.title}：${told.after}`],
  refused: (told) => ['没有同意涨运费', `${told.title}：还是${told.before}。原因在“收多少”里看`],
  lapsed: (told) => ['运费没有涨成', `${told.title}：到时间没有人核实，还是${told.before}。要涨请再改一次`],
  withdrawn: null,
  replaced: null,
};

/** A dearer tariff is told to whoever pays it before it binds, and to its carrier what came of it. */
export const tariffReactions: Reaction[] = [
  on(tariffChanged, 'tell-both', async (context: TrustContext, tx, told) => {
    const note = ([title, body]: Text) => ({ kind: 'tariff-change' as const, title, body, orderId: null });
    const toSellers = TO_SELLERS[told.state]?.(told);
    const toCarrier = TO_CARRIER[told.state]?.(told);
    const addressed = [
      ...(toCarrier ? [{ partyId: told.carrierPartyId, notification: note(toCarrier) }] : []),
      ...(toSellers ? told.sellerPartyIds.map((partyId) => ({ partyId, notification: note(toSellers) })) : []),
    ];
    if (addressed.length > 0) await notifyParties(context, tx, 'orders', addressed);
  }),
];
