import { YES } from '@heitu/kit/data/entities';
import type { Role } from '@heitu/standard';
import type { TrustTransaction } from '../context.ts';

/** Who does has a name on the account, which was typed for them. */
export const signsInByPassword = async (tx: TrustTransaction, accountId: string): Promise<boolean> =>
  !!(await tx.rows.selectFrom('Account').select('passwordHash').where('id', '=', accountId).executeTakeFirst())
    ?.passwordHash;

/** They are named on the list of a party for which they work, by whoever manages it. */
const NAMED_BY_OTHERS = [
  'seller-staff',
  'courier',
  'carrier-manager',
  'station-agent',
] as const satisfies readonly Role[];

export const worksForSomebody = async (tx: TrustTransaction, accountId: string): Promise<boolean> =>
  !!(await tx.rows
    .selectFrom('GrantRow')
    .select('id')
    .where('accountId', '=', accountId)
    .where('role', 'in', NAMED_BY_OTHERS)
    .where('active', '=', YES)
    .executeTakeFirst());
