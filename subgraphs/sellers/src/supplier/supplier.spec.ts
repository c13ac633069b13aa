import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Actor } from '@heitu/kit/rules/actor';
import { account, type TestSubgraph } from '@heitu/kit/serving/testing';
import { act, APPLICANT, approved, LICENCE, openRoom, peer, REVIEWER, STRANGER } from '../testing.fixture.ts';

describe('whom a seller buys from', () => {
  let room: TestSubgraph;
  beforeEach(async () => void (room = await openRoom()));
  afterEach(() => room.close());

  it('[7.3.1.a-c] files suppliers, each approved by its own seller with its papers, and tells catalog whether one may buy', async () => {
    const { partyId } = await approved(room);
    const supplier = {
      partyId,
      name: '双桥碾米厂',
      uscc: '91350100M000100Y43',
      divisionCode: '230184',
      address: '拉林镇双桥村',
      suppliesFood: true,
    };
    const { id: supplierId } = await act(room, APPLICANT, 'fileSupplier', supplier);
    expect(await act(room, APPLICANT, 'fileSupplier', supplier)).toMatchObject({ code: 'ALREADY_FILED' });
    const states = (ids: string[]) =>
      room.graph<any>(
        peer('catalog'),
        'query($ids: [ID!]!) { supplierStates(ids: $ids) { supplierId partyId valid reason } }',
        { ids },
      );
    expect((await states([supplierId])).supplierStates).toEqual([
      { supplierId, partyId, valid: false, reason: '供应商还没有审查备案' },
    ]);
    const lacking = await act(room, APPLICANT, 'decideSupplier', { supplierId, decision: 'APPROVE' });
    expect(lacking).toMatchObject({
      code: 'DOCUMENTS_LACKING',
      clause: '7.3.1.a-c',
      details: [{ about: 'business-licence' }, { text: expect.stringContaining('7.3.1条b)') }],
    });
    await act(room, APPLICANT, 'addDocument', { supplierId, ...LICENCE });
    await act(room, APPLICANT, 'addDocument', {
      supplierId,
      type: 'FOOD_PRODUCTION_LICENCE',
      number: 'SC10123018400217',
      issuer: '市监局',
      validFromOn: '2024-01-01',
      validUntilOn: '2026-12-01',
    });
    expect(await act(room, STRANGER, 'decideSupplier', { supplierId, decision: 'APPROVE' })).toMatchObject({
      code: 'NOT_FOUND',
    });
    expect(
      await act(
        room,
        APPLICANT,
        'decideSupplier',
        { supplierId, decision: 'APPROVE' },
        'state valid validUntilOn availableActions',
      ),
    ).toEqual({ state: 'APPROVED', valid: true, validUntilOn: '2026-12-01', availableActions: ['RETURN', 'REJECT'] });
    expect(await act(room, APPLICANT, 'decideSupplier', { supplierId, decision: 'APPROVE' })).toMatchObject({
      code: 'WRONG_STATE',
    });
    expect((await states([supplierId])).supplierStates[0]).toMatchObject({ valid: true, reason: '' });
    room.clock.set('2026-12-01T16:00:00Z');
    expect((await states([supplierId])).supplierStates[0]).toMatchObject({
      valid: false,
      reason: '供应商的证照已过期',
    });
    expect((await room.graph<any>(STRANGER, '{ suppliers { edges { node { id } } } }')).suppliers.edges).toEqual([]);
    await act(room, APPLICANT, 'addDocument', {
      supplierId,
      type: 'FOOD_PRODUCTION_LICENCE',
      number: 'SC10123018400218',
      issuer: '市监局',
      validFromOn: '2026-12-01',
      validUntilOn: '2028-12-01',
    });
    const can = async (actor: Actor) =>
      (await room.graph<any>(actor, 'query($id: ID!) { supplier(id: $id) { availableActions } }', { id: supplierId }))
        .supplier?.availableActions;
    expect([await can(APPLICANT), await can(REVIEWER)]).toEqual([['APPROVE', 'RETURN', 'REJECT'], []]);
    expect(await act(room, APPLICANT, 'decideSupplier', { supplierId, decision: 'APPROVE' }, 'valid')).toEqual({
      valid: true,
    });
  });

  it("[7.3.1.a-c] keeps a farmer's name sealed: shown to the seller and to catalog, masked in what is sent to remind", async () => {
    const { partyId } = await approved(room);
    const { id: supplierId } = await act(room, APPLICANT, 'fileSupplier', {
      partyId,
      name: '李守田',
      idNumber: '11010519491231002X',
      divisionCode: '230184',
      address: '民乐乡',
    });
    const shownTo = async () =>
      (await room.graph<any>(APPLICANT, '{ suppliers { edges { node { name } } } }')).suppliers.edges.map(
        (edge: any) => edge.node.name,
      );
    const { supplierStates } = await room.graph<any>(
      peer('catalog'),
      'query($ids: [ID!]!) { supplierStates(ids: $ids) { name } }',
      { ids: [supplierId] },
    );
    expect([await shownTo(), supplierStates]).toEqual([['李守田'], [{ name: '李守田' }]]);
    await room.subgraph.orm.em.fork().execute(`update \`Supplier\` set name = '李守田' where id = '${supplierId}'`);
    await room.subgraph.runOnce('seal-texts');
    expect(await room.subgraph.orm.em.fork().execute('select name from `Supplier`')).toEqual([
      { name: expect.stringMatching(/^sealed:/) },
    ]);
    expect(await shownTo()).toEqual(['李守田']);
    await act(room, APPLICANT, 'addDocument', {
      supplierId,
      type: 'FOOD_PRODUCTION_LICENCE',
      number: 'SC10123018400217',
      issuer: '市监局',
      validFromOn: '2024-01-01',
      validUntilOn: '2026-12-10',
    });
    await act(room, APPLICANT, 'decideSupplier', { supplierId, decision: 'APPROVE' });
    await room.subgraph.runOnce('remind-of-expiry');
    expect(
      (await room.subgraph.orm.em.fork().execute('select text from `Reminder`')).map(({ text }: any) => text),
    ).toEqual([expect.stringMatching(/^供应商李\*\*的.*2026-12-10到期/)]);
    const reminded = async (actor: Actor) =>
      (
        await room.graph<any>(
          actor,
          'query($id: ID!) { party(id: $id) { reminders { document { number } supplier { id } } } }',
          { id: partyId },
        )
      ).party.reminders;
    const keeper = account('account-keeper', { role: 'seller-staff', partyId, rights: ['shop'] });
    const whole = { document: { number: 'SC10123018400217' }, supplier: { id: supplierId } };
    expect([await reminded(APPLICANT), await reminded(REVIEWER)]).toEqual([[whole], [whole]]);
    // Who keeps the shop is told of it, and sees no supplier of it.
    expect(await reminded(keeper)).toEqual([{ document: null, supplier: null }]);
  });
});
