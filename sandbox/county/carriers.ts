import { fictionalPhone, uscc } from './check-digits.ts';
import {
  businessLicence,
  coldChainCertificate,
  drivingLicence,
  healthCertificate,
  paper,
  passed,
  person,
  taxRegistration,
} from './party-builders.ts';
import type { CarrierFact, RateFact, VehicleFact } from './party-types.ts';
import { COUNTY, placeOf, villageAddress } from './places.ts';

const vehicleLicence = (plate: string, fromDay: number) =>
  paper(
    'vehicle-licence',
    '道路运输证',
    `黑交运管${plate.slice(-5)}号`,
    `${COUNTY.cityName}交通运输局`,
    fromDay,
    fromDay + 1095,
  );

const refrigerated = (
  key: string,
  plate: string,
  payloadKg: number,
  temperatureCelsiusMin: number,
  temperatureCelsiusMax: number,
): VehicleFact => ({
  key: `vehicle:${key}`,
  plate,
  kind: 'refrigerated-truck',
  payloadKg,
  temperatureCelsiusMin,
  temperatureCelsiusMax,
  sensorSerials: [`SN-${key.toUpperCase()}-1`, `SN-${key.toUpperCase()}-2`],
  papers: [vehicleLicence(plate, -500)],
});

const coldUscc = uscc('91', COUNTY.code, 'MAXX0011');
const coldVillage = placeOf('coldPark');
const coldShopVillage = placeOf('coldShop');

const rate = (
  areaName: string,
  divisionPrefixes: readonly string[],
  storage: RateFact['storage'],
  [firstGrams, firstFen, stepGrams, stepFen]: readonly [number, number, number, number],
  withinHours: number,
): RateFact => ({ areaName, divisionPrefixes, storage, firstGrams, firstFen, stepGrams, stepFen, withinHours });

/** Cold-chain carrier with a pre-cooling store and refrigerated trucks in the county town (8.1.af). */
export const coldCarrier: CarrierFact = {
  key: 'carrier:beida-cold',
  kind: 'carrier',
  name: `${COUNTY.name}北达冷链物流有限公司`,
  shortName: '北达冷链',
  legalForm: 'enterprise',
  uscc: coldUscc,
  residentId: null,
  legalPerson: '寒远程',
  phone: fictionalPhone(51),
  divisionCode: COUNTY.code,
  villageCode: coldVillage.code,
  address: `${villageAddress(coldVillage)}冷链园1号`,
  registeredDay: -1800,
  business: '冷藏冷冻运输、仓储、同城配送',
  carrierCode: 'BEIDALENGLIAN',
  papers: [
    businessLicence(coldUscc, -1800),
    taxRegistration(coldUscc, -1790),
    paper(
      'road-transport-licence',
      '道路运输经营许可证',
      `黑交运管许可${COUNTY.licenceWord}字${COUNTY.code}000011号`,
      `${COUNTY.name}交通运输局`,
      -900,
      560,
    ),
    paper('express-licence', '快递业务经营许可证', '黑邮00000011C', '黑龙江省邮政管理局', -1000, 825),
    paper(
      'cold-store-certificate',
      '冷库安全评估报告',
      `LK-${COUNTY.code}-0011`,
      '黑龙江省特种设备检验研究院',
      -200,
      895,
    ),
  ],
  staff: [
    person('beida-manager', '寒远程', 'carrier-manager', '1978-12-01', 52, {
      training: [passed('coldChain', -220, 94), passed('privacy', -210, 90)],
    }),
    person('beida-driver-1', '路平安', 'driver', '1983-04-17', 53, {
      papers: (id) => [drivingLicence(id, -1100), healthCertificate(53, -120), coldChainCertificate(53, -220)],
      training: [passed('coldChain', -220, 91)],
    }),
    person('beida-driver-2', '车守信', 'driver', '1987-09-23', 54, {
      papers: (id) => [drivingLicence(id, -700), healthCertificate(54, -60), coldChainCertificate(54, -215)],
      training: [passed('coldChain', -215, 88)],
    }),
    person('beida-courier-1', '冯送暖', 'courier', '1994-01-09', 55, {
      papers: () => [healthCertificate(55, -90), coldChainCertificate(55, -210)],
      training: [passed('coldChain', -210, 93), passed('privacy', -205, 87)],
    }),
    person('beida-courier-2', '包小麦', 'courier', '1998-03-28', 56, {
      papers: () => [healthCertificate(56, -30), coldChainCertificate(56, -180)],
      training: [passed('coldChain', -180, 85), passed('privacy', -178, 89)],
    }),
  ],
  facilities: [
    {
      key: 'facility:beida-precool',
      kind: 'pre-cooling-store',
      name: '北达预冷库',
      address: `${villageAddress(coldVillage)}冷链园1号东侧`,
      villageCode: coldVillage.code,
      areaSquareMetres: 180,
      temperatureCelsiusMin: 0,
      temperatureCelsiusMax: 4,
      sensorSerials: ['SN-PRECOOL-1', 'SN-PRECOOL-2'],
    },
    {
      key: 'facility:beida-chilled',
      kind: 'cold-store',
      name: '北达冷藏库',
      address: `${villageAddress(coldVillage)}冷链园1号中区`,
      villageCode: coldVillage.code,
      areaSquareMetres: 420,
      temperatureCelsiusMin: 0,
      temperatureCelsiusMax: 6,
      sensorSerials: ['SN-CHILLED-1', 'SN-CHILLED-2'],
    },
    {
      key: 'facility:beida-frozen',
      kind: 'frozen-store',
      name: '北达冷冻库',
      address: `${villageAddress(coldVillage)}冷链园1号西侧`,
      villageCode: coldVillage.code,
      areaSquareMetres: 360,
      temperatureCelsiusMin: -25,
      temperatureCelsiusMax: -18,
      sensorSerials: ['SN-FROZEN-1', 'SN-FROZEN-2'],
    },
    {
      key: 'facility:beijiang-chilled',
      sellerKey: 'seller:beijiang-coldfood',
      kind: 'cold-store',
      name: '北浆冷鲜仓',
      address: `${villageAddress(coldShopVillage)}冷鲜仓`,
      villageCode: coldShopVillage.code,
      areaSquareMetres: 90,
      temperatureCelsiusMin: 0,
      temperatureCelsiusMax: 4,
      sensorSerials: ['SN-BEIJIANG-1'],
    },
  ],
  vehicles: [
    refrigerated('cold-01', `${COUNTY.plate}·演0001`, 3500, 0, 4),
    refrigerated('cold-02', `${COUNTY.plate}·演0002`, 3500, -22, -18),
    { ...refrigerated('cold-03', `${COUNTY.plate}·演0003`, 900, 0, 4), kind: 'insulated-van' },
  ],
  rates: [
    rate(`${COUNTY.name}内`, [COUNTY.code], ['chilled', 'frozen'], [3000, 800, 1000, 100], 24),
    rate(COUNTY.cityName, [COUNTY.code.slice(0, 4)], ['chilled', 'frozen'], [3000, 1200, 1000, 180], 36),
    rate('黑龙江省其他地区', ['23'], ['chilled', 'frozen'], [3000, 2200, 1000, 300], 60),
    rate('吉林、辽宁', ['21', '22'], ['chilled', 'frozen'], [3000, 2800, 1000, 400], 60),
    rate('北京、天津', ['11', '12'], ['chilled', 'frozen'], [3000, 3600, 1000, 500], 72),
  ],
};

