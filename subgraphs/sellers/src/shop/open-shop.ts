import { shopSaleChanged } from '@heitu/events/sellers.shop-sale-changed.v1';
import { lockRows } from '@heitu/kit/data/only-one';
import { NOT_FOUND, ok } from '@heitu/kit/rules/outcome';
import { permit } from '@heitu/kit/rules/permissions';
import { z } from '@heitu/kit/rules/validate';
import { ownParty } from '../access.ts';
import { mutation } from '../context.ts';
import { useOwnFile } from '../filing/own-file.ts';
import { openShopLook } from '../look/open-shop-look.ts';
import { Party } from '../party/party.entity.ts';
import { shopNow } from '../shown.ts';
import { shopText, textColumns } from './shop-text.ts';
import { Shop } from './shop.entity.ts';
import { shopLifecycle } from './shop.lifecycle.ts';
import { saleOf, whyNotOpenShop } from './shop.policy.ts';
import { partyId } from '../fields.ts';
import { SAID } from '../said.ts';

/** Opens a shop of an approved party that sells. */
export const openShop = mutation({
  name: 'openShop',
  description: 'Opens a shop of an approved party that sells.',
  may: permit.signedIn,
  input: z.object({
    partyId: partyId(),
    ...shopText,
  }),
  requestId: 'must',
  refusals: {
    NOT_FOUND,
    NOT_APPROVED: { message: '备案通过后才能开店', clause: '6.4' },
    KIND_DOES_NOT_SELL: { message: '这类主体不能开店' },
    FILE_UNKNOWN: { message: SAID.pictureUnknown },
    TOO_MANY_SHOPS: { message: '店铺太多了，请先整理现有店铺' },
  },
  shows: shopNow,
  run: (context, { partyId, ...text }, refuse) =>
    context.transaction(async (tx) => {
      // The party is taken: of two shops opened at once the second counts the first, and its standing is what it is
      // now.
      await lockRows(tx, Party, { id: partyId });
      const party = await ownParty(context, partyId, 'shop');
      if (!party) return refuse('NOT_FOUND');
      const { count } = await tx.rows
        .selectFrom('Shop')
        .select(({ fn }) => fn.countAll<number>().as('count'))
        .where('partyId', '=', partyId)
        .executeTakeFirstOrThrow();
      const refusal = whyNotOpenShop(party, Number(count));
      if (refusal) return refuse(refusal);
      const id = context.newId();
      if (!(await useOwnFile(context, tx, { type: 'shop', id }, text.pictureId, 'shop-picture')))
        return refuse('FILE_UNKNOWN');
      const sale = saleOf(shopLifecycle.initial, party.standing);
      await tx.em.insert(Shop, {
        id,
        partyId,
        ...textColumns(text),
        state: shopLifecycle.initial,
        ...sale,
        createdAtMs: context.clock.now(),
      });
      tx.publish(
        shopSaleChanged,
        { type: 'shop', id },
        { shopId: id, partyId, onSale: sale.onSale, reason: sale.saleReason },
      );
      await openShopLook(context, tx, { id, partyId });
      tx.audit({ type: 'shop', id, clause: '7.5.u' });
      return ok({ id });
    }),
});
