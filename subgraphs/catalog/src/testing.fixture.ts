import { account, testSubgraph, type TestSubgraph } from '@heitu/kit/serving/testing';
import { traceSignerOf } from './services.ts';
import { traceKeysOf } from './trace/trace-keys.ts';
import { catalog } from './index.ts';
import { generateSigningKey } from '@heitu/kit/messages/signing';

const { privatePem } = generateSigningKey();
export const SHOP = 'shop-1';
export const SUPPLIER = 'supplier-1';
export const seller = account('seller', { role: 'seller-owner', partyId: 'party-1' });
export const otherSeller = account('other', { role: 'seller-owner', partyId: 'party-2' });
export const clerk = account('clerk', { role: 'seller-staff', partyId: 'party-1', rights: ['orders'] });
export const operator = account('operator', { role: 'operator-admin' });
export const reviewer = account('reviewer', { role: 'reviewer' });
export const consumer = account('consumer', { role: 'consumer' });

/** What sellers would answer: changed by a test where it matters. */
export interface World {
  shops: Record<string, { partyId: string; onSale: boolean; reason: string }>;
  suppliers: Record<string, { partyId: string; valid: boolean; name: string; reason: string }>;
  /** A party's name as it is now, and what it was called wrongly. */
  names?: { name: string; former: string[] };
  /** What orders has done with recalls. */
  recalls: Record<string, number | { ref: string; text: string }[]>;
  /** What orders found when it compared charges. */
  charges: { days: number; daysCompared: number; charges: number; equal: number; unjudged: number };
  /** Accounts that were closed. */
  closed: string[];
  /** For how little orders sold anything in the week. */
  lowestDealFen?: number;
  /** How many packs of its lots orders has sold, by lot. */
  sold?: Record<string, number>;
  /** How orders' store has its lots. */
  store?: { lotId: string; isBlocked: boolean; foundUnits: number }[];
}
export const world = (): World => ({
  closed: [],
  recalls: {
    recalls: 1,
    lateReports: [],
    lateClosures: [],
    closed: 0,
    closedByOne: [],
    signedAfter: [{ ref: 'Order:o1', text: '订单 1：货已在召回' }],
    unpaid: [],
    buyers: 2,
    told: 2,
    reached: 1,
    units: 4,
    recoveredUnits: 2,
    destroyedUnits: 0,
  },
  charges: { days: 1, daysCompared: 1, charges: 3, equal: 3, unjudged: 0 },
  shops: {
    [SHOP]: { partyId: 'party-1', onSale: true, reason: '' },
    'shop-2': { partyId: 'party-2', onSale: true, reason: '' },
  },
  suppliers: {
    [SUPPLIER]: { partyId: 'party-1', valid: true, name: '五常乐园水稻种植合作社', reason: '' },
    'supplier-2': { partyId: 'party-2', valid: true, name: '别人的供应商', reason: '' },
  },
});

/** What a room signs its seals with; a test that replaces the key changes both. */
export const signing = (pem = privatePem, handovers?: string) => {
  const traceSigner = traceSignerOf(pem);
  return { traceSigner, traceKeys: traceKeysOf(traceSigner.publicPem, handovers) };
};
export const firstKey = privatePem;

