import { isDuplicateKey } from '@heitu/kit/orm';
import type { Outcome, Refused } from '@heitu/kit/outcome';

/** A use case answers an id, so that its answer can be repeated; the view shows the row as it is now. */
export async function shown<Row extends object>(outcome: Outcome<{ id: string }>, load: (id: string) => Promise<Row | null | undefined>): Promise<Outcome<Row>> {
  if (!outcome.ok) return outcome;
  const row = await load(outcome.value.id);
  if (!row) throw new Error(`${outcome.value.id} was written and is not there`);
  return { ok: true, value: row };
}

/** Runs a write whose unique key is itself the rule; the refusal where another holds the key. */
export async function unlessTaken(write: Promise<unknown>, taken: Refused): Promise<Refused | null> {
  try {
    await write;
    return null;
  } catch (error) {
    if (isDuplicateKey(error)) return taken;
    throw error;
  }
}
