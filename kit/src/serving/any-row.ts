import type { EntityName, EntityProperty } from '@mikro-orm/core';
import { must } from '../rules/checked.ts';
import type { AnyLifecycle } from '../rules/lifecycle.ts';
import type { TestSubgraph } from './testing.ts';

let made = 0;
/** Something of the column's type; no text comes twice, since some must not. */
const anythingOf = ({ columnTypes: [type = ''], length }: EntityProperty): unknown => {
  if (/bool|int|real|double|numeric|decimal/i.test(type)) return 0;
  return length ? `x${++made}` : '[]';
};

const emOf = (room: TestSubgraph) => room.subgraph.contextFor({ kind: 'system', id: 'test', grants: [] }, 'test').em;

/** A row of which only `given` matters to a test: something in each other column that must have a value, else null. */
export function anyRow<Given extends object>(room: TestSubgraph, entity: EntityName, given: Given): Given {
  const { props } = emOf(room).getMetadata().get(entity);
  const columns = props.filter(({ fieldNames, autoincrement }) => fieldNames && !autoincrement);
  const filled = columns.map((prop) => [prop.name, prop.nullable ? null : anythingOf(prop)]);
  return { ...Object.fromEntries(filled), ...given };
}

/** Writes such rows, for a test of who sees which. */
export async function plant(room: TestSubgraph, table: string, ...rows: object[]): Promise<void> {
  const em = emOf(room).fork();
  const { class: entity } = must(
    [...em.getMetadata().getAll().values()].find(({ className }) => className === table),
    `the entity ${table}`,
  );
  for (const row of rows) await em.insert(entity, anyRow(room, entity, row));
}

/** Such a row in a state of its lifecycle. */
export function anyRowIn(
  room: TestSubgraph,
  { entity, lifecycle }: { entity: EntityName; lifecycle: AnyLifecycle },
  state: string,
  given: object = {},
): { id: string } {
  const { once, initial, column = 'state' } = lifecycle;
  const held = once === undefined ? { [column]: state } : { [once]: state === initial ? null : 1 };
  return anyRow(room, entity, { id: `tried-${state}`, ...held, ...given });
}
