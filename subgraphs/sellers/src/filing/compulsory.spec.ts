import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { TestSubgraph } from '@heitu/kit/serving/testing';
import { uscc } from '../numbers.fixture.ts';
import { act, APPLICANT, COOPERATIVE, LICENCE, openRoom, peer, STRANGER } from '../testing.fixture.ts';

describe('what each kind of party must file', () => {
  let room: TestSubgraph;
  beforeEach(async () => void (room = await openRoom()));
  afterEach(() => room.close());

  it('[8.1.ac-ae] [8.3.ba-bf] [8.1.ag] names every paper that a carrier lacks, and knows who holds a certificate', async () => {
    const { id: partyId } = await act(room, APPLICANT, 'registerParty', { ...COOPERATIVE, kind: 'carrier' });
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
    await act(room, APPLICANT, 'recordTraining', {
      partyId,
      accountId: 'driver',
      kind: 'cold-chain',
      examScore: 92,
      certificateNumber: 'LL-1',
      validUntil: '2026-12-31',
    });
    await act(room, APPLICANT, 'recordTraining', { partyId, accountId: 'failed', kind: 'cold-chain', examScore: 59 });
    const certificates = () =>
      room.graph<any>(
        peer('logistics'),
        '{ coldChainCertificates(accountIds: ["driver", "failed", "nobody"]) { accountId partyId validUntil } }',
      );
    expect(await certificates()).toEqual({
      coldChainCertificates: [{ accountId: 'driver', partyId, validUntil: '2026-12-31' }],
    });
    // Who drives for two is certified by each: neither hides the other.
    const { id: second } = await act(room, STRANGER, 'registerParty', {
      ...COOPERATIVE,
      kind: 'carrier',
      uscc: uscc(3),
    });
    await act(room, STRANGER, 'recordTraining', {
      partyId: second,
      accountId: 'driver',
      kind: 'cold-chain',
      examScore: 90,
      certificateNumber: 'LL-2',
      validUntil: '2026-12-30',
    });
    await act(room, STRANGER, 'recordTraining', {
      partyId: second,
      accountId: 'driver',
      kind: 'cold-chain',
      examScore: 90,
      certificateNumber: 'LL-3',
      validUntil: '2026-12-31',
    });
    expect((await certificates()).coldChainCertificates).toEqual([
      { accountId: 'driver', partyId: second, validUntil: '2026-12-31' },
      { accountId: 'driver', partyId, validUntil: '2026-12-31' },
    ]);
    room.clock.set('2026-12-31T16:00:00Z');
    expect(await certificates()).toEqual({ coldChainCertificates: [] });
  });

  it('[6.1.a] [6.1.b] [6.1.c] [6.1.d] [6.1.e] [6.1.g] [5.2.c] asks the operator for its own records like anybody', async () => {
    const { id: partyId } = await act(room, APPLICANT, 'registerParty', { ...COOPERATIVE, kind: 'operator' });
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
    const { id: partyId } = await act(room, APPLICANT, 'registerParty', { ...COOPERATIVE, kind: 'station' });
    await act(room, APPLICANT, 'addDocument', { partyId, ...LICENCE });
    expect((await act(room, APPLICANT, 'submitFiling', { partyId })).details).toEqual([
      { at: 'station-filing', text: '缺少农村电商服务站备案表（规范第7章）' },
    ]);
  });
});
