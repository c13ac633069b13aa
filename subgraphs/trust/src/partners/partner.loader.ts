import { groupedInOrder } from '@heitu/kit/graphql';
import type { TrustContext } from '../context.ts';

/** Keys that are good now, the newest last. Only reached from a program that was let through. */
export async function keysByClient(context: TrustContext, clientIds: readonly string[]) {
  const rows = await context.rows.selectFrom('ClientKey').select(['id', 'clientId', 'thumbprint', 'addedAtMs']).where('clientId', 'in', clientIds).where('endedAtMs', 'is', null).orderBy('id').execute();
  return groupedInOrder(clientIds, (row) => row.clientId, rows);
}
