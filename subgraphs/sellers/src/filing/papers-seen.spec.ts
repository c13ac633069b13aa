import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { account, type TestSubgraph } from '@heitu/kit/serving/testing';
import {
  act,
  APPLICANT,
  approved,
  everything,
  LICENCE,
  openFile,
  openRoom,
  openScans,
  peer,
  REVIEWER,
  submitted,
  upload,
} from '../testing.fixture.ts';

describe('a paper and its scan', () => {
  let room: TestSubgraph;
  beforeEach(async () => void (room = await openRoom()));
  afterEach(() => room.close());
  const run = (sql: string) => room.subgraph.orm.em.fork().execute(sql);

  it('refuses a paper without one in plain words, and keeps nothing [6.4.a-e]', async () => {
    const { partyId } = await submitted(room);
    const before = await everything(room);
    expect(await act(room, APPLICANT, 'addDocument', { partyId, ...LICENCE, fileId: null })).toMatchObject({
      code: 'SCAN_NEEDED',
      message: '请拍下证照原件，没有照片不能提交',
      details: [{ path: ['fileId'] }],
    });
    expect(await everything(room)).toEqual(before);
  });

  it('is accepted by a reviewer who has opened each scan of the filing, and by no other [6.4.a-e]', async () => {
    const { filingId } = await submitted(room, {}, [LICENCE, { ...LICENCE, type: 'TAX_REGISTRATION', number: '2' }]);
    const other = account('account-other-reviewer', { role: 'reviewer' });
    await openScans(room, filingId, other);
    const [first] = await run("select fileId from `Document` where type = 'business-licence'");
    await openFile(room, REVIEWER, first!['fileId']);
    const approve = () => act(room, REVIEWER, 'decideFiling', { filingId, decision: 'APPROVE' }, 'state');
    expect(await approve()).toMatchObject({
      code: 'SCANS_NOT_OPENED',
      clause: '6.4.a-e',
      details: [{ text: '税务登记：还没有打开看过' }],
    });
    expect(await run('select distinct state from `Document`')).toEqual([{ state: 'under-review' }]);
    await openScans(room, filingId);
    expect(await approve()).toEqual({ state: 'APPROVED' });
  });

  it('is asked for before a filing of earlier papers is handed in, and before it is accepted [6.4.a-e]', async () => {
    const { partyId, filingId } = await submitted(room);
    await run('update `Document` set fileId = null');
    expect(await act(room, REVIEWER, 'decideFiling', { filingId, decision: 'APPROVE' })).toMatchObject({
      code: 'SCANS_NOT_OPENED',
      details: [{ text: '营业执照：没有照片，请让对方补拍' }],
    });
    await act(room, REVIEWER, 'decideFiling', { filingId, decision: 'RETURN', reason: '请补拍营业执照' });
    expect(await act(room, APPLICANT, 'submitFiling', { partyId })).toMatchObject({ code: 'DOCUMENTS_LACKING' });
  });

  it('of a supplier is looked at by whoever accepts it, who may have photographed it [7.3.1.a-c]', async () => {
    const { partyId } = await approved(room);
    const supplier = { partyId, name: '碾米厂', uscc: '91350100M000100Y43', divisionCode: '230184', address: '双桥村' };
    const { id: supplierId } = await act(room, APPLICANT, 'fileSupplier', { ...supplier, suppliesFood: false });
    const clerk = account('account-clerk', { role: 'seller-staff', partyId, rights: ['lots'] });
    const fileId = await upload(room, clerk, 'licence');
    await act(room, clerk, 'addDocument', { supplierId, ...LICENCE, fileId });
    const approve = () => act(room, APPLICANT, 'decideSupplier', { supplierId, decision: 'APPROVE' }, 'state');
    expect(await approve()).toMatchObject({ code: 'SCANS_NOT_OPENED', clause: '7.3.1.a-c' });
    expect(await run('select state from `Supplier`')).toEqual([{ state: 'filed' }]);
    await openFile(room, APPLICANT, fileId);
    expect(await approve()).toEqual({ state: 'APPROVED' });
  });

  it('turns the entry of papers while one that counts has none [6.4.a-e]', async () => {
    await approved(room);
    const scanned = async () => {
      const { sellersEvidence } = await room.graph<any>(
        peer('trust'),
        '{ sellersEvidence(fromMs: "0", toMs: "4102444800000") { clause figures { label verdict } } }',
      );
      return sellersEvidence
        .find(({ clause }: { clause: string }) => clause === '6.4.a-e')
        .figures.find(({ label }: { label: string }) => label === '有扫描件的证照').verdict;
    };
    expect(await scanned()).toBe('MET');
    await run('update `Document` set fileId = null');
    expect(await scanned()).toBe('BREACHED');
  });
});
