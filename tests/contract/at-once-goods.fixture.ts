import { openingId } from '@heitu/kit/privacy/scan-openings';
import { idFrom } from '@heitu/kit/rules/ids';
import { uscc } from '@heitu/sandbox/county';
import { consumer, desk, official, ofParty, toId } from './at-once-actors.fixture.ts';
import type { County } from './at-once-county.fixture.ts';
import type { Case } from './at-once.fixture.ts';
import type { Row } from './platform.fixture.ts';

const LOT = "select id, partyId, skuId from Lot where state = 'released' order by id";
const ONE_PACK = "select code, 1 as units from Lot where state = 'released' and skuId = ? order by id desc";
export const PRODUCT = "select id, partyId, shopId from Product where state = 'on-sale' order by id";
const PARTY = `select id, applicantAccountId, kind from Party
    where standing = 'good' and kind in ('cooperative', 'seller') order by id`;
const ofApplicant = (row: Row) => consumer(row['applicantAccountId']);
const SUPPLIER = 'select id, partyId from Supplier order by id';
const supplierOf = async (county: County, partyId: unknown) =>
  (
    await county.one('sellers', "select id from Supplier where partyId = ? and state = 'approved' order by id", [
      partyId,
    ])
  )['id'];
/** As in at-once.spec.ts. */
const SECOND_PERSON = idFrom('account:staff:heitu-finance');
const sku = { specification: '2.5千克', unit: '袋', netGrams: 2500, storage: 'AMBIENT', weightGrams: 2600 };

/** A paper of the county, with who uploaded its scan: only they can use it again. */
const paperOf = (table: string, more = 'id as paperId', where = '1 = 1'): string =>
  `select t.id, t.lotId, t.partyId, t.fileId, f.ownerId, ${more
    .split(', ')
    .map((column) => `t.${column}`)
    .join(', ')} from ${table} t join StoredFile f on f.id = t.fileId join Lot l on l.id = t.lotId
    where l.state = 'released' and ${where} order by t.id`;
const ofFiler = (row: Row) => desk('seller-owner', row['partyId'], row['ownerId']);
/** The officials who judge have opened it. */
const opened = async ({ fileId }: Row, county: County): Promise<void> => {
  for (const who of [official('reviewer').id, SECOND_PERSON]) {
    const id = openingId(String(fileId), who);
    await county.rows('catalog', 'delete from ScanOpening where id = ?', [id]);
    await county.rows('catalog', 'insert into ScanOpening (id, accountId, atMs) values (?, ?, 1)', [id, who]);
  }
};
const FILED_PAPER: Omit<Case, 'subgraph' | 'input'> = {
  find: 'select id, fileId from Inspection where fileId is not null order by id',
  as: () => official('reviewer'),
  back: [['catalog', "update Inspection set state = 'filed', decidedAtMs = null where id = :id"]],
};

