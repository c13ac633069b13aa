import { inOrder } from '@heitu/kit/graphql';
import type { TrustContext } from '../context.ts';

export async function covenantVersionByParty(context: TrustContext, partyIds: readonly string[]): Promise<(number | null)[]> {
  const rows = await context.rows.selectFrom('CovenantMember').select(['partyId', 'version']).where('partyId', 'in', partyIds).execute();
  return inOrder(partyIds, (row) => row.partyId, rows).map((row) => row?.version ?? null);
}
