import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { EntitySchema } from '@mikro-orm/core';
import { MANIFESTS } from '@heitu/gateway/standalone';
import { KIT_ENTITIES } from '@heitu/kit/data/entities';
import { FILE_COLUMNS } from '../invariants/local.invariants.ts';
import { startTestPlatform, type Platform } from './platform.fixture.ts';

/** Columns that name a file of another subgraph, which keeps it. */
const FOREIGN = ['orders.OrderLine.pictureId'];
const NAMES_FILES = /(file|picture|photo|image|scan|attachment)(id)?s?$/i;
const KIT_TABLES = KIT_ENTITIES.map(({ name }) => name as string);
const FILE_ID = /[0-9A-HJKMNP-TV-Z]{26}/g;

const tables = MANIFESTS.flatMap((manifest) =>
  (manifest.entities as unknown as readonly EntitySchema[]).map((entity) => ({
    subgraph: manifest.name,
    entity: entity.meta.className,
    columns: Object.keys(entity.meta.properties),
  })),
);
const declared = MANIFESTS.flatMap(({ name, fileColumns = [] }) =>
  fileColumns.map(({ entity, column }) => `${name}.${entity}.${column}`),
);

describe('the columns that name uploaded files', () => {
  let platform: Platform;
  beforeAll(async () => {
    platform = await startTestPlatform();
  });
  afterAll(() => platform?.close());

  it('are all declared, by their names: what none of them names is deleted', () => {
    const named = tables.flatMap(({ subgraph, entity, columns }) =>
      columns.filter((column) => NAMES_FILES.test(column)).map((column) => `${subgraph}.${entity}.${column}`),
    );
    expect(named).not.toEqual([]);
    expect(named.filter((column) => !declared.includes(column) && !FOREIGN.includes(column))).toEqual([]);
    const existing = tables.flatMap(({ subgraph, entity, columns }) =>
      columns.map((column) => `${subgraph}.${entity}.${column}`),
    );
    expect(declared.filter((column) => !existing.includes(column))).toEqual([]);
  });

  it('are those that the invariants look at, in the simulation and under real kills', () => {
    expect(FILE_COLUMNS).toEqual(
      MANIFESTS.flatMap(({ name, fileColumns = [] }) => fileColumns.map((one) => ({ subgraph: name, ...one }))),
    );
  });

  it('are declared wherever files are taken', () => {
    const takers = MANIFESTS.filter(({ edges }) =>
      edges.some(({ method, path }) => method === 'POST' && path === '/files'),
    );
    expect(takers.map(({ name }) => name).sort()).toEqual(['catalog', 'orders', 'sellers', 'trust']);
    expect(takers.filter(({ fileColumns = [] }) => fileColumns.length === 0)).toEqual([]);
  });

  it('are all declared, by what lies in the demo county, and each file there is said to be used by its row', async () => {
    let files = 0;
    for (const { name, fileColumns = [] } of MANIFESTS) {
      const ids = new Set((await platform.rows(name, 'select id from StoredFile')).map(({ id }) => String(id)));
      files += ids.size;
      const uses = new Set(
        (await platform.rows(name, 'select fileId, thing, thingId from FileUse')).map(
          ({ fileId, thing, thingId }) => `${thing} ${thingId} ${fileId}`,
        ),
      );
      for (const { entity } of tables.filter(
        ({ subgraph, entity }) => subgraph === name && !KIT_TABLES.includes(entity),
      )) {
        for (const row of ids.size > 0 ? await platform.rows(name, `select * from "${entity}"`) : []) {
          for (const [column, value] of Object.entries(row)) {
            const found = typeof value === 'string' ? (value.match(FILE_ID) ?? []).filter((id) => ids.has(id)) : [];
            for (const id of found) {
              const known = fileColumns.find((one) => one.entity === entity && one.column === column);
              expect(known ? uses.has(`${known.thing} ${row['id']} ${id}`) : `${name}.${entity}.${column}`).toBe(true);
            }
          }
        }
      }
    }
    expect(files).toBeGreaterThan(10);
  });

  it('keeps every file of the county when what is unused is deleted', async () => {
    const count = async () =>
      Object.fromEntries(
        await Promise.all(
          MANIFESTS.map(
            async ({ name }) => [name, (await platform.rows(name, 'select id from StoredFile')).length] as const,
          ),
        ),
      );
    const before = await count();
    for (const subgraph of platform.subgraphs.values()) await subgraph.runOnce('forget-files');
    expect(await count()).toEqual(before);
  });
});
