import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { TestSubgraph } from '@heitu/kit/serving/testing';
import {
  acceptedLaboratory,
  act,
  draft,
  inspectionInput,
  laboratoryInput,
  lotInput,
  opened,
  openRoom,
  operator,
  reviewer,
  rowCount,
  scanned,
  seller,
} from '../testing.fixture.ts';

describe('a laboratory and its accreditation [7.3.6.a-c]', () => {
  let room: TestSubgraph;
  let skuId: string;
  beforeEach(async () => {
    room = await openRoom();
    ({ skuId } = await draft(room));
  });
  afterEach(() => room.close());

  const scan = () => scanned(room, reviewer, 'laboratory-certificate');
  const file = async (more: object = {}) =>
    act(room, reviewer, 'registerLaboratory', laboratoryInput({ fileId: await scan(), ...more }), 'id fileId');
  const decide = (actor: typeof reviewer, laboratoryId: string, more: object = { accepted: true }) =>
    act(room, actor, 'decideLaboratory', { laboratoryId, ...more }, 'state');
  const report = async (laboratoryId: string, more: object = {}) => {
    const { id } = await act(room, seller, 'registerLot', lotInput(skuId));
    return act(room, seller, 'recordInspection', await inspectionInput(room, id, { laboratoryId, ...more }));
  };
  const due = async () =>
    (await room.graph<any>(operator, '{ catalogDue { kind title } }')).catalogDue.filter(({ kind }: any) =>
      kind.startsWith('LABORATORY'),
    );

  it('counts once somebody else has opened its scan, and no report of it does before', async () => {
    const { id, fileId } = await file();
    expect(await due()).toEqual([{ kind: 'LABORATORY_FILING', title: '黑龙江松禾检测' }]);
    expect(await report(id)).toMatchObject({ code: 'LABORATORY_UNKNOWN', clause: '7.3.6.c' });
    expect(await room.graph(seller, '{ laboratories { id } }')).toEqual({ laboratories: [] });
    expect(await opened(room, seller, fileId)).toBe(404);
    expect(await decide(reviewer, id)).toMatchObject({ code: 'NOT_OWN_PAPER' });
    expect(await decide(operator, id)).toMatchObject({ code: 'SCAN_NOT_OPENED', clause: '7.3.6.c' });
    expect(await opened(room, operator, fileId)).toBe(200);
    expect(await decide(operator, id)).toMatchObject({ state: 'ACCEPTED' });
    expect(await decide(operator, id)).toMatchObject({ code: 'WRONG_STATE' });
    expect(await report(id)).toHaveProperty('id');
    expect(await due()).toEqual([]);
  });

  it('has a number as accreditations have', async () => {
    expect(await file({ accreditationNumber: '检测站1号' })).toMatchObject({
      code: 'NUMBER_MISWRITTEN',
      details: [{ path: ['accreditationNumber'], text: expect.stringContaining('CMA加12位数字') }],
    });
    expect(await rowCount(room, 'Laboratory')).toBe(0);
    expect(await file({ accreditationNumber: 'CNAS L0001' })).toHaveProperty('id');
  });

  it('is filed with a scan, and only with one', async () => {
    expect(
      await act(room, reviewer, 'registerLaboratory', laboratoryInput({ fileId: await scanned(room, seller) })),
    ).toMatchObject({ code: 'FILE_UNKNOWN' });
    await expect(scanned(room, seller, 'laboratory-certificate')).resolves.toBeUndefined();
    expect(await rowCount(room, 'Laboratory')).toBe(0);
  });

  it('is filed once, however many file it', async () => {
    const again = await Promise.all([1, 2].map(() => file()));
    expect(again.filter(({ code }) => code === 'LABORATORY_KNOWN')).toHaveLength(1);
    expect(await file({ name: '别的检测站' })).toMatchObject({ code: 'LABORATORY_KNOWN' });
    expect(await rowCount(room, 'Laboratory')).toBe(1);
  });

  it('goes back with a reason, and is filed anew', async () => {
    const { id } = await file();
    expect(await decide(operator, id, { accepted: false })).toMatchObject({ code: 'REASON_NEEDED' });
    expect(await decide(operator, id, { accepted: false, reason: '附表没有镉' })).toMatchObject({ state: 'RETURNED' });
    expect(await file()).toHaveProperty('id');
  });

  it('goes back by itself where nobody looks for weeks', async () => {
    const { id } = await file();
    await room.subgraph.runOnce('keep-laboratories');
    expect(await decide(operator, id)).toMatchObject({ code: 'SCAN_NOT_OPENED' });
    room.clock.advance(40 * 86_400_000);
    await room.subgraph.runOnce('keep-laboratories');
    expect(await decide(operator, id)).toMatchObject({ code: 'WRONG_STATE' });
    expect(await file()).toHaveProperty('id');
  });

  it('ends on its day: it is on the list before, and a report of a later day is refused in plain words', async () => {
    const id = await acceptedLaboratory(room, { validUntilOn: '2027-03-15' });
    expect(await due()).toEqual([]);
    room.clock.set('2027-02-01T02:00:00Z');
    expect(await due()).toEqual([{ kind: 'LABORATORY_ENDING', title: '黑龙江松禾检测' }]);
    room.clock.set('2027-03-20T02:00:00Z');
    await room.subgraph.runOnce('keep-laboratories');
    expect(await due()).toEqual([]);
    expect(await report(id, { inspectedOn: '2027-03-16' })).toMatchObject({
      code: 'LABORATORY_UNKNOWN',
      details: [{ path: ['laboratoryId'], text: expect.stringMatching(/资质到2027-03-15为止.*2027-03-16出的/) }],
    });
    // What it reported while it was accredited may still be filed.
    expect(await report(id)).toHaveProperty('id');
    // Its next certificate stands from its own first day on: the days between are nobody's.
    await acceptedLaboratory(room, { validFromOn: '2027-03-18', validUntilOn: '2033-03-17' });
    expect(await report(id, { inspectedOn: '2027-03-17' })).toMatchObject({ code: 'LABORATORY_UNKNOWN' });
    expect(await report(id, { inspectedOn: '2027-03-19' })).toHaveProperty('id');
    const { laboratories } = await room.graph<any>(seller, '{ laboratories { validUntilOn } }');
    expect(laboratories).toEqual([{ validUntilOn: '2033-03-17' }]);
  });

  it('is renewed before its day, and only by what lasts longer', async () => {
    await acceptedLaboratory(room, { validUntilOn: '2027-03-15' });
    expect(await file({ validUntilOn: '2027-03-14' })).toMatchObject({ code: 'LABORATORY_KNOWN' });
    await acceptedLaboratory(room, { validFromOn: '2027-03-16', validUntilOn: '2033-03-15' });
    const { laboratoryFilings } = await room.graph<any>(operator, '{ laboratoryFilings { state } }');
    expect(laboratoryFilings).toEqual([{ state: 'ACCEPTED' }, { state: 'RENEWED' }]);
    await expect(room.graph(seller, '{ laboratoryFilings { id } }')).rejects.toThrow();
  });
});
