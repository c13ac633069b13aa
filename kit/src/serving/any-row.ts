import type { EntityName, EntityProperty } from '@mikro-orm/core';
import type { AnyLifecycle } from '../rules/lifecycle.ts';
import type { TestSubgraph } from './testing.ts';

/** Something of the column's type. */
const anythingOf = ({ columnTypes: [type = ''] }: EntityProperty): unknown => {
  if (/bool|int|real|double|numeric|decimal/i.test(type)) return 0;
  return /text/i.test(type) ? '[]' : 'x';
};

/** A row of which only `given` matters to a test: something in each other column that must have a value, else null. */
export function anyRow<Given extends object>(room: TestSubgraph, entity: EntityName, given: Given): Given {
  const { em } = room.subgraph.contextFor({ kind: 'system', id: 'test', grants: [] }, 'test');
  const { props } = em.getMetadata().get(entity);
  const columns = props.filter(({ fieldNames, autoincrement }) => fieldNames && !autoincrement);
  const filled = columns.map((prop) => [prop.name, prop.nullable ? null : anythingOf(prop)]);
  return { ...Object.fromEntries(filled), ...given };
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
