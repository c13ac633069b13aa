import type { Outcome } from '@heitu/kit/rules/outcome';

/** A use case answers an id, so that its answer can be repeated; the view shows the row as it is now. */
export async function shown<Row extends object>(
  outcome: Outcome<{ id: string }>,
  load: (id: string) => Promise<Row | null | undefined>,
): Promise<Outcome<Row>> {
  if (!outcome.ok) return outcome;
  const row = await load(outcome.value.id);
  if (!row) throw new Error(`${outcome.value.id} was written and is not there`);
  return { ok: true, value: row };
}
