import type { SellersContext, SellersTransaction } from '../context.ts';
import { Staff } from '../staff/staff.entity.ts';
import { beginErasure } from '@heitu/kit/privacy/persons';
import { removeGrowersOf } from '../grower/remove-grower.ts';
import { endStaff } from '../staff/remove-staff.ts';
import { NO_TEXT } from '@heitu/kit/privacy/vault';
import { Party } from './party.entity.ts';

/** What stands in a sealed column after erasure. */
const ERASED = '已删除';

/**
 * A person asked trust for erasure. Their posts end and their names go; an application that was never approved loses
 * every personal datum. A party that did business stays as it was filed: who sold must be kept for three years
 * (E-commerce Law 31).
 */
export async function eraseAccount(context: SellersContext, tx: SellersTransaction, accountId: string): Promise<void> {
  await beginErasure(context, tx, accountId);
  await removeGrowersOf(context, tx, { accountId });
  const posts = await tx.rows
    .selectFrom('Staff')
    .select(['id', 'partyId', 'accountId', 'role'])
    .where('accountId', '=', accountId)
    .execute();
  for (const post of posts) {
    await endStaff(context, tx, post);
    await tx.em.nativeUpdate(Staff, { id: post.id }, { nameSealed: await context.vault.seal(accountId, ERASED) });
  }
  const parties = await tx.rows
    .selectFrom('Party')
    .select(['id', 'approvedAtMs'])
    .where('applicantAccountId', '=', accountId)
    .execute();
  for (const { id, approvedAtMs } of parties) {
    const erased = () => context.vault.seal(id, ERASED);
    await tx.em.nativeUpdate(
      Party,
      { id },
      {
        erasureAskedAtMs: context.clock.now(),
        ...(approvedAtMs === null && {
          name: ERASED,
          fullName: null,
          fullNameBlind: null,
          address: NO_TEXT,
          legalRepresentativeSealed: await erased(),
          contactNameSealed: await erased(),
          contactPhoneSealed: await erased(),
          contactPhoneBlind: null,
          residentIdNumberSealed: null,
          residentIdNumberBlind: null,
          applicantIdentity: null,
          exemptionReason: null,
          exemptionDeclaration: null,
        }),
      },
    );
  }
}
