/**
 * What a laboratory measures per product. Limits are those of the standard named in `basis` as generally known; a demo
 * report is no substitute for reading the standard. A numeric row draws its result between `low` and `high`, which lie
 * inside the limit; a text row always has the same finding.
 */
export type InspectionRow =
  | {
      readonly name: string;
      readonly limit: string;
      readonly basis: string;
      readonly low: number;
      readonly high: number;
      readonly decimals: number;
      readonly unit: string;
    }
  | { readonly name: string; readonly limit: string; readonly basis: string; readonly finding: string };

const SENSE = (basis: string): InspectionRow => ({
  name: '感官',
  limit: '色泽、气味正常，无霉变',
  basis,
  finding: '符合',
});
const below = (
  name: string,
  limitText: string,
  unit: string,
  basis: string,
  low: number,
  high: number,
  decimals: number,
): InspectionRow => ({ name, limit: `≤${limitText}${unit}`, unit, basis, low, high, decimals });
const above = (
  name: string,
  limitText: string,
  unit: string,
  basis: string,
  low: number,
  high: number,
  decimals: number,
): InspectionRow => ({ name, limit: `≥${limitText}${unit}`, unit, basis, low, high, decimals });
const absent = (name: string, basis: string): InspectionRow => ({ name, limit: '不得检出', basis, finding: '未检出' });
const lead = (limitText: string, low: number, high: number) =>
  below('铅（以Pb计）', limitText, 'mg/kg', 'GB 2762', low, high, 3);
const cadmium = (limitText: string, low: number, high: number) =>
  below('镉（以Cd计）', limitText, 'mg/kg', 'GB 2762', low, high, 3);

const BEAN_ROWS = (basis: string, moistureText: string): InspectionRow[] => [
  SENSE(basis),
  below('水分', moistureText, '%', basis, 10.8, 12.6, 1),
  below('杂质', '1.0', '%', basis, 0.1, 0.5, 1),
  lead('0.2', 0.01, 0.06),
  cadmium('0.2', 0.01, 0.05),
];

/** By product slug. */
export const INSPECTION_ROWS: Readonly<Record<string, readonly InspectionRow[]>> = {
  rice: [
    SENSE('GB/T 19266'),
    below('水分', '15.5', '%', 'GB/T 19266', 14.1, 15.2, 1),
    below('不完善粒', '3.0', '%', 'GB/T 19266', 0.6, 2.1, 1),
    below('黄粒米', '0.5', '%', 'GB/T 19266', 0, 0.2, 1),
    cadmium('0.2', 0.01, 0.06),
    below('黄曲霉毒素B1', '10', 'μg/kg', 'GB 2761', 0.2, 0.9, 1),
  ],
  soybean: [
    ...BEAN_ROWS('GB 1352', '13.0'),
    { name: '转基因成分（CaMV35S、NOS）', limit: '阴性', basis: '转基因成分定性检测', finding: '阴性' },
  ],
  millet: [
    SENSE('GB/T 11766'),
    below('水分', '13.0', '%', 'GB/T 11766', 11.2, 12.7, 1),
    below('杂质', '0.5', '%', 'GB/T 11766', 0.1, 0.3, 1),
    lead('0.2', 0.01, 0.05),
    cadmium('0.1', 0.01, 0.03),
  ],
  'mung-bean': BEAN_ROWS('GB/T 10462', '13.5'),
  'red-bean': BEAN_ROWS('GB/T 10461', '14.0'),
  'black-fungus': [
    SENSE('GB/T 6192'),
    below('水分', '12.0', '%', 'GB/T 6192', 9.6, 11.6, 1),
    below('灰分', '6.0', '%', 'GB/T 6192', 3.1, 4.8, 1),
    lead('1.0', 0.1, 0.4),
    cadmium('0.5', 0.04, 0.2),
  ],
  'hazel-mushroom': [
    SENSE('GB 7096'),
    below('水分', '12', '%', 'GB 7096', 9.5, 11.4, 1),
    absent('甲醛次硫酸氢钠', '国家禁用非食用物质规定'),
  ],
  'pine-nuts': [
    SENSE('GB 19300'),
    below('酸价（以脂肪计）', '3', 'mg/g', 'GB 19300', 0.4, 1.4, 1),
    below('过氧化值（以脂肪计）', '0.5', 'g/100g', 'GB 19300', 0.03, 0.16, 2),
    below('黄曲霉毒素B1', '5', 'μg/kg', 'GB 2761', 0.1, 0.8, 1),
  ],
  'linden-honey': [
    SENSE('GB 14963'),
    above('果糖和葡萄糖', '60', 'g/100g', 'GB 14963', 66, 74, 1),
    below('蔗糖', '5', 'g/100g', 'GB 14963', 0.8, 2.9, 1),
    below('锌（以Zn计）', '25', 'mg/kg', 'GB 14963', 0.4, 2.2, 1),
    absent('氯霉素', '农业农村部公告第250号'),
  ],
  potato: [
    SENSE('GB/T 31784'),
    lead('0.2', 0.01, 0.05),
    cadmium('0.1', 0.01, 0.04),
    below('毒死蜱', '0.02', 'mg/kg', 'GB 2763', 0.002, 0.008, 3),
  ],
  eggs: [
    SENSE('GB 2749'),
    absent('氟苯尼考', 'GB 31650'),
    absent('恩诺沙星', 'GB 31650'),
    below('破损率', '2', '%', 'GB/T 39438', 0, 0.9, 1),
  ],
  'dried-beans': [SENSE('感官与水分自检'), below('水分', '13', '%', '感官与水分自检', 9, 12, 1)],
  'wild-greens': [SENSE('感官与水分自检'), below('水分', '13', '%', '感官与水分自检', 8.5, 11.5, 1)],
  blueberry: [
    SENSE('GB/T 27658'),
    lead('0.1', 0.005, 0.03),
    cadmium('0.05', 0.002, 0.01),
    below('啶虫脒', '2', 'mg/kg', 'GB 2763', 0.01, 0.12, 2),
  ],
  'fresh-corn': [
    SENSE('NY/T 523'),
    lead('0.2', 0.01, 0.04),
    cadmium('0.1', 0.005, 0.02),
    { name: '转基因成分（CaMV35S、NOS）', limit: '阴性', basis: '转基因成分定性检测', finding: '阴性' },
  ],
  goose: [
    SENSE('GB 2707'),
    below('挥发性盐基氮', '15', 'mg/100g', 'GB 2707', 5.2, 10.4, 1),
    absent('氯霉素', '农业农村部公告第250号'),
    lead('0.2', 0.01, 0.04),
  ],
  'bean-buns': [
    SENSE('GB 19295'),
    below('过氧化值（以脂肪计）', '0.25', 'g/100g', 'GB 19295', 0.02, 0.1, 2),
    { name: '沙门氏菌', limit: 'n=5 c=0 m=0/25g', basis: 'GB 29921', finding: '未检出' },
  ],
  'pickled-cabbage': [
    SENSE('GB 2714'),
    below('亚硝酸盐（以NaNO2计）', '20', 'mg/kg', 'GB 2762', 1.1, 5.6, 1),
    below('苯甲酸', '1.0', 'g/kg', 'GB 2760', 0, 0.01, 2),
    lead('0.5', 0.02, 0.08),
  ],
};