export async function openRoom(
  state: World = world(),
  sandbox = true,
  keys = signing(),
  url?: string,
): Promise<TestSubgraph> {
  let salt = 0;
  return testSubgraph(catalog, {
    url,
    peers: {
      orders: () => ({
        lowestDeal: state.lowestDealFen ?? null,
        soldUnits: Object.entries(state.sold ?? {}).map(([lotId, units]) => ({ lotId, units })),
        lotsInStore: state.store ?? [],
        recallsDone: { ...state.recalls },
        chargesCompared: { ...state.charges, missedDays: [], missed: [] },
      }),
      trust: (_document, { ids }) => ({
        accountBriefs: (ids as string[]).map((accountId) => ({
          accountId,
          displayName: `${accountId}**`,
          active: accountId !== 'nobody' && !state.closed.includes(accountId),
        })),
      }),
      logistics: (_document, { code }) => ({
        divisionPath: String(code).startsWith('230184')
          ? ['黑龙江省', '哈尔滨市', '五常市', '龙凤山镇'].map((name) => ({ name }))
          : [],
      }),
      sellers: (document, variables) => {
        if (document.includes('correctedNames')) return { correctedNames: state.names ?? null };
        const ids = variables['ids'] as string[];
        if (document.includes('partyStates'))
          return {
            partyStates: ids.map((partyId) => ({
              partyId,
              kind: 'carrier',
              name: `某某冷链${partyId}`,
              peopleIds: partyId === 'party-1' ? ['seller', 'clerk', 'on-file'] : [],
            })),
          };
        return document.includes('shopStates')
          ? { shopStates: ids.flatMap((shopId) => (state.shops[shopId] ? [{ shopId, ...state.shops[shopId] }] : [])) }
          : {
              supplierStates: ids.flatMap((supplierId) =>
                state.suppliers[supplierId] ? [{ supplierId, ...state.suppliers[supplierId] }] : [],
              ),
            };
      },
    },
    logLevel: process.env['TEST_LOG'] ?? 'silent',
    services: Object.assign(keys, { sandbox, publicUrl: 'http://heitu.test', newSalt: () => `salt-${++salt}` }),
  });
}

let request = 0;
export const requestId = (): string => `request-${++request}`;

const REFUSED = '__typename ... on Refusal { message clause details { path about text } }';
/** Runs a mutation with its input and answers its payload: the fields asked for, or the refusal with its code. */
export async function act(
  room: TestSubgraph,
  actor: Parameters<TestSubgraph['graph']>[0],
  mutation: string,
  input: object,
  fields = 'id',
): Promise<any> {
  const name = mutation[0]!.toUpperCase() + mutation.slice(1);
  const success = SUCCESS[mutation]!;
  const data = await room.graph<any>(
    actor,
    `mutation($input: ${name}Input!) { ${mutation}(input: $input) { ${REFUSED} ... on ${name}Refused { code } ... on ${success} { ${fields} } } }`,
    { input },
  );
  return data[mutation];
}
const SUCCESS: Record<string, string> = {
  createProduct: 'Product',
  reviseProduct: 'Product',
  publishProduct: 'Product',
  withdrawProduct: 'Product',
  reviewProduct: 'Product',
  setPriceLabel: 'Sku',
  clearPriceFlag: 'PriceFlag',
  publishPriceBand: 'PriceBand',
  endPriceBand: 'PriceBand',
  declarePriceEmergency: 'PriceEmergency',
  decidePriceEmergency: 'PriceEmergency',
  endPriceEmergency: 'PriceEmergency',
  decidePriceHold: 'PriceHold',
  appealLook: 'PublicLook',
  decideLookAppeal: 'PublicLook',
  registerStandard: 'QualityStandard',
  proposeLimit: 'LimitProposal',
  decideLimit: 'LimitProposal',
  saveProductTemplate: 'ProductTemplate',
  registerPlot: 'Plot',
  revisePlot: 'Plot',
  startSeason: 'Plot',
  recordInputUse: 'Plot',
  recordPlotNote: 'Plot',
  recordHarvest: 'Plot',
  strikeFieldRecord: 'Plot',
  decideHold: 'Lot',
  registerLot: 'Lot',
  linkGrower: 'MemberGrower',
  offerPoolShare: 'PoolShare',
  answerPoolShare: 'PoolShare',
  addCertificate: 'Lot',
  recordInspection: 'Lot',
  recordSelfCheck: 'Lot',
  givePromise: 'Lot',
  acceptPaper: 'Lot',
  returnPaper: 'Lot',
  registerLaboratory: 'Laboratory',
  decideLaboratory: 'Laboratory',
  recordMeasureCheck: 'Lot',
  releaseLot: 'Lot',
  recallLot: 'Lot',
  recordTraceEvent: 'TraceEvent',
  printLabels: 'LabelRun',
  voidLabels: 'Lot',
  scanLabel: 'ScannedLabel',
  settleLabelDoubt: 'LabelDoubt',
  saveMarketingColumn: 'MarketingColumn',
  removeMarketingColumn: 'MarketingColumnRemoved',
};

