import { releaseFiles } from '@heitu/kit/privacy/file-uses';
import { lockRows } from '@heitu/kit/data/only-one';
import { NOT_FOUND, ok } from '@heitu/kit/rules/outcome';
import { permit } from '@heitu/kit/rules/permissions';
import { altText, identifier, judged, line, paragraph, z } from '@heitu/kit/rules/validate';
import { unlawfulText } from '@heitu/standard';
import { applicantId, ownPartyIds } from '../access.ts';
import { mutation, type SellersContext, type SellersTransaction } from '../context.ts';
import { shopId } from '../fields.ts';
import { useOwnFile } from '../filing/own-file.ts';
import { openShopLook } from '../look/open-shop-look.ts';
import { Shop } from '../shop/shop.entity.ts';
import { growerNow } from '../shown.ts';
import { letsFaceBeShown } from './face-consent.ts';
import { Grower } from './grower.entity.ts';
import { GROWER_NAME_MAX, GROWERS_PER_SHOP_MAX, STORY_MAX } from './grower.policy.ts';
import { SAID } from '../said.ts';

/**
 * Somebody who works for a shop shows themself there, or says it anew. Nobody shows another: a name, a story and a face
 * are personal, and only their person may publish them (PIPL 25).
 */
export const introduceGrower = mutation({
  name: 'introduceGrower',
  description:
    'The caller shows themself in a shop they work for: name, story and face. Said again, all of it is said anew.',
  may: permit.signedIn,
  input: z.object({
    shopId: shopId(),
    name: judged(line(GROWER_NAME_MAX), unlawfulText).describe(
      `How buyers may call them; at most ${GROWER_NAME_MAX} characters.`,
    ),
    story: judged(paragraph(STORY_MAX), unlawfulText)
      .nullish()
      .describe(`What they tell of themselves and their work; at most ${STORY_MAX} characters.`),
    pictureId: identifier()
      .nullish()
      .describe('Their face, an upload with purpose grower-picture; only with their consent to portrait.'),
    pictureAlt: judged(altText(), unlawfulText)
      .nullish()
      .describe('What the picture shows, for whoever does not see it; left out: made from the name.'),
  }),
  requestId: 'must',
  refusals: {
    NOT_FOUND,
    CONSENT_MISSING: { message: '先在“我的隐私”里同意显示头像，才能放您的照片', clause: '10.3.a' },
    FILE_UNKNOWN: { message: SAID.pictureUnknown },
    TOO_MANY_GROWERS: { message: `一家店最多介绍${GROWERS_PER_SHOP_MAX}个人` },
  },
  shows: growerNow,
  async run(context, { shopId, ...said }, refuse) {
    const accountId = applicantId(context);
    if (said.pictureId && !(await letsFaceBeShown(context, accountId))) return refuse('CONSENT_MISSING');
    return context.transaction(async (tx) => {
      // The shop is taken: of two who show themselves at once the second counts the first.
      await lockRows(tx, Shop, { id: shopId });
      const shop = await workplace(context, shopId);
      if (!shop || !accountId) return refuse('NOT_FOUND');
      const there = await tx.rows
        .selectFrom('Grower')
        .select(['id', 'accountId', 'pictureId'])
        .where('shopId', '=', shopId)
        .execute();
      const known = there.find((row) => row.accountId === accountId);
      if (!known && there.length >= GROWERS_PER_SHOP_MAX) return refuse('TOO_MANY_GROWERS');
      const id = known?.id ?? context.newId();
      if (!(await changePicture(context, tx, id, known?.pictureId ?? null, said.pictureId ?? null)))
        return refuse('FILE_UNKNOWN');
      const seal = async (text: string | null | undefined) => (text ? context.vault.sealText(accountId, text) : null);
      const row = {
        name: await context.vault.sealText(accountId, said.name),
        story: await seal(said.story),
        pictureId: said.pictureId ?? null,
        pictureAlt: await seal(said.pictureAlt),
        changedAtMs: context.clock.now(),
      };
      if (known) await tx.em.nativeUpdate(Grower, { id }, row);
      else await tx.em.insert(Grower, { id, shopId, partyId: shop.partyId, accountId, ...row });
      await openShopLook(context, tx, { id: shopId, partyId: shop.partyId });
      tx.audit({ type: 'grower', id, clause: '10.3.a' });
      return ok({ id });
    });
  },
});

/** A shop of a party that the caller works for, whatever their rights there are. */
const workplace = (context: SellersContext, shopId: string) =>
  context.rows
    .selectFrom('Shop')
    .select('partyId')
    .where('id', '=', shopId)
    .where('partyId', 'in', ownPartyIds(context))
    .executeTakeFirst();

/** Takes the new picture into use and lets the former go; false where the new one is not the caller's. */
async function changePicture(
  context: SellersContext,
  tx: SellersTransaction,
  id: string,
  before: string | null,
  now: string | null,
): Promise<boolean> {
  if (now === before) return true;
  if (!(await useOwnFile(context, tx, { type: 'grower', id }, now, 'grower-picture'))) return false;
  await releaseFiles(context, tx, { type: 'grower', id }, before ? [before] : []);
  return true;
}
