import type { Actor } from '@heitu/kit/rules/actor';
import { account } from '@heitu/kit/serving/testing';
import { openOrders, type Room } from '../orders.fixture.ts';

export const person = (name: string): Actor => account(name, { role: 'consumer' });

/** 813 jars of honey, and each account has them sent to a street of its own. */
export async function openHoney(url?: string): Promise<Room> {
  const room = await openOrders(undefined, url);
  room.world.streetOf = (accountId) => `${accountId}街1号`;
  await room.release('honey', 'lot-1', 813);
  return room;
}
export const stockOf = (room: Room) =>
  room
    .context()
    .rows.selectFrom('Stock')
    .select(['free', 'held'])
    .where('skuId', '=', 'honey')
    .executeTakeFirstOrThrow();
