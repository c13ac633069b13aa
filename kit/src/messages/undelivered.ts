import { NOT_DELIVERED } from '../data/entities.ts';
import type { RowsOf } from '../data/orm.ts';
import { chunksOf } from '../rules/chunks.ts';

const PER_STATEMENT_MAX = 500;

/**
 * Of these things of one type, those of which one of the consumers has still to be told something, or has it parked:
 * what is told of them in another sequence would overtake it.
 */
export async function stillToBeTold(
  { rows }: { rows: RowsOf<[]> },
  consumers: readonly string[],
  type: string,
  ids: readonly string[],
): Promise<ReadonlySet<string>> {
  const waiting = new Set<string>();
  for (const some of chunksOf(ids, PER_STATEMENT_MAX)) {
    const idOf = new Map(some.map((id) => [`${type}:${id}`, id]));
    const found = await rows
      .selectFrom('EventDelivery')
      .select('aggregate')
      .distinct()
      .where('consumer', 'in', consumers)
      .where('state', 'in', NOT_DELIVERED)
      .where('aggregate', 'in', [...idOf.keys()])
      .execute();
    for (const { aggregate } of found) waiting.add(idOf.get(aggregate) ?? '');
  }
  return waiting;
}
