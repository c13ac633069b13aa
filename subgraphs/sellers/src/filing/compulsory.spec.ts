import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { TestSubgraph } from '@heitu/kit/serving/testing';
import { lacking, needsOfParty, stateOfNeed, validUntilOf, type Paper } from './compulsory.policy.ts';
import { act, APPLICANT, COOPERATIVE, LICENCE, openRoom } from '../testing.fixture.ts';

describe('what each kind of party must file', () => {
  let room: TestSubgraph;
  beforeEach(async () => void (room = await openRoom()));
  afterEach(() => room.close());

  it('[8.1.ac-ae] [8.3.ba-bf] [8.1.ag] names every paper that a carrier lacks, and knows who holds a certificate', async () => {
    const { id: partyId } = await act(room, APPLICANT, 'registerParty', { ...COOPERATIVE, kind: 'CARRIER' });
    const { details } = await act(room, APPLICANT, 'submitFiling', { partyId });
    expect(details.map((detail: any) => detail.text.match(/8\.\d条(\w+)/)[1])).toEqual([
      'ac',
      'ac',
      'ad',
      'ae',
      'ba',
      'bb',
      'bc',
      'bd',
      'be',
      'bf',
    ]);
  });

  it('[6.1.a] [6.1.b] [6.1.c] [6.1.d] [6.1.e] [6.1.g] [5.2.c] asks the operator for its own records like anybody', async () => {
    const { id: partyId } = await act(room, APPLICANT, 'registerParty', { ...COOPERATIVE, kind: 'OPERATOR' });
    const { details } = await act(room, APPLICANT, 'submitFiling', { partyId });
    expect(details.map((detail: any) => detail.text.match(/规范第([\d.]+条\w+)/)[1])).toEqual([
      '6.1条a',
      '6.1条b',
      '6.1条c',
      '6.1条c',
      '6.1条d',
      '6.1条e',
      '6.1条e',
      '6.1条g',
      '6.1条g',
      '6.1条g',
      '5.2条c',
    ]);
  });

  it('[7] asks a village service station for its approval by the county', async () => {
    const { id: partyId } = await act(room, APPLICANT, 'registerParty', { ...COOPERATIVE, kind: 'STATION' });
    await act(room, APPLICANT, 'addDocument', { partyId, ...LICENCE });
    expect((await act(room, APPLICANT, 'submitFiling', { partyId })).details).toEqual([
      { path: null, about: 'station-filing', text: '缺少农村电商服务站备案表（规范第7章）' },
    ]);
  });
});

describe('how a need stands on a day', () => {
  const TODAY = '2026-11-25';
  const [need, ...more] = needsOfParty({ kind: 'cooperative', sellsFood: false }, []);
  const paper = (validUntil: string | null, validFrom = '2020-01-01'): Paper => ({
    type: 'business-licence',
    validFrom,
    validUntil,
  });
  const stands = (...papers: ReturnType<typeof paper>[]) => need && stateOfNeed(need, papers, TODAY, '2026-12-25');

  it.each([
    ['nothing filed', [], 'missing'],
    ['a paper that begins tomorrow', [paper(null, '2026-11-26')], 'missing'],
    ['a paper that begins today', [paper(null, TODAY)], 'valid'],
    ['one that ended yesterday', [paper('2026-11-24')], 'expired'],
    ['one that ends today', [paper(TODAY)], 'expiring'],
    ['one that ends on the last day of the announced', [paper('2026-12-25')], 'expiring'],
    ['one that ends a day later', [paper('2026-12-26')], 'valid'],
    ['one without term', [paper(null)], 'valid'],
    ['an old one before a new one', [paper('2026-11-24'), paper('2027-11-24')], 'valid'],
    ['an old one after a new one', [paper('2027-11-24'), paper('2026-11-24')], 'valid'],
    ['a new one that begins tomorrow, beside an old one', [paper('2026-11-24'), paper(null, '2026-11-26')], 'expired'],
  ])('%s', (_what, papers, state) => {
    expect([stands(...papers), more]).toEqual([state, []]);
  });

  it('lacks nothing on the last day of a paper, and is valid until the first of the papers ends', () => {
    const needs = needsOfParty({ kind: 'cooperative', sellsFood: true }, []);
    const food: Paper = { type: 'food-business-licence', validFrom: '2020-01-01', validUntil: '2026-12-01' };
    expect(lacking(needs, [paper(TODAY), food], TODAY)).toEqual([]);
    expect(lacking(needs, [paper('2026-11-24'), food], TODAY).map(({ about }) => about)).toEqual(['business-licence']);
    expect([validUntilOf(needs, [paper(null), food]), validUntilOf(needs, [paper(TODAY), food])]).toEqual([
      '2026-12-01',
      TODAY,
    ]);
    expect(validUntilOf(needs, [paper(null), { ...food, validUntil: null }])).toBeNull();
  });
});
