import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { systemActor } from '@heitu/kit/rules/actor';
import { idFrom } from '@heitu/kit/rules/ids';
import { seedPending } from '@heitu/sandbox/seed';
import { countyOf, differences, type County } from './at-once-county.fixture.ts';
import { aimOf, callsOf, fire, TIMES, twinOf } from './at-once.fixture.ts';
import { CASES, LOOK_AGAIN, NOT_TRIED } from './at-once-cases.fixture.ts';
import { inputOf, readPublicSchema } from './operations.fixture.ts';
import { startTestPlatform, type Platform } from './platform.fixture.ts';

const mutations = readPublicSchema().getMutationType()!.getFields();
/** Each call with a request id of its own, as two taps have; the last way with one id, as a tap that is sent again. */
const WAYS = [
  { who: 'by one', way: 0, isTwo: false, isRepeated: false },
  { who: 'by two', way: 1, isTwo: true, isRepeated: false },
  { who: 'one request again and again', way: 2, isTwo: false, isRepeated: true },
];
/** A day is reconciled with the statements of every account, here thirteen times. */
const SLOWEST_MS_MAX = 240_000;
const SECOND_PERSON = idFrom('account:staff:heitu-finance');

/** Two counties loaded alike: in one all is fired at once, in the other one after the other. They must remain alike. */
describe('a mutation fired six times at once does what it does one after the other', () => {
  const platforms: Platform[] = [];
  let atOnce: County;
  let inTurn: County;
  const succeeded = new Set<string>();
  const without = new Map<string, string>();
  /** What the two counties differ in already. */
  const known = new Map<string, string[]>();

  beforeAll(async () => {
    const started = await Promise.all([startTestPlatform({ mariaDb: 'heitu_once' }), startTestPlatform()]);
    platforms.push(...started);
    [atOnce, inTurn] = started.map(countyOf) as [County, County];
    for (const county of [atOnce, inTurn]) {
      const contextOf = (name: string) => county.subgraphs.get(name)!.contextFor(systemActor('seed'), 'seed');
      await seedPending(contextOf, (payments) => county.outside('/wechatpay/past', { payments }));
    }
    for (const subgraph of inTurn.subgraphs.keys()) {
      for (const [table, rows] of await differences(atOnce, inTurn, subgraph, inTurn.tablesOf(subgraph)))
        known.set(table, rows);
      inTurn.takeWritten(subgraph);
    }
  });
  afterAll(() => Promise.all(platforms.map((platform) => platform.close())));

  it('names every mutation of the API, as tried or with the reason why not', () => {
    expect([...Object.keys(CASES), ...Object.keys(NOT_TRIED)].sort()).toEqual(Object.keys(mutations).sort());
  });

  describe.each(Object.keys(CASES))('%s', (name) => {
    it.each(WAYS.filter(({ isRepeated }) => !isRepeated || 'requestId' in inputOf(mutations[name]!)))(
      '$who',
      async ({ way, isTwo, isRepeated }) => {
        const one = CASES[name]!;
        const run = async (county: County, together: boolean, times: number) => {
          const row = await aimOf(county, one, way);
          const actor = one.as(row);
          const calls = await callsOf(county, mutations[name]!, one, row, way, isRepeated ? randomUUID() : undefined);
          return fire(
            county,
            mutations[name]!,
            one.subgraph,
            isTwo ? [actor, twinOf(actor, SECOND_PERSON)] : [actor],
            calls,
            times,
            together,
          );
        };
        const told = await run(atOnce, true, TIMES);
        const done = told.filter((answer) => answer === 'ok').length;
        if (done > 0) succeeded.add(name);
        else without.set(name, told[0]!);
        const again = isRepeated ? undefined : LOOK_AGAIN[name];
        // Who is told to look again has done nothing: as if only the others had called.
        const expected = await run(inTurn, false, again ? done : TIMES);
        if (again) expect([told.filter((answer) => answer !== 'ok' && answer !== again), done > 0]).toEqual([[], true]);
        else expect(told).toEqual(expected);
        const now = await differences(atOnce, inTurn, one.subgraph, inTurn.takeWritten(one.subgraph));
        const news = [...now].filter(([table, rows]) => String(rows) !== String(known.get(table) ?? []));
        for (const [table, rows] of now) known.set(table, rows);
        expect(news).toEqual([]);
      },
      SLOWEST_MS_MAX,
    );
  });

  it('was tried with all of them but those that are named, and each succeeded at least once', () => {
    const failed = [...without].filter(([name]) => !succeeded.has(name));
    console.log(`at once: ${succeeded.size} of ${Object.keys(mutations).length} mutations succeeded`);
    expect([failed, succeeded.size]).toEqual([[], Object.keys(mutations).length - Object.keys(NOT_TRIED).length]);
  });
});
