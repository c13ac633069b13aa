import { YES } from '@heitu/kit/data/entities';
import type { Actor } from '@heitu/kit/rules/actor';
import { keysOf } from '@heitu/kit/rules/checked';
import type { Role } from '@heitu/standard';
import type { TrustTransaction } from '../context.ts';
import { covenantParties } from '../disclosure/disclosure.policy.ts';
import { CORRECTION_FIELDS, type CorrectionField } from './correction.lifecycle.ts';

type Rows = Pick<TrustTransaction, 'rows'>;

/** A name stands on the account that somebody typed for them: of staff, and of who came to a station. */
export async function hasTypedName({ rows }: Rows, id: string): Promise<boolean> {
  const account = await rows
    .selectFrom('Account')
    .select(['fullName', 'passwordHash'])
    .where('id', '=', id)
    .executeTakeFirst();
  return !!account && (account.fullName !== null || account.passwordHash !== null);
}

/** They are named on the list of a party for which they work, by whoever manages it. */
const NAMED_BY_OTHERS = [
  'seller-staff',
  'courier',
  'carrier-manager',
  'station-agent',
] as const satisfies readonly Role[];

const worksForSomebody = async ({ rows }: Rows, accountId: string): Promise<boolean> =>
  !!(await rows
    .selectFrom('GrantRow')
    .select('id')
    .where('accountId', '=', accountId)
    .where('role', 'in', NAMED_BY_OTHERS)
    .where('active', '=', YES)
    .executeTakeFirst());

/** What this person can ask to have put right; of a filed name, of the parties that are theirs. */
export async function correctableFields(room: Rows, actor: Actor): Promise<CorrectionField[]> {
  const isNamed = (await hasTypedName(room, actor.id)) || (await worksForSomebody(room, actor.id));
  const has: Readonly<Record<CorrectionField, boolean>> = {
    'filing-name': covenantParties(actor).length > 0,
    'staff-name': isNamed,
    other: true,
  };
  return keysOf(CORRECTION_FIELDS).filter((field) => has[field]);
}
