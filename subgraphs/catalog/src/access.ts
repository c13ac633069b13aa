import { hasRole, partiesFor } from '@heitu/kit/rules/actor';
import type { Role } from '@heitu/standard';
import type { CatalogContext } from './context.ts';

/** Who offers goods. */
export const SELLERS: readonly Role[] = ['seller-owner', 'seller-staff'];
/** Who looks at everybody's goods on behalf of the operator or the state. */
export const OVERSEERS: readonly Role[] = ['reviewer', 'operator-admin', 'regulator'];
/** Who may take something of another's off sale. */
export const WITHDRAWERS: readonly Role[] = ['reviewer', 'operator-admin'];

/** The parties whose products (or lots) this actor manages; never an empty list, which SQL's `in` does not take. */
export function ownParties(context: CatalogContext, right?: 'products' | 'lots'): string[] {
  const parties = partiesFor(context.actor, SELLERS, right);
  return parties.length > 0 ? parties : [''];
}
export const isOverseer = (context: CatalogContext): boolean =>
  context.actor.kind === 'system' || hasRole(context.actor, ...OVERSEERS);
