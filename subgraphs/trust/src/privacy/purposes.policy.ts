import { sha256Hex } from '@heitu/kit/rules/canonical';
import { must } from '@heitu/kit/rules/checked';
import { DEVIATIONS, WORKING_DAYS } from '@heitu/standard';

/** PIPL 13: what lets us process personal data. Only `consent` is a choice; the others are told, not asked. */
export const LEGAL_BASES = { contract: '办事必需', 'legal-duty': '法律要求', consent: '由您决定' } as const;
export type LegalBasis = keyof typeof LEGAL_BASES;
/** How a choice is made: what rests on consent asks first, and goes on until the person takes it back (10.3.a-b). */
export const CONSENT_MODES = { 'opt-in': '先同意再用', none: '不用选' } as const;
export type ConsentMode = keyof typeof CONSENT_MODES;

export interface Purpose {
  purpose: string;
  title: string;
  legalBasis: LegalBasis;
  mode: ConsentMode;
  isSensitive: boolean;
  sharedWith: string;
  fields: string;
  /** What happens without it (10.2.e), as told beside the switch. */
  without: string;
}

/** Each use of personal data, with its legal basis and the fields it needs. */
export const PURPOSES = [
  {
    purpose: 'account',
    title: '登录和识别本人',
    legalBasis: 'contract',
    mode: 'none',
    isSensitive: false,
    sharedWith: '短信服务商（仅在您绑定手机号、发验证码时）',
    fields: '微信标识、您绑定的手机号、登录时的网络地址；用密码登录的工作人员，还有应用和系统的种类',
    without: '没有它就不能登录，下单、查订单都要先登录；只逛不买不用登录。',
  },
  {
    purpose: 'order-delivery',
    title: '下单和送货',
    legalBasis: 'contract',
    mode: 'none',
    isSensitive: false,
    sharedWith: '承运这一单的配送服务商',
    fields: '收货人姓名、电话、地址',
    without: '不给收货信息，货就送不到您手里。',
  },
  {
    purpose: 'payment',
    title: '付款和退款',
    legalBasis: 'contract',
    mode: 'none',
    isSensitive: false,
    sharedWith: '支付服务商',
    fields: '微信标识、订单金额',
    without: '不能付款，也不能退款到您的账户。',
  },
  {
    purpose: 'trade-records',
    title: '依法保存交易记录',
    legalBasis: 'legal-duty',
    mode: 'none',
    isSensitive: false,
    sharedWith: '',
    fields: '订单、付款、投诉记录',
    without: '法律要求保存，注销账号后也要留到期满，期满即销毁。',
  },
  {
    purpose: 'content-check',
    title: '评价发布前的文字检查',
    legalBasis: 'legal-duty',
    mode: 'none',
    isSensitive: false,
    sharedWith: '微信内容安全',
    fields: '评价文字',
    without: '评价要先查有没有违法内容才能显示；不写评价就不会用到。',
  },
  {
    purpose: 'filing',
    title: '网商、配送服务商和服务站备案',
    legalBasis: 'legal-duty',
    mode: 'none',
    isSensitive: true,
    sharedWith: '市场监督管理和税务部门（法律要求报送时）',
    fields: '姓名或名称、身份证号或信用代码、住址、联系电话、证照照片',
    without: '不备案就不能开店、承运和设站；只买东西不会用到。',
  },
  {
    purpose: 'work-records',
    title: '配送员和工作人员上岗',
    legalBasis: 'contract',
    mode: 'none',
    isSensitive: false,
    sharedWith: '您负责的这一单的买家（配送员的姓和工作电话）',
    fields: '姓名、工作电话、账号、值班和办理记录',
    without: '不登记就不能派单、不能办理平台的工作；只买东西不会用到。',
  },
  {
    purpose: 'service-messages',
    title: '用微信提醒订单进展',
    legalBasis: 'consent',
    mode: 'opt-in',
    isSensitive: false,
    sharedWith: '微信',
    fields: '微信标识、订单进展',
    without: '微信不再提醒；订单进展仍可在“消息”里看。',
  },
  {
    purpose: 'device-information',
    title: '记下登录时的应用和系统种类',
    legalBasis: 'consent',
    mode: 'opt-in',
    isSensitive: false,
    sharedWith: '',
    fields: '浏览器（应用）类型、操作系统种类',
    without: '“登录的设备”里只看得到登录的时间和网络地址；以前记下的随即删除。',
  },
  {
    purpose: 'portrait',
    title: '在自家商品旁显示照片',
    legalBasis: 'consent',
    mode: 'opt-in',
    isSensitive: true,
    sharedWith: '',
    fields: '您上传的本人照片',
    without: '商品旁不显示您的照片，别的都不受影响。',
  },
] as const satisfies readonly Purpose[];

