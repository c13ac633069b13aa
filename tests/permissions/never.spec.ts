import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startTestPlatform, type Platform } from '../contract/platform.fixture.ts';
import { OFFICE_LINES } from './never.office.table.ts';
import { PEOPLE_LINES } from './never.people.table.ts';
import { PLATFORM_LINES } from './never.platform.table.ts';
import { TRADE_LINES } from './never.trade.table.ts';
import { openTown, type Town } from './town.fixture.ts';

const LINES = [...PEOPLE_LINES, ...TRADE_LINES, ...OFFICE_LINES, ...PLATFORM_LINES];

/**
 * What must never happen, in sentences written by hand from the standard and the law. They say what is meant; that the
 * generated table and the server agree is proven elsewhere.
 */
describe.each([
  ['SQLite', undefined],
  ['MariaDB', 'heitu_never'],
] as const)('on %s', (_database, mariaDb) => {
  let platform: Platform;
  let town: Town;

  beforeAll(async () => {
    platform = await startTestPlatform({ mariaDb });
    town = await openTown(platform);
  });
  afterAll(() => platform.close());

  it.each(LINES.map((line) => [line.says, line.from, line] as const))('%s (%s)', (_says, _from, { proof }) =>
    proof(town),
  );

  it('leaves nothing behind that the platform calls an error', () => {
    expect(platform.takeErrors()).toEqual([]);
  });
});
