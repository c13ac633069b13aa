/** Chapter 11: the technical footing of the platform. */
import type { Clause } from './clause.ts';

export const CHAPTER_11 = [
  {
    id: '11.1', actor: ['operator'], owner: 'trust', level: 'shall', title: '自建机房',
    summary: '自建机房的，场地、环境、安全、消防、入侵报警、视频监控逐项按 GB/T 2887 登记，写明日期和有效期。',
    evidence: '机房方式（自建或托管）；各项有效 / 逾期',
  },
  {
    id: '11.2', actor: ['operator'], owner: 'trust', level: 'shall', title: '机房托管',
    summary: '托管的，选专业机房或云服务商，合同和场地、环境、安全、消防、报警、监控、备份证明齐全，符合 GB/T 2887。',
    evidence: '机房方式（自建或托管）；各项有效 / 逾期',
  },
  {
    id: '11.3.1', actor: ['operator'], owner: 'trust', level: 'shall', title: '系统稳定性',
    summary: '全年可用率、平均和高峰利用率由平台自己测；主要设备年限、通风散热、UPS 响应和断电保护登记在册，各有目标。',
    evidence: '30天、365天可用率；平均与高峰利用率；登记项有效 / 逾期',
  },
  {
    id: '11.3.2.cx-da', actor: ['operator'], owner: 'trust', level: 'shall', title: '故障恢复指标', letters: ['cx', 'cy', 'cz', 'da'],
    summary: '平均无故障间隔不少于8500小时，软件恢复平均少于4小时，硬件恢复平均少于12小时，设备日故障率低于1%。',
    evidence: '四项实测值与限值对照',
  },
  {
    id: '11.3.3.db-dc', actor: ['operator'], owner: 'trust', level: 'shall', title: '灾难恢复', letters: ['db', 'dc'],
    summary: '启用备份中心、备份数据和备用网络恢复服务：一般灾难1小时内全部恢复，严重灾难12小时内恢复98%以上，用演练来证明。',
    evidence: '两类演练最近一次：用时、恢复行数 / 总行数',
  },
  {
    id: '11.4.1', actor: ['operator'], owner: 'trust', level: 'shall', title: '操作系统',
    summary: '操作系统撑得起平台运行，联网能力完整，支持对等和客户机—服务器网络、文件和打印共享；宜用主流系统。',
    evidence: '系统名称、版本、支持截止日',
  },
  {
    id: '11.4.2', actor: ['operator'], owner: 'trust', level: 'should', title: '编程语言',
    summary: '编程语言适合主流系统、数据库和网络协议，稳定、安全、高效；宜能跨平台、能和其他语言整合。',
    evidence: '运行环境版本、支持截止日',
  },
  {
    id: '11.4.3', actor: ['operator'], owner: 'trust', level: 'shall', title: '数据库',
    summary: '数据库满足网上销售的需要，宜用主流产品。',
    evidence: '数据库名称、版本、支持截止日；负载余量',
  },
  {
    id: '11.4.4', actor: ['operator'], owner: 'trust', level: 'should', title: '网络协议',
    summary: '宜采用 TCP/IP 协议簇。',
    evidence: '在用协议',
  },
  {
    id: '11.4.5', actor: ['operator'], owner: 'trust', level: 'shall', title: '网络监控与审计',
    summary: '除日常监控外，用成熟的网络监控或实时入侵检测，对进出网络的操作检查、报警、阻断；性能监控、日志审计、数据库审计都要有。',
    evidence: '各系统最近事件和最近复查；已阻断的攻击',
  },
  {
    id: '11.5', actor: ['operator'], owner: 'trust', level: 'shall', title: '交易信息可信',
    summary: '交易信息保密、完整、能鉴别、不能伪造、不能抵赖：确认、交接、支付都有签名并前后相连。',
    evidence: '签名有效的交易记录 / 全部；凭证据解决的纠纷',
  },
  {
    id: '11.5.dd', actor: ['operator'], owner: 'trust', level: 'shall', title: '用户鉴别',
    summary: '准确认出每个用户，挡住非法登录：消费者用微信登录，工作人员用密码加二次验证，合作方用专用凭证。',
    evidence: '登录失败次数、锁定账号数',
  },
  {
    id: '11.5.de', actor: ['operator'], owner: 'trust', level: 'shall', title: '用户权限',
    summary: '每个用户只能看到自己权限内的数据，细到每一项。',
    evidence: '被拒绝的请求；权限表是否通过测试',
  },
  {
    id: '11.5.df', actor: ['operator'], owner: 'trust', level: 'shall', title: '数据加密',
    summary: '个人信息和交易信息不泄露给第三方，传输和存放都加密。',
    evidence: '加密字段数；密钥使用天数；被拒绝的明文请求；与标准不同之处',
  },
  {
    id: '11.5.dg', actor: ['operator'], owner: 'trust', level: 'shall', title: '数据完整',
    summary: '停电、火灾等意外也不能弄坏数据：有事务、有校验、有异地副本。',
    evidence: '最近完整性检查；最近断电测试；异地副本时长',
  },
  {
    id: '11.5.dh', actor: ['operator'], owner: 'trust', level: 'shall', title: '操作可追溯',
    summary: '谁访问过数据库、做过什么重要操作都查得到，日志一改就露馅。',
    evidence: '审计链已验证到第几条；直接访问数据库的记录数',
  },
  {
    id: '11.6.1.di-dm', actor: ['operator'], owner: 'trust', level: 'shall', title: '备份方式', letters: ['di', 'dj', 'dk', 'dl', 'dm'],
    summary: '增量、完全、差分、在线、离线五种备份方式，至少用一种。',
    evidence: '每种方式最近一份备份的时长',
  },
  {
    id: '11.6.2.dn-do', actor: ['operator'], owner: 'trust', level: 'shall', title: '备份地点', letters: ['dn', 'do'],
    summary: '本地存一份，异地也存一份。',
    evidence: '本地副本和异地副本的时长',
  },
  {
    id: '11.6.3', actor: ['operator'], owner: 'trust', level: 'should', title: '备份周期',
    summary: '按数据流量和重要程度定周期；宜每2小时增量、每12小时完全、每7天差分备份一次。',
    evidence: '设定的周期；按时完成 / 应做次数',
  },
  {
    id: '11.6.4.dp-dt', actor: ['operator'], owner: 'trust', level: 'shall', title: '备份内容', letters: ['dp', 'dq', 'dr', 'ds', 'dt'],
    summary: '页面、消费者、交易、业务管理、商家和加盟者应用五类信息都要备份到。',
    evidence: '已备份的表 / 全部表，按五类',
  },
  {
    id: '11.6.5.du-dx', actor: ['operator'], owner: 'trust', level: 'shall', title: '备份软件', letters: ['du', 'dv', 'dw', 'dx'],
    summary: '备份软件能保证完整并管理介质；支持多种方式、定时自动、可设起止日期；有多种校验；能联机备份，支持 RAID 容错和映像备份。',
    evidence: '已具备的功能；各种校验最近一次',
  },
  {
    id: '11.7', actor: ['operator'], owner: 'trust', level: 'shall', title: '安全防护设备',
    summary: '抗流量攻击、入侵防御、网页防篡改、Web 防火墙登记在册；软件本身也限流、限制查询开销并查验页面。',
    evidence: '登记项有效 / 逾期；被限制的请求数',
  },
  {
    id: '11.7.1', actor: ['operator'], owner: 'trust', level: 'shall', title: '六项安全制度',
    summary: '操作规程、应急处理、日常维护、软硬件档案、信息保密、权限管理六项制度存档。',
    evidence: '六项有效 / 逾期；最近评审',
  },
  {
    id: '11.7.2', actor: ['operator'], owner: 'trust', level: 'shall', title: '防火墙',
    summary: '防火墙在功能、性能、配置管理、状态监视和自身安全五方面达标，有记录。',
    evidence: '五方面有效 / 逾期',
  },
  {
    id: '11.7.3', actor: ['operator'], owner: 'trust', level: 'shall', title: '防病毒软件',
    summary: '防病毒软件查得快、占用少、好管理部署、防得住，四方面有记录。',
    evidence: '四方面有效 / 逾期；病毒库时长',
  },
  {
    id: '11.7.4.dy-dz', actor: ['operator'], owner: 'trust', level: 'shall', title: '离线备份保管', letters: ['dy', 'dz'],
    summary: '离线备份介质放在异地，有介质管理制度和交接登记。',
    evidence: '异地介质 / 全部介质；保管记录；制度是否有效',
  },
  {
    id: '11.8.ea', actor: ['operator'], owner: 'payments', level: 'shall', title: '营销账目接口',
    summary: '平台提供营销核算账目接口。',
    evidence: '调用次数、最近使用',
  },
  {
    id: '11.8.eb', actor: ['operator'], owner: 'orders', level: 'shall', title: '进销存接口',
    summary: '平台提供商品进货、销售、库存流转接口。',
    evidence: '调用次数、最近使用',
  },
  {
    id: '11.8.ec', actor: ['operator'], owner: 'payments', level: 'shall', title: '货款支付接口',
    summary: '平台提供销售货款支付接口。',
    evidence: '调用次数、最近使用',
  },
  {
    id: '11.8.ed', actor: ['operator'], owner: 'trust', level: 'shall', title: '身份认证接口',
    summary: '平台提供消费者身份认证、确认接口。',
    evidence: '调用次数、最近使用',
  },
  {
    id: '11.8.ee', actor: ['operator'], owner: 'logistics', level: 'shall', title: '物流配送接口',
    summary: '平台提供和物流中心、配送公司对接的接口。',
    evidence: '调用次数、最近使用',
  },
  {
    id: '11.8.ef', actor: ['operator'], owner: 'payments', level: 'shall', title: '网银支付接口',
    summary: '平台提供和网上银行对接的支付接口。',
    evidence: '调用次数、最近使用',
  },
  {
    id: '11.8.eg', actor: ['operator'], owner: 'trust', level: 'shall', title: '客户关系接口',
    summary: '平台提供消费者关系管理接口。',
    evidence: '调用次数、最近使用',
  },
  {
    id: '11.8.eh', actor: ['operator'], owner: 'trust', level: 'shall', title: '数据分析接口',
    summary: '平台提供数据分析接口，可成批导出、按变化增量导出。',
    evidence: '调用次数、最近使用',
  },
] as const satisfies readonly Clause[];
