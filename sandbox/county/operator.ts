import { fictionalPhone, uscc } from './check-digits.ts';
import { businessLicence, MARKET_REGULATOR, paper, passed, person, taxRegistration } from './party-builders.ts';
import type { PartyFact } from './party-types.ts';
import { COUNTY, COUNTY_ADDRESS, placeOf, villageAddress } from './places.ts';

const operatorUscc = uscc('91', COUNTY.code, 'MAXX0001');
const operatorVillage = placeOf('office');

/** The company that runs the platform, with the papers of clause 6.1 and one person for each of its duties. */
export const operator: PartyFact = {
  key: 'operator:heitu',
  kind: 'operator',
  name: `${COUNTY.name}黑土云集电子商务有限公司`,
  shortName: '黑土',
  legalForm: 'enterprise',
  uscc: operatorUscc,
  residentId: null,
  legalPerson: '沈望川',
  phone: fictionalPhone(1),
  divisionCode: COUNTY.code,
  villageCode: operatorVillage.code,
  address: `${villageAddress(operatorVillage)}电商产业园A座3层`,
  registeredDay: -1460,
  business: '农产品电子商务平台服务、信息技术服务',
  papers: [
    businessLicence(operatorUscc, -1460),
    taxRegistration(operatorUscc, -1450),
    paper('telecom-licence', '增值电信业务经营许可证', '黑B2-00000184', '黑龙江省通信管理局', -1300, 525),
    paper('icp-filing', 'ICP备案', '黑ICP备00000184号-1', '黑龙江省通信管理局', -1380, null),
    paper('domain-certificate', '域名证书', 'heitu.example', '域名注册服务机构', -1400, 425),
    paper(
      'platform-filing',
      '食品网络交易第三方平台提供者备案',
      '黑食网备00000184',
      '黑龙江省市场监督管理局',
      -1200,
      null,
    ),
    paper(
      'clean-record',
      '企业信用报告（近两年无违法及行政处罚记录）',
      `XYBG-${COUNTY.code}0001`,
      MARKET_REGULATOR,
      -40,
      325,
    ),
  ],
  staff: [
    person('heitu-admin', '沈望川', 'admin', '1982-03-14', 11, {
      training: [passed('platform', -200, 95), passed('privacy', -190, 92)],
    }),
    person('heitu-reviewer', '纪小满', 'reviewer', '1990-05-21', 12, {
      training: [passed('review', -180, 96), passed('platform', -200, 91)],
    }),
    person('heitu-mediator', '佟言和', 'mediator', '1979-08-30', 13, { training: [passed('platform', -200, 94)] }),
    person('heitu-finance', '算秋实', 'finance', '1986-10-02', 14, { training: [passed('payment', -170, 97)] }),
    person('heitu-complaints', '温暖晴', 'complaints-clerk', '1996-12-11', 15, {
      training: [passed('platform', -120, 90), passed('privacy', -118, 88)],
    }),
    person('heitu-supervisor', '严守衡', 'supervisor', '1984-07-07', 16, {
      training: [passed('coldChain', -150, 89), passed('selling', -150, 93)],
    }),
    person('heitu-security', '卫长安', 'security-officer', '1991-02-18', 17, {
      training: [passed('privacy', -190, 95)],
    }),
    person('heitu-privacy', '秘知微', 'privacy-officer', '1988-09-09', 18, { training: [passed('privacy', -190, 98)] }),
  ],
};

const providerUscc = uscc('91', '230102', 'MAXX0002');

/** The licensed payment provider. It holds the money; the platform never does. */
export const paymentProvider: PartyFact = {
  key: 'payment-provider:caihutong',
  kind: 'payment-provider',
  name: '财互通支付科技有限公司',
  shortName: '财互通',
  legalForm: 'enterprise',
  uscc: providerUscc,
  residentId: null,
  legalPerson: '付诚言',
  phone: fictionalPhone(21),
  divisionCode: '230102',
  villageCode: null,
  address: '黑龙江省哈尔滨市道里区虚构路1号',
  registeredDay: -3600,
  business: '互联网支付、移动支付',
  papers: [
    businessLicence(providerUscc, -3600, '哈尔滨市市场监督管理局'),
    taxRegistration(providerUscc, -3590),
    paper('payment-licence', '支付业务许可证', 'Z0000023000001', '中国人民银行', -1500, 325),
  ],
  staff: [
    person('caihutong-contact', '付诚言', 'payment-contact', '1980-01-25', 22, {
      training: [passed('payment', -160, 99)],
    }),
  ],
};

const stationUscc = uscc('92', COUNTY.code, 'MAXX0003');
const stationVillage = placeOf('station');

/** A village service station (DB23/T 2106): buys and sells on behalf of villagers, takes in and hands out parcels. */
export const station: PartyFact = {
  key: 'station:huihuang',
  kind: 'station',
  name: `${COUNTY.name}${stationVillage.townshipName}${stationVillage.name}电子商务服务站`,
  shortName: `${stationVillage.name}服务站`,
  legalForm: 'individual-business',
  uscc: stationUscc,
  residentId: null,
  legalPerson: '邵桂芝',
  phone: fictionalPhone(31),
  divisionCode: COUNTY.code,
  villageCode: stationVillage.code,
  address: `${villageAddress(stationVillage)}村委会旁`,
  registeredDay: -900,
  business: '代购、代销、收寄、便民缴费',
  papers: [
    businessLicence(stationUscc, -900),
    paper('station-filing', '农村电子商务服务站备案表', `FWZ-${COUNTY.code}-0001`, `${COUNTY.name}商务局`, -880, 215),
  ],
  staff: [
    person('huihuang-keeper', '邵桂芝', 'station-keeper', '1975-06-06', 32, {
      training: [passed('platform', -100, 86), passed('privacy', -100, 84)],
    }),
  ],
};

/** Offices that look on. The office is real, the person is not: a demo account, it speaks for nobody. */
export const overseers: readonly PartyFact[] = [
  {
    key: 'regulator:county-amr',
    kind: 'regulator',
    name: MARKET_REGULATOR,
    shortName: '市监局（演示账号）',
    legalForm: 'public-body',
    uscc: null,
    residentId: null,
    legalPerson: '演示账号',
    phone: fictionalPhone(41),
    divisionCode: COUNTY.code,
    villageCode: null,
    address: `${COUNTY_ADDRESS}${COUNTY.seat}`,
    registeredDay: -3650,
    business: '市场监督管理',
    papers: [],
    staff: [person('county-amr-reader', '演示监管员', 'regulator', '1985-04-04', 42)],
  },
  {
    key: 'industry-body:county-ecommerce',
    kind: 'industry-body',
    name: `${COUNTY.name}农产品电子商务协会`,
    shortName: '电商协会',
    legalForm: 'association',
    uscc: uscc('53', COUNTY.code, 'MAXX0004'),
    residentId: null,
    legalPerson: '郭同行',
    phone: fictionalPhone(43),
    divisionCode: COUNTY.code,
    villageCode: null,
    address: `${COUNTY_ADDRESS}${COUNTY.seat}电商产业园B座1层`,
    registeredDay: -1000,
    business: '行业自律、培训、信用评价',
    papers: [],
    staff: [person('county-ecommerce-secretary', '郭同行', 'industry-body', '1977-11-20', 44)],
  },
];
