import { idFrom } from '@heitu/kit/rules/ids';
import type { Row } from './platform.fixture.ts';

/** Of one room, by table: the row of each number. */
export type Filled = Readonly<Record<string, (i: number, atMs: number, partyId: string) => Row>>;

/** Who asks for lists that are of the caller alone. */
const ASKER = idFrom('account:staff:heitu-admin');
/** Of the county's pooled lot. */
const ofMember = (i: number, what: string): string => idFrom(`pool:consumer:0${3 + (i % 3)}:${what}`);

/** Rows of growers, by room and table. */
export const OF_GROWERS = {
  catalog: {
    PoolShare: (i, atMs, partyId) => ({
      lotId: idFrom(`lot:rice-${1 + Math.floor(i / 3)}`),
      partyId,
      harvestId: ofMember(i, 'harvest'),
      growerId: ofMember(i, 'grower'),
      parts: 1000,
      grade: '一等',
      priceFen: 300,
      state: i % 2 ? 'agreed' : 'offered',
      offeredAtMs: atMs,
      answerDueAtMs: atMs,
      accountId: ASKER,
    }),
  },
  payments: {
    PoolTerm: (i, _atMs, partyId) => ({
      id: `list-term-${i}`,
      lotId: 'lot',
      lotCode: 'LOT',
      partyId,
      goodsTitle: '五常大米',
      lotUnits: 10,
      growerId: ofMember(i, 'grower'),
      accountId: ASKER,
      crop: '水稻',
      harvestedOn: '2025-05-01',
      unit: 'kg',
      parts: 1000,
      grade: '一等',
      priceFen: 300,
      agreedAtMs: 1,
    }),
    GrowerShare: (i, atMs, partyId) => ({
      soldLotId: `list-sold-${i}`,
      termId: `list-term-${i}`,
      orderId: `list-order-${i}`,
      lotId: 'lot',
      partyId,
      accountId: ASKER,
      soldParts: 1000,
      amountFen: 100 + Math.floor(i / 3),
      sharingFen: 0,
      sharedFen: 0,
      transferFen: 0,
      transferredFen: 0,
      setOffFen: 0,
      backFen: 0,
      state: i % 2 ? 'open' : 'over',
      sinceMs: atMs,
      createdAtMs: atMs,
    }),
    GrowerTransfer: (i, atMs, partyId) => ({
      partyId,
      accountId: ASKER,
      merchant: 'm',
      amountFen: 100 + Math.floor(i / 3),
      outBillNo: `G${i}`,
      state: i % 2 ? 'paid' : 'closed',
      endsAtMs: atMs,
      attempts: 1,
      createdAtMs: atMs,
    }),
  },
} as const satisfies Readonly<Record<string, Filled>>;

type RowOf = Filled[string];
const look =
  (of: Row): RowOf =>
  (i, atMs, partyId) => ({
    ...of,
    partyId,
    cause: 'new',
    state: i % 2 ? 'passed' : 'left',
    contentHash: '',
    rulesVersion: 1,
    openedAtMs: atMs,
    lookDueAtMs: atMs,
  });
/** A person's looks: at goods, and at a shop of the county. */
export const OF_LOOKS = {
  goods: look({ productId: 'x' }),
  shop: look({ shopId: idFrom('shop:seller:xiangtun-coop') }),
} as const;

export const OF_TIP_OFFS: Filled = {
  Correction: (i, atMs) => ({
    accountId: `A${i}`,
    field: 'other',
    value: '张三',
    reason: '写错了',
    state: i % 2 ? 'asked' : 'corrected',
    askedAtMs: atMs,
    dueAtMs: atMs + 1,
  }),
  ImpactAssessment: (i, atMs) => ({
    purpose: 'filing',
    lawful: '合法',
    risks: '小',
    measures: '加密',
    validUntil: '2099-01-01',
    state: i % 2 ? 'drafted' : 'reviewed',
    recordedAtMs: atMs,
    recordedBy: 'A',
  }),
  AssessmentObjection: (i, atMs, partyId) => ({
    month: '2025-01',
    partyId,
    metric: `metric-${i}`,
    state: i % 2 ? 'raised' : 'upheld',
    text: '停电',
    raisedAtMs: atMs,
    dueAtMs: atMs,
  }),
  DatabaseSighting: (i, atMs) => ({
    number: i,
    user: ['root', 'visitor'][i % 2]!,
    host: 'localhost',
    state: 'seen',
    seenAtMs: atMs,
    lastSeenAtMs: atMs,
  }),
  BackupMedium: (i, atMs) => ({
    label: `HT-${i}`,
    kind: 'tape',
    state: i % 2 ? 'offered' : 'kept',
    holderId: 'A',
    heldSinceMs: atMs,
    place: '档案馆',
    isOffSite: 1,
    takerId: ASKER,
    offeredAtMs: atMs,
    registeredAtMs: atMs,
  }),
  PermissionVersion: (i, atMs) => ({
    digest: `${i}`.padStart(64, '0'),
    ruleCount: 9,
    addedCount: 1,
    removedCount: 0,
    changes: '[]',
    state: 'unapproved',
    seenAtMs: atMs,
    lastSeenAtMs: atMs,
    dueAtMs: atMs,
  }),
  SellerDemand: (i, atMs, partyId) => ({
    complaintId: `C${i}`,
    accountId: `A${i}`,
    partyId,
    state: i % 2 ? 'asked' : 'given',
    askedAtMs: atMs,
    dueAtMs: atMs + 1,
  }),
  TipOff: (i, atMs) => ({
    code: `CODE${i}`,
    kind: 'unsafe',
    what: '某店',
    text: '有霉味',
    state: i % 2 ? 'filed' : 'founded',
    day: '2025-01-01',
    ordinal: i,
    filedAtMs: atMs,
    dueAtMs: atMs + 1,
  }),
};
