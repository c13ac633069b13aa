import type { sessionMoved } from '@heitu/events/sellers.session-moved.v1';
import type { PayloadOf } from '@heitu/kit/messages/event';
import { chinaTime } from '@heitu/kit/rules/calendar';
import type { TrustContext, TrustTransaction } from '../context.ts';
import { notifyAccount } from './notify.ts';

const TEXTS: Readonly<Record<PayloadOf<typeof sessionMoved>['to'], (what: string) => readonly [string, string]>> = {
  planned: (what) => ['有一节课您要上', `${what}。您今年的培训快到期或还没做，请到“培训和考试”里报名，上完课再考`],
  cancelled: (what) => ['报了名的课不上了', `${what}，这节课取消了。请到“培训和考试”里看别的课`],
  left: (what) => ['有人退了一节课', `${what}，空出一个座位，别的人还可以报名`],
};

/**
 * Who must be trained hears of a session that is planned, who has a seat of one that is not held, who planned it of a
 * seat given back.
 */
export async function tellOfSession(
  context: TrustContext,
  tx: TrustTransaction,
  { to, topic, place, startsAtMs, accountIds }: PayloadOf<typeof sessionMoved>,
): Promise<void> {
  const [title, body] = TEXTS[to](`“${topic}”，${chinaTime(startsAtMs)}，${place}`);
  for (const accountId of accountIds)
    await notifyAccount(context, tx, accountId, { kind: 'training', title, body, orderId: null });
}
