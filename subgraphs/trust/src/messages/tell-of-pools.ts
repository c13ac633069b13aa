import { poolMoved } from '@heitu/events/catalog.pool-moved.v1';
import { on, type Reaction } from '@heitu/kit/messages/relay';
import { chinaTime } from '@heitu/kit/rules/calendar';
import type { TrustContext } from '../context.ts';
import { notifyAccount, notifyParty } from './notify.ts';

const ANSWERS = {
  agreed: '种植户同意了',
  declined: '种植户不同意，请再和他说价',
  lapsed: '种植户没有答复，请再说一次价',
} as const;

/** A grower is told of a price to agree to, their cooperative of the answer, or that there is none. */
export const poolReactions: Reaction[] = [
  on(poolMoved, 'tell-of-pool', async (context: TrustContext, tx, { state, accountId, partyId, lotCode, ...share }) => {
    if (state !== 'offered')
      return notifyParty(context, tx, partyId, 'lots', {
        kind: 'pool-answered',
        title: '拼货有答复',
        body: `批次${lotCode}：${ANSWERS[state]}`,
        orderId: null,
      });
    if (accountId !== null)
      await notifyAccount(context, tx, accountId, {
        kind: 'pool-offered',
        title: '合作社请您点头',
        body: `您的采收拼进了批次${lotCode}，请在${chinaTime(share.answerDueAtMs)}前打开“我的卖粮账”看斤两和价钱`,
        orderId: null,
      });
  }),
];
