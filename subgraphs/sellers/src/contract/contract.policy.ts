import type { ContractKind, ContractTerms } from '@heitu/events/sellers.contract-signed.v1';
import type { ClauseRef } from '@heitu/standard';
import { WORKING_DAYS } from '@heitu/standard';
import { tableOf } from '@heitu/kit/rules/checked';
import { titlesOf } from '@heitu/kit/rules/titles';
import type { PartyKind } from '../party/party.policy.ts';

export type { ContractKind };

/**
 * Contracts on file. `withKind`: what the other party must be; it must be in good standing when the contract is signed.
 * `atPlatform`: the other side has nobody here, or is the operator: the platform's people sign for it, by the paper.
 */
export const CONTRACT_KINDS = {
  'platform-service': { title: '平台服务协议', withKind: 'operator', atPlatform: true, clause: '6.4' },
  payment: { title: '网上支付服务协议', withKind: 'payment-provider', atPlatform: true, clause: '7.4.p' },
  delivery: { title: '配送服务合同', withKind: 'carrier', atPlatform: false, clause: '8.1.ac' },
  station: { title: '服务站合作协议', withKind: 'station', atPlatform: false, clause: '7' },
} as const satisfies Record<
  ContractKind,
  { title: string; withKind: PartyKind; atPlatform: boolean; clause: ClauseRef }
>;
export const CONTRACT_KIND_TITLES = titlesOf(CONTRACT_KINDS);

/** Nobody waits longer for the other side's signature. */
export const SIGN_WORKING_DAYS = 15;

/** A number between both ends, an amount of money, one of a few, or a text. */
export const TERM_FORMS = { number: '数', money: '金额', choice: '选项', text: '文字' } as const;
export type TermForm = keyof typeof TERM_FORMS;
export const CONTRACT_OPTIONS = {
  goods: '只按货款',
  'goods-and-delivery': '按货款加运费',
  party: '本单位专人管，定期改',
  provider: '由支付机构管',
} as const;
export type ContractOption = keyof typeof CONTRACT_OPTIONS;
export interface TermRule {
  label: string;
  form: TermForm;
  clause: ClauseRef;
  unit?: string;
  /** Both are allowed. Of a text: its length. */
  min?: number;
  max?: number;
  options?: readonly ContractOption[];
}
type TermsTable = {
  [Kind in ContractKind]: Readonly<Record<keyof ContractTerms<Kind> & string, TermRule>>;
};
const PERCENT = { form: 'number', unit: '%', min: 0, max: 100 } as const;
const CELSIUS = { form: 'number', unit: '℃', min: -60, max: 60 } as const;

