import { expect } from '@jest/globals';
import type { Actor } from '@heitu/kit/rules/actor';
import type { World } from './test-world.fixture.ts';

/**
 * Everything this subgraph holds but the record that something was refused, so that a refusal can be shown to have
 * changed nothing.
 */
export async function everything(world: World): Promise<string> {
  const tables = [
    'Shipment',
    'Handover',
    'Courier',
    'Vehicle',
    'Facility',
    'Rate',
    'ServiceArea',
    'Collection',
    'SupervisionCheck',
    'CodRemittance',
    'ContentsCase',
    'Trip',
  ];
  const rows = await Promise.all(
    tables.map((table) => world.rows.selectFrom(table).selectAll().orderBy('id').execute()),
  );
  const events = await world.rows
    .selectFrom('Outbox')
    .selectAll()
    .where('payload', 'not like', '%"outcome":"refused"%')
    .orderBy('id')
    .execute();
  return JSON.stringify([...rows, events]);
}

export type Refused = (actor: Actor, field: string, input: object, code: string, clause?: string) => Promise<void>;
/** Refused with this code, in Chinese, and nothing was changed. */
export async function refusedIn(world: World, ...[actor, field, input, code, clause]: Parameters<Refused>) {
  const before = await everything(world);
  expect(await world.act(actor, field, input)).toMatchObject({
    code,
    message: expect.stringMatching(/\p{Script=Han}/u),
    ...(clause && { clause }),
  });
  expect(await everything(world)).toBe(before);
}
