import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import epcis2 from 'epcis2.js';
import { startTestPlatform, type Platform, type Row } from '../contract/platform.fixture.ts';
import { Gateway, Person, type Refusal } from '../journeys/client.ts';

/**
 * What an audit of the platform did on 28 November 2026, done again at the gateway: each is refused, nothing of it is
 * kept, and the words are such that whoever sells understands what is wrong and what to do.
 */
describe('what an audit once got through is refused', () => {
  let platform: Platform;
  let gateway: Gateway;
  let partyId: string;
  beforeAll(async () => {
    platform = await startTestPlatform();
    gateway = new Gateway(platform.url);
    const actor = await platform.actorOf(tokenOf('seller-owner'));
    partyId = String(actor.grants.find(({ role }) => role === 'seller-owner')?.partyId);
  });
  afterAll(() => platform.close());

  const tokenOf = (role: string): string => String(platform.callers.find((caller) => caller.role === role)?.token);
  const as = (role: string) => new Person(gateway, role, tokenOf(role));
  const one = async (subgraph: string, sql: string, given: unknown[] = []): Promise<Row> => {
    const [row] = await platform.rows(subgraph, sql, given);
    if (!row) throw new Error(`the county has no such thing: ${sql}`);
    return row;
  };
  const ownSku = () =>
    one(
      'catalog',
      `select s.id, s.labelVersion from Sku s where s.partyId = ? and s.labelId is not null order by s.id`,
      [partyId],
    );
  const versionOf = async (id: unknown) =>
    (await one('catalog', 'select labelVersion from Sku where id = ?', [id]))['labelVersion'];
  const label = {
    origin: '黑龙江省五常市',
    grade: '一级',
    pricingType: 'MARKET',
    retailFen: 9000,
    priceManager: '张敏',
    priceSupervision: '12315',
  };
  /** In Chinese, without a word of the API, and short enough to be read; the clause stands behind it, in brackets. */
  const isPlain = ({ message, details }: Refusal): void => {
    for (const text of [message, ...details.map((detail) => detail.text.replace(/（规范第.*）$/, ''))]) {
      expect(text).toMatch(/[\u4E00-\u9FFF]{4}/);
      expect(text).not.toMatch(/[a-z]{4,}|[A-Z]+_[A-Z]+|\d\.\d\.\d/);
      expect(text.length).toBeLessThan(200);
    }
  };
  const told = async (
    person: Person,
    mutation: string,
    input: Record<string, unknown>,
  ): Promise<{ code: string; texts: string }> => {
    const refusal = await person.refused(mutation, input);
    isPlain(refusal);
    return { code: refusal.code, texts: [refusal.message, ...refusal.details.map(({ text }) => text)].join('；') };
  };

  describe('papers of a laboratory that does not exist, over rice with 25 times the cadmium [7.3.6.a-c]', () => {
    const report = async (more: object) => {
      const { id } = await one(
        'catalog',
        `select l.id, l.producedOn from Lot l where l.partyId = ? and l.state = 'released' order by l.id`,
        [partyId],
      );
      return {
        lotId: id,
        party: 'THIRD',
        laboratory: '不存在的检测中心',
        resultType: 'INSPECTION_REPORT',
        reportNumber: '1',
        sampleName: '大米',
        sampledOn: '2026-11-01',
        inspectedOn: '2026-11-02',
        fileId: 'none',
        items: [{ name: '镉', value: '5', unit: 'mg/kg' }],
        ...more,
      };
    };
    it('takes no report of it, and keeps nothing', async () => {
      const before = await one('catalog', 'select count(*) as n from Inspection');
      const { code, texts } = await told(as('seller-owner'), 'recordInspection', await report({}));
      expect(code).toBe('LABORATORY_UNKNOWN');
      expect(texts).toContain('检测');
      expect(await one('catalog', 'select count(*) as n from Inspection')).toEqual(before);
    });
    it('releases no lot without papers that a second person has accepted', async () => {
      const seller = as('seller-owner');
      const lot = await one(
        'catalog',
        `select skuId, supplierId from Lot where partyId = ? and state = 'released' order by id`,
        [partyId],
      );
      const { id } = await seller.do(
        'registerLot',
        {
          skuId: lot['skuId'],
          supplierId: lot['supplierId'],
          code: 'PROBE-1',
          producedOn: '2026-11-01',
          units: 10,
          markedName: '大米',
          producerName: '香屯',
          producerAddress: '五常市',
          complaintContact: '12315',
        },
        'id',
      );
      const { code } = await told(seller, 'releaseLot', { lotId: id });
      expect(code).toBe('PAPERS_MISSING');
      expect((await one('catalog', 'select state from Lot where id = ?', [id]))['state']).toBe('registered');
    });
  });

  it('a price for members whom nobody can become is on no label [7.3.5.b]', async () => {
    const { id } = await ownSku();
    const before = await versionOf(id);
    const { code, texts } = await told(as('seller-owner'), 'setPriceLabel', { skuId: id, ...label, memberFen: 100 });
    expect(code).toBe('NO_MEMBERSHIP');
    expect(texts).toContain('没有会员');
    expect(await versionOf(id)).toBe(before);
  });

  describe('unlawful words, wherever they are public [7.3.7.k-l]', () => {
    it('name no shop', async () => {
      const shop = await one('sellers', 'select * from Shop where partyId = ? order by id', [partyId]);
      const { texts } = await told(as('seller-owner'), 'reviseShop', {
        shopId: shop['id'],
        name: '国家级第一 抗癌米店',
        introduction: '包治百病',
        serviceHours: '每天8:00-20:00',
        confirmWithinText: '一个工作日内',
        responseText: '一个工作日内',
      });
      expect(texts).toMatch(/抗癌|国家级/);
      expect(await one('sellers', 'select * from Shop where id = ?', [shop['id']])).toEqual(shop);
    });
    it.each([
      ['specification', '抗癌降糖特效装 国宴特供'],
      ['grade', '世界第一'],
      ['origin', '中南海特供基地'],
    ])('are in no %s of a label', async (field, text) => {
      const { id } = await ownSku();
      const before = await versionOf(id);
      await told(as('seller-owner'), 'setPriceLabel', { skuId: id, ...label, [field]: text });
      expect(await versionOf(id)).toBe(before);
    });
  });

  it('what is told of a lot to programs is what GS1 wants, and what is told to us must be', async () => {
    const { code } = await one('catalog', `select code from Lot where state = 'released' order by id`);
    const document = await (await fetch(`${platform.url}/edges/catalog/epcis/${code}`)).json();
    expect(epcis2.validateEpcisDocument(document as object, false)).toMatchObject({ success: true });
    // As it was sent on the day of the audit: words of our own.
    const altered = structuredClone(document) as any;
    altered.epcisBody.eventList[0].bizStep = 'farm_to_table';
    altered.epcisBody.eventList[0].action = 'GROW';
    expect(epcis2.validateEpcisDocument(altered, false).success).toBe(false);
  });

  describe('nobody certifies themselves [8.1.ag]', () => {
    it('no carrier marks its own people’s exams', async () => {
      const marked = 'mutation($input: EnterMarksInput!) { enterMarks(input: $input) { __typename } }';
      for (const role of ['carrier-manager', 'seller-owner', 'station-agent'])
        expect(
          await as(role).denied(marked, {
            input: { requestId: 'probe-marks', partyId, accountId: 'x', kind: 'COLD_CHAIN', score: 100, fileId: 'x' },
          }),
        ).toBe('FORBIDDEN');
    });
    it('no seller brings the band of a government price', async () => {
      const { id } = await ownSku();
      const before = await versionOf(id);
      const { texts } = await told(as('seller-owner'), 'setPriceLabel', {
        skuId: id,
        ...label,
        pricingType: 'GOVERNMENT_GUIDED',
      });
      expect(texts).toMatch(/政府/);
      expect(await versionOf(id)).toBe(before);
    });
    it('no business files a paper of which nobody has a scan', async () => {
      const count = () => one('sellers', 'select count(*) as n from Document where partyId = ?', [partyId]);
      const before = await count();
      const { code, texts } = await told(as('seller-owner'), 'addDocument', {
        partyId,
        type: 'TAX_REGISTRATION',
        number: '1',
        issuer: 'x',
        validFromOn: '2026-01-01',
      });
      expect([code, texts]).toEqual(['SCAN_NEEDED', expect.stringContaining('拍下证照原件')]);
      expect(await count()).toEqual(before);
      expect((await one('sellers', 'select count(*) as n from Document where fileId is null'))['n']).toBe(0);
    });
    it('no reviewer confirms a business whose papers have run out, whatever is written', async () => {
      const lapsed = await one(
        'sellers',
        `select p.id, p.reReviewDueAtMs from Party p join Document d on d.partyId = p.id
         where p.approvedAtMs is not null and d.state = 'accepted' order by p.id`,
      );
      await platform.rows('sellers', `update Document set validUntil = '2020-01-01' where partyId = ?`, [lapsed['id']]);
      const { code } = await told(as('reviewer'), 'reReviewParty', {
        partyId: lapsed['id'],
        outcome: 'CONFIRM',
        reason: '好',
      });
      expect(code).toBe('DOCUMENTS_LACKING');
      expect((await one('sellers', 'select * from Party where id = ?', [lapsed['id']]))['reReviewDueAtMs']).toBe(
        lapsed['reReviewDueAtMs'],
      );
    });
  });
});
