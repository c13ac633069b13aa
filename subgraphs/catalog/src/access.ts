import { OVERSEERS } from '@heitu/standard';
import { hasRole, partiesFor } from '@heitu/kit/rules/actor';
import type { CatalogContext } from './context.ts';
import { SELLERS } from './roles.ts';

/**
 * The parties whose products (or lots, or money) this actor manages; never an empty list, which SQL's `in` does not
 * take.
 */
export function ownParties(context: CatalogContext, right?: 'products' | 'lots' | 'finance'): string[] {
  const parties = partiesFor(context.actor, SELLERS, right);
  return parties.length > 0 ? parties : [''];
}
export const isOverseer = (context: CatalogContext): boolean =>
  context.actor.kind === 'system' || hasRole(context.actor, ...OVERSEERS.goods);
/** Of what is paid to growers. */
export const overseesMoney = ({ actor }: CatalogContext): boolean => hasRole(actor, ...OVERSEERS.money);
