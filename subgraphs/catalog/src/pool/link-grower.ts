import { rowAfter } from '@heitu/kit/rules/mutation';
import { NOT_FOUND, ok } from '@heitu/kit/rules/outcome';
import { permit } from '@heitu/kit/rules/permissions';
import { identifier, z } from '@heitu/kit/rules/validate';
import { ownParties } from '../access.ts';
import { mutation } from '../context.ts';
import { MemberGrower } from '../field/field.entity.ts';
import { growersById } from '../field/field.loader.ts';
import { MemberGrowerView } from '../field/field.view.ts';
import { isActiveAccount } from '../peers.ts';
import { SELLERS } from '../roles.ts';
import { tellPoolMoved } from './tell-pool-moved.ts';

/** The account with which a member answers offers and reads what they are paid; they show its code themselves. */
export const linkGrower = mutation({
  name: 'linkGrower',
  description: 'Notes with which account a member answers offers and reads what they are paid.',
  may: permit.role(...SELLERS),
  input: z.object({
    growerId: identifier().describe("A member of one's own business."),
    accountId: identifier().describe('Of somebody who has signed in before, as their code says it (ACCOUNT_UNKNOWN).'),
  }),
  requestId: 'must',
  refusals: {
    NOT_FOUND,
    ACCOUNT_UNKNOWN: { message: '没有这个人，请他先登录一次，再出示“我的码”' },
  },
  shows: rowAfter(MemberGrowerView, growersById),
  async run(context, { growerId, accountId }, refuse) {
    const parties = ownParties(context, 'lots');
    const member = await context.rows
      .selectFrom('MemberGrower')
      .select('id')
      .where('id', '=', growerId)
      .where('partyId', 'in', parties)
      .executeTakeFirst();
    if (!member) return refuse('NOT_FOUND');
    if (!(await isActiveAccount(context, accountId))) return refuse('ACCOUNT_UNKNOWN', 'accountId');
    return context.transaction(async (tx) => {
      const own = { id: growerId, partyId: { $in: parties } };
      if ((await tx.em.nativeUpdate(MemberGrower, own, { accountId })) === 0) return refuse('NOT_FOUND');
      // What waits for their answer they can answer now.
      await tellPoolMoved(tx, { growerId });
      tx.audit({ type: 'member-grower', id: growerId });
      return ok({ id: growerId });
    });
  },
});
