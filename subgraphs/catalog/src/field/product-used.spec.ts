import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { TestSubgraph } from '@heitu/kit/serving/testing';
import { act, openRoom, rowCount, seller } from '../testing.fixture.ts';
import { ricePlot, useInput } from './field.fixture.ts';

describe('a product by its name [7.3.2.d]', () => {
  let room: TestSubgraph;
  let plotId: string;
  beforeEach(async () => {
    room = await openRoom();
    plotId = await ricePlot(room);
  });
  afterEach(() => room.close());

  it.each([
    ['甲胺磷', { safeDays: 0, registrationNumber: null }, 'BANNED', 'name'],
    ['甲胺磷乳油', { safeDays: 30 }, 'BANNED', 'name'],
    ['孔雀石绿', { kind: 'VETERINARY_DRUG', safeDays: 30, registrationNumber: null }, 'BANNED', 'name'],
    ['三环唑', { kind: 'OTHER', safeDays: null, registrationNumber: null }, 'IS_PESTICIDE', 'kind'],
    ['三环唑', { kind: 'FERTILISER', safeDays: null, registrationNumber: null }, 'IS_PESTICIDE', 'kind'],
    ['三环唑', { safeDays: 0 }, 'INTERVAL_TOO_SHORT', 'safeDays'],
    ['大丰收一号', { registrationNumber: null }, 'NUMBER_NEEDED', 'registrationNumber'],
  ])('%s with %j is refused: %s', async (name, more, code, field) => {
    expect(await act(room, seller, 'recordInputUse', useInput(plotId, { name, ...more }))).toMatchObject({
      code,
      clause: '7.3.2.d',
      details: [{ path: [field] }],
    });
    expect(await rowCount(room, 'InputUse')).toBe(0);
  });

  it.each([
    ['苏云金杆菌', { registrationNumber: null, safeDays: 7 }],
    ['大丰收一号', {}],
    ['水稻种子（噻虫嗪拌种）', { kind: 'SEED', safeDays: null, registrationNumber: null }],
    ['氧乐果乳油', { usedOn: '2026-05-31', safeDays: 30 }],
  ])('%s with %j is written down', async (name, more) => {
    expect(await act(room, seller, 'recordInputUse', useInput(plotId, { name, ...more }))).toHaveProperty('id');
  });
});
