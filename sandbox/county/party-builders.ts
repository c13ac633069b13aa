import { fictionalPhone, fictionalResidentId } from './check-digits.ts';
import { COUNTY, placeOf } from './places.ts';
import type { PaperFact, PaperKind, StaffFact, StaffRole, TrainingFact } from './party-types.ts';

export const MARKET_REGULATOR = `${COUNTY.name}市场监督管理局`;

export const paper = (
  kind: PaperKind,
  title: string,
  number: string,
  issuer: string,
  validFromDay: number,
  validUntilDay: number | null,
): PaperFact => ({ kind, title, number, issuer, validFromDay, validUntilDay });

/** The business licence carries the credit code as its number and has no term unless one was registered. */
export const businessLicence = (uscc: string, registeredDay: number, issuer: string = MARKET_REGULATOR): PaperFact =>
  paper('business-licence', '营业执照', uscc, issuer, registeredDay, null);

/** Since 2015 the tax registration is merged into the credit code; the paper on file is the tax office's confirmation. */
export const taxRegistration = (uscc: string, registeredDay: number): PaperFact =>
  paper('tax-registration', '税务登记信息确认表', uscc, `国家税务总局${COUNTY.name}税务局`, registeredDay, null);

export const healthCertificate = (sequence: number, fromDay: number): PaperFact =>
  paper(
    'health-certificate',
    '健康证明',
    `${COUNTY.code}00${String(sequence).padStart(6, '0')}`,
    `${COUNTY.name}疾病预防控制中心`,
    fromDay,
    fromDay + 365,
  );

export const coldChainCertificate = (sequence: number, fromDay: number): PaperFact =>
  paper(
    'cold-chain-certificate',
    '生鲜农产品冷链从业人员培训合格证',
    `LL-${COUNTY.code}-${String(sequence).padStart(4, '0')}`,
    `${COUNTY.name}农产品电子商务协会`,
    fromDay,
    fromDay + 730,
  );

/** The land of the farmer who sells what she grows: she sells, and she supplies herself. */
export const farmLandContract = paper(
  'land-contract',
  '农村土地承包经营权证',
  `${placeOf('farm').townshipCode}${'0'.repeat(9)}1J`,
  `${COUNTY.name}人民政府`,
  -3000,
  7900,
);

export const drivingLicence = (residentId: string, fromDay: number): PaperFact =>
  paper('driving-licence', '机动车驾驶证', residentId, `${COUNTY.cityName}公安局交通管理局`, fromDay, fromDay + 2190);

export const COURSES = {
  platform: '平台规则与消费者权益',
  review: '经营者资质审核实务',
  selling: '明码标价与商品宣传规范',
  coldChain: '生鲜农产品仓储、运输、检验与应急处理',
  payment: '网上支付安全操作',
  privacy: '个人信息保护',
} as const;

export const passed = (course: keyof typeof COURSES, day: number, score: number): TrainingFact => ({
  course: COURSES[course],
  day,
  hours: 4,
  score,
});

/** Identity numbers are generated from birth date and the never-issued sequence 000; `phone` from the fictional block. */
export function person(
  key: string,
  name: string,
  role: StaffRole,
  birthDate: string,
  phoneSequence: number,
  extra: { papers?: (residentId: string) => readonly PaperFact[]; training?: readonly TrainingFact[] } = {},
): StaffFact {
  const residentId = fictionalResidentId(COUNTY.code, birthDate);
  return {
    key: `staff:${key}`,
    name,
    role,
    phone: fictionalPhone(phoneSequence),
    residentId,
    papers: extra.papers?.(residentId) ?? [],
    training: extra.training ?? [],
  };
}
