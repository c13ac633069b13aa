import { releaseFiles } from '@heitu/kit/privacy/file-uses';
import { NOT_FOUND, ok, WRONG_STATE } from '@heitu/kit/rules/outcome';
import { permit } from '@heitu/kit/rules/permissions';
import { z } from '@heitu/kit/rules/validate';
import { ownPartyIds } from '../access.ts';
import { mutation } from '../context.ts';
import { useOwnFile } from '../filing/own-file.ts';
import { openShopLook } from '../look/open-shop-look.ts';
import { OF_PARTY } from '../party/party.policy.ts';
import { refreshStanding } from '../party/refresh-standing.ts';
import { shopNow } from '../shown.ts';
import { shopText, textColumns } from './shop-text.ts';
import { Shop } from './shop.entity.ts';
import { shops } from './shop.moves.ts';
import { shopId } from '../fields.ts';
import { SAID } from '../said.ts';

/** Says anew what a shop shows of itself, all of it, as the form sends it. What was taken down is corrected so. */
export const reviseShop = mutation({
  name: 'reviseShop',
  description: 'Says anew all that a shop shows of itself: what is left out becomes empty.',
  may: permit.signedIn,
  input: z.object({
    shopId: shopId(),
    ...shopText,
    paysAtDoor: z
      .boolean()
      .nullish()
      .describe('Whether its goods may be paid at the door, where the carrier collects; left out: as before.'),
  }),
  refusals: { NOT_FOUND, WRONG_STATE, FILE_UNKNOWN: { message: SAID.pictureUnknown } },
  shows: shopNow,
  run: (context, { shopId: id, paysAtDoor, ...text }, refuse) =>
    context.transaction(async (tx) => {
      const shop = await context.rows
        .selectFrom('Shop')
        .select(['id', 'partyId', 'state', 'pictureId'])
        .where('id', '=', id)
        .where('partyId', 'in', ownPartyIds(context, 'shop'))
        .executeTakeFirst();
      if (!shop) return refuse('NOT_FOUND');
      if ((text.pictureId ?? null) !== shop.pictureId) {
        if (!(await useOwnFile(context, tx, { type: 'shop', id }, text.pictureId, 'shop-picture')))
          return refuse('FILE_UNKNOWN');
        await releaseFiles(context, tx, { type: 'shop', id }, shop.pictureId ? [shop.pictureId] : []);
      }
      await tx.em.nativeUpdate(
        Shop,
        { id },
        { ...textColumns(text), ...(typeof paysAtDoor === 'boolean' && { paysAtDoor }) },
      );
      if (shop.state === 'removed') {
        const unmoved = await shops.move(context, tx, 'correct', shop, refuse, { parts: OF_PARTY });
        if (unmoved) return unmoved;
        await refreshStanding(context, tx, shop.partyId);
      }
      await openShopLook(context, tx, shop);
      tx.audit({ type: 'shop', id, clause: '7.5.u' });
      return ok({ id });
    }),
});
