import { DAY_MS } from '@heitu/kit/rules/clock';
import { jsonOf } from '@heitu/kit/rules/checked';
import { z } from '@heitu/kit/rules/validate';
import { PARTY_KIND_TITLES } from '@heitu/standard';
import type { TrustContext, TrustRows } from '../context.ts';
import { PartiesForReturn, type PartiesForReturnQuery } from '../asks/sellers.ts';
import { returnPeriod, RETURN_TITLES, type ReturnKind } from './disclosure.policy.ts';

/** A sheet of the file: its columns' titles, and the rows below them. Amounts are yuan. */
export interface ReturnSheet {
  title: string;
  columns: readonly string[];
  rows: readonly (readonly (string | number)[])[];
}
type Told = PartiesForReturnQuery['parties'][number];

const PARTIES_AT_ONCE = 200;
const YEAR_MS = 365 * DAY_MS;
/** 网络交易监督管理办法 8: whoever sells less in a year need not register. */
const SMALL_FEN = 100_000_00;

const incomeOfParty = z.object({
  partyId: z.string(),
  orders: z.int(),
  grossFen: z.int(),
  refundedFen: z.int(),
  netFen: z.int(),
});
const contentOf = {
  'identity-half-year': z.object({ parties: z.array(z.object({ partyId: z.string() })) }),
  'income-quarter': z.object({
    incomes: z.array(incomeOfParty),
  }),
  'trade-month': z.object({
    byParty: z.array(incomeOfParty),
  }),
} as const;

const yuan = (fen: number): number => fen / 100;
const yes = (is: boolean): string => (is ? '是' : '否');
/** A shop has no address of its own on the web: it is told how one gets there. */
const wayTo = ({ id, name }: { id: string; name: string }): string => `微信小程序“黑土”，店铺“${name}”，编号${id}`;
const KIND_TEXTS: Readonly<Record<string, string>> = PARTY_KIND_TITLES;
const kindText = (kind: string): string => KIND_TEXTS[kind] ?? kind;

/** What sellers tells of these parties, in plain, each told party recorded there first; null where it is silent. */
async function reveal(
  context: TrustContext,
  ids: readonly string[],
  purpose: string,
): Promise<ReadonlyMap<string, Told>> {
  const told = new Map<string, Told>();
  for (let from = 0; from < ids.length; from += PARTIES_AT_ONCE) {
    const { parties } = await context.peers.query(PartiesForReturn, {
      ids: ids.slice(from, from + PARTIES_AT_ONCE),
      requestedBy: context.actor.id,
      purpose,
    });
    for (const party of parties) told.set(party.partyId, party);
  }
  return told;
}

async function yearlyFen(rows: TrustRows, toMs: number): Promise<ReadonlyMap<string, number>> {
  const sold = await rows
    .selectFrom('TradeMilestone')
    .select(['partyId', ({ fn }) => fn.sum<number>('totalFen').as('fen')])
    .where('paidAtMs', '>=', toMs - YEAR_MS)
    .where('paidAtMs', '<', toMs)
    .groupBy('partyId')
    .execute();
  return new Map(sold.map(({ partyId, fen }) => [partyId ?? '', Number(fen)]));
}

/** For the market regulator: who sells here (E-commerce Law 28; its fields by the notices of 2025). */
async function identitySheet(context: TrustContext, content: string, period: string, purpose: string) {
  const { parties } = jsonOf(contentOf['identity-half-year'], content);
  const told = await reveal(
    context,
    parties.map(({ partyId }) => partyId),
    purpose,
  );
  const span = returnPeriod('identity-half-year', period);
  const sold = await yearlyFen(context.rows, span?.toMs ?? context.clock.now());
  const rows = parties.flatMap(({ partyId }) => {
    const one = told.get(partyId);
    if (!one) return [];
    const shops = one.shops.length > 0 ? one.shops : [{ id: '', name: '' }];
    return shops.map((shop) => [
      '黑土',
      context.services.publicUrl,
      kindText(one.kind),
      yes(one.creditCode !== null),
      one.name,
      one.creditCode ?? '',
      one.residentIdNumber ?? '',
      one.address,
      one.contactName,
      one.contactPhone,
      shop.name,
      shop.id === '' ? '' : wayTo(shop),
      one.exemptionDeclaration ?? '',
      yes((sold.get(partyId) ?? 0) > SMALL_FEN),
    ]);
  });
  return {
    title: '经营者身份信息',
    columns: [
      '平台名称',
      '平台网址',
      '主体类型',
      '是否办理市场主体登记',
      '名称（姓名）',
      '统一社会信用代码',
      '身份证件号码',
      '实际经营地址',
      '联系人',
      '联系电话',
      '店铺名称',
      '店铺网址或访问路径',
      '免于登记的自我声明',
      '在本平台一年交易额是否超过10万元',
    ],
    rows,
  };
}

