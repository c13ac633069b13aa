import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { freshDatabase, toldAtOnce, type TestSubgraph } from '@heitu/kit/serving/testing';
import {
  act,
  acceptedPapers,
  certificateInput,
  draft,
  inspectionInput,
  lotInput,
  openRoom,
  operator,
  reviewer,
  seller,
} from '../testing.fixture.ts';
import { harvested, harvestInput, ricePlot, useInput } from './field.fixture.ts';

const six = <T>(call: (i: number) => T): (() => T)[] => Array.from({ length: 6 }, (_, i) => () => call(i));
const ROUNDS = 5;

/** Fields and lots on a server: what comes at once has one outcome. */
describe('a field, many at once, on MariaDB [7.3.2.d]', () => {
  let room: TestSubgraph;
  let skuId: string;
  beforeAll(async () => {
    room = await openRoom(
      undefined,
      undefined,
      undefined,
      await freshDatabase(process.env['TEST_DATABASE_URL'], 'fields_at_once'),
    );
    ({ skuId } = await draft(room));
  });
  afterAll(() => room.close());

  const register = (harvestId: string, quantity: number): Promise<any> =>
    act(room, seller, 'registerLot', lotInput(skuId, { units: 1, harvests: [{ harvestId, quantity }] }));
  const leftOf = async (plotId: string): Promise<number> =>
    (await room.graph<any>(seller, `{ plot(id: "${plotId}") { harvests { left } } }`)).plot.harvests[0].left;
  const stateOf = async (id: string): Promise<string> =>
    (await room.graph<any>(operator, `{ lot(id: "${id}") { state } }`)).lot.state;
  async function documented(harvestId: string): Promise<string> {
    const lot = await register(harvestId, 10);
    for (const type of ['CONFORMITY', 'PRODUCTION_LICENCE'])
      await act(room, seller, 'addCertificate', await certificateInput(room, lot.id, type));
    await act(room, seller, 'recordInspection', await inspectionInput(room, lot.id));
    await acceptedPapers(room, lot.id);
    return lot.id;
  }
  const late = (plotId: string, day: string): Promise<any> =>
    act(room, seller, 'recordInputUse', useInput(plotId, { usedOn: day }));

  it('lots take no more of a harvest than there is', async () => {
    const plotId = await ricePlot(room);
    const harvestId = await harvested(room, plotId);
    expect(await toldAtOnce(six(() => register(harvestId, 2000)))).toEqual({ ok: 2, HARVEST_USED_UP: 4 });
    expect(await leftOf(plotId)).toBe(1000);
  });

  it('a correction and lots leave no less than nothing', async () => {
    const plotId = await ricePlot(room);
    const harvestId = await harvested(room, plotId);
    const { plot } = await room.graph<any>(seller, `{ plot(id: "${plotId}") { harvests { id } } }`);
    const correct = () =>
      act(
        room,
        seller,
        'recordHarvest',
        harvestInput(plotId, { corrects: plot.harvests[0].id, wrong: '过错秤', quantity: 2500 }),
      );
    const told = await Promise.all([correct(), ...six(() => register(harvestId, 2000)).map((call) => call())]);
    const taken = told.slice(1).filter(({ id }) => id).length * 2000;
    const came = told[0].id ? 2500 : 5000;
    expect(await leftOf(plotId)).toBe(came - taken);
    expect(came).toBeGreaterThanOrEqual(taken);
  });

  it('a lot that is let go and an input that is written down late: it is refused or held, never sold', async () => {
    for (let round = 0; round < ROUNDS; round++) {
      const plotId = await ricePlot(room);
      const lotId = await documented(await harvested(room, plotId));
      const [released] = await Promise.all([act(room, seller, 'releaseLot', { lotId }), late(plotId, '2026-09-20')]);
      expect(await stateOf(lotId)).toBe(released.id ? 'HELD' : 'REGISTERED');
      if (!released.id) continue;
      // A reviewer lets it go while another input comes in: it is held by that one, or is let go knowing of it.
      const [, resumed] = await Promise.all([
        late(plotId, '2026-09-21'),
        act(room, reviewer, 'decideHold', { lotId, decision: 'RESUME', reason: '复检合格' }),
      ]);
      expect(resumed.id).toBe(lotId);
      expect(['HELD', 'RELEASED']).toContain(await stateOf(lotId));
    }
  }, 120_000);
});
