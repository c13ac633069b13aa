import { nextChinaMonth, startOfChinaMonth } from '@heitu/kit/rules/calendar';
import { QUIET_HOURS_TEXT } from '@heitu/standard';
import type { TrustContext } from '../context.ts';
import { SMS_KINDS, USUAL_WISHES, type Wishes } from './message.policy.ts';

/** How each of these people wants to be told. */
export async function wishesOf(
  { rows }: Pick<TrustContext, 'rows'>,
  accountIds: readonly string[],
): Promise<(accountId: string) => Wishes> {
  const chosen = await rows
    .selectFrom('MessageWish')
    .select(['accountId', 'way', 'isQuietAtNight'])
    .where('accountId', 'in', accountIds)
    .execute();
  const byAccount = new Map(
    chosen.map(({ accountId, way, isQuietAtNight }) => [accountId, { way, isQuietAtNight: Boolean(isQuietAtNight) }]),
  );
  return (accountId) => byAccount.get(accountId) ?? USUAL_WISHES;
}

export const shownWish = (wishes: Wishes) => ({ ...wishes, urgentKinds: SMS_KINDS, quietHours: QUIET_HOURS_TEXT });

const PARTIES_MAX = 1000;
interface Sent {
  partyId: string | null;
  state: string;
  count: number;
}

/** What was settled in a month, by party; those that cost most first. */
export async function messageCosts({ rows }: Pick<TrustContext, 'rows'>, month: string) {
  const [fromMs, toMs] = [startOfChinaMonth(month), startOfChinaMonth(nextChinaMonth(month))];
  const [texts, byWechat] = await Promise.all([
    rows
      .selectFrom('MessageSms')
      .select(({ fn }) => ['partyId', 'state', fn.countAll<number>().as('count'), fn.sum<number>('costFen').as('fen')])
      .where('settledAtMs', '>=', fromMs)
      .where('settledAtMs', '<', toMs)
      .groupBy(['partyId', 'state'])
      .limit(PARTIES_MAX)
      .execute(),
    rows
      .selectFrom('MessageIntent as i')
      .innerJoin('Message as m', 'm.id', 'i.id')
      .select(({ fn }) => ['m.partyId', 'i.state', fn.countAll<number>().as('count')])
      .where('i.settledAtMs', '>=', fromMs)
      .where('i.settledAtMs', '<', toMs)
      .groupBy(['m.partyId', 'i.state'])
      .limit(PARTIES_MAX)
      .execute(),
  ]);
  const parties = [...new Set([...texts, ...byWechat].map(({ partyId }) => partyId))];
  const counted = (sent: readonly Sent[], own: string | null, isSent: boolean): number =>
    sent
      .filter(({ partyId, state }) => partyId === own && (state === 'sent') === isSent)
      .reduce((sum, { count }) => sum + Number(count), 0);
  return parties
    .map((partyId) => ({
      party: partyId === null ? null : { id: partyId },
      wechatSent: counted(byWechat, partyId, true),
      wechatUnsent: counted(byWechat, partyId, false),
      smsSent: counted(texts, partyId, true),
      smsUnsent: counted(texts, partyId, false),
      costFen: texts.filter((one) => one.partyId === partyId).reduce((sum, { fen }) => sum + Number(fen), 0),
    }))
    .sort((one, other) => other.costFen - one.costFen || other.wechatSent - one.wechatSent);
}
