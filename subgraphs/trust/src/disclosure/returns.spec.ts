import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Actor } from '@heitu/kit/rules/actor';
import { DAY_MS } from '@heitu/kit/rules/clock';
import { nodesOf } from '@heitu/kit/serving/testing';
import { openDisclosure, type DisclosureRoom } from '../testing/disclosure.fixture.ts';
import { SELLER, staff, type TrustRoom } from '../testing/trust-room.fixture.ts';
import { returnSheets } from './return-sheets.ts';

const admin = staff('operator-admin');
const finance = staff('finance');
const PASSPHRASE = 'by-another-way';
const OPEN_RETURN = fileURLToPath(new URL('../../../../examples/authority/open-return.mjs', import.meta.url));
const inNode = promisify(execFile);
const TOLD = {
  partyId: SELLER,
  kind: 'farmer',
  name: '王秀兰',
  creditCode: null,
  residentIdNumber: '230184197001010028',
  address: '卫国乡保家村',
  contactName: '王秀兰',
  contactPhone: '13800000002',
  exemptionDeclaration: '所售均为自家生产',
  since: '2026-05-02',
  shops: [{ id: 'SHOP1', name: '秀兰家' }],
};

describe('statutory returns [6.1.f]', () => {
  let room: TrustRoom;
  let run: DisclosureRoom['run'];
  beforeEach(async () => {
    ({ room, run } = await openDisclosure());
    await room.owner('farmer', SELLER, 'farmer');
    room.parties.push(TOLD);
    room.clock.set('2027-01-12T02:00:00Z');
  });
  afterEach(() => room.close());

  const approved = async (kind: string, period: string): Promise<string> => {
    const { id } = await run(admin, 'produceReturn', { requestId: `${kind}-${period}`, kind, period });
    await run(admin, 'approveReturn', { returnId: id });
    return id;
  };
  const pack = (actor: Actor, returnId: string) =>
    run(actor, 'packReturn', { returnId, passphrase: PASSPHRASE }, 'ReturnPacked { id fileId paperCode digest }');
  const fileOf = async (actor: Actor, fileId: string) =>
    room.subgraph.edge(
      { method: 'GET', path: `/files/${fileId}`, query: {}, headers: {}, body: Buffer.alloc(0) },
      actor,
      'r',
    );
  const listed = async () =>
    nodesOf(
      (
        await room.graph<any>(
          admin,
          '{ statisticalReturns(sort: PRODUCED_AT) { edges { node { id state version corrects correctionReason correctedBy receipt packageDigest availableActions } } } }',
        )
      ).statisticalReturns,
    ).filter(({ id }: any) => ids.includes(id));
  let ids: string[];
  beforeEach(() => void (ids = []));

  it('names each party in plain, told by its owner for this return, and is kept only under the passphrase', async () => {
    const id = await approved('IDENTITY_HALF_YEAR', '2026-H2');
    expect(room.told).toEqual([]);
    const { fileId, digest } = await pack(finance, id);
    expect(room.told).toEqual([{ ids: [SELLER], requestedBy: finance.id, purpose: '经营者身份信息半年报送 2026-H2' }]);
    const { body, status } = await fileOf(admin, fileId);
    expect(status).toBe(200);
    expect(Buffer.from(body!).includes('王秀兰')).toBe(false);
    const folder = mkdtempSync(join(tmpdir(), 'heitu-return-'));
    const file = join(folder, 'return.xlsx');
    writeFileSync(`${file}.jwe`, body!);
    // As the authority opens it.
    const open = (passphrase: string) => inNode(process.execPath, [OPEN_RETURN, `${file}.jwe`, passphrase]);
    await expect(open('some-other-words')).rejects.toThrow('decryption operation failed');
    await open(PASSPHRASE);
    const plaintext = readFileSync(file);
    rmSync(folder, { recursive: true });
    expect(createHash('sha256').update(plaintext).digest('hex')).toBe(digest);
    expect(plaintext.subarray(0, 2).toString()).toBe('PK');
    for (const actor of [staff('regulator'), staff('mediator')]) expect((await fileOf(actor, fileId)).status).toBe(404);
    // What is in the row and on the outbox names nobody.
    const kept = await room.subgraph.orm.em.fork().execute('select content from StatisticalReturn');
    expect(JSON.stringify(kept)).not.toMatch(/王秀兰|2301841970/);
  });

  it('has the columns that the rules name, with a text that begins like a formula still a text', async () => {
    await approved('IDENTITY_HALF_YEAR', '2026-H2');
    room.parties[0] = { ...TOLD, name: '=1+1' } as typeof TOLD;
    const context = room.subgraph.contextFor(admin, 'r') as never;
    const content = JSON.stringify({ parties: [{ partyId: SELLER }, { partyId: 'unknown' }] });
    const [sheet] = await returnSheets(context, { kind: 'identity-half-year', period: '2026-H2', content });
    expect(sheet!.rows).toHaveLength(1);
    expect(Object.fromEntries(sheet!.columns.map((title, at) => [title, sheet!.rows[0]![at]]))).toMatchObject({
      是否办理市场主体登记: '否',
      '名称（姓名）': '=1+1',
      身份证件号码: TOLD.residentIdNumber,
      实际经营地址: TOLD.address,
      联系电话: TOLD.contactPhone,
      店铺名称: '秀兰家',
      免于登记的自我声明: TOLD.exemptionDeclaration,
      在本平台一年交易额是否超过10万元: '否',
    });
    const income = JSON.stringify({
      incomes: [{ partyId: SELLER, orders: 3, grossFen: 12_800, refundedFen: 800, netFen: 12_000 }],
    });
    const [people, incomes] = await returnSheets(context, {
      kind: 'income-quarter',
      period: '2026-Q4',
      content: income,
    });
    expect(people!.rows).toHaveLength(1);
    expect(incomes!.rows[0]!.slice(-4)).toEqual([128, 8, 120, 3]);
  });

  it('says nothing where sellers is silent, and packs nothing that is not approved', async () => {
    const { id } = await run(admin, 'produceReturn', {
      requestId: 'p',
      kind: 'IDENTITY_HALF_YEAR',
      period: '2026-H2',
    });
    expect(await pack(admin, id)).toMatchObject({ code: 'WRONG_STATE' });
    await run(admin, 'approveReturn', { returnId: id });
    room.down.add('sellers');
    expect(await pack(admin, id)).toMatchObject({ code: 'SOURCE_SILENT' });
    expect(await room.count('StoredFile')).toBe(0);
  });

  it('is corrected by another that names it, with two persons and a receipt of its own; what was filed stays', async () => {
    const id = await approved('INCOME_QUARTER', '2026-Q4');
    expect(await run(admin, 'correctReturn', { returnId: id, reason: '漏了一家' })).toMatchObject({
      code: 'NOT_FILED',
    });
    await pack(finance, id);
    await run(finance, 'fileReturn', { returnId: id, receipt: 'SW-001' });
    const corrected = await run(admin, 'correctReturn', { returnId: id, reason: '漏了一家' });
    ids = [id, corrected.id];
    expect(await run(admin, 'correctReturn', { returnId: id, reason: '又漏了' })).toMatchObject({
      code: 'CORRECTED_ALREADY',
    });
    room.clock.advance(DAY_MS);
    await run(admin, 'approveReturn', { returnId: corrected.id });
    await pack(admin, corrected.id);
    expect(await run(admin, 'fileReturn', { returnId: corrected.id, receipt: 'SW-002' })).toMatchObject({
      code: 'OWN_APPROVAL',
    });
    await run(finance, 'fileReturn', { returnId: corrected.id, receipt: 'SW-002' });
    expect(await listed()).toMatchObject([
      {
        id,
        state: 'FILED',
        version: 1,
        corrects: null,
        correctedBy: corrected.id,
        receipt: 'SW-001',
        availableActions: [],
      },
      {
        id: corrected.id,
        state: 'FILED',
        version: 2,
        corrects: id,
        correctionReason: '漏了一家',
        receipt: 'SW-002',
        availableActions: ['CORRECT'],
      },
    ]);
    // Nobody makes it anew by the clock or by hand: the newest of the period is filed.
    expect(
      await run(admin, 'produceReturn', { requestId: 'again', kind: 'INCOME_QUARTER', period: '2026-Q4' }),
    ).toMatchObject({ code: 'ALREADY_FILED' });
  });
});
