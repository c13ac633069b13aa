import { YES } from '@heitu/kit/data/entities';
import { inOrder } from '@heitu/kit/rules/graphql';
import type { TrustContext } from '../context.ts';
import { MEDIA_KEEPERS } from './medium.policy.ts';

const selectKeepers = ({ rows }: Pick<TrustContext, 'rows'>) =>
  rows
    .selectFrom('Account as a')
    .select(['a.id', 'a.displayName', 'a.fullName'])
    .where('a.state', '=', 'active')
    .where('a.id', 'in', (eb) =>
      eb
        .selectFrom('GrantRow as g')
        .select('g.accountId')
        .where('g.role', 'in', MEDIA_KEEPERS)
        .where('g.active', '=', YES),
    );

/** Those of them who are with the operator and can answer for what they hold. */
export async function keepersAmong(context: Pick<TrustContext, 'rows'>, ids: readonly string[]): Promise<Set<string>> {
  if (ids.length === 0) return new Set();
  const found = await selectKeepers(context).where('a.id', 'in', ids).execute();
  return new Set(found.map(({ id }) => id));
}
/** By account: whether its holder keeps media still. */
export async function keepsById(context: TrustContext, ids: readonly string[]): Promise<boolean[]> {
  const keepers = await keepersAmong(context, ids);
  return ids.map((id) => keepers.has(id));
}

/** Every medium that is in use, by its label, and whether its holder is with the operator still. */
export async function mediaInUse(context: Pick<TrustContext, 'rows'>) {
  const media = await context.rows
    .selectFrom('BackupMedium')
    .select(['id', 'label', 'holderId', 'heldSinceMs', 'isOffSite'])
    .where('state', '!=', 'destroyed')
    .orderBy('label')
    .execute();
  const keepers = await keepersAmong(context, [...new Set(media.map(({ holderId }) => holderId))]);
  return media.map((medium) => ({ ...medium, isHeld: keepers.has(medium.holderId) }));
}

interface Named {
  id: string;
  displayName: string;
  fullName: Parameters<TrustContext['vault']['openText']>[1] | null;
}
const named = async ({ vault }: TrustContext, { id, displayName, fullName }: Named) => ({
  id,
  displayName: fullName ? await vault.openText(id, fullName, 'name') : displayName,
});

/** Everybody to whom a medium can be handed. */
export async function mediaKeepers(context: TrustContext) {
  const found = await selectKeepers(context).orderBy('a.id').execute();
  return Promise.all(found.map((one) => named(context, one)));
}
/** Of whoever had a medium once, also of those who are with the operator no more. */
export async function keeperNames(context: TrustContext, ids: readonly string[]) {
  const found = await context.rows
    .selectFrom('Account')
    .select(['id', 'displayName', 'fullName'])
    .where('id', 'in', ids)
    .execute();
  const shown = await Promise.all(found.map((one) => named(context, one)));
  return inOrder(ids, (one) => one.id, shown);
}
