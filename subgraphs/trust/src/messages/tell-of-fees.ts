import { platformFeeChanged } from '@heitu/events/payments.platform-fee-changed.v1';
import { YES } from '@heitu/kit/data/entities';
import type { PayloadOf } from '@heitu/kit/messages/event';
import { on, type Reaction } from '@heitu/kit/messages/relay';
import { chinaTime } from '@heitu/kit/rules/calendar';
import type { TrustContext, TrustTransaction } from '../context.ts';
import { notifyAccounts } from './notify.ts';

type Told = PayloadOf<typeof platformFeeChanged>;
type Text = [title: string, body: string];

/** Many counties have fewer sellers. */
const SELLERS_TOLD_MAX = 500;

const stays = ({ before }: Told): Text => ['平台服务费不涨了', `${before}`];
/** What is told beforehand, and where it does not come after all; what is cheaper is told when it holds. */
const TO_SELLERS: Readonly<Record<Told['state'], (told: Told) => Text | null>> = {
  announced: ({ before, after, bindsAtMs }) => [
    '平台服务费要涨',
    `现在：${before}。${chinaTime(bindsAtMs)}起付款的订单：${after}。在这以前付款的、合同里另有约定的，不变`,
  ],
  held: () => null,
  bound: ({ after, isDearer }) => (isDearer ? null : ['平台服务费变了', `从现在起付款的订单：${after}`]),
  refused: stays,
  lapsed: stays,
  withdrawn: stays,
};

/** Sellers hear of the platform's fee before it is dearer. */
export const feeReactions: Reaction[] = [
  on(platformFeeChanged, 'tell-sellers', async (context: TrustContext, tx: TrustTransaction, told) => {
    const text = TO_SELLERS[told.state](told);
    if (!text) return;
    const owners = await tx.rows
      .selectFrom('GrantRow')
      .select('accountId')
      .distinct()
      .where('role', '=', 'seller-owner')
      .where('active', '=', YES)
      .orderBy('accountId')
      .limit(SELLERS_TOLD_MAX)
      .execute();
    const [title, body] = text;
    const accountIds = owners.map(({ accountId }) => accountId);
    await notifyAccounts(context, tx, accountIds, { kind: 'rules-change', title, body, orderId: null });
  }),
];
