import 'reflect-metadata';
import { describe, expect, it } from '@jest/globals';
import { KIT_ENTITIES } from '@heitu/kit/data/entities';
import { jobsOf } from '@heitu/kit/serving/rounds';
import { MANIFESTS } from '@heitu/gateway/standalone';
import { KEPT_AS, OF_TRUST, RETENTION, type Kept } from '@heitu/standard';
import { withRetention } from './retention-page.ts';

const ROOMS: Readonly<Record<string, Readonly<Record<string, Kept>>>> = RETENTION;

/** PIPL 19, 22.1: of each table it is said how long its rows are kept and what ends them. */
describe.each(MANIFESTS.map((manifest) => [manifest.name, manifest] as const))('%s', (room, manifest) => {
  const entities = [...KIT_ENTITIES, ...manifest.entities].map((entity) => Reflect.get(entity, 'meta'));
  const kept = Object.entries(ROOMS[room] ?? {});
  const jobs = new Set(jobsOf({ manifest, keys: null as never, underWay: null as never }).map(({ name }) => name));

  it('keeps the rows of each of its tables by the table of retention, which names no other', () => {
    expect(kept.map(([table]) => table).toSorted()).toEqual(entities.map(({ className }) => className).toSorted());
    expect(manifest.retention).toBe(ROOMS[room]);
  });

  it('is counted among what a backup holds by tables that there are [11.6.4.dp-dt]', () => {
    const names = new Set(entities.map(({ className }) => className));
    const known = room === 'trust' ? Object.values(OF_TRUST).flat() : [];
    expect(known.filter((name) => !names.has(name))).toEqual([]);
  });

  it('has each job that ends them', () => {
    const named = kept.flatMap(([, { as, job }]) => [...KEPT_AS[as].jobs, ...(job ? [job] : [])]);
    expect(named.filter((job) => !jobs.has(job))).toEqual([]);
    expect(kept.filter(([, { as, job }]) => as === 'passing' && !job)).toEqual([]);
  });

  it('finds what is older by an index', () => {
    const forgotten = kept.filter(([, { as }]) => as === 'log');
    const slow = forgotten.filter(([table, { since, days }]) => {
      const { properties, indexes, uniques } = entities.find(({ className }) => className === table);
      const first = [...indexes, ...uniques].map((index) => [index.properties].flat()[0]);
      return (
        !since ||
        !days ||
        !properties[since] ||
        !(properties[since].primary || properties[since].index || first.includes(since))
      );
    });
    expect(slow.map(([table]) => table)).toEqual([]);
  });
});

it('prints all of it, and nothing twice', () => {
  const page = withRetention('# 手册\n');
  for (const [room, tables] of Object.entries(ROOMS))
    for (const table of Object.keys(tables))
      expect([room, table, page.split('`').includes(table)]).toEqual([room, table, true]);
  expect(withRetention(page)).toBe(page);
});