/** Who sells, and what: catalog and sellers. */
export const GOODS: Readonly<Record<string, Case>> = {
  saveMarketingColumn: {
    subgraph: 'catalog',
    find: PRODUCT,
    as: () => official('operator-admin'),
    input: ({ id }) => ({ id: null, productIds: [id], position: 3 }),
  },
  removeMarketingColumn: {
    subgraph: 'catalog',
    find: 'select id from MarketingColumn order by id',
    as: () => official('operator-admin'),
    input: toId('id'),
  },
  registerLot: {
    subgraph: 'catalog',
    find: "select id, partyId from Sku where id in (select skuId from Lot where state = 'released') order by id",
    as: ofParty,
    input: async (row, county, way) => ({
      skuId: row['id'],
      units: 1,
      supplierId: await supplierOf(county, row['partyId']),
      code: `ONCE-2026-${way}`,
      expiresOn: null,
      harvests: [],
      sources: [await county.one('catalog', ONE_PACK, [row['id']])],
    }),
  },
  addCertificate: {
    subgraph: 'catalog',
    find: paperOf('Certificate'),
    as: ofFiler,
    input: ({ lotId, fileId }) => ({ lotId, fileId }),
  },
  recordInspection: {
    subgraph: 'catalog',
    find: paperOf('Inspection', 'laboratoryId, sampleName, sampledOn, inspectedOn', 't.laboratoryId is not null'),
    as: ofFiler,
    input: ({ lotId, fileId, laboratoryId, sampleName, sampledOn, inspectedOn }, _county, way) => ({
      lotId,
      fileId,
      laboratoryId,
      sampleName,
      sampledOn,
      inspectedOn,
      reportNumber: `ONCE-${way}`,
      items: [{ name: '水分', value: '10', unit: '%' }],
    }),
  },
  recordSelfCheck: {
    subgraph: 'catalog',
    find: paperOf('SelfCheck', 'checkedOn'),
    as: ofFiler,
    input: ({ lotId, fileId, checkedOn }) => ({
      lotId,
      fileId,
      checkedOn,
      items: [
        { name: '外观和气味', value: '正常', unit: null },
        { name: '霉变和虫蛀', value: '没有', unit: null },
        { name: '水分', value: '8', unit: '%' },
        { name: '坏果或破损', value: '1', unit: '%' },
      ],
    }),
  },
  givePromise: {
    subgraph: 'catalog',
    find: paperOf('SelfCheck', 'passed', 't.passed = 1'),
    as: ofFiler,
    back: [['catalog', 'delete from ConformityPromise where id = :lotId']],
    input: ({ lotId }) => ({ lotId }),
  },
  acceptPaper: {
    subgraph: 'catalog',
    ...FILED_PAPER,
    input: async (row, county) => {
      await opened(row, county);
      return { paperId: row['id'] };
    },
  },
  returnPaper: { subgraph: 'catalog', ...FILED_PAPER, input: ({ id }) => ({ paperId: id, reason: '看不清' }) },
  registerLaboratory: {
    subgraph: 'catalog',
    find: 'select fileId from Laboratory where fileId is not null order by id',
    // Who has put the scan there.
    as: () => official('operator-admin'),
    input: ({ fileId }, _county, way) => ({
      name: `检测站${way}`,
      accreditationNumber: `CMA 23000000990${way}`,
      validFromOn: '2026-01-01',
      validUntilOn: '2099-01-01',
      fileId,
    }),
  },
  decideLaboratory: {
    subgraph: 'catalog',
    find: 'select id, fileId from Laboratory where fileId is not null order by id',
    as: () => official('reviewer'),
    back: [
      [
        'catalog',
        "update Laboratory set state = 'filed', filedByAccountId = 'another', decidedAtMs = null where id = :id",
      ],
    ],
    input: async (row, county) => {
      await opened(row, county);
      return { laboratoryId: row['id'], accepted: true, reason: null };
    },
  },
  releaseLot: {
    subgraph: 'catalog',
    find: LOT,
    as: ofParty,
    input: toId('lotId'),
    back: [['catalog', "update Lot set state = 'registered', expiresOn = '2099-01-01' where id = :id"]],
  },
  recallLot: { subgraph: 'catalog', find: LOT, as: ofParty, input: ({ id }) => ({ lotId: id, orderNumber: null }) },
  recordMeasureCheck: { subgraph: 'catalog', find: LOT, as: ofParty, input: toId('lotId') },
  setPriceLabel: {
    subgraph: 'catalog',
    find: 'select id, productId, partyId from Sku order by id',
    as: ofParty,
    input: ({ id }) => ({ skuId: id, memberFen: null }),
    back: [['catalog', "update Product set state = 'draft' where id = :productId"]],
  },
  clearPriceFlag: {
    subgraph: 'catalog',
    find: 'select id from PriceFlag order by id',
    as: () => official('reviewer'),
    back: [['catalog', "update PriceFlag set state = 'open' where id = :id"]],
    input: toId('flagId'),
  },
  createProduct: {
    subgraph: 'catalog',
    find: PRODUCT,
    as: ofParty,
    whole: true,
    input: ({ shopId }) => ({
      shopId,
      title: '响水大米',
      categoryId: 'rice',
      standardClass: 'NON_STANDARD',
      characteristics: '颗粒饱满',
      safetyDeclared: true,
      copy: '新米上市。',
      skus: [sku],
    }),
  },
  reviseProduct: {
    subgraph: 'catalog',
    find: PRODUCT,
    as: ofParty,
    whole: true,
    input: ({ id }) => ({ productId: id, title: '改过名的大米' }),
  },
  publishProduct: {
    subgraph: 'catalog',
    find: PRODUCT,
    as: ofParty,
    back: [['catalog', "update Product set state = 'draft' where id = :id"]],
    input: toId('productId'),
  },
  withdrawProduct: { subgraph: 'catalog', find: PRODUCT, as: ofParty, input: toId('productId') },
  registerStandard: {
    subgraph: 'catalog',
    find: 'select id from Category order by id',
    as: () => official('industry-body'),
    whole: true,
    input: ({ id }, _county, way) => ({
      code: `GB/T 9990${way}`,
      title: '测试标准',
      standardClass: 'RECOMMENDED',
      categoryIds: [id],
    }),
  },
  saveProductTemplate: {
    subgraph: 'catalog',
    as: () => official('operator-admin'),
    whole: true,
    input: (_row, _county, way) => ({
      name: `模板${way}`,
      categoryId: 'rice',
      titlePattern: '大米',
      copyPattern: '新米上市。',
      standardClass: 'NON_STANDARD',
      origin: '五常',
      grade: '统货',
      usage: '煮饭',
      skus: [sku],
    }),
  },
  recordTraceEvent: {
    subgraph: 'catalog',
    find: LOT,
    as: ofParty,
    input: ({ id }) => ({ lotId: id, inputs: [], consumed: [], produced: [], title: null }),
  },
  signContract: {
    subgraph: 'sellers',
    find: PARTY,
    as: ofApplicant,
    input: async ({ id }, county, way) => ({
      partyId: id,
      withPartyId: (
        await county.one('sellers', "select id from Party where kind = 'carrier' and standing = 'good' order by id")
      )['id'],
      kind: 'DELIVERY',
      number: `HT-ONCE-${way}`,
      validFromOn: '2026-01-01',
      validUntilOn: '2099-01-01',
    }),
  },
  answerContract: {
    subgraph: 'sellers',
    find: `select c.id, p.applicantAccountId from Contract c join Party p on p.id = c.withPartyId
      where c.kind = 'delivery' order by c.id`,
    back: [
      ['sellers', "update Contract set state = 'offered', countersignedBy = null, signedAtMs = null where id = :id"],
    ],
    as: ofApplicant,
    input: ({ id }) => ({ contractId: id, decision: 'SIGN' }),
  },
  addDocument: {
    subgraph: 'sellers',
    // The scan of a paper that its own applicant put on file before.
    find: `select p.id, p.applicantAccountId, d.fileId from Party p join Document d on d.partyId = p.id
      where p.standing = 'good' and p.kind in ('cooperative', 'seller') and d.fileId is not null order by p.id, d.id`,
    as: ofApplicant,
    input: ({ id, fileId }) => ({ partyId: id, supplierId: null, fileId, validUntilOn: '2099-01-01' }),
  },
  withdrawDocument: {
    subgraph: 'sellers',
    find: 'select d.id, p.applicantAccountId from Document d join Party p on p.id = d.partyId order by d.id',
    as: ofApplicant,
    back: [['sellers', "update Document set state = 'filed' where id = :id"]],
    input: toId('documentId'),
  },
  submitFiling: {
    subgraph: 'sellers',
    find: PARTY,
    as: ofApplicant,
    input: toId('partyId'),
    back: [
      ['sellers', 'update Filing set openFor = null where partyId = :id'],
      ['sellers', "update Document set state = 'accepted', validUntil = '2099-01-01' where partyId = :id"],
    ],
  },
  decideFiling: {
    subgraph: 'sellers',
    find: "select id from Filing where state = 'under-review' and openFor is not null order by id",
    as: () => official('reviewer'),
    input: ({ id }) => ({ filingId: id, decision: 'RETURN' }),
  },
  reReviewParty: {
    subgraph: 'sellers',
    find: PARTY,
    as: () => desk('reviewer', '', idFrom('account:staff:heitu-reviewer')),
    input: toId('partyId'),
  },
  askForHelp: { subgraph: 'sellers', find: PARTY, as: ofApplicant, input: toId('partyId') },
  answerHelp: {
    subgraph: 'sellers',
    find: 'select id from HelpRequest order by id',
    as: () => official('operator-admin'),
    back: [['sellers', 'update HelpRequest set answeredAtMs = null where id = :id']],
    input: toId('helpRequestId'),
  },
  registerParty: {
    subgraph: 'sellers',
    as: () => consumer(idFrom('account:consumer-once')),
    input: (_row, _county, way) => ({
      uscc: uscc('93', '230184', `MA1B2C4${way}`),
      idNumber: null,
      exemption: null,
      kind: 'COOPERATIVE',
    }),
  },
  reviseContact: { subgraph: 'sellers', find: PARTY, as: ofApplicant, input: toId('partyId') },
  revealIdentity: { subgraph: 'sellers', find: PARTY, as: () => official('reviewer'), input: toId('partyId') },
  openShop: {
    subgraph: 'sellers',
    find: PARTY,
    as: ofApplicant,
    input: ({ id }) => ({ partyId: id, pictureId: null }),
  },
  reviseShop: {
    subgraph: 'sellers',
    find: 'select s.id, p.applicantAccountId from Shop s join Party p on p.id = s.partyId order by s.id',
    as: ofApplicant,
    input: ({ id }) => ({ shopId: id, pictureId: null }),
  },
  introduceGrower: {
    subgraph: 'sellers',
    find: 'select s.id, p.applicantAccountId from Shop s join Party p on p.id = s.partyId order by s.id',
    as: ofApplicant,
    input: ({ id }) => ({ shopId: id, pictureId: null }),
  },
  removeGrower: {
    subgraph: 'sellers',
    find: 'select g.id, p.applicantAccountId from Grower g join Party p on p.id = g.partyId order by g.id',
    as: ofApplicant,
    input: toId('growerId'),
  },
  closeShop: {
    subgraph: 'sellers',
    find: 'select s.id, p.applicantAccountId from Shop s join Party p on p.id = s.partyId order by s.id',
    as: ofApplicant,
    back: [['sellers', "update Shop set state = 'open' where id = :id"]],
    input: toId('shopId'),
  },
  reopenShop: {
    subgraph: 'sellers',
    find: `select s.id, p.applicantAccountId from Shop s join Party p on p.id = s.partyId
      where p.standing = 'good' order by s.id`,
    as: ofApplicant,
    back: [['sellers', "update Shop set state = 'closed' where id = :id"]],
    input: toId('shopId'),
  },
  addStaff: {
    subgraph: 'sellers',
    find: PARTY,
    as: ofApplicant,
    input: async ({ id }, county) => ({
      partyId: id,
      accountId: (
        await county.one('trust', "select id from Account where login is null and state = 'active' order by id desc")
      )['id'],
      role: 'SELLER_STAFF',
      rights: ['ORDERS'],
    }),
  },
  removeStaff: {
    subgraph: 'sellers',
    find: `select s.id, p.applicantAccountId from Staff s join Party p on p.id = s.partyId
      where s.accountId <> p.applicantAccountId order by s.id`,
    as: ofApplicant,
    back: [['sellers', 'update Staff set isActive = 1 where id = :id']],
    input: toId('staffId'),
  },
  fileSupplier: {
    subgraph: 'sellers',
    find: PARTY,
    as: ofApplicant,
    input: ({ id }, _county, way) => ({ partyId: id, uscc: uscc('93', '230184', `MA1B2C5${way}`), idNumber: null }),
  },
  decideSupplier: {
    subgraph: 'sellers',
    find: SUPPLIER,
    as: ofParty,
    back: [['sellers', "update Supplier set state = 'filed' where id = :id"]],
    input: ({ id }) => ({ supplierId: id, decision: 'RETURN' }),
  },
};
