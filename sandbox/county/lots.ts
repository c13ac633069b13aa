import { must } from '@heitu/kit/rules/checked';
import { firstSku } from './firsts.ts';
import { dateOn } from './days.ts';
import { INSPECTION_ROWS, type InspectionRow } from './inspection-items.ts';
import type {
  ConformityCertificateFact,
  InspectionFact,
  InspectionParty,
  LotFact,
  LotPaperFact,
  QuantityFact,
  TraceEventFact,
} from './lot-types.ts';
import { partyOf } from './parties.ts';
import { COUNTY } from './places.ts';
import { originText } from './products.ts';
import type { LotPaperKind, ProductFact } from './product-types.ts';
import { type Random, seededRandom } from './random.ts';
import { TRACE_STEPS, type TraceStep, type Whose } from './trace-steps.ts';

export * from './lot-types.ts';

const LOTS_SEED = Number(COUNTY.code);
/** A lot of seasonal goods older than this share of its shelf life gives way to a recent one. */
const AGE_SHARE_MAX = 0.6;

/** When lots are made: calendar days for goods with one season, else days before the base date. */
const PRODUCTION: Readonly<Record<ProductFact['traceKind'], readonly (string | number)[]>> = {
  rice: [-24, -12, -4],
  grain: [-45, -18],
  fungus: [-50, -20],
  foraged: [-46, -21],
  nuts: [-34, -12],
  honey: [-75, -30],
  root: [-24, -4],
  berry: [-4, -3, -2],
  'frozen-corn': ['08-12', '08-20'],
  poultry: ['10-18', '11-05'],
  dough: [-28, -9],
  pickle: [-26, -8],
  eggs: [-8, -5, -2],
  'dried-beans': ['08-18', '08-26'],
  'dried-greens': ['05-18', '05-26'],
};

/** The day number of the last `MM-DD` that is not after `beforeDay`. */
function lastOn(baseDate: Date, monthDay: string, beforeDay: number): number {
  const before = dateOn(baseDate, beforeDay);
  const year = Number(before.slice(0, 4)) - (monthDay > before.slice(5) ? 1 : 0);
  return beforeDay - Math.round((Date.parse(before) - Date.parse(`${year}-${monthDay}`)) / 86_400_000);
}

function productionDays(product: ProductFact, baseDate: Date): number[] {
  const shelfLifeDays = firstSku(product).shelfLifeDays;
  const days = PRODUCTION[product.traceKind].map((when, index) => {
    const day = typeof when === 'number' ? when : lastOn(baseDate, when, -3);
    return -day > shelfLifeDays * AGE_SHARE_MAX ? -30 + index * 12 : day;
  });
  return days.sort((a, b) => a - b);
}

const partyKeyOf = (product: ProductFact, whose: Whose): string =>
  ({ supplier: product.supplierKey, producer: product.producerKey, seller: product.sellerKey })[whose];

const round = (value: number, decimals: number): number => Math.round(value * 10 ** decimals) / 10 ** decimals;

function traceOf(
  product: ProductFact,
  productionDay: number,
  quantity: QuantityFact,
  baseDate: Date,
): TraceEventFact[] {
  // Backwards, so that a calendar step falls before the one that follows it.
  let day = 0;
  const steps = TRACE_STEPS[product.traceKind].toReversed().map((step) => {
    day = typeof step.when === 'string' ? lastOn(baseDate, step.when, day) : productionDay - step.when;
    return { ...step, day };
  });
  const amount = (pair: TraceStep['input']): QuantityFact[] =>
    pair ? [{ name: pair[0], quantity: round(quantity.quantity * pair[1], 1), unit: quantity.unit }] : [];
  return steps.reverse().map((step, index) => {
    const party = partyOf(partyKeyOf(product, step.whose));
    const atOrigin = step.place === 'origin';
    return {
      sequence: index + 1,
      eventType: step.input && step.output ? 'TransformationEvent' : 'ObjectEvent',
      bizStep: step.bizStep,
      disposition: step.disposition,
      title: step.title,
      text: step.text,
      day: step.day,
      minuteOfDay: step.minuteOfDay,
      placeText: atOrigin ? originText(product) : party.address,
      villageCode: atOrigin ? product.origin.code : party.villageCode,
      partyKey: party.key,
      actorName: party.legalPerson,
      inputs: amount(step.input),
      outputs: amount(step.output),
      temperatureCelsius: step.temperatureCelsius ?? null,
    };
  });
}

