import type { Outcome, Refused } from '@heitu/kit/rules/outcome';
import type { ClauseRef } from '@heitu/standard';
import type { CatalogContext } from './context.ts';

/** A mutation's answer: the refusal as it is, or the row that the use case's `{id}` names, read after its commit. */
export async function withRow<Row extends object>(
  context: CatalogContext,
  outcome: Outcome<{ id: string }>,
  batch: (context: CatalogContext, ids: readonly string[]) => Promise<(Row | null)[]>,
): Promise<Outcome<Row>> {
  if (!outcome.ok) return outcome;
  const [row] = await batch(context, [outcome.value.id]);
  if (!row) throw new Error(`${outcome.value.id} is not there after its commit`);
  return { ok: true, value: row };
}

/** A refusal under the clause of the first thing that is wrong, where that is known more exactly than the table's. */
export const underClause = <Code extends string>(
  refused: Refused<Code>,
  clause: ClauseRef | undefined,
): Refused<Code> => (clause ? { ...refused, clause } : refused);
