import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { TestSubgraph } from '@heitu/kit/serving/testing';
import {
  act,
  clerk,
  consumer,
  draft,
  lotInput,
  openRoom,
  operator,
  otherSeller,
  requestId,
  rowCount,
  seller,
} from '../testing.fixture.ts';
import { harvested, harvestInput, plotInput, ricePlot, useInput } from './field.fixture.ts';

describe('a field and its record', () => {
  let room: TestSubgraph;
  beforeEach(async () => void (room = await openRoom()));
  afterEach(() => room.close());

  const plotOf = async (id: string, fields: string, as = seller) =>
    (await room.graph<any>(as, `query($id: ID!) { plot(id: $id) { ${fields} } }`, { id })).plot;

  it('is registered with the names of the county, its size in its unit, and its grower [5.1.a]', async () => {
    const made = await act(
      room,
      seller,
      'registerPlot',
      plotInput({ newGrowerName: '田大壮' }),
      'id name township village size sizeUnit kind grower { name }',
    );
    expect(made).toMatchObject({
      name: '村东水田',
      township: '龙凤山镇',
      village: '乐园村',
      size: 12.5,
      sizeUnit: 'MU',
      kind: 'FIELD',
      grower: { name: '田大壮' },
    });
    const { memberGrowers } = await room.graph<any>(seller, '{ memberGrowers { id name } }');
    expect(memberGrowers).toEqual([{ id: expect.any(String), name: '田大壮' }]);
    const again = plotInput({ kind: 'HERD', size: 300, growerId: memberGrowers[0].id, name: '鹅圈' });
    expect(await act(room, seller, 'registerPlot', again, 'size sizeUnit grower { name }')).toMatchObject({
      size: 300,
      sizeUnit: 'HEAD',
      grower: { name: '田大壮' },
    });
    expect(await rowCount(room, 'MemberGrower')).toBe(1);
  });

  it('refuses a place that is not there, a grower of others, and a business of others', async () => {
    const tried = async (more: object, as = seller) => (await act(room, as, 'registerPlot', plotInput(more))).code;
    expect(await tried({ divisionCode: '110101001' })).toBe('PLACE_UNKNOWN');
    expect(await tried({ growerId: 'somebody' })).toBe('GROWER_UNKNOWN');
    expect(await tried({}, otherSeller)).toBe('NOT_FOUND');
    expect(await tried({}, clerk)).toBe('NOT_FOUND');
    expect(await rowCount(room, 'Plot')).toBe(0);
  });

  it('is shown to its people and overseers alone', async () => {
    const id = await ricePlot(room);
    for (const [as, found] of [
      [seller, { id }],
      [operator, { id }],
      [otherSeller, null],
      [clerk, null],
    ] as const)
      expect(await plotOf(id, 'id', as)).toEqual(found);
    await expect(plotOf(id, 'id', consumer)).rejects.toThrow();
    for (const [mutation, input] of [
      ['recordInputUse', useInput(id)],
      ['recordHarvest', harvestInput(id)],
    ] as const)
      expect(await act(room, otherSeller, mutation, input)).toMatchObject({ code: 'NOT_FOUND' });
  });

  it('is said anew without losing what was said before', async () => {
    const id = await ricePlot(room);
    const { kind: _kind, partyId: _partyId, ...said } = plotInput({ size: 12, name: '村东头水田' });
    const answer = await act(room, seller, 'revisePlot', { ...said, plotId: id, wrong: '量错了' }, 'size name version');
    expect(answer).toMatchObject({ size: 12, name: '村东头水田', version: 2 });
    expect(await rowCount(room, 'PlotFacts')).toBe(2);
  });

  it('holds what was put on it, what befell it, what came in; the input that it waits for is told in plain words', async () => {
    room.clock.set('2026-06-05T08:00:00+08:00');
    const id = await ricePlot(room);
    await act(room, seller, 'recordPlotNote', {
      requestId: requestId(),
      plotId: id,
      kind: 'DISEASE',
      what: '叶瘟',
      control: '打药一次',
      seenOn: '2026-06-02',
    });
    const answer = await act(
      room,
      seller,
      'recordInputUse',
      useInput(id),
      'inputs { name dose doseUnit safeFromOn byWhom } notes { what control } harvestFromOn waitText',
    );
    expect(answer).toMatchObject({
      inputs: [
        { name: '三环唑可湿性粉剂', dose: 25, doseUnit: 'G_PER_MU', safeFromOn: '2026-06-17', byWhom: '田有粮' },
      ],
      notes: [{ what: '叶瘟', control: '打药一次' }],
      harvestFromOn: '2026-06-17',
      waitText: '这块地6月3日打的药要隔14天，6月17日以后才能收',
    });
  });

  it.each([
    ['2026-06-02', true],
    ['2026-06-03', false],
    ['2026-06-16', false],
    ['2026-06-17', true],
  ])('a harvest of %s is taken: %s, after 14 days from 3 June [7.3.2.d]', async (harvestedOn, isTaken) => {
    const id = await ricePlot(room);
    await act(room, seller, 'recordInputUse', useInput(id));
    const answer = await act(room, seller, 'recordHarvest', harvestInput(id, { harvestedOn }), 'harvests { left }');
    if (isTaken) expect(answer).toMatchObject({ harvests: [{ left: 5000 }] });
    else
      expect(answer).toMatchObject({
        code: 'HARVESTED_EARLY',
        clause: '7.3.2.d',
        details: [{ path: ['harvestedOn'], text: '这块地6月3日打的药要隔14天，6月17日以后才能收' }],
      });
    expect(await rowCount(room, 'Harvest')).toBe(isTaken ? 1 : 0);
    expect(await rowCount(room, 'HarvestLeft')).toBe(isTaken ? 1 : 0);
  });

  it('counts the days from the last day of use, and asks for them where the law does', async () => {
    const id = await ricePlot(room);
    const tried = async (more: object) =>
      act(room, seller, 'recordInputUse', useInput(id, more), 'inputs { safeFromOn }');
    expect(await tried({ safeDays: null })).toMatchObject({ code: 'INTERVAL_NEEDED', clause: '7.3.2.d' });
    expect(await tried({ stoppedOn: '2026-06-01' })).toMatchObject({ code: 'STOPPED_BEFORE_USED' });
    expect(await tried({ usedOn: '2099-01-01' })).toMatchObject({ code: 'DATE_IN_FUTURE' });
    expect(await rowCount(room, 'InputUse')).toBe(0);
    expect(await tried({ stoppedOn: '2026-06-05' })).toMatchObject({ inputs: [{ safeFromOn: '2026-06-19' }] });
    for (const registrationNumber of ['PD示例0001', '20150001', 'PD'])
      expect(await tried({ registrationNumber })).toMatchObject({ code: 'NUMBER_MISWRITTEN', clause: '7.3.2.d' });
    const manure = { kind: 'FERTILISER', name: '有机肥', safeDays: null, registrationNumber: null };
    expect((await tried(manure)).inputs).toHaveLength(2);
  });

  it('asks what grows there before anything is harvested', async () => {
    const { id } = await act(room, seller, 'registerPlot', plotInput());
    expect(await act(room, seller, 'recordHarvest', harvestInput(id))).toMatchObject({ code: 'NO_SEASON' });
    const season = {
      requestId: requestId(),
      plotId: id,
      crop: '水稻',
      categoryId: 'moonstone',
      startedOn: '2026-05-20',
    };
    expect(await act(room, seller, 'startSeason', season)).toMatchObject({ code: 'CATEGORY_UNKNOWN' });
    expect(await rowCount(room, 'Season')).toBe(0);
  });

  it('is put right by a new row that says what was wrong, once', async () => {
    const id = await ricePlot(room);
    const made = await act(room, seller, 'recordInputUse', useInput(id), 'inputs { id }');
    const corrects = made.inputs[0].id;
    const tried = (more: object) =>
      act(
        room,
        seller,
        'recordInputUse',
        useInput(id, { corrects, safeDays: 21, ...more }),
        'inputs { id safeDays } corrections { id wrong rightId }',
      );
    expect(await tried({})).toMatchObject({ code: 'WRONG_NEEDED' });
    expect(await tried({ wrong: '看错标签', corrects: 'nothing' })).toMatchObject({ code: 'RECORD_UNKNOWN' });
    expect(await rowCount(room, 'InputUse')).toBe(1);
    const right = await tried({ wrong: '看错标签' });
    expect(right.inputs).toEqual([{ id: expect.any(String), safeDays: 21 }]);
    expect(right.corrections).toEqual([{ id: corrects, wrong: '看错标签', rightId: right.inputs[0].id }]);
    expect(await tried({ wrong: '又看错' })).toMatchObject({ code: 'ALREADY_CORRECTED' });
    expect(await rowCount(room, 'InputUse')).toBe(2);
    const strike = (recordId: string) =>
      act(
        room,
        seller,
        'strikeFieldRecord',
        { requestId: requestId(), plotId: id, record: 'INPUT', recordId, wrong: '记到别人地里了' },
        'inputs { id }',
      );
    expect(await strike(right.inputs[0].id)).toMatchObject({ inputs: [] });
    expect(await strike(right.inputs[0].id)).toMatchObject({ code: 'ALREADY_CORRECTED' });
    expect(await rowCount(room, 'InputUse')).toBe(2);
  });

  it('of a harvest: no correction leaves less than lots have taken, and none that lots took is struck out', async () => {
    const { skuId } = await draft(room);
    const id = await ricePlot(room);
    const harvestId = await harvested(room, id);
    await act(room, seller, 'registerLot', lotInput(skuId, { harvests: [{ harvestId, quantity: 3000 }] }));
    const { harvests } = await plotOf(id, 'harvests { id left }');
    expect(harvests).toEqual([{ id: expect.any(String), left: 2000 }]);
    const correct = (quantity: number, more: object = {}) =>
      act(
        room,
        seller,
        'recordHarvest',
        harvestInput(id, { corrects: harvests[0].id, wrong: '过错秤', quantity, ...more }),
        'harvests { root quantity left }',
      );
    expect(await correct(2999)).toMatchObject({
      code: 'ALREADY_TAKEN',
      details: [{ path: ['quantity'], text: '已经登记成批次的有3000' }],
    });
    expect(await correct(4000, { unit: 'PIECE' })).toMatchObject({ code: 'OTHER_UNIT' });
    const strike = { requestId: requestId(), plotId: id, record: 'HARVEST', recordId: harvests[0].id, wrong: '没收' };
    expect(await act(room, seller, 'strikeFieldRecord', strike)).toMatchObject({ code: 'IN_USE' });
    expect(await correct(3500)).toMatchObject({ harvests: [{ root: harvestId, quantity: 3500, left: 500 }] });
  });

  it('offers again what was used before, each product once and as it was used last', async () => {
    const id = await ricePlot(room);
    await act(room, seller, 'recordInputUse', useInput(id));
    room.clock.advance(1000);
    await act(room, seller, 'recordInputUse', useInput(id, { dose: 30, usedOn: '2026-07-01' }));
    const { usedInputs } = await room.graph<any>(seller, '{ usedInputs { name dose safeDays } }');
    expect(usedInputs).toEqual([{ name: '三环唑可湿性粉剂', dose: 30, safeDays: 14 }]);
    expect((await room.graph<any>(otherSeller, '{ usedInputs { name } }')).usedInputs).toEqual([]);
  });

  it('makes the library of the county: goods, growers, area, season and output by township [5.1.a]', async () => {
    const one = await ricePlot(room, { newGrowerName: '田大壮' });
    await ricePlot(room, { size: 7.5, newGrowerName: '田二壮' });
    await ricePlot(room, { partyId: 'party-2', size: 10 }, otherSeller);
    await harvested(room, one);
    const library = async (args = '') =>
      (
        await room.graph<any>(
          operator,
          `{ produceLibrary${args} { crop year township growers plots mu kilograms lots category { name } } }`,
        )
      ).produceLibrary;
    expect(await library()).toEqual([
      {
        crop: '水稻',
        year: 2026,
        township: '龙凤山镇',
        growers: 3,
        plots: 3,
        mu: 30,
        kilograms: 5000,
        lots: 0,
        category: { name: '大米' },
      },
    ]);
    expect(await library('(year: 2025)')).toEqual([]);
    const list = '{ plots(categoryId: "rice", year: 2026, divisionCode: "230184103") { edges { node { id } } } }';
    expect((await room.graph<any>(operator, list)).plots.edges).toHaveLength(3);
    await expect(room.graph(seller, '{ produceLibrary { crop } }')).rejects.toThrow();
  });
});
