import { inWorkingDays, PLATFORM_FEE_RULE, RE_REVIEW_EVERY_MONTHS, REMIND_BEFORE_DAYS } from '@heitu/standard';
import type { RegisterPart } from '@heitu/trust';
import { COUNTY, operator } from '../county/index.ts';

/** The county's information-protection notice, in the six parts of 10.2. */
export const NOTICE = {
  a: `收集您信息的是${operator.name}（统一社会信用代码${operator.uscc}），法定代表人${operator.legalPerson}，主营${operator.business}，个人信息保护联系电话${operator.phone}。`,
  b: '收集信息用于：识别本人登录；下单、送货、付款、退款和售后；依法保存交易记录；依法办理网商备案；经您同意后用微信提醒订单进展。别的用途会再问您。',
  c: '可能得到您信息的只有：承运您这一单的配送服务商（姓名、电话、地址），支付服务商（微信标识、金额），微信（登录、提醒和评价文字检查）。不卖给任何人。',
  d: '登录时由微信给出标识，并记下网络地址，依法留存；应用和系统的种类只在您同意后记下，用来认出别人冒用您的账号；收货地址由您填写；订单、投诉和评价由您操作产生。手机型号、位置一律不收；本人照片只在您同意后显示。医疗、收入、婚姻等信息一律不收。',
  e: '不给收货信息就无法送货，不给微信标识就无法付款；其他各项不给，不影响浏览和下单。',
  f: '您的信息加密保存，屏幕上遮挡显示；别人每次查看都有记录，您可以在“谁看过我的信息”里看到；您可以随时更正、导出、撤回同意和注销账号。',
} as const;

/** What the operator publishes: one version of each document. */
export const DOCUMENTS = [
  {
    kind: 'service-page',
    title: '平台服务内容',
    text: `黑土平台为${COUNTY.name}农产品提供商品展示、下单、付款、冷链配送、售后、溯源查询和投诉调解服务。消费者使用平台不收费。`,
  },
  {
    kind: 'fees',
    title: '收费标准',
    text: `网商入驻、上架不收费。${PLATFORM_FEE_RULE}；除此以外平台不收别的费用。支付手续费由支付服务商按其费率收取。配送费在下单前写明，以报价为准。消费者使用平台不收费。`,
  },
  {
    kind: 'review-rules',
    title: '资质审核规则',
    text: [
      `1. 谁要在平台上卖货、送货、收付款，先交证照备案，由平台的审核员逐份看过，${inWorkingDays('reviewFiling')}内办完；不通过的写明理由，可以补齐再交。`,
      '2. 申请人自己的备案，不由他自己审核。',
      `3. 通过以后每${RE_REVIEW_EVERY_MONTHS}个月复核一次；证照和复核到期前${REMIND_BEFORE_DAYS}天提醒。`,
      '4. 证照过期、到期没有复核的，先停止接新单，补齐后恢复。',
    ].join(''),
  },
  {
    kind: 'complaint-terms',
    title: '投诉与申诉服务条款',
    text: `1. 线上投诉每天24小时受理，电话投诉工作日8:00到16:00受理。2. 网商、配送服务商${inWorkingDays('answerComplaint')}内答复，超时自动由平台介入。3. 解决方式有换货、退货、赔偿和说明，${inWorkingDays('settleComplaint')}内办结。4. 责任方拒绝赔偿的，平台先行赔付，再向责任方追偿。5. 对处理措施不服，可以申诉一次。`,
  },
  {
    kind: 'sales-promise',
    title: '销售承诺条款',
    text: '所售与所标一致；缺斤少两补足并致歉；签收后7天内，除鲜活易腐等标明的商品外，可以无理由退货；质量问题包退包换。',
  },
  {
    kind: 'member-agreement',
    title: '用户服务协议',
    text: '您下单并看到“提交成功”，与网商的合同成立。价格以您确认的报价为准。交易记录保存三年。您可以随时注销账号，办理期限和保留的内容在注销时告诉您。',
  },
  {
    kind: 'seller-agreement',
    title: '网商入驻协议',
    text: `网商证照真实有效，到期前续办；商品信息真实，不夸大、不宣称治病；${inWorkingDays('confirmOrder')}内确认订单，${inWorkingDays('answerComplaint')}内答复投诉；${PLATFORM_FEE_RULE}；接受平台考评、警告、限期整改和暂停营业等措施，可以申诉。`,
  },
  { kind: 'service-phone', title: '服务电话', text: operator.phone },
  {
    kind: 'covenant',
    title: `${COUNTY.name}农产品电子商务自律公约`,
    text: '诚实经营，明码标价；不刷单，不编造评价；不以次充好，不冒用产地和地理标志；保护消费者信息；接受成员互相监督，违约记入诚信记录。',
  },
  {
    kind: 'software-statement',
    title: '小程序用途与权限说明',
    text: [
      '小程序只用于浏览、下单、付款、收货、售后、投诉和溯源。不申请通讯录、麦克风和定位。',
      '扫码、拍照时才用相机，照片只取您选的那几张，您点了才读微信里的收货地址，您同意了才发订阅消息。',
      '不在后台运行。出错、卡住时只报次数和版本，用来修好它。',
    ].join(''),
  },
  {
    kind: 'data-officer',
    title: '个人信息保护负责人',
    text: `冯守信，电话${operator.phone}。要查阅、复制、更正、删除自己的信息，或者对处理有意见，都可以找他；${inWorkingDays('answerDataRequest')}内答复。`,
  },
] as const;

