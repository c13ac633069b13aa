import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { account, type TestSubgraph } from '@heitu/kit/serving/testing';
import { act, APPLICANT, approved, LICENCE, openRoom, openScans, REVIEWER, STRANGER } from '../testing.fixture.ts';
import { DOCUMENTS_PER_HOLDER_MAX } from './add-document.ts';

const OTHER = account('account-other');
const ENDS_SOON = { ...LICENCE, validUntilOn: '2026-11-27' };
const OTHER_CODE = '91350100M000100Y43';

describe('which papers are counted when somebody decides', () => {
  let room: TestSubgraph;
  beforeEach(async () => {
    room = await openRoom();
    // Somebody else has a good licence.
    await approved(room, { uscc: OTHER_CODE, name: '双桥合作社' }, undefined, OTHER);
  });
  afterEach(() => room.close());

  it("for a filing: its own party's, none that was withdrawn, on the day of the decision [7.1.a]", async () => {
    const { id: partyId } = await act(room, APPLICANT, 'registerParty', {
      kind: 'COOPERATIVE',
      name: '香屯种植专业合作社',
      uscc: LICENCE.number,
      legalRepresentative: '田有粮',
      contactName: '田晓禾',
      contactPhone: '13800000001',
      divisionCode: '230184',
      address: '五常市龙凤山镇乐园村',
    });
    const { id: documentId } = await act(room, APPLICANT, 'addDocument', { partyId, ...LICENCE });
    await act(room, APPLICANT, 'withdrawDocument', { documentId });
    await act(room, APPLICANT, 'addDocument', { partyId, ...ENDS_SOON });
    const { id: filingId } = await act(room, APPLICANT, 'submitFiling', { partyId });
    await openScans(room, filingId);
    room.clock.set('2026-11-28T02:00:00Z');
    expect(await act(room, REVIEWER, 'decideFiling', { filingId, decision: 'APPROVE' })).toMatchObject({
      code: 'DOCUMENTS_LACKING',
      details: [{ about: 'business-licence' }],
    });
  });

  it('for a supplier: none that was withdrawn [7.3.1.a-c]', async () => {
    const { partyId } = await approved(room);
    const supplier = { partyId, name: '碾米厂', uscc: OTHER_CODE, divisionCode: '230184', address: '双桥村' };
    const { id: supplierId } = await act(room, APPLICANT, 'fileSupplier', { ...supplier, suppliesFood: false });
    const { id: documentId } = await act(room, APPLICANT, 'addDocument', { supplierId, ...LICENCE });
    await act(room, APPLICANT, 'withdrawDocument', { documentId });
    await act(room, APPLICANT, 'addDocument', { supplierId, ...ENDS_SOON });
    room.clock.set('2026-11-28T02:00:00Z');
    expect(await act(room, APPLICANT, 'decideSupplier', { supplierId, decision: 'APPROVE' })).toMatchObject({
      code: 'DOCUMENTS_LACKING',
      details: [{ about: 'business-licence' }],
    });
  });

  it("when there are too many: none that was withdrawn, and nobody else's", async () => {
    const { id: partyId } = await act(room, STRANGER, 'registerParty', {
      kind: 'COOPERATIVE',
      name: '多纸合作社',
      uscc: LICENCE.number,
      legalRepresentative: '田有粮',
      contactName: '田晓禾',
      contactPhone: '13800000002',
      divisionCode: '230184',
      address: '五常市龙凤山镇乐园村',
    });
    const add = () => act(room, STRANGER, 'addDocument', { partyId, ...LICENCE });
    let last = '';
    for (let i = 0; i < DOCUMENTS_PER_HOLDER_MAX; i++) ({ id: last } = await add());
    expect(await add()).toMatchObject({ code: 'TOO_MANY_DOCUMENTS' });
    await act(room, STRANGER, 'withdrawDocument', { documentId: last });
    expect(await add()).toMatchObject({ id: expect.any(String) });
  });
});
