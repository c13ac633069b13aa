import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { chinaDate, nextChinaMonth, startOfChinaMonth } from '@heitu/kit/rules/calendar';
import { DAY_MS } from '@heitu/kit/rules/clock';
import { apiName } from '@heitu/kit/rules/enums';
import { gatherFigures } from '@heitu/kit/rules/evidence';
import { newId } from '@heitu/kit/rules/ids';
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

const NOW_MS = Date.parse('2026-11-25T02:00:00Z');
/** What trust has taken. */
const taken: { measureId: string; partyId: string; clause: string; takenAtMs: string }[] = [];
const measureOf = (clause: string, takenAtMs: number, partyId = CARRIER) => {
  const measureId = newId(NOW_MS);
  taken.push({ measureId, partyId, clause, takenAtMs: String(takenAtMs) });
  return measureId;
};

/** A checklist as it was found: all so, but these. */
const found = (list: keyof typeof CHECKLISTS, ...failed: string[]) =>
  CHECKLISTS[list].map((item) => ({ item: apiName(item), passed: !failed.includes(item) }));

describe('checks of carriers', () => {
  let world: World;
  let base: Base;
  beforeEach(async () => {
    taken.length = 0;
    world = await openWorld({ measures: () => taken });
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
        { checkId: report.id, measureId: measureOf('8.2.aw', world.clock.now()), measure: '警告并培训' },
        '... on SupervisionCheck { settledAt measure measureId }',
      ),
    ).toMatchObject({ measure: '警告并培训', measureId: taken[0]!.measureId, settledAt: expect.any(String) });
    expect(await can(admin)).toEqual([]);
  });

  const told = async (clause: '8.2.au' | '8.2.av-aw') => {
    const toMs = world.clock.now() + 1;
    const context = world.subgraph.contextFor({ kind: 'peer', id: 'trust', grants: [] }, 'test');
    const evidence = { [clause]: supervisionEvidence[clause] };
    const [counted] = await gatherFigures(evidence, context, { fromMs: toMs - 31 * DAY_MS, toMs });
    const figure = counted?.figures.find(({ label }) => label === '查出后没有措施、也没有另一人复查的违规');
    return [figure?.value, figure?.verdict];
  };
  const breachFound = async () => {
    const plannedOn = chinaDate(world.clock.now());
    const asked = {
      requestId: newId(NOW_MS),
      carrierPartyId: CARRIER,
      form: 'SPOT',
      topic: 'CONFIDENTIALITY',
      plannedOn,
    };
    const { id } = await world.act(admin, 'planCheck', asked, '... on SupervisionCheck { id }');
    const items = CHECKLISTS.confidentiality.map((item, i) => ({ item: apiName(item), passed: i > 0 }));
    await world.act(admin, 'recordCheck', { checkId: id, items, finding: '面单上露着手机号' });
    return { id: String(id), asked };
  };
  const stateOf = async (id: string) =>
    (await world.rows.selectFrom('SupervisionCheck').selectAll().where('id', '=', id).executeTakeFirst()).state;

  it('closes a finding by a measure against that carrier, for that clause, taken since; not by words [8.2.av-aw]', async () => {
    const { id } = await breachFound();
    const nowMs = world.clock.now();
    const settle = (measureId: string) =>
      world.act(admin, 'settleFinding', { checkId: id, measureId, measure: '约谈负责人' });
    for (const [code, measureId] of [
      ['MEASURE_UNKNOWN', newId(NOW_MS)],
      ['MEASURE_UNKNOWN', measureOf('8.2.av', nowMs, 'carrier-2')],
      ['MEASURE_OF_OTHER', measureOf('8.2.az', nowMs)],
      ['MEASURE_EARLIER', measureOf('8.2.av', nowMs - 1)],
    ] as const)
      expect(await settle(measureId)).toMatchObject({ code, details: [{ path: ['measureId'] }] });
    expect([await stateOf(id), await told('8.2.av-aw'), await told('8.2.au')]).toEqual([
      'breached',
      [0, 'met'],
      [0, 'met'],
    ]);
    world.clock.advance(14 * DAY_MS);
    expect([await told('8.2.av-aw'), await told('8.2.au')]).toEqual([
      [1, 'breached'],
      [1, 'breached'],
    ]);
    await settle(measureOf('8.2.av-aw', nowMs));
    expect([await stateOf(id), await told('8.2.av-aw')]).toEqual(['closed', [0, 'met']]);
    // One that was closed by words alone, before a measure was asked for, counts as nothing done.
    await world.rows.updateTable('SupervisionCheck').set({ measureId: null }).where('id', '=', id).execute();
    expect([await told('8.2.av-aw'), await told('8.2.au')]).toEqual([
      [1, 'breached'],
      [1, 'breached'],
    ]);
  });

  it('opens a finding again when an appeal against its measure has held, with days of its own [8.2.av-aw]', async () => {
    const { id } = await breachFound();
    const settle = (measureId: string) =>
      world.act(admin, 'settleFinding', { checkId: id, measureId, measure: '约谈负责人' });
    const measureId = measureOf('8.2.av-aw', world.clock.now());
    await settle(measureId);
    world.clock.advance(10 * DAY_MS);
    const lifted = { measureId, partyId: CARRIER, step: 'lifted', dueAtMs: null, reason: '申诉成立' } as const;
    // A suspension that has done its work is lifted too: what was done stays done.
    await world.receive('trust', 'trust.measure-taken.v1', lifted);
    expect(await stateOf(id)).toBe('closed');
    for (let i = 0; i < 2; i += 1)
      await world.receive('trust', 'trust.measure-taken.v1', { ...lifted, isWithdrawn: true });
    expect([await stateOf(id), await told('8.2.av-aw')]).toEqual(['breached', [0, 'met']]);
    const since = new Date(world.clock.now()).toISOString();
    expect((await world.ask(admin, '{ logisticsDue { kind sinceAt } }')).logisticsDue).toContainEqual({
      kind: 'SUPERVISION_FINDING',
      sinceAt: since,
    });
    world.clock.advance(10 * DAY_MS);
    expect(await told('8.2.av-aw')).toEqual([1, 'breached']);
    await settle(measureOf('8.2.av-aw', world.clock.now()));
    expect([await stateOf(id), await told('8.2.av-aw')]).toEqual(['closed', [0, 'met']]);
  });

  it('closes a finding when somebody else looks again and finds nothing [8.2.av-aw]', async () => {
    const { id, asked } = await breachFound();
    const again = (other: object) =>
      world.act(
        admin,
        'planCheck',
        { ...asked, requestId: newId(NOW_MS), recheckOf: id, ...other },
        '... on SupervisionCheck { id recheckOf }',
      );
    expect(await again({ topic: 'COD' })).toMatchObject({ code: 'NOTHING_TO_RECHECK' });
    const planned = await again({});
    expect(planned.recheckOf).toBe(id);
    const record = (actor: typeof admin, ...failed: string[]) =>
      world.act(actor, 'recordCheck', {
        checkId: planned.id,
        items: found('confidentiality', ...failed),
        finding: '再看一遍',
      });
    expect(await record(admin)).toMatchObject({ code: 'SAME_PERSON' });
    expect([await stateOf(planned.id), await stateOf(id)]).toEqual(['planned', 'breached']);
    await record({ ...admin, id: 'second-admin' });
    expect([await stateOf(planned.id), await stateOf(id)]).toEqual(['closed', 'closed']);
    world.clock.advance(14 * DAY_MS);
    expect(await told('8.2.av-aw')).toEqual([0, 'met']);
    expect(await again({})).toMatchObject({ code: 'NOTHING_TO_RECHECK' });
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
