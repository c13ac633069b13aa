import { wordFollowed } from '@heitu/events/orders.word-followed.v1';
import { on, type Reaction } from '@heitu/kit/messages/relay';
import { chinaTime } from '@heitu/kit/rules/calendar';
import { yuan } from '@heitu/kit/rules/money';
import type { TrustContext } from '../context.ts';
import { USUAL_WISHES } from './message.policy.ts';
import { notifyAccount } from './notify.ts';
import { queueSms } from './queue-sms.ts';

/**
 * Somebody for whom a station bought has said 停, or answered: they are asked about what is paid, told what is too late,
 * and that what they want comes. What ended they hear of as of any order that is cancelled.
 */
export const wordReactions: Reaction[] = [
  on(wordFollowed, 'answer-word', async (context: TrustContext, tx, followed) => {
    const { accountId, asked, sent, kept } = followed;
    const tell = (kind: 'stop-ask' | 'stop-late' | 'stop-kept', title: string, body: string) =>
      notifyAccount(context, tx, accountId, { kind, title, body, orderId: null });
    const text = (kind: 'stop-ask' | 'stop-late', params: Record<string, string>) =>
      queueSms(
        context,
        tx,
        { id: context.newId(), accountId, partyId: null, kind, params, orderId: null, lotId: null },
        USUAL_WISHES,
      );
    if (asked) {
      const [what, until] = [`${asked.orders}单共${yuan(asked.paidFen)}元`, chinaTime(asked.untilMs)];
      const ways = `不要了，${until}前回短信“退”，或在订单里取消，钱退给付款的人；不回就照常送`;
      await tell('stop-ask', '付了钱的还要吗', `服务站替您买的${what}，已付款、还没发货。${ways}`);
      await text('stop-ask', { what, until });
    }
    if (sent > 0) {
      const ways = '不要了，到时不取、不签就行，货退回，钱退给付款的人';
      await tell('stop-late', '已经发出的停不了', `服务站替您买的${sent}单已经装好或发出。${ways}`);
      await text('stop-late', { what: `${sent}单` });
    }
    if (kept > 0) await tell('stop-kept', '好，照常给您送', `您说还要，服务站替您买的${kept}单照常送`);
  }),
];
