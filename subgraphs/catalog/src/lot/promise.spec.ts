import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Actor } from '@heitu/kit/rules/actor';
import type { TestSubgraph } from '@heitu/kit/serving/testing';
import {
  acceptedPapers,
  act,
  consumer,
  documentedLot,
  draft,
  inspectionInput,
  lotInput,
  openRoom,
  requestId,
  seller,
} from '../testing.fixture.ts';

describe('the promise of conformity', () => {
  let room: TestSubgraph;
  beforeEach(async () => {
    room = await openRoom();
  });
  afterEach(() => room.close());

  it('lets a seller promise by one signature where a laboratory has found nothing wrong, one time [7.3.2.b]', async () => {
    const raw = await draft(room, {
      categoryId: 'black-fungus',
      title: '黑木耳',
      standardCode: 'GB/T 6192-2019',
      skus: [{ specification: '250克/袋', unit: '袋', netGrams: 250, storage: 'AMBIENT', weightGrams: 300 }],
    });
    const marks = { markedName: '黑木耳' };
    const lotId = (await act(room, seller, 'registerLot', lotInput(raw.skuId, marks))).id as string;
    const promise = (more: object = {}) =>
      act(room, seller, 'givePromise', { requestId: requestId(), lotId, signedBy: '李守田', ...more }, 'id');
    const shown = async (who: Actor) =>
      (
        await room.graph<any>(
          who,
          'query($id: ID!) { lot(id: $id) { promiseBasis promise { title number quantity basis promises signedBy } } }',
          { id: lotId },
        )
      ).lot;
    expect(await promise()).toMatchObject({ code: 'NO_BASIS', clause: '7.3.2.b' });
    expect(await shown(seller)).toEqual({ promise: null, promiseBasis: null });
    const report = { sampleName: '黑木耳', items: [{ name: '镉', value: '0.1', unit: 'mg/kg' }] };
    await act(room, seller, 'recordInspection', await inspectionInput(room, lotId, report));
    expect(await promise()).toMatchObject({ code: 'NO_BASIS' });
    await acceptedPapers(room, lotId);
    expect(await shown(seller)).toEqual({ promise: null, promiseBasis: 'COMMISSIONED_TEST' });
    expect(await promise()).toEqual(expect.objectContaining({ id: lotId }));
    expect(await promise()).toMatchObject({ code: 'ALREADY_GIVEN' });
    expect(
      await act(room, consumer, 'givePromise', { requestId: requestId(), lotId, signedBy: '别人' }, 'id').catch(String),
    ).toContain('FORBIDDEN');
    expect(await act(room, seller, 'releaseLot', { lotId }, 'state')).toMatchObject({ state: 'RELEASED' });
    const { lot } = await room.graph<any>(seller, 'query($id: ID!) { lot(id: $id) { lotCode } }', { id: lotId });
    const given = {
      title: '承诺达标合格证',
      number: `CN-${lot.lotCode}`,
      quantity: '400 件，每件 250克/袋',
      basis: 'COMMISSIONED_TEST',
      promises: expect.arrayContaining(['用过的农药、兽药残留不超标']),
    };
    expect(await shown(seller)).toEqual({ promiseBasis: null, promise: { ...given, signedBy: '李守田' } });
    expect(await shown(consumer)).toEqual({ promiseBasis: null, promise: { ...given, signedBy: null } });
  });
  it('lets nobody promise for what a works has made', async () => {
    const { lotId } = await documentedLot(room, (await draft(room)).skuId);
    const given = { requestId: requestId(), lotId, signedBy: '李守田' };
    expect(await act(room, seller, 'givePromise', given)).toMatchObject({ code: 'FACTORY_GOODS' });
  });
});
