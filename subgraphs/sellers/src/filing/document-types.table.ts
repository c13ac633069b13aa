import type { ClauseRef } from '@heitu/standard';
import { titlesOf } from '@heitu/kit/rules/titles';
import { keysOf } from '@heitu/kit/rules/checked';
import type { PartyKind } from '../party/party.policy.ts';

/** The five kinds of papers that 6.4 names, and what is not a licence: rules and records. */
export const DOCUMENT_CATEGORIES = {
  registration: { title: '工商登记证', clause: '6.4.a' },
  special: { title: '专项经营许可证', clause: '6.4.b' },
  product: { title: '产品经营许可证', clause: '6.4.c' },
  franchise: { title: '特许经营许可证', clause: '6.4.d' },
  certification: { title: '其他认证认可证明', clause: '6.4.e' },
  rule: { title: '制度', clause: '6.4.e' },
  record: { title: '经营条件档案', clause: '6.4.e' },
} as const satisfies Record<string, { title: string; clause: ClauseRef }>;
export type DocumentCategory = keyof typeof DOCUMENT_CATEGORIES;

interface DocumentTypeRow {
  title: string;
  category: DocumentCategory;
  /** Shown to anybody, with its number, where its holder is a business. */
  isDisclosed?: true;
}

/** Every paper that can be filed. */
export const DOCUMENT_TYPES = {
  'business-licence': { title: '营业执照', category: 'registration', isDisclosed: true },
  'tax-registration': { title: '税务登记', category: 'registration' },
  'platform-filing': { title: '网络交易平台备案证明', category: 'registration', isDisclosed: true },
  'station-filing': { title: '农村电商服务站备案表', category: 'registration', isDisclosed: true },
  'telecom-licence': { title: '增值电信业务经营许可证（ICP）', category: 'special', isDisclosed: true },
  'icp-filing': { title: 'ICP备案', category: 'special', isDisclosed: true },
  'domain-certificate': { title: '域名证书', category: 'special', isDisclosed: true },
  'special-licence': { title: '专项经营许可证', category: 'special', isDisclosed: true },
  'transport-licence': { title: '道路运输经营许可证', category: 'special', isDisclosed: true },
  'express-licence': { title: '快递业务经营许可证', category: 'special', isDisclosed: true },
  'food-business-licence': { title: '食品经营许可证', category: 'product', isDisclosed: true },
  'food-production-licence': { title: '食品生产许可证', category: 'product', isDisclosed: true },
  'slaughter-licence': { title: '定点屠宰证', category: 'product', isDisclosed: true },
  'animal-epidemic-prevention': { title: '动物防疫条件合格证', category: 'product', isDisclosed: true },
  'trade-licence': { title: '商品经营许可证', category: 'product', isDisclosed: true },
  'payment-licence': { title: '支付业务许可证', category: 'franchise', isDisclosed: true },
  'franchise-licence': { title: '特许经营许可证', category: 'franchise', isDisclosed: true },
  'geographical-indication': { title: '地理标志专用标志使用核准', category: 'certification', isDisclosed: true },
  'organic-certificate': { title: '有机产品认证证书', category: 'certification', isDisclosed: true },
  'green-food-certificate': { title: '绿色食品证书', category: 'certification', isDisclosed: true },
  'cold-store-certificate': { title: '冷库安全评估报告', category: 'certification' },
  'identity-card': { title: '居民身份证', category: 'certification' },
  'land-contract': { title: '农村土地承包经营权证', category: 'certification' },
  'other-certificate': { title: '其他证明', category: 'certification' },
  'goods-registration-rule': { title: '配送商品登记备案制度', category: 'rule' },
  'service-price-rule': { title: '服务价格管理制度', category: 'rule' },
  'storage-transport-rule': { title: '商品进货、存储、调配、运送制度', category: 'rule' },
  'consumer-handover-rule': { title: '与消费者交接服务准则', category: 'rule' },
  'confidentiality-rule': { title: '销售商和消费者信息保密制度', category: 'rule' },
  'complaint-response-rule': { title: '申诉和投诉响应机制', category: 'rule' },
  'personnel-rule': { title: '人员管理制度', category: 'rule' },
  'training-rule': { title: '服务人员培训制度', category: 'rule' },
  'training-plan': { title: '岗位培训计划', category: 'rule' },
  'finance-rule': { title: '财务会计管理制度', category: 'rule' },
  'service-terms': { title: '对外服务条款', category: 'rule' },
  'payment-guide': { title: '支付操作指南', category: 'rule' },
  'clean-record': { title: '近两年无违法和行政处罚声明', category: 'record' },
  premises: { title: '固定场所', category: 'record' },
  equipment: { title: '经营设施设备', category: 'record' },
  'personnel-record': { title: '专业技术人员和管理人员名册', category: 'record' },
  'station-declaration': { title: '符合农村电商服务站标准声明', category: 'record' },
} as const satisfies Record<string, DocumentTypeRow>;
export type DocumentType = keyof typeof DOCUMENT_TYPES;
export const DOCUMENT_TYPE_CODES = keysOf(DOCUMENT_TYPES);
export const DOCUMENT_TYPE_TITLES = titlesOf(DOCUMENT_TYPES);
export const isDocumentType = (text: string): text is DocumentType => Object.hasOwn(DOCUMENT_TYPES, text);
export const isDisclosed = (type: DocumentType): boolean => 'isDisclosed' in DOCUMENT_TYPES[type];

