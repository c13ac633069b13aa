import { lookDecided } from '@heitu/events/catalog.look-decided.v1';
import { shopLookDecided } from '@heitu/events/sellers.shop-look-decided.v1';
import { shopRemoved } from '@heitu/events/sellers.shop-removed.v1';
import { on, type Reaction } from '@heitu/kit/messages/relay';
import { isClauseRef } from '@heitu/standard';
import { liftMeasureOfLook } from '../conduct/lift-measure-of-look.ts';
import { takeMeasureIn } from '../conduct/take-measure.ts';
import type { TrustContext, TrustTransaction } from '../context.ts';
import { notifyParty } from './notify.ts';

interface Decided {
  lookId: string;
  partyId: string;
  decision: 'uphold' | 'lift';
  bySilence: boolean;
}
interface Place {
  /** What was taken down, by its name. */
  what: string;
  /** Where the answer stands. */
  where: string;
  /** What its people do next. */
  next: string;
  right: 'products' | 'shop';
}

/** Whoever appealed hears what became of it; a warning for what was lawful goes with the block. */
async function tellDecided(context: TrustContext, tx: TrustTransaction, decided: Decided, place: Place): Promise<void> {
  const { lookId, partyId, decision, bySilence } = decided;
  const { what, where, next, right } = place;
  const isLifted = decision === 'lift';
  if (isLifted) await liftMeasureOfLook(context, tx, { partyId, lookId });
  const found = bySilence ? '平台没有按时答复，算您对' : `换了一个人看过，${isLifted ? '您说得对' : '还是不能这样发'}`;
  await notifyParty(context, tx, partyId, right, {
    kind: 'appeal-decided',
    title: isLifted ? '申诉成立' : '申诉没有成立',
    body: `${what}：${found}。${isLifted ? `${next}，那次警告也撤销了` : `平台的答复在${where}里，照着改好就能再用`}`,
    orderId: null,
  });
}

/** What a person found in public goods and shops, and what became of appeals. */
export const lookReactions: Reaction[] = [
  on(shopRemoved, 'warn-publisher', (context: TrustContext, tx, { partyId, reason, clause, lookId }) =>
    takeMeasureIn(context, tx, {
      partyId,
      step: 'warning',
      reason: `店铺资料被撤下：${reason}`,
      clause: isClauseRef(clause) ? clause : '6.5.b',
      dueAtMs: null,
      lookId,
    }),
  ),
  on(lookDecided, 'tell-seller', (context: TrustContext, tx, decided) =>
    tellDecided(context, tx, decided, {
      what: decided.title,
      where: '商品页',
      next: '可以再上架',
      right: 'products',
    }),
  ),
  on(shopLookDecided, 'tell-seller', (context: TrustContext, tx, decided) =>
    tellDecided(context, tx, decided, {
      what: decided.name,
      where: '“店铺资料”',
      next: '在“店铺资料”里点“恢复营业”就能再卖',
      right: 'shop',
    }),
  ),
];
