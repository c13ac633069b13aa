import { releaseFiles } from '@heitu/kit/privacy/file-uses';
import { ok, refuse, type Outcome } from '@heitu/kit/rules/outcome';
import { identifier, parse, z } from '@heitu/kit/rules/validate';
import { ownPartyIds } from '../access.ts';
import type { SellersContext } from '../context.ts';
import { useOwnFile } from '../filing/own-file.ts';
import { shopText } from './open-shop.ts';
import { Shop } from './shop.entity.ts';
import { reviseShopRefusals as refusals } from './shop.refusals.ts';

const schema = z.object({ shopId: identifier(), ...shopText });
export type ReviseShopInput = z.input<typeof schema>;

/** Says anew what a shop shows of itself: all of it, as the form sends it. */
export async function reviseShop(context: SellersContext, input: ReviseShopInput): Promise<Outcome<{ id: string }>> {
  const parsed = parse(schema, input);
  if (!parsed.ok) return parsed;
  const { shopId: id, ...text } = parsed.value;
  return context.transaction(async (tx) => {
    const shop = await context.rows
      .selectFrom('Shop')
      .select('pictureId')
      .where('id', '=', id)
      .where('partyId', 'in', ownPartyIds(context, 'shop'))
      .executeTakeFirst();
    if (!shop) return refuse(refusals, 'NOT_FOUND');
    if ((text.pictureId ?? null) !== shop.pictureId) {
      if (!(await useOwnFile(context, tx, { type: 'shop', id }, text.pictureId, 'shop-picture')))
        return refuse(refusals, 'FILE_UNKNOWN');
      await releaseFiles(context, tx, { type: 'shop', id }, shop.pictureId ? [shop.pictureId] : []);
    }
    await tx.em.nativeUpdate(
      Shop,
      { id },
      {
        ...text,
        introduction: text.introduction ?? null,
        returnAddress: text.returnAddress ?? null,
        pictureId: text.pictureId ?? null,
      },
    );
    tx.audit({ type: 'shop', id, clause: '7.5.u' });
    return ok({ id });
  });
}
