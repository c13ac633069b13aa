import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { TestSubgraph } from '@heitu/kit/serving/testing';
import { act, draft, lotInput, openRoom, requestId, seller, SUPPLIER, world, type World } from '../testing.fixture.ts';
import { ricePlot } from './field.fixture.ts';

describe('a name that was put right (PIPL 46) [10.4]', () => {
  let state: World;
  let room: TestSubgraph;
  beforeEach(async () => {
    state = world();
    room = await openRoom(state);
    state.suppliers[SUPPLIER] = { partyId: 'party-1', valid: true, name: '王秀莲', reason: '' };
    const { skuId } = await draft(room);
    await act(room, seller, 'registerLot', lotInput(skuId, { producerName: '王秀兰' }));
    for (const newGrowerName of ['王秀兰', '王秀兰', '田大壮'])
      await ricePlot(room, { newGrowerName, name: `水田${(plots += 1)}` });
    const members = await execute('select * from `MemberGrower` order by id');
    for (const [i, accountId] of ['wang', 'wang-of-another-village'].entries())
      await act(room, seller, 'linkGrower', { requestId: requestId(), growerId: members[i].id, accountId });
    // From before an account was one member's only.
    await execute(`update \`MemberGrower\` set accountId = 'wang' where id = '${members[2].id}'`);
  });
  afterEach(() => room.close());

  let plots = 0;
  const execute = (sql: string): Promise<any[]> => room.subgraph.orm.em.fork().execute(sql);
  const tell = (id: string, more: object = {}) =>
    room.receive(
      'sellers',
      'sellers.party-renamed.v1',
      {
        partyId: 'farmer',
        partyKind: 'farmer',
        partyName: '黄**',
        accountId: 'wang',
        suppliers: [{ supplierId: SUPPLIER, sellerPartyId: 'party-1' }],
        ...more,
      },
      id,
    );
  const kept = async () => {
    const { vault } = room.subgraph.contextFor({ kind: 'system', id: 'spec', grants: [] }, 'spec');
    const [lot] = await execute('select * from `Lot`');
    const members = await execute('select * from `MemberGrower` order by id');
    return {
      supplier: await vault.openTextUnrecorded('party-1', lot.supplierName),
      onTheBag: lot.producerName,
      members: await Promise.all(members.map(({ name }) => vault.openTextUnrecorded('party-1', name))),
    };
  };

  it('reaches of whom lots were bought, and the member whom it is, not the bag nor a namesake', async () => {
    state.names = { name: '黄秀蓝', former: ['王秀兰'] };
    for (const id of ['e1', 'e1', 'e2']) await tell(id);
    expect(await kept()).toEqual({
      supplier: '黄秀蓝',
      onTheBag: '王秀兰',
      members: ['黄秀蓝', '王秀兰', '田大壮'],
    });
  });

  it('is the one of now, in whatever order several are told of, and nothing where there is no such party', async () => {
    await tell('e0');
    expect(await kept()).toMatchObject({ supplier: '王秀莲', members: ['王秀兰', '王秀兰', '田大壮'] });
    state.names = { name: '黄秀岚', former: ['王秀兰', '黄秀蓝'] };
    await tell('second');
    await tell('first');
    expect(await kept()).toMatchObject({ supplier: '黄秀岚', members: ['黄秀岚', '王秀兰', '田大壮'] });
    await tell('third', { suppliers: [{ supplierId: SUPPLIER, sellerPartyId: 'party-2' }] });
    expect(await kept()).toMatchObject({ supplier: '黄秀岚' });
  });
});
