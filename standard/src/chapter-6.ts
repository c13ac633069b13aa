/** Chapter 6: what the platform operator itself must be and do. */
import type { Clause } from './clause.ts';

export const CHAPTER_6 = [
  {
    id: '6.1.a', actor: ['operator'], owner: 'sellers', level: 'shall', title: '企业法人登记',
    summary: '平台服务商是依法登记、有独立法人资格、自己承担法律责任的电商企业，登记资料存档并公开。',
    evidence: '登记记录与有效期',
  },
  {
    id: '6.1.b', actor: ['operator'], owner: 'sellers', level: 'shall', title: '税务登记',
    summary: '平台服务商已在税务部门登记纳税，资料存档。',
    evidence: '税务登记记录与有效期',
  },
  {
    id: '6.1.c', actor: ['operator'], owner: 'sellers', level: 'shall', title: '域名与ICP许可',
    summary: '平台有自己的域名证书和ICP经营许可证，每个网页底部和小程序“关于”页都看得到。',
    evidence: '域名证书、ICP许可证两项记录与有效期',
  },
  {
    id: '6.1.d', actor: ['operator'], owner: 'sellers', level: 'shall', title: '工商备案与专项许可',
    summary: '工商部门的备案证明和从事专项经营所需的许可证都已存档。',
    evidence: '备案与许可记录及有效期',
  },
  {
    id: '6.1.e', actor: ['operator'], owner: 'sellers', level: 'shall', title: '财务制度与守法记录',
    summary: '财务会计制度健全；企业法人近两年没有违法和行政处罚，每年声明一次，并对照公开记录查实。',
    evidence: '声明记录、最近核查日期、下次声明到期日',
  },
  {
    id: '6.1.f', actor: ['operator'], owner: 'trust', level: 'shall', title: '统计报送',
    summary: '平台按期从真实业务数据生成统计报表，经审核导出，在截止日前上报。',
    evidence: '按时上报期数 / 应报期数',
  },
  {
    id: '6.1.g', actor: ['operator'], owner: 'sellers', level: 'shall', title: '场所设备与人员',
    summary: '平台有法律要求的固定场所、经营设备、专业技术人员和管理人员，并登记在册。',
    evidence: '场所、设备、人员记录：有效 / 逾期',
  },
  {
    id: '6.2.a', actor: ['operator'], owner: 'sellers', level: 'shall', title: '岗位培训机制',
    summary: '平台从用人之初就按岗位定培训计划，记录课次、到课和考核成绩，并根据情况修订。',
    evidence: '本年已培训人员 / 全部人员；没有培训计划的岗位（应为0）',
  },
  {
    id: '6.2.b', actor: ['operator'], owner: 'sellers', level: 'shall', title: '帮扶商家和配送',
    summary: '平台为网商和配送服务商提供必要的培训和帮助，小程序里能查到帮助文章。',
    evidence: '接受培训的网商和配送服务商 / 全部；已答复的求助数',
  },
  {
    id: '6.3', actor: ['operator'], owner: 'trust', level: 'shall', title: '平台二十项功能',
    summary: '从会员注册、购物车、商品与溯源管理，到订单、配货、结算、统计和后台采集核准标记，二十项管理功能齐全并在用。',
    evidence: '二十项功能各自最近使用时间',
  },
  {
    id: '6.4', actor: ['operator'], owner: 'sellers', level: 'shall', title: '用户资质审核备案',
    summary: '平台有资质审核制度和专门的审核人员，每个平台用户先审后备案，写明结论和理由，并定期复核。到期或没有复核的，先提醒，后自动停用。',
    evidence: '专职审核人员；备案待审 / 通过 / 逾期未复核数；审核用时中位数',
  },
  {
    id: '6.4.a-e', actor: ['operator'], owner: 'sellers', level: 'shall', title: '备案证照种类', letters: ['a', 'b', 'c', 'd', 'e'],
    summary: '按证照种类分别备案：工商登记证、专项经营许可、产品经营许可、特许经营许可，以及其他认证认可证明。',
    evidence: '每种证照：有效 / 即将到期 / 已过期 / 缺少',
  },
  {
    id: '6.5', actor: ['operator'], owner: 'trust', level: 'shall', title: '质量监督与信息披露',
    summary: '平台设专门机构和人员，按计划检查网上货物和配送服务，问题追踪到底，并把服务内容和资质向社会公开。',
    evidence: '专职监督人员；本月货物检查数 / 配送检查数；未办结问题',
  },
  {
    id: '6.5.a', actor: ['operator'], owner: 'trust', level: 'shall', title: '服务内容公示页',
    summary: '平台设专门页面，说清提供哪些服务、怎么收费、多久答复。',
    evidence: '页面版本、最近修改时间',
  },
  {
    id: '6.5.b', actor: ['operator'], owner: 'catalog', level: 'shall', title: '发布信息合法审核',
    summary: '商品、店铺、栏目和评价在发布前后都要审查；违法的马上撤下，并处理发布人，两样都留记录。',
    evidence: '已审信息 / 撤下信息 / 处理发布人次数',
  },
  {
    id: '6.5.c', actor: ['operator'], owner: 'catalog', level: 'shall', title: '价格明示监督',
    summary: '平台监督商品和服务（配送费、平台收费）明码标价：价签缺必填项的不许上架，价格突然大变的要提示。',
    evidence: '价签完整的商品和服务收费 / 全部；待处理的价格异动',
  },
  {
    id: '6.5.d', actor: ['operator'], owner: 'trust', level: 'shall', title: '资质与信用公示',
    summary: '网商、配送、支付机构的服务资质和信用状态，谁都可以查到。',
    evidence: '已公示主体 / 全部主体，按类别',
  },
  {
    id: '6.6', actor: ['operator', 'seller'], owner: 'trust', level: 'shall', title: '申诉投诉机制',
    summary: '平台设在线投诉客服，页面写明投诉电话和履行承诺的条款；平台和网商一起，在承诺时间内用换货、退货、赔付或售后服务解决投诉和建议。',
    evidence: '投诉建议按渠道和解决方式统计；承诺时间内办结 / 全部；条款版本',
  },
  {
    id: '6.6.a', actor: ['operator'], owner: 'trust', level: 'shall', title: '响应时间公示',
    summary: '各项交易活动要多久答复，写在平台的显眼处。',
    evidence: '公示的响应时间与实测中位数对照',
  },
  {
    id: '6.6.b', actor: ['operator'], owner: 'trust', level: 'should', title: '投诉受理时段',
    summary: '电话等线下投诉宜每周至少受理5天、每天8小时（节假日除外），线上投诉宜全天候受理；线下来电由值班员登记。',
    evidence: '各渠道每周值守小时；各渠道投诉数',
  },
  {
    id: '6.6.c', actor: ['operator'], owner: 'trust', level: 'shall', title: '超时投诉升级',
    summary: '网商或配送服务商到时间还不答复的投诉自动升级，由平台出面一起联系，并给消费者一个答复。',
    evidence: '按网商和配送服务商统计的升级数；平台已答复 / 升级',
  },
  {
    id: '6.6.d', actor: ['operator'], owner: 'trust', level: 'shall', title: '追责与先行赔付',
    summary: '平台帮消费者取证、认定并追究违约方责任；责任方拒不履行的，平台宜先赔给消费者，再向责任方追偿。',
    evidence: '追责案件认定 / 受理；先行赔付与已追回金额、未结追偿',
  },
  {
    id: '6.6.end', actor: ['operator'], owner: 'trust', level: 'shall', title: '警告整改暂停',
    summary: '平台对违规者依次警告、限期整改、暂停运营，当事人可以申诉；一经暂停，店铺商品立即下架。',
    evidence: '各档措施数量；按期整改数；申诉数',
  },
] as const satisfies readonly Clause[];
