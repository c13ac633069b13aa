import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { nextChinaMonth, startOfChinaMonth } from '@heitu/kit/rules/calendar';
import { apiName } from '@heitu/kit/rules/enums';
import { gatherFigures } from '@heitu/kit/rules/evidence';
import { CHECKLISTS } from '@heitu/standard';
import { supervisionEvidence } from '../evidence/supervision.evidence.ts';
import {
  admin,
  buyer,
  CARRIER,
  fileCarrier,
  makeShipment,
  manager,
  openWorld,
  peer,
  type Base,
  type World,
} from '../test-world.fixture.ts';

/** A checklist as it was found: all so, but these. */
const found = (list: keyof typeof CHECKLISTS, ...failed: string[]) =>
  CHECKLISTS[list].map((item) => ({ item: apiName(item), passed: !failed.includes(item) }));

describe('checks of carriers', () => {
  let world: World;
  let base: Base;
  beforeEach(async () => {
    world = await openWorld();
    base = await fileCarrier(world);
  });
  afterEach(() => world.close());

  it('plans and records checks of carriers, and follows reports to a measure [8.2.au] [8.2.av-aw]', async () => {
    const plan = await world.act(
      admin,
      'planCheck',
      { requestId: 'p1', carrierPartyId: CARRIER, form: 'ON_SITE', topic: 'AGREEMENT', plannedOn: '2026-11-26' },
      '... on SupervisionCheck { id }',
    );
    // Nothing is left out, told twice, or of another list.
    for (const items of [
      [],
      found('agreement').slice(1),
      [...found('agreement'), ...found('agreement')],
      found('on-time'),
    ])
      expect(await world.act(admin, 'recordCheck', { checkId: plan.id, items, finding: '看过' })).toMatchObject({
        code: 'ITEMS_MISSING',
        details: [{ path: ['items'] }],
      });
    expect(
      await world.act(admin, 'recordCheck', { checkId: plan.id, items: found('agreement', 'calls-ahead') }),
    ).toMatchObject({
      code: 'FINDING_NEEDED',
    });
    await world.act(admin, 'recordCheck', {
      checkId: plan.id,
      items: found('agreement'),
      finding: '符合约定',
      courierId: base.courierId,
    });
    const shipmentId = await makeShipment(world, '1');
    const report = await world.act(
      buyer,
      'reportCarrierBreach',
      { requestId: 'r1', shipmentId, topic: 'IMPERSONATION', text: '配送员推销别家大米' },
      '... on SupervisionCheck { id form }',
    );
    expect(report.form).toBe('REPORT');
    const can = async (actor: typeof admin) =>
      (
        await world.ask(actor, '{ supervisionChecks { edges { node { id availableActions } } } }')
      ).supervisionChecks.edges.find(({ node }: any) => node.id === report.id).node.availableActions;
    expect([await can(admin), await can(manager), await can(buyer)]).toEqual([['RECORD'], [], []]);
    await world.act(admin, 'recordCheck', {
      checkId: report.id,
      items: found('impersonation', 'sells-nothing'),
      finding: '属实',
    });
    expect(await can(admin)).toEqual(['SETTLE']);
    expect(
      await world.act(
        admin,
        'settleFinding',
        { checkId: report.id, measure: '警告并培训' },
        '... on SupervisionCheck { settledAt measure }',
      ),
    ).toMatchObject({ measure: '警告并培训', settledAt: expect.any(String) });
    expect(await can(admin)).toEqual([]);
  });

  it('is told of as late when a planned check is done late, and each month until it is done [8.2.au]', async () => {
    world.clock.set('2026-12-01T02:00:00Z');
    const plan = await world.act(
      admin,
      'planCheck',
      { requestId: 'p1', carrierPartyId: CARRIER, form: 'SPOT', topic: 'AGREEMENT', plannedOn: '2026-12-10' },
      '... on SupervisionCheck { id }',
    );
    const inTime = async (month: string) => {
      const fromMs = startOfChinaMonth(month);
      const toMs = startOfChinaMonth(nextChinaMonth(month));
      const context = world.subgraph.contextFor({ kind: 'peer', id: 'trust', grants: [] }, 'test');
      const [counted] = await gatherFigures({ '8.2.au': supervisionEvidence['8.2.au'] }, context, { fromMs, toMs });
      const figure = counted?.figures.find(({ label }) => label === '按计划按时做了的检查');
      return [figure?.value, figure?.outOf];
    };
    world.clock.set('2027-01-20T02:00:00Z');
    expect([await inTime('2026-12'), await inTime('2027-01')]).toEqual([
      [0, 1],
      [0, 1],
    ]);
    await world.act(admin, 'recordCheck', { checkId: plan.id, items: found('agreement'), finding: '符合约定' });
    world.clock.set('2027-02-20T02:00:00Z');
    expect([await inTime('2026-12'), await inTime('2027-01'), await inTime('2027-02')]).toEqual([
      [0, 1],
      [0, 1],
      [0, 0],
    ]);
  });

  it('owes a look at each carrier each month, whether or not one was planned [8.2.au] [8.4.3.bn]', async () => {
    const owed = async () =>
      (
        await world.ask(
          peer('trust'),
          'query($to: String!) { answer: logisticsDuties(fromMs: "1", toMs: $to) { counts { duty ahead missed late done } items { duty title period } } }',
          { to: String(world.clock.now()) },
        )
      ).answer;
    world.clock.set('2026-12-15T02:00:00Z');
    const plan = await world.act(
      admin,
      'planCheck',
      { requestId: 'p1', carrierPartyId: CARRIER, form: 'SPOT', topic: 'AGREEMENT', plannedOn: '2026-12-15' },
      '... on SupervisionCheck { id }',
    );
    await world.act(admin, 'recordCheck', { checkId: plan.id, items: found('agreement'), finding: '符合约定' });
    world.clock.set('2027-06-13T02:00:00Z');
    // December was looked at; January to May were not.
    expect((await owed()).counts).toEqual([{ duty: 'carrier-check', ahead: 0, missed: 5, late: 0, done: 1 }]);
    world.clock.set('2028-01-02T02:00:00Z');
    expect((await owed()).items.filter(({ duty }: any) => duty === 'vehicle-paper')).toEqual([
      expect.objectContaining({ period: '2028-01-01' }),
    ]);
  });
});