interface Income {
  orders: number;
  grossFen: number;
  refundedFen: number;
  netFen: number;
  party: Told;
}
const shopsOf = ({ shops }: Told): string => shops.map(({ name }) => name).join('、');
const codesOf = ({ shops }: Told): string => shops.map(({ id }) => id).join('、');

const peopleSheet = (known: readonly Income[]): ReturnSheet => ({
  title: '身份信息',
  columns: [
    '是否已取得登记证照',
    '名称（姓名）',
    '统一社会信用代码（纳税人识别号）',
    '证件类型',
    '证件号码',
    '国家或地区',
    '是否存在免于报送收入信息情形',
    '店铺名称',
    '店铺唯一标识码',
    '联系人',
    '联系电话',
    '地址',
    '经营开始日期',
  ],
  rows: known.map(({ party }) => [
    yes(party.creditCode !== null),
    party.name,
    party.creditCode ?? '',
    party.residentIdNumber === null ? '' : '201|居民身份证',
    party.residentIdNumber ?? '',
    '156|中国',
    '否',
    shopsOf(party),
    codesOf(party),
    party.contactName,
    party.contactPhone,
    party.address,
    party.since ?? '',
  ]),
});
const incomeSheet = (known: readonly Income[], period: string): ReturnSheet => ({
  title: '收入信息',
  columns: [
    '平台名称',
    '所属期',
    '名称（姓名）',
    '统一社会信用代码或证件号码',
    '店铺名称',
    '店铺唯一标识码',
    '销售货物收入总额（元）',
    '退款金额（元）',
    '收入净额（元）',
    '交易笔数',
  ],
  rows: known.map(({ party, orders, grossFen, refundedFen, netFen }) => [
    '黑土',
    period,
    party.name,
    party.creditCode ?? party.residentIdNumber ?? '',
    shopsOf(party),
    codesOf(party),
    yuan(grossFen),
    yuan(refundedFen),
    yuan(netFen),
    orders,
  ]),
});

/** For the tax authority: who earned how much here (State Council Order 810); of the annexes' columns those we know. */
async function incomeSheets(context: TrustContext, content: string, period: string, purpose: string) {
  const { incomes } = jsonOf(contentOf['income-quarter'], content);
  const told = await reveal(
    context,
    incomes.map(({ partyId }) => partyId),
    purpose,
  );
  const known = incomes.flatMap((income) => {
    const party = told.get(income.partyId);
    return party ? [{ ...income, party }] : [];
  });
  return [peopleSheet(known), incomeSheet(known, period)];
}

async function tradeSheet({ rows }: TrustContext, content: string, period: string): Promise<ReturnSheet> {
  const { byParty } = jsonOf(contentOf['trade-month'], content);
  const names = await rows.selectFrom('KnownParty').select(['partyId', 'name']).execute();
  const nameOf = new Map(names.map(({ partyId, name }) => [partyId, name]));
  return {
    title: RETURN_TITLES['trade-month'],
    columns: ['所属期', '主体', '订单', '交易额（元）', '退款（元）', '净额（元）'],
    rows: byParty.map(({ partyId, orders, grossFen, refundedFen, netFen }) => [
      period,
      nameOf.get(partyId) ?? partyId,
      orders,
      yuan(grossFen),
      yuan(refundedFen),
      yuan(netFen),
    ]),
  };
}

/** A return as the authority takes it, with every field that we have to tell. */
export async function returnSheets(
  context: TrustContext,
  { kind, period, content }: { kind: ReturnKind; period: string; content: string },
): Promise<ReturnSheet[]> {
  const purpose = `${RETURN_TITLES[kind]} ${period}`;
  switch (kind) {
    case 'identity-half-year':
      return [await identitySheet(context, content, period, purpose)];
    case 'income-quarter':
      return incomeSheets(context, content, period, purpose);
    case 'trade-month':
      return [await tradeSheet(context, content, period)];
  }
}