const expressUscc = uscc('91', COUNTY.code, 'MAXX0012');
const expressVillage = placeOf('expressPark');

/** Express carrier for everything that keeps at room temperature, from the county to the whole country. */
export const expressCarrier: CarrierFact = {
  key: 'carrier:xiangmai-express',
  kind: 'carrier',
  name: `${COUNTY.name}乡脉快递有限公司`,
  shortName: '乡脉快递',
  legalForm: 'enterprise',
  uscc: expressUscc,
  residentId: null,
  legalPerson: '迟必达',
  phone: fictionalPhone(61),
  divisionCode: COUNTY.code,
  villageCode: expressVillage.code,
  address: `${villageAddress(expressVillage)}物流园6号`,
  registeredDay: -2100,
  business: '国内快递、仓储、代收货款',
  carrierCode: 'XIANGMAI',
  papers: [
    businessLicence(expressUscc, -2100),
    taxRegistration(expressUscc, -2090),
    paper('express-licence', '快递业务经营许可证', '黑邮00000012C', '黑龙江省邮政管理局', -1100, 725),
    paper(
      'road-transport-licence',
      '道路运输经营许可证',
      `黑交运管许可${COUNTY.licenceWord}字${COUNTY.code}000012号`,
      `${COUNTY.name}交通运输局`,
      -800,
      660,
    ),
  ],
  staff: [
    person('xiangmai-manager', '迟必达', 'carrier-manager', '1981-05-19', 62, {
      training: [passed('platform', -200, 90), passed('privacy', -190, 91)],
    }),
    person('xiangmai-courier-1', '来得快', 'courier', '1995-07-15', 63, {
      papers: () => [healthCertificate(63, -100)],
      training: [passed('privacy', -150, 86)],
    }),
    person('xiangmai-courier-2', '程不误', 'courier', '1993-10-30', 64, {
      papers: () => [healthCertificate(64, -150)],
      training: [passed('privacy', -150, 82)],
    }),
    person('xiangmai-driver-1', '方向东', 'driver', '1985-02-26', 65, {
      papers: (id) => [drivingLicence(id, -1400), healthCertificate(65, -80)],
    }),
  ],
  facilities: [
    {
      key: 'facility:xiangmai-sorting',
      kind: 'sorting-centre',
      name: '乡脉分拨中心',
      address: `${villageAddress(expressVillage)}物流园6号`,
      villageCode: expressVillage.code,
      areaSquareMetres: 1200,
      temperatureCelsiusMin: null,
      temperatureCelsiusMax: null,
      sensorSerials: [],
    },
  ],
  vehicles: [
    {
      key: 'vehicle:van-11',
      plate: `${COUNTY.plate}·演0011`,
      kind: 'van',
      payloadKg: 1500,
      temperatureCelsiusMin: null,
      temperatureCelsiusMax: null,
      sensorSerials: [],
      papers: [vehicleLicence(`${COUNTY.plate}·演0011`, -300)],
    },
  ],
  rates: [
    rate(`${COUNTY.name}内`, [COUNTY.code], ['ambient'], [5000, 500, 1000, 60], 48),
    rate('黑龙江省', ['23'], ['ambient'], [5000, 600, 1000, 80], 72),
    rate('吉林、辽宁', ['21', '22'], ['ambient'], [5000, 800, 1000, 150], 96),
    rate('北京、天津', ['11', '12'], ['ambient'], [5000, 1000, 1000, 200], 96),
    rate('上海、江苏', ['31', '32'], ['ambient'], [5000, 1200, 1000, 300], 120),
    rate('广东', ['44'], ['ambient'], [5000, 1400, 1000, 400], 144),
  ],
};

export const carriers: readonly CarrierFact[] = [coldCarrier, expressCarrier];
