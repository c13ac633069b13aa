import { given } from '@heitu/kit/data/given';
import { releaseFiles } from '@heitu/kit/privacy/file-uses';
import { NOT_FOUND, ok } from '@heitu/kit/rules/outcome';
import { asItIs } from '@heitu/kit/rules/mutation';
import { permit } from '@heitu/kit/rules/permissions';
import { identifier, z } from '@heitu/kit/rules/validate';
import { applicantId, ownPartyIds } from '../access.ts';
import { mutation, type SellersContext, type SellersTransaction } from '../context.ts';
import { Grower } from './grower.entity.ts';
import { GrowerRemoved } from './grower.view.ts';

/** A grower is shown no longer: by their own wish, or that of whoever looks after the shop. */
export const removeGrower = mutation({
  name: 'removeGrower',
  description: 'Shows a grower no longer: name, story and face go at once.',
  may: permit.signedIn,
  input: z.object({ growerId: identifier().describe('The grower: oneself, or one of a shop that one looks after.') }),
  refusals: { NOT_FOUND },
  shows: asItIs(GrowerRemoved),
  run: (context, { growerId: id }, refuse) =>
    context.transaction(async (tx) => {
      const grower = await tx.rows
        .selectFrom('Grower')
        .select(['id', 'pictureId'])
        .where('id', '=', id)
        .where((where) =>
          where.or([
            where('accountId', '=', applicantId(context)),
            where('partyId', 'in', ownPartyIds(context, 'shop')),
          ]),
        )
        .executeTakeFirst();
      if (!grower) return refuse('NOT_FOUND');
      // Of several calls at once one takes it off.
      if (!(await takeOff(context, tx, grower))) return refuse('NOT_FOUND');
      tx.audit({ type: 'grower', id, clause: '10.3.a' });
      return ok({ id });
    }),
});

async function takeOff(
  context: SellersContext,
  tx: SellersTransaction,
  { id, pictureId }: { id: string; pictureId: string | null },
): Promise<boolean> {
  if ((await tx.em.nativeDelete(Grower, { id })) === 0) return false;
  await releaseFiles(context, tx, { type: 'grower', id }, pictureId ? [pictureId] : []);
  return true;
}

/** Who leaves a party, or the platform, is shown in its shops no longer. */
export async function removeGrowersOf(
  context: SellersContext,
  tx: SellersTransaction,
  whose: { accountId: string; partyId?: string },
): Promise<void> {
  const { accountId, partyId } = whose;
  const growers = await tx.rows
    .selectFrom('Grower')
    .select(['id', 'pictureId'])
    .where((eb) => eb.and(given({ accountId, partyId })))
    .execute();
  for (const grower of growers) await takeOff(context, tx, grower);
}
