import { lockRows } from '@heitu/kit/data/only-one';
import { rowAfter } from '@heitu/kit/rules/mutation';
import { atField, NOT_FOUND, ok } from '@heitu/kit/rules/outcome';
import { permit } from '@heitu/kit/rules/permissions';
import { identifier, z } from '@heitu/kit/rules/validate';
import { ownParties } from '../access.ts';
import { mutation } from '../context.ts';
import { MemberGrower } from '../field/field.entity.ts';
import { growersById } from '../field/field.loader.ts';
import { MemberGrowerView } from '../field/field.view.ts';
import { activeAccounts } from '../peers.ts';
import { SELLERS } from '../roles.ts';
import { OF_COOPERATIVE, worksFor } from './of-cooperative.ts';
import { tellPoolMoved } from './tell-pool-moved.ts';

/**
 * The account with which a member answers offers and reads what they are paid; they show its code themselves. It is one
 * member's only, none of whoever works for the cooperative, and stays the member's once they have answered with it.
 */
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
    OF_COOPERATIVE,
    ACCOUNT_OF_ANOTHER: { message: '别的种植户已经用了这个微信，一个微信只能是一户' },
    GROWER_ANSWERED: { message: '他已经用原来的微信答复过了，不能换成别人的' },
  },
  shows: rowAfter(MemberGrowerView, growersById),
  async run(context, { growerId, accountId }, refuse) {
    const member = await context.rows
      .selectFrom('MemberGrower')
      .select(['partyId', 'accountId'])
      .where('id', '=', growerId)
      .where('partyId', 'in', ownParties(context, 'lots'))
      .executeTakeFirst();
    if (!member) return refuse('NOT_FOUND');
    const { partyId, accountId: formerId } = member;
    const active = await activeAccounts(context, [accountId, ...(formerId === null ? [] : [formerId])]);
    if (!active.has(accountId)) return refuse('ACCOUNT_UNKNOWN', 'accountId');
    if (await worksFor(context, accountId, partyId)) return refuse('OF_COOPERATIVE', 'accountId');
    // Whose account was closed shows another.
    const closedId = formerId !== null && !active.has(formerId) ? formerId : null;
    return context.transaction(async (tx) => {
      await lockRows(tx, MemberGrower, { partyId });
      const members = await tx.rows
        .selectFrom('MemberGrower')
        .select(['id', 'name', 'accountId', 'answeredAtMs'])
        .where('partyId', '=', partyId)
        .where((eb) => eb.or([eb('id', '=', growerId), eb('accountId', '=', accountId)]))
        .execute();
      const another = members.find(({ id }) => id !== growerId);
      if (another) {
        const name = await context.vault.openTextUnrecorded(partyId, another.name);
        return refuse('ACCOUNT_OF_ANOTHER', [atField('accountId', `${name}已经用了这个微信`)]);
      }
      const own = members.find(({ id }) => id === growerId);
      if (!own) return refuse('NOT_FOUND');
      if (own.accountId !== accountId) {
        if (own.answeredAtMs !== null && own.accountId !== closedId) return refuse('GROWER_ANSWERED', 'accountId');
        await tx.em.nativeUpdate(MemberGrower, { id: growerId }, { accountId, answeredAtMs: null });
      }
      // What waits for their answer they can answer now.
      await tellPoolMoved(tx, { growerId });
      tx.audit({ type: 'member-grower', id: growerId });
      return ok({ id: growerId });
    });
  },
});
