import { KNOWN, UNREAD, type IndicatorRow } from './indicator-row.ts';
import { NATIONAL_TABLE } from './national.table.ts';

/** When the first of them were looked up. */
export const LOOKED_UP_ON = '2026-11-28';
const CODE = '公开的限量数据，未见标准原文';

const GRAIN = ['rice', 'corn', 'millet', 'flour'];
const contaminant = (
  categoryIds: readonly string[],
  name: string,
  max: number,
  source: string,
  more: Partial<IndicatorRow> = {},
): IndicatorRow => ({
  standardCode: 'GB 2762-2022',
  categoryIds,
  name,
  unit: 'mg/kg',
  max,
  isNational: true,
  source,
  doubt: UNREAD,
  ...more,
});
const quality = (
  standardCode: string,
  categoryId: string,
  name: string,
  max: number,
  grade?: string,
  source = KNOWN,
): IndicatorRow => ({
  standardCode,
  categoryIds: [categoryId],
  name,
  unit: '%',
  max,
  source,
  doubt: UNREAD,
  ...(grade && { grade }),
});

/** Rice alone may hold twice as much. */
const OTHER_GRAIN = { sourceOn: '2026-12-02' };

export const INDICATOR_TABLE: readonly IndicatorRow[] = [
  contaminant(GRAIN, '铅（以Pb计）', 0.2, CODE),
  contaminant(['corn', 'flour'], '镉（以Cd计）', 0.1, KNOWN, OTHER_GRAIN),
  contaminant(['rice'], '镉（以Cd计）', 0.2, CODE, { isAsked: true }),
  contaminant(['millet'], '镉（以Cd计）', 0.1, KNOWN, { ...OTHER_GRAIN, isAsked: true }),
  contaminant(GRAIN, '无机砷（以As计）', 0.2, CODE),
  contaminant(GRAIN, '总汞（以Hg计）', 0.02, CODE),
  contaminant(GRAIN, '铬（以Cr计）', 1, CODE),
  contaminant(['berries'], '铅（以Pb计）', 0.1, KNOWN),
  contaminant(['berries'], '镉（以Cd计）', 0.05, KNOWN),
  contaminant(['eggs'], '铅（以Pb计）', 0.2, KNOWN),
  contaminant(['eggs'], '镉（以Cd计）', 0.05, KNOWN),
  contaminant(['black-fungus'], '铅（以Pb计）', 1, KNOWN),
  contaminant(['black-fungus'], '镉（以Cd计）', 0.5, KNOWN),
  contaminant(['rice'], '黄曲霉毒素B1', 10, KNOWN, {
    standardCode: 'GB 2761',
    unit: 'μg/kg',
    doubt: '出处有写10的，也有写20的，按严的10判；没有和标准原文核对过',
  }),
  contaminant(['rice'], '三环唑', 2, KNOWN, {
    standardCode: 'GB 2763-2021',
    doubt: '没有和标准原文核对过；后来的版本也没有查',
  }),
  ...(['一级', '二级', '三级'] as const).map((grade, i) =>
    quality('GB/T 1354-2018', 'rice', '碎米总量', [12.5, 15, 20][i] ?? 20, grade, '公开网页，2022-03-04'),
  ),
  quality('GB/T 1354-2018', 'rice', '水分', 15.5),
  quality('GB/T 1354-2018', 'rice', '杂质', 0.25),
  quality('GB/T 1354-2018', 'rice', '黄粒米', 0.5),
  quality('GB/T 11766', 'millet', '水分', 13),
  quality('GB/T 11766', 'millet', '杂质', 0.5, '一级'),
  quality('GB/T 11766', 'millet', '杂质', 0.7, '二级'),
  quality('GB/T 11766', 'millet', '杂质', 1, '三级'),
  quality('GB/T 10462-2008', 'pulses', '水分', 13.5),
  ...NATIONAL_TABLE,
];
