import { unseenOf, type DueBoard } from '../data/due.ts';
import type { AnyMoves } from '../data/moves.ts';
import { schemaOf, type Entities } from '../data/orm.ts';
import { columnOf } from '../rules/lifecycle.ts';

interface Room {
  entities: Entities;
  lifecycles?: readonly AnyMoves[];
  jobs: readonly { name: string }[];
  due?: DueBoard;
}

/** Columns of an entity made by defineEntity. */
const columnsOf = (entity: unknown): readonly string[] => Object.keys(schemaOf(entity).meta.properties);

/**
 * What a room's lifecycles promise and its code does not keep: each names what is wrong. A row with a state has a
 * lifecycle, what a lifecycle looks at is a column, the job that does what then happens is there, and what lies on the
 * desk of people who have a list stands in that list.
 */
export function lifecycleFaults({ entities, lifecycles = [], jobs, due }: Room): string[] {
  const known = new Set<unknown>(lifecycles.map(({ entity }) => entity));
  const lacking = entities.filter((entity) => !known.has(entity) && columnsOf(entity).includes('state'));
  return [
    ...lacking.map(({ name }) => `${name} has a state, and no lifecycle says where it leads`),
    ...lifecycles.flatMap((moves) => faultsOf(moves, new Set(jobs.map(({ name }) => name)))),
    ...(due ? unseenOf(lifecycles, due) : []),
  ];
}

function faultsOf({ entity, lifecycle }: AnyMoves, jobs: ReadonlySet<string>): string[] {
  const columns = columnsOf(entity);
  const lacking = (column: string) =>
    columns.includes(column) ? [] : [`${lifecycle.name} looks at ${column}, which is no column of it`];
  return [
    ...lacking(lifecycle.once ?? lifecycle.column ?? 'state'),
    ...Object.entries(lifecycle.states).flatMap(([state, rule]) => {
      if (!('until' in rule)) return [];
      const { until, then, atLast } = rule;
      const idle = [then, ...(atLast ? [atLast] : [])].flatMap((ending) =>
        'job' in ending && !jobs.has(ending.job)
          ? [`${lifecycle.name}: no job ${ending.job} ends ${state} by ${ending.action}`]
          : [],
      );
      return [...lacking(columnOf(until)), ...(atLast ? lacking(columnOf(atLast.until)) : []), ...idle];
    }),
  ];
}
