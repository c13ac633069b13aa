import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { CLAUSES, type ClauseId } from '@heitu/standard';
import { PLANTS } from './plants.table.ts';
import { openTown, type Town } from './town.fixture.ts';

const ROOT = join(import.meta.dirname, '../..');
const isPlanted = (id: string): id is ClauseId => CLAUSES.some((clause) => clause.id === id);
const planted = Object.entries(PLANTS).flatMap(([id, one]) => (isPlanted(id) ? [{ id, ...one }] : []));

describe('the table of plants', () => {
  it('has for each entry that must be kept a plant, or the reason why nothing would turn it', () => {
    expect(CLAUSES.filter(({ id, level }) => level === 'shall' && !PLANTS[id]).map(({ id }) => id)).toEqual([]);
    for (const { id, act, silence, elsewhere, reason } of planted)
      expect([id, [act, silence, elsewhere, reason].some((one) => one !== undefined)]).toEqual([id, true]);
  });

  it('sends nobody to a spec that does not name the entry', () => {
    for (const { id, elsewhere } of planted) {
      if (!elsewhere) continue;
      const file = join(ROOT, elsewhere);
      expect([id, existsSync(file)]).toEqual([id, true]);
      expect([id, readFileSync(file, 'utf8').includes(id.replace(/\.[a-z-]+$/, ''))]).toEqual([id, true]);
    }
  });
});

/** A quarter of an hour: looking takes seconds. */
const LOOKING_TAKES_DAYS = 1 / 96;

// What moves the whole county is played last.
const LAST = ['6.4', '7.3.5.e', '10.5.cu'];
const each = planted.flatMap(({ also = [], ...one }) => [one, ...also.map((act) => ({ ...one, act }))]);
const acts = [...Map.groupBy(each, ({ act }) => act)]
  .flatMap(([act, entries]) => (act ? [{ act, entries, ids: entries.map(({ id }) => id).join(' ') }] : []))
  .toSorted((a, b) => Number(LAST.includes(a.ids)) - Number(LAST.includes(b.ids)));

// Jobs compare each day once, and with a provider that has never heard of the county's past; what a payment of that
// size keeps unpaid nobody else can order; goods whose lots have run out meanwhile lead back to none; and what a
// buyer pays in months to come counts, where the clock goes back, as paid in this hour (9.2.cm), as does each that is
// paid in the first; a backup of months to come is the newest; and complaints that other plants settle late stand
// beside what is said of them.
const IN_A_FRESH_COUNTY = [
  '7.3.4.a',
  '5.1.a 5.1 7.3.2.a-f',
  '5.1.b',
  '6.6',
  '7.3.5.b 7.3.5.d',
  '8.1.1.ar',
  '8.4.1',
  '8.4.2.bh-bi',
  '8.4.3.bo-bp',
  '8.5.4.1',
  '8.5.4.2.cb-ce',
  '9.2.cp',
  '9.2.cm',
  '10.5.cu',
  '11.6.4.dp-dt',
];
// Each buys again and again, and what is paid in months to come counts as paid in this hour.
const AMONG_BUYERS = ['9.2.cn', '7.6.x-z', '8.5.4.3.cf', '8.6.ci'];
const isAmongBuyers = ({ ids }: { ids: string }) => AMONG_BUYERS.includes(ids);
const isFresh = ({ ids }: { ids: string }) => IN_A_FRESH_COUNTY.includes(ids);

const standings = async (town: Town, ids: readonly ClauseId[]) =>
  Promise.all(ids.map(async (id) => [id, await town.verdict(id)]));

async function play(town: Town, { act, entries }: (typeof acts)[number]): Promise<void> {
  const ids = entries.map(({ id }) => id);
  await town.atStart();
  await act.prepare?.(town);
  const before = await standings(town, ids);
  // What is planted lies behind what the next act, with the clock set back, finds before its own.
  await town.later(LOOKING_TAKES_DAYS);
  await act.plantIt?.(town);
  expect(await standings(town, ids)).toEqual(ids.map((id) => [id, act.turns]));
  // What is absent from the beginning stays so, whatever somebody types in.
  for (const [id, standing] of act.plantIt ? before : [])
    if (standing !== 'absent') expect([id, standing]).not.toEqual([id, act.turns]);
  await act.mendIt(town);
  const mended = await Promise.all(ids.map((id) => town.entry(id)));
  expect(mended.map(({ clause, standing, lacking }) => [clause, standing, lacking])).toEqual(
    entries.map(({ id, mended: said = 'met' }) => [id, said, said === 'met' ? null : expect.any(String)]),
  );
}

describe('a breach that is planted in the demo county', () => {
  let town: Town;
  beforeAll(async () => {
    town = await openTown();
  });
  afterAll(() => town?.close());

  it.each(acts.filter((one) => !isFresh(one) && !isAmongBuyers(one)))('turns $ids, and mended it turns back', (one) =>
    play(town, one),
  );
});

describe('a breach that is planted in a county where little else was bought', () => {
  let town: Town;
  beforeAll(async () => {
    town = await openTown();
  });
  afterAll(() => town?.close());

  it.each(acts.filter(isAmongBuyers))('turns $ids, and mended it turns back', (one) => play(town, one));
});

// Another county, whichever of the acts above were played: what the goods, jobs and payments of these need is used up.
describe('a breach that is planted in a county in which nothing was done yet', () => {
  let town: Town;
  beforeAll(async () => {
    town = await openTown();
  });
  afterAll(() => town?.close());

  it('turns each entry that somebody must tend, when nobody does anything for long enough', async () => {
    const silences = planted
      .flatMap(({ id, silence }) => (silence ? [{ id, ...silence }] : []))
      .toSorted((a, b) => a.days - b.days);
    const before = new Map<string, string>();
    for (const { id } of silences) before.set(id, await town.verdict(id));
    const seen: [string, string][] = [];
    let gone = 0;
    for (const { id, days } of silences) {
      if (days > gone) await town.later(days - gone);
      gone = Math.max(gone, days);
      seen.push([id, await town.verdict(id)]);
    }
    expect(seen).toEqual(silences.map(({ id, turns }) => [id, turns]));
    for (const { id, turns } of silences) expect([id, before.get(id)]).not.toEqual([id, turns]);
    // As if it had been tended all the time: nothing was written meanwhile.
    await town.atStart();
    for (const { id } of silences) expect([id, await town.verdict(id)]).toEqual([id, before.get(id)]);
  }, 300_000);

  it.each(acts.filter(isFresh))('turns $ids, and mended it turns back', (one) => play(town, one));
});