const resultOf = (row: InspectionRow, random: Random): string =>
  'finding' in row
    ? row.finding
    : `${(row.low + random.next() * (row.high - row.low)).toFixed(row.decimals)}${row.unit}`;

function inspectionOf(
  product: ProductFact,
  slug: string,
  code: string,
  party: InspectionParty,
  day: number,
  random: Random,
): InspectionFact {
  const tester = partyOf(party === 'second' ? product.sellerKey : product.producerKey);
  const third = party === 'third';
  return {
    number: `${third ? 'SH' : 'ZJ'}-${code}-${{ first: '1', second: '2', third: '3' }[party]}`,
    party,
    laboratory: third
      ? '黑龙江松禾农产品检测有限公司'
      : `${tester.name}${tester.legalForm === 'exempt-farmer' ? '（自检）' : '化验室'}`,
    accreditation: third ? 'CMA 230000000184' : null,
    sampledDay: day,
    reportedDay: day + (third ? 1 : 0),
    items: must(INSPECTION_ROWS[slug], slug).map((row) => ({
      name: row.name,
      limit: row.limit,
      result: resultOf(row, random),
      basis: row.basis,
      passed: true,
    })),
    conclusion: '所检项目符合要求',
  };
}

const PAPER_TITLES: Readonly<Record<LotPaperKind, string>> = {
  'inspection-report': '检验报告',
  'factory-certificate': '产品出厂检验合格证',
  'conformity-certificate': '承诺达标合格证',
  'production-licence': '食品生产许可证',
  'geographical-indication': '地理标志专用标志使用核准',
  'animal-quarantine-certificate': '动物检疫合格证明',
  'gmo-declaration': '非转基因声明及检测记录',
  'purchase-paper': '进货凭证',
};

const NUMBERS_BEGIN: Partial<Record<LotPaperKind, string>> = {
  'factory-certificate': 'CC',
  'conformity-certificate': `HGZ-${COUNTY.code}`,
  'gmo-declaration': 'FZJY',
};
const purchaseOf = (product: ProductFact, code: string, quantity: QuantityFact) => ({
  kind: 'purchase-paper' as const,
  title: PAPER_TITLES['purchase-paper'],
  number: `JH-${code}`,
  issuer: partyOf(product.supplierKey).name,
  validUntilDay: null,
  boughtIn: { goods: product.searchName, amount: amountText(quantity), origin: originText(product) },
});
function papersOf(
  product: ProductFact,
  code: string,
  productionDay: number,
  quantity: QuantityFact,
  inspection: InspectionFact,
): LotPaperFact[] {
  const producer = partyOf(product.producerKey);
  return product.requiredPapers.map((kind): LotPaperFact => {
    const title = PAPER_TITLES[kind];
    const held =
      kind === 'production-licence'
        ? product.productionLicence
        : kind === 'geographical-indication'
          ? producer.papers.find((paper) => paper.kind === kind)
          : undefined;
    if (held)
      return {
        kind,
        title,
        number: held.number,
        issuer: held.issuer,
        issuedDay: held.validFromDay,
        validUntilDay: held.validUntilDay,
      };
    if (kind === 'inspection-report')
      return {
        kind,
        title,
        number: inspection.number,
        issuer: inspection.laboratory,
        issuedDay: inspection.reportedDay,
        validUntilDay: null,
      };
    if (kind === 'purchase-paper') return { ...purchaseOf(product, code, quantity), issuedDay: productionDay + 1 };
    if (kind === 'animal-quarantine-certificate')
      return {
        kind,
        title,
        number: `黑检${COUNTY.code}${code}`,
        issuer: `${COUNTY.name}动物卫生监督所`,
        issuedDay: productionDay,
        validUntilDay: null,
      };
    return {
      kind,
      title,
      number: `${NUMBERS_BEGIN[kind]}-${code}`,
      issuer: producer.name,
      issuedDay: productionDay,
      validUntilDay: null,
    };
  });
}