export const productInput = (more: object = {}) => ({
  requestId: requestId(),
  shopId: SHOP,
  title: '五常大米（稻花香2号）',
  categoryId: 'rice',
  standardClass: 'RECOMMENDED',
  standardCode: 'GB/T 19266-2008',
  copy: '种在龙凤山镇乐园村的水田里，一年一季。',
  skus: [
    {
      specification: '5千克/袋',
      unit: '袋',
      netGrams: 5000,
      storage: 'AMBIENT',
      shelfLifeDays: 365,
      weightGrams: 5200,
    },
  ],
  ...more,
});
export const labelInput = (skuId: string, more: object = {}) => ({
  requestId: requestId(),
  skuId,
  origin: '黑龙江省哈尔滨市五常市龙凤山镇',
  grade: '一级',
  pricingType: 'MARKET',
  retailFen: 9800,
  priceManager: '张敏',
  priceSupervision: '12315',
  ...more,
});
let code = 0;
export const lotInput = (skuId: string, more: object = {}) => ({
  requestId: requestId(),
  skuId,
  supplierId: SUPPLIER,
  code: `RICE261101-${++code}`,
  producedOn: '2026-11-01',
  units: 400,
  trademark: '香屯',
  markedName: '五常大米',
  producerName: '香屯合作社',
  producerAddress: '五常市龙凤山镇乐园村',
  complaintContact: '0451-12315',
  quality: '一级',
  usage: '淘洗后煮饭',
  ...more,
});

/** A draft with a complete label. */
export async function draft(room: TestSubgraph, more: object = {}): Promise<{ productId: string; skuId: string }> {
  const product = await act(room, seller, 'createProduct', productInput(more), 'id skus { id }');
  const skuId = product.skus[0].id as string;
  await act(room, seller, 'setPriceLabel', labelInput(skuId));
  return { productId: product.id, skuId };
}
export async function published(room: TestSubgraph, more: object = {}): Promise<{ productId: string; skuId: string }> {
  const made = await draft(room, more);
  const answer = await act(room, seller, 'publishProduct', { productId: made.productId });
  if (!answer.id) throw new Error(JSON.stringify(answer));
  return made;
}
/** A scan that somebody uploads; answers its id. A PDF is kept as it is, which takes no time. */
export async function scanned(room: TestSubgraph, actor: typeof seller, purpose = 'certificate'): Promise<string> {
  const { body } = await room.subgraph.edge(
    { method: 'POST', path: '/files', query: { purpose }, headers: {}, body: Buffer.from('%PDF-1.7 scan') },
    actor,
    'r',
  );
  return JSON.parse(String(body)).id;
}
/** Opens a scan as somebody; answers the status. */
export const opened = (room: TestSubgraph, actor: typeof seller, fileId: string): Promise<number> =>
  room.subgraph
    .edge({ method: 'GET', path: `/files/${fileId}`, query: {}, headers: {}, body: Buffer.alloc(0) }, actor, 'r')
    .then(({ status }) => status);