export interface CompulsoryRow {
  type: DocumentType;
  clause: ClauseRef;
  /** Asked only of those who sell or process food beyond their own edible farm produce. */
  onlyForFood?: true;
}

const LICENCE_OF_SELLER: CompulsoryRow = { type: 'business-licence', clause: '7.1.a' };

/** Which papers a party must hold, all valid, before it may do business. */
export const COMPULSORY: Readonly<Record<PartyKind, readonly CompulsoryRow[]>> = {
  producer: [LICENCE_OF_SELLER, { type: 'food-production-licence', clause: '6.4.c', onlyForFood: true }],
  cooperative: [LICENCE_OF_SELLER, { type: 'food-business-licence', clause: '6.4.c', onlyForFood: true }],
  seller: [LICENCE_OF_SELLER, { type: 'food-business-licence', clause: '6.4.c', onlyForFood: true }],
  // Known by ID number and exemption declaration (E-commerce Law 10): no paper.
  farmer: [],
  'service-provider': [{ type: 'business-licence', clause: '6.4.a' }],
  carrier: [
    { type: 'business-licence', clause: '8.1.ac' },
    { type: 'transport-licence', clause: '8.1.ac' },
    { type: 'premises', clause: '8.1.ad' },
    { type: 'personnel-rule', clause: '8.1.ae' },
    { type: 'goods-registration-rule', clause: '8.3.ba' },
    { type: 'service-price-rule', clause: '8.3.bb' },
    { type: 'storage-transport-rule', clause: '8.3.bc' },
    { type: 'consumer-handover-rule', clause: '8.3.bd' },
    { type: 'confidentiality-rule', clause: '8.3.be' },
    { type: 'complaint-response-rule', clause: '8.3.bf' },
  ],
  'payment-provider': [
    { type: 'business-licence', clause: '9.1.cj' },
    { type: 'payment-licence', clause: '9.1.cj' },
    { type: 'premises', clause: '9.1.ck' },
  ],
  operator: [
    { type: 'business-licence', clause: '6.1.a' },
    { type: 'tax-registration', clause: '6.1.b' },
    { type: 'domain-certificate', clause: '6.1.c' },
    { type: 'telecom-licence', clause: '6.1.c' },
    { type: 'platform-filing', clause: '6.1.d' },
    { type: 'finance-rule', clause: '6.1.e' },
    { type: 'clean-record', clause: '6.1.e' },
    { type: 'premises', clause: '6.1.g' },
    { type: 'equipment', clause: '6.1.g' },
    { type: 'personnel-record', clause: '6.1.g' },
    { type: 'service-terms', clause: '5.2.c' },
  ],
  station: [
    { type: 'business-licence', clause: '6.4.a' },
    { type: 'station-filing', clause: '7' },
  ],
};

/** What a supplier must show before anybody may buy from it; the second only where it supplies processed food. */
export const COMPULSORY_OF_SUPPLIER: Readonly<Record<'business' | 'farmer', readonly CompulsoryRow[]>> = {
  business: [
    { type: 'business-licence', clause: '7.3.1.a' },
    { type: 'trade-licence', clause: '7.3.1.b', onlyForFood: true },
  ],
  farmer: [],
};

/** Licences that show the right to trade in processed food, each for its own trade (7.3.1.b). */
export const TRADE_LICENCES = [
  'trade-licence',
  'food-business-licence',
  'food-production-licence',
  'slaughter-licence',
] as const satisfies readonly DocumentType[];
