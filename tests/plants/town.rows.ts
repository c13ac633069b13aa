import type { Actor } from '@heitu/kit/rules/actor';
import { must } from '@heitu/kit/rules/checked';
import type { SubgraphName } from '@heitu/standard';
import type { Town } from './town.fixture.ts';

/** The id of the one row that a text finds. */
export async function idOf(town: Town, subgraph: SubgraphName, sql: string, ...parameters: unknown[]): Promise<string> {
  const [row] = await town.rows(subgraph, sql, parameters);
  return String(must(row?.['id'], sql));
}

/** Whoever answers for a party, as the platform knows such a person after signing in. */
export const headOf = (partyId: unknown, role: string): Actor => ({
  kind: 'account',
  id: `head-of-${String(partyId)}`,
  grants: [{ role, partyId: String(partyId) }],
});