/** Five days of eight hours by phone, round the clock online (6.6.b). */
export const SHIFTS = [
  ...[1, 2, 3, 4, 5].map((weekday) => ({
    channel: 'phone' as const,
    weekday,
    startsMinute: 8 * 60,
    endsMinute: 16 * 60,
    person: '温暖晴',
  })),
  ...[1, 2, 3, 4, 5, 6, 7].flatMap((weekday) => [
    { channel: 'online' as const, weekday, startsMinute: 0, endsMinute: 8 * 60, person: '佟言和' },
    { channel: 'online' as const, weekday, startsMinute: 8 * 60, endsMinute: 16 * 60, person: '温暖晴' },
    { channel: 'online' as const, weekday, startsMinute: 16 * 60, endsMinute: 24 * 60, person: '严守衡' },
  ]),
];

/**
 * Papers of the demonstration's operator; no measurement is among them: backups, drills and incidents are only recorded
 * when they happen.
 */
export const REGISTER: readonly { part: RegisterPart; clause: string; title: string; detail: string; days: number }[] =
  [
    {
      part: 'hosting',
      clause: '11.2',
      title: '云服务合同及机房合规证明',
      detail: '演示县数据：云服务商合同，附场地、环境、安全、消防、入侵报警、视频监控和备份证明',
      days: 365,
    },
    {
      part: 'basic-assurance',
      clause: '11.3.1',
      title: '云服务可用性协议',
      detail: '演示县数据：协议可用率不低于99.9%，附主要设备使用年限、通风散热、不间断电源响应时间和断电保护的说明',
      days: 365,
    },
    {
      part: 'system-assurance',
      clause: '11.4.4',
      title: '在用网络协议',
      detail: '演示县数据：TCP/IP、HTTPS',
      days: 365,
    },
    {
      part: 'system-assurance',
      clause: '11.4.5',
      title: '网络监控与日志审计',
      detail: '演示县数据：云安全中心做网络监控、入侵检测和性能监控，平台做日志审计和数据库审计',
      days: 180,
    },
    {
      part: 'data-backup',
      clause: '11.6.3',
      title: '备份周期规定',
      detail: '演示县数据：增量2小时，全量12小时，差分7天',
      days: 365,
    },
    {
      part: 'security-management',
      clause: '11.7',
      title: '网页应用防火墙和抗攻击服务',
      detail: '演示县数据：云防护服务合同，含抗DDoS、入侵防御、网页防篡改和应用防火墙',
      days: 365,
    },
    ...['操作规程', '应急处理', '日常维护', '软硬件档案保管', '信息保密', '权限管理'].map((title) => ({
      part: 'security-management' as const,
      clause: '11.7.1',
      title: `${title}制度`,
      detail: '演示县数据：经平台负责人签发',
      days: 365,
    })),
    {
      part: 'service-interfaces',
      clause: '11.8.ed',
      title: '身份认证接口说明',
      detail: '演示县数据：微信登录、密码登录和客户端凭证',
      days: 365,
    },
  ];
