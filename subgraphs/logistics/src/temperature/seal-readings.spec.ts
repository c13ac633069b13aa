import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '@heitu/kit/rules/clock';
import { systemActor } from '@heitu/kit/rules/actor';
import type { LogisticsContext } from '../context.ts';
import { evidence } from '../evidence/evidence.ts';
import { fileCarrier, openWorld, type World } from '../test-world.fixture.ts';
import { digestOfHour } from './seal-readings.ts';

const UNFIT = '封存后和封存时对不上的温度记录';

describe('readings of thermometers [8.1.1.ar]', () => {
  let world: World;
  beforeEach(async () => {
    world = await openWorld();
    await fileCarrier(world);
    await world.rows.deleteFrom('Reading').execute();
    // The hour begins.
    world.clock.advance(HOUR_MS - (world.clock.now() % HOUR_MS));
  });
  afterEach(() => world.close());

  const push = (...celsius: number[]) =>
    world.push(
      'SN-1',
      celsius.map((temperatureCelsius, i) => ({
        at: new Date(world.clock.now() - i * MINUTE_MS).toISOString(),
        temperatureCelsius,
      })),
    );
  /** What the audit trail is told of readings. */
  async function acts() {
    await run('relay');
    return world
      .events('logistics.act-recorded.v1')
      .filter(({ operation }) => /readings/.test(operation))
      .map(({ operation, subject }) => ({ operation, subject }));
  }
  const seals = () => context().rows.selectFrom('ReadingSeal').selectAll().orderBy('hourMs').execute();
  const context = () => world.subgraph.contextFor(systemActor('test'), 'test') as LogisticsContext;
  const run = async (job: string) => void (await world.subgraph.runOnce(job));
  async function unfit() {
    const figures = await evidence['8.1.1.ar']!(context(), {
      fromMs: world.clock.now() - 3 * DAY_MS,
      toMs: world.clock.now(),
    });
    return figures.find(({ label }) => label === UNFIT);
  }
  async function sealedHour(): Promise<void> {
    await push(2.5, 3);
    world.clock.advance(10 * MINUTE_MS);
    await push(2);
    world.clock.advance(HOUR_MS);
    await run('seal-readings');
  }

  it('are no acts, push by push: the audit trail has one digest of an hour', async () => {
    await sealedHour();
    const [seal, ...more] = await seals();
    expect(more).toEqual([]);
    expect(seal).toMatchObject({ readings: 3, celsiusMin: 2, celsiusMax: 3, fits: null });
    expect(await acts()).toEqual([
      {
        operation: 'seal-readings',
        subject: [
          {
            type: 'readings',
            id: `${new Date(seal!.hourMs).toISOString()} ${digestOfHour([seal!])}`,
            clause: '8.1.1.ar',
          },
        ],
      },
    ]);
  });

  it('are sealed once, hour by hour, not before the hour is over', async () => {
    await push(2);
    world.clock.advance(HOUR_MS + 5 * MINUTE_MS);
    await run('seal-readings');
    expect(await seals()).toEqual([]);
    await push(3);
    world.clock.advance(3 * HOUR_MS);
    await run('seal-readings');
    await run('seal-readings');
    expect((await seals()).map(({ readings }) => readings)).toEqual([1, 1]);
    expect(await acts()).toHaveLength(2);
  });

  it('fit their seal a day later', async () => {
    await sealedHour();
    await run('check-reading-seals');
    expect(await seals()).toMatchObject([{ fits: null }]);
    world.clock.advance(DAY_MS);
    await run('check-reading-seals');
    expect((await seals()).map(({ fits }) => Boolean(fits))).toEqual([true]);
    expect(await unfit()).toMatchObject({ value: 0, condition: { outOf: 1 } });
  });

  it.each([
    [
      'changed',
      () => world.rows.updateTable('Reading').set({ temperatureCelsius: 1 }).where('temperatureCelsius', '=', 3),
    ],
    ['taken away', () => world.rows.deleteFrom('Reading').where('temperatureCelsius', '=', 3)],
    [
      'put in for a thermometer that was silent',
      () => world.rows.updateTable('Reading').set({ deviceId: 'SN-2' }).where('temperatureCelsius', '=', 3),
    ],
  ])('that were %s afterwards breach the clause, and the hour is named', async (_what, tamper) => {
    await sealedHour();
    await tamper().execute();
    world.clock.advance(DAY_MS);
    await run('check-reading-seals');
    const figure = await unfit();
    expect(figure!.value).toBeGreaterThan(0);
    expect(figure!.condition!.missed![0]).toMatchObject({ ref: expect.stringMatching(/^Device:SN-/) });
  });
});