const amountText = ({ quantity, unit }: QuantityFact): string => `${quantity}${unit === 'kg' ? '千克' : unit}`;
function certificateOf(
  product: ProductFact,
  code: string,
  productionDay: number,
  quantity: QuantityFact,
): ConformityCertificateFact | null {
  if (!product.requiredPapers.includes('conformity-certificate')) return null;
  const producer = partyOf(product.producerKey);
  return {
    number: `${NUMBERS_BEGIN['conformity-certificate']}-${code}`,
    productName: product.searchName,
    quantityText: amountText(quantity),
    originText: originText(product),
    issuedDay: productionDay,
    promisedBy: producer.name,
    phone: producer.phone,
    promises: [
      '不使用禁用农药、兽药、停用兽药和非法添加物',
      '常规农药、兽药残留符合食品安全国家标准',
      '对承诺的真实性负责',
    ],
    form: producer.legalForm === 'exempt-farmer' ? 'handwritten' : 'electronic',
  };
}

/** Grams that one pack takes from the lot; pieces for eggs, and the whole ears' weight for corn. */
export const unitsOf = (product: ProductFact, sku: ProductFact['skus'][number]): number =>
  sku.net.kind === 'weight'
    ? sku.net.grams / 1000
    : product.traceKind === 'eggs'
      ? sku.net.count
      : sku.grossGrams / 1000;

/** Who inspects a product's lots, the oldest first; a farmer's by the farmer. */
const INSPECTED_BY: { farmer: readonly InspectionParty[]; lots: readonly (readonly InspectionParty[])[] } = {
  farmer: ['first'],
  lots: [['third'], ['first'], ['second', 'third']],
};

/**
 * The two or three lots of one product at the base date, the oldest first, each with its packs, papers, inspection,
 * certificate and trace.
 */
export function lotsOfProduct(product: ProductFact, baseDate: Date): LotFact[] {
  const slug = (product.madeFrom ?? product.key).slice('product:'.length);
  const name = product.key.slice('product:'.length);
  // One stream per product, so that lots do not change when another product is added.
  const random = seededRandom(
    [...name].reduce((sum, character) => Math.imul(sum, 31) + character.charCodeAt(0), LOTS_SEED),
  );
  const days = productionDays(product, baseDate);
  const exempt = partyOf(product.sellerKey).legalForm === 'exempt-farmer';
  return days.map((productionDay, index) => {
    const code = `${name.replaceAll(/[^a-z0-9]/g, '').toUpperCase()}${dateOn(baseDate, productionDay).replaceAll('-', '').slice(2)}${'ABC'[index]}`;
    const packs = product.skus.map((sku) => {
      const registered = exempt ? random.int(8, 14) : random.int(12, 40) * 20;
      return { sku, registered, onHand: Math.floor(registered * (0.35 + 0.6 * (index / days.length))) };
    });
    const quantity: QuantityFact = {
      name: product.searchName,
      unit: product.traceKind === 'eggs' ? '枚' : 'kg',
      quantity: round(
        packs.reduce((sum, { sku, registered }) => sum + registered * unitsOf(product, sku), 0),
        1,
      ),
    };
    const parties = exempt ? INSPECTED_BY.farmer : must(INSPECTED_BY.lots[index], 'who inspects the lot');
    const inspections = parties.map((party) => inspectionOf(product, slug, code, party, productionDay, random));
    return {
      key: `lot:${name}-${index + 1}`,
      code,
      productKey: product.key,
      supplierKey: product.supplierKey,
      productionDay,
      expiryDay: productionDay + Math.min(...product.skus.map((sku) => sku.shelfLifeDays)),
      quantity,
      packs: packs.map(({ sku, ...pack }) => ({ skuKey: sku.key, ...pack })),
      papers: papersOf(product, code, productionDay, quantity, must(inspections[0], 'an inspection')),
      inspections,
      certificate: certificateOf(product, code, productionDay, quantity),
      trace: traceOf(product, productionDay, quantity, baseDate),
    };
  });
}