/** Acted on where a session is opened (identity/open-session.ts). */
export const DEVICE_PURPOSE = 'device-information';

const byName = new Map<string, Purpose>(PURPOSES.map((purpose) => [purpose.purpose, purpose]));
export const purposeOf = (name: string): Purpose | undefined => byName.get(name);

/** Whether the purpose may be acted on, by the person's choice (undefined: none made). */
export const isGranted = (purpose: Purpose, chosen: boolean | undefined): boolean =>
  purpose.legalBasis !== 'consent' || chosen === true;

/** Shown wherever a choice is offered: where the law keeps us from the letter of 10.3, note 3. */
export const CONSENT_DEVIATION: string = must(
  DEVIATIONS.find((row) => row.clause === '10.3.b'),
  'the deviation from 10.3.b',
).deviation;

/**
 * A choice as it counts under the newest notice: who agreed under an earlier one is asked anew (PIPL 14), and until
 * then has not agreed; who said no has said no.
 */
export const choiceUnder = (
  newestVersion: number,
  chosen: { granted: boolean | number; noticeVersion: number },
): boolean | undefined => (!chosen.granted ? false : chosen.noticeVersion >= newestVersion ? true : undefined);

/**
 * 10.1.2: the nineteen kinds of information that people may give; those that trade does not need are permitted, not
 * collected.
 */
export const SELF_PROVIDED_FIELDS = [
  { field: '组织名称', collectedIn: '网商备案' },
  { field: '经营内容', collectedIn: '网商备案' },
  { field: '法定代表人或自然人姓名', collectedIn: '地址簿' },
  { field: '性别', collectedIn: null },
  { field: '年龄', collectedIn: null },
  { field: '出生日期', collectedIn: null },
  { field: '身份证号码', collectedIn: '网商备案' },
  { field: '电话', collectedIn: '地址簿' },
  { field: '通信地址', collectedIn: '地址簿' },
  { field: '住址', collectedIn: null },
  { field: '电子邮件地址', collectedIn: null },
  { field: '支付能力信息', collectedIn: null },
  { field: '医疗记录', collectedIn: null },
  { field: '职业', collectedIn: null },
  { field: '教育程度', collectedIn: null },
  { field: '收入状况', collectedIn: null },
  { field: '兴趣爱好', collectedIn: null },
  { field: '婚姻家庭状况', collectedIn: null },
  { field: '肖像', collectedIn: null },
] as const;

/** 10.2.a-f: the six parts a notice must have. */
export const NOTICE_PARTS = [
  { part: 'a', title: '谁在收集' },
  { part: 'b', title: '用来做什么' },
  { part: 'c', title: '可能给谁' },
  { part: 'd', title: '收什么、怎么收' },
  { part: 'e', title: '不给会怎样' },
  { part: 'f', title: '怎样保密、保真' },
] as const;
/** What the letter asks each part to say (10.2.a-f): a part that says none of it is not there. */
export const NOTICE_SAYS: Readonly<Record<(typeof NOTICE_PARTS)[number]['part'], readonly RegExp[]>> = {
  a: [/法定代表人|负责人|经营者/, /\d[\d-]{6,}/, /主营|经营/],
  b: [/送货|配送/, /付款|支付/],
  c: [/配送/, /支付/],
  d: [/地址/, /填写|操作|给出|记下|提供/],
  e: [/不给|不提供|不同意/, /无法|不能|不影响/],
  f: [/加密|保密/, /更正|核对|准确/],
};
/** What can be done with the newest notice. */
export const NOTICE_ACTS = { accept: '同意' } as const;
export type NoticeAct = keyof typeof NOTICE_ACTS;
export type NoticeParts = Record<(typeof NOTICE_PARTS)[number]['part'], string>;
export const noticeHash = (version: number, parts: NoticeParts): string =>
  sha256Hex(`${version}\n${NOTICE_PARTS.map(({ part }) => parts[part]).join('\n')}`);

export const ADDRESSES_MAX = 20;
/** PIPL 50: requests are answered within 15 working days (GB/T 35273's thirty calendar days is longer). */
export const DATA_REQUEST_WORKING_DAYS = WORKING_DAYS.answerDataRequest.days;
export const EXPORT_ROWS_MAX = 5000;