export const laboratoryInput = (more: object = {}) => ({
  requestId: requestId(),
  name: '黑龙江松禾检测',
  accreditationNumber: 'CMA 230000000184',
  scope: ['水分', '镉', '铅'],
  validFromOn: '2025-01-01',
  validUntilOn: '2028-12-31',
  ...more,
});
/** Filed with its scan by one, opened and accepted by another. */
export async function acceptedLaboratory(room: TestSubgraph, more: object = {}): Promise<string> {
  const fileId = await scanned(room, reviewer, 'laboratory-certificate');
  const { id } = await act(room, reviewer, 'registerLaboratory', laboratoryInput({ fileId, ...more }));
  await opened(room, operator, fileId);
  await act(room, operator, 'decideLaboratory', { laboratoryId: id, accepted: true });
  return id;
}
/** The laboratory of the county, filed when it is first needed. */
export async function filedLaboratory(room: TestSubgraph): Promise<string> {
  const { laboratories } = await room.graph<any>(seller, '{ laboratories { id } }');
  return laboratories[0]?.id ?? acceptedLaboratory(room);
}
let report = 0;
/** A laboratory's report on rice that passes; its scan is uploaded with it. */
export const inspectionInput = async (room: TestSubgraph, lotId: string, more: object = {}) => ({
  requestId: requestId(),
  lotId,
  party: 'THIRD',
  laboratoryId: 'laboratoryId' in more ? null : await filedLaboratory(room),
  resultType: 'INSPECTION_REPORT',
  reportNumber: `SH-2026-${++report}`,
  sampleName: '大米',
  sampledOn: '2026-11-01',
  inspectedOn: '2026-11-02',
  fileId: await scanned(room, seller, 'inspection-report'),
  items: [
    { name: '水分', value: '14.6', unit: '%' },
    { name: '镉', value: '0.03', unit: 'mg/kg' },
  ],
  ...more,
});
export const certificateInput = async (room: TestSubgraph, lotId: string, type: string, more: object = {}) => ({
  requestId: requestId(),
  lotId,
  type,
  number: type === 'PRODUCTION_LICENCE' ? 'SC10123018400012' : `${type}-1`,
  issuer: '五常市市场监督管理局',
  issuedOn: '2026-01-10',
  validUntilOn: '2030-01-09',
  fileId: await scanned(room, seller),
  ...more,
});
/** The reviewer opens and accepts whatever papers of the lot wait. */
export async function acceptedPapers(room: TestSubgraph, lotId: string): Promise<void> {
  const { papersWaiting } = await room.graph<any>(reviewer, '{ papersWaiting { id fileId lot { id } } }');
  for (const { id, fileId, lot } of papersWaiting) {
    if (lot.id !== lotId) continue;
    await opened(room, reviewer, fileId);
    const answer = await act(room, reviewer, 'acceptPaper', { paperId: id });
    if (!answer.id) throw new Error(JSON.stringify(answer));
  }
}
/** A registered lot with every paper that rice needs, filed but seen by nobody yet. */
export async function filedLot(
  room: TestSubgraph,
  skuId: string,
  more: object = {},
  report: object = {},
): Promise<{ lotId: string; code: string }> {
  const lot = await act(room, seller, 'registerLot', lotInput(skuId, more), 'id lotCode');
  for (const type of ['CONFORMITY', 'PRODUCTION_LICENCE'])
    await act(room, seller, 'addCertificate', await certificateInput(room, lot.id, type));
  const filed = await act(room, seller, 'recordInspection', await inspectionInput(room, lot.id, report));
  if (!filed.id) throw new Error(JSON.stringify(filed));
  return { lotId: lot.id, code: lot.lotCode };
}
/** The same, accepted by the reviewer. */
export async function documentedLot(
  room: TestSubgraph,
  skuId: string,
  more: object = {},
  report: object = {},
): Promise<{ lotId: string; code: string }> {
  const lot = await filedLot(room, skuId, more, report);
  await acceptedPapers(room, lot.lotId);
  return lot;
}
export const eventTypes = async (room: TestSubgraph): Promise<string[]> => {
  const rows = (await room.subgraph.orm.em
    .fork()
    .getKysely()
    .selectFrom('Outbox' as never)
    .select('type' as never)
    .execute()) as { type: string }[];
  return rows.map(({ type }) => type).filter((type) => !type.includes('act-recorded'));
};
export const rowCount = async (room: TestSubgraph, table: string): Promise<number> => {
  const rows = await room.subgraph.orm.em
    .fork()
    .getKysely()
    .selectFrom(table as never)
    .selectAll()
    .execute();
  return rows.length;
};
