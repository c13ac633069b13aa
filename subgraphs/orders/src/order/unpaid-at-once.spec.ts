import 'reflect-metadata';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { createConnection } from 'mysql2/promise';
import { makeQuote, otherBuyer, place, stockFaults, type Room } from '../orders.fixture.ts';
import { openHoney, person, stockOf } from './unpaid.fixture.ts';
import { CHECKOUTS_PER_ADDRESS_MAX, NEWCOMER } from './unpaid.policy.ts';

const serverUrl = process.env['TEST_DATABASE_URL'];
const FRESH: Readonly<Record<string, (name: string) => Promise<string | undefined>>> = {
  SQLite: async () => undefined,
  async MariaDB(name) {
    if (!serverUrl) throw new Error('TEST_DATABASE_URL is not set: run ./run test, which starts its own MariaDB');
    const connection = await createConnection(serverUrl);
    await connection.query(`create database ${name}_${process.pid} character set utf8mb4 collate utf8mb4_bin`);
    await connection.end();
    return `${serverUrl}/${name}_${process.pid}`;
  },
};
const codes = (answers: { __typename: string; code?: string }[]): Record<string, number> =>
  Object.fromEntries(
    Object.entries(Object.groupBy(answers, ({ code, __typename }) => code ?? __typename)).map(([code, all]) => [
      code,
      all!.length,
    ]),
  );

let runs = 0;
describe.each(Object.keys(FRESH))('goods that are held unpaid, at one moment, on %s', (dialect) => {
  let room: Room;
  beforeEach(async () => void (room = await openHoney(await FRESH[dialect]!(`unpaid_${++runs}`))), 60_000);
  afterEach(async () => {
    expect(await stockFaults(room)).toEqual([]);
    await room.close();
  });

  it('orders of one person at the same moment are judged together: not one unit, order or parcel too many', async () => {
    const quotes = await Promise.all(Array.from({ length: 8 }, () => makeQuote(room, [['honey', 8]])));
    expect(codes(await Promise.all(quotes.map((quote) => place(room, quote))))).toEqual({
      OrderPlaced: 2,
      HOLDS_TOO_MUCH: 6,
    });
    expect(await stockOf(room)).toEqual({ free: 813 - 16, held: 16 });
    const small = await Promise.all(Array.from({ length: 8 }, () => makeQuote(room, [['honey', 1]], otherBuyer)));
    expect(codes(await Promise.all(small.map((quote) => place(room, quote, otherBuyer))))).toEqual({
      OrderPlaced: NEWCOMER.checkoutsMax,
      TOO_MANY_UNPAID: 8 - NEWCOMER.checkoutsMax,
    });
    room.world.streetOf = () => '光明小区3号楼';
    const neighbours = Array.from({ length: CHECKOUTS_PER_ADDRESS_MAX + 4 }, (_, i) => person(`neighbour-${i}`));
    const theirs = await Promise.all(neighbours.map((one) => makeQuote(room, [['honey', 1]], one)));
    expect(codes(await Promise.all(theirs.map((quote, i) => place(room, quote, neighbours[i]))))).toEqual({
      OrderPlaced: CHECKOUTS_PER_ADDRESS_MAX,
      ADDRESS_BUSY: 4,
    });
  }, 30_000);

  it('many people at one small stock get exactly what is there, and nobody an error', async () => {
    await room.release('rice', 'lot-r', 5);
    const people = Array.from({ length: 24 }, (_, i) => person(`crowd-${i}`));
    const quotes = await Promise.all(
      people.map((one) =>
        makeQuote(
          room,
          [
            ['rice', 1],
            ['honey', 1],
          ],
          one,
        ),
      ),
    );
    expect(codes(await Promise.all(quotes.map((quote, i) => place(room, quote, people[i]))))).toEqual({
      OrderPlaced: 5,
      OUT_OF_STOCK: 19,
    });
    expect(await stockOf(room)).toEqual({ free: 808, held: 5 });
  }, 30_000);
});