/** What a contract of each kind can say, with the bounds that law, clause or the promise to buyers set. */
export const CONTRACT_TERMS = {
  'platform-service': {
    feePermille: { label: '平台服务费', form: 'number', unit: '‰', min: 0, max: 300, clause: '6.5.a' },
    feeOn: {
      label: '服务费按什么算',
      form: 'choice',
      options: ['goods', 'goods-and-delivery'],
      clause: '6.5.a',
    },
    // A contract may promise more than the clause and the platform's word to buyers, never less.
    confirmHours: {
      label: '下单后多久确认',
      form: 'number',
      unit: '小时（只算工作日）',
      min: 1,
      max: 24,
      clause: '7.5.w',
    },
    refundWorkingDays: {
      label: '退款多久到账',
      form: 'number',
      unit: '个工作日',
      min: 1,
      max: WORKING_DAYS.refundArrives.days,
      clause: '7.6.aa',
    },
    depositFen: { label: '保证金', form: 'money', unit: '元', min: 0, max: 100_000_000, clause: '6.6.d' },
  },
  payment: {
    feeBasisPoints: { label: '支付手续费', form: 'number', unit: '‱', min: 0, max: 200, clause: '9.2.cn' },
    sharedPercentMax: { label: '一笔款最多分出多少', ...PERCENT, max: 30, clause: '9.2.cn' },
    passwordBy: {
      label: '支付密码归谁管',
      form: 'choice',
      options: ['party', 'provider'],
      clause: '7.4.s',
    },
  },
  delivery: {
    responseMinutes: { label: '派单多久答复', form: 'number', unit: '分钟', min: 1, max: 10_080, clause: '8.5.1.bq' },
    takeOverHours: { label: '备好货多久来取', form: 'number', unit: '小时', min: 1, max: 168, clause: '8.5.1.bs' },
    remitWorkingDays: {
      label: '代收货款多久交回',
      form: 'number',
      unit: '个工作日',
      min: 1,
      max: 30,
      clause: '8.5.3.ca',
    },
    returnHours: { label: '取回的退货多久交商家', form: 'number', unit: '小时', min: 1, max: 240, clause: '8.6.ci' },
    returnPlace: { label: '退货在哪里交接', form: 'text', min: 1, max: 200, clause: '8.6.ci' },
    giveBackWorkingDays: {
      label: '拒收退回站点的货，多久还商家',
      form: 'number',
      unit: '个工作日',
      min: 1,
      max: 5,
      clause: '8.5.4.3.cf',
    },
    collectFromHour: { label: '上门取退货，从几点', form: 'number', unit: '点', min: 0, max: 23, clause: '8.6.ch' },
    collectUntilHour: { label: '上门取退货，到几点', form: 'number', unit: '点', min: 1, max: 24, clause: '8.6.ch' },
    lostSharePercent: { label: '丢失，配送承担', ...PERCENT, clause: '6.6.d' },
    damagedSharePercent: { label: '破损，配送承担', ...PERCENT, clause: '6.6.d' },
    temperatureSharePercent: { label: '温度超限变质，配送承担', ...PERCENT, clause: '6.6.d' },
    lateSharePercent: { label: '送晚了，配送承担', ...PERCENT, clause: '6.6.d' },
    chilledCelsiusMin: { label: '冷藏最低', ...CELSIUS, clause: '8.4.2.bh' },
    chilledCelsiusMax: { label: '冷藏最高', ...CELSIUS, clause: '8.4.2.bh' },
    frozenCelsiusMin: { label: '冷冻最低', ...CELSIUS, clause: '8.4.2.bh' },
    frozenCelsiusMax: { label: '冷冻最高', ...CELSIUS, clause: '8.4.2.bh' },
    freightSharedPercent: { label: '每单运费，从货款里分给配送', ...PERCENT, clause: '9.2.cn' },
  },
  station: {
    commissionPermille: {
      label: '每单货款，分给服务站的佣金',
      form: 'number',
      unit: '‰',
      min: 0,
      max: 200,
      clause: '9.2.cn',
    },
    pickupPermille: {
      label: '在站点自取的单，货款另外分给服务站',
      form: 'number',
      unit: '‰',
      min: 0,
      max: 200,
      clause: '9.2.cn',
    },
    coldKeptDays: {
      label: '冷藏冷冻的货，站点替买家放几天',
      form: 'number',
      unit: '天',
      min: 1,
      max: 7,
      clause: '8.5.4.3.cf',
    },
    keptDays: {
      label: '不用冷藏的货，站点替买家放几天',
      form: 'number',
      unit: '天',
      min: 1,
      max: 30,
      clause: '8.5.4.3.cf',
    },
  },
} as const satisfies TermsTable;

export type ContractTerm = { [Kind in ContractKind]: keyof (typeof CONTRACT_TERMS)[Kind] }[ContractKind];
/** The terms of a kind, with what each may say. */
export const rulesOf = (kind: ContractKind): Readonly<Partial<Record<ContractTerm, TermRule>>> => CONTRACT_TERMS[kind];
/** What people call each term. */
export const CONTRACT_TERM_TITLES = tableOf(
  {
    ...CONTRACT_TERMS['platform-service'],
    ...CONTRACT_TERMS.payment,
    ...CONTRACT_TERMS.delivery,
    ...CONTRACT_TERMS.station,
  },
  ({ label }) => label,
);
/** The lower end first. */
export const TERM_PAIRS = [
  ['collectFromHour', 'collectUntilHour'],
  ['chilledCelsiusMin', 'chilledCelsiusMax'],
  ['frozenCelsiusMin', 'frozenCelsiusMax'],
] as const satisfies readonly (readonly [ContractTerm, ContractTerm])[];
