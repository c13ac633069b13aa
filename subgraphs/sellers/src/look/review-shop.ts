import { shopRemoved } from '@heitu/events/sellers.shop-removed.v1';
import { lockRows } from '@heitu/kit/data/only-one';
import { addWorkingDays } from '@heitu/kit/rules/calendar';
import { NOT_FOUND, ok, WRONG_STATE } from '@heitu/kit/rules/outcome';
import { permit } from '@heitu/kit/rules/permissions';
import { oneOf } from '@heitu/kit/rules/enums';
import { identifier, line, z } from '@heitu/kit/rules/validate';
import { LOOK_APPEAL_WORKING_DAYS, type ClauseRef } from '@heitu/standard';
import { mutation } from '../context.ts';
import { ShopFindings, WordRules } from '../enums.ts';
import { isOwnBusiness } from '../filing/decide-filing.ts';
import { refreshStanding } from '../party/refresh-standing.ts';
import { Shop } from '../shop/shop.entity.ts';
import { SHOP_LOOKERS } from '../shop/shop.lifecycle.ts';
import { shops } from '../shop/shop.moves.ts';
import { shopNow } from '../shown.ts';
import { lookToEnd } from './open-shop-look.ts';
import { shopLooks } from './shop-look.moves.ts';

const CLAUSE: ClauseRef = '6.5.b';

/** A person has looked at what a shop says and shows of itself; what is unlawful is down at once (6.5.b). */
export const reviewShop = mutation({
  name: 'reviewShop',
  description: 'A look at what a shop says and shows of itself; what is unlawful is taken down at once.',
  may: permit.role(...SHOP_LOOKERS),
  input: z.object({
    shopId: identifier().describe('The shop that was looked at.'),
    finding: oneOf(ShopFindings).describe('What is unlawful is taken down at once.'),
    reason: line(500).describe('What was looked at and found; its people read it.'),
    rule: oneOf(WordRules)
      .nullish()
      .default(null)
      .describe('The word rule that is broken: its law is shown with the look.'),
  }),
  requestId: 'must',
  refusals: {
    NOT_FOUND,
    WRONG_STATE,
    OWN_SHOP: { message: '不能查看自己的店，请交给其他审核员', clause: '6.4' },
  },
  shows: shopNow,
  run: (context, { shopId: id, finding, reason, rule }, refuse) =>
    context.transaction(async (tx) => {
      // Of two who found something at once the second sees what the first one ended.
      await lockRows(tx, Shop, { id });
      const shop = await tx.rows
        .selectFrom('Shop')
        .innerJoin('Party', 'Party.id', 'Shop.partyId')
        .select(['Shop.id', 'Shop.partyId', 'Shop.state', 'Party.applicantAccountId'])
        .where('Shop.id', '=', id)
        .executeTakeFirst();
      if (!shop) return refuse('NOT_FOUND');
      const { partyId, applicantAccountId } = shop;
      if (isOwnBusiness(context, { id: partyId, applicantAccountId })) return refuse('OWN_SHOP');
      const isLawful = finding === 'lawful';
      const look = await lookToEnd(context, tx, shop, isLawful);
      if (!look) return refuse('WRONG_STATE');
      const nowMs = context.clock.now();
      const set = {
        openFor: null,
        lookedAtMs: nowMs,
        lookedByAccountId: context.actor.id,
        rule,
        reason: await context.vault.sealText(partyId, reason),
        ...(!isLawful && { appealDueAtMs: addWorkingDays(nowMs, LOOK_APPEAL_WORKING_DAYS) }),
      };
      const notEnded = await shopLooks.move(context, tx, isLawful ? 'pass' : 'block', look, refuse, { set, reason });
      if (notEnded) return notEnded;
      if (isLawful) return ok({ id });
      const unmoved = await shops.move(context, tx, 'remove', shop, refuse, { reason, clause: CLAUSE });
      if (unmoved) return unmoved;
      await refreshStanding(context, tx, partyId);
      tx.publish(shopRemoved, { type: 'shop', id }, { shopId: id, partyId, lookId: look.id, reason, clause: CLAUSE });
      return ok({ id });
    }),
});
