/** Chapter 7: what an online seller must be and do. */
import type { Clause } from './clause.ts';

export const CHAPTER_7 = [
  {
    id: '7', actor: ['seller'], owner: 'sellers', level: 'shall', title: '按服务站点规范经营',
    summary: '网商按黑龙江省农村电商服务站（点）的地方标准（DB23/T 2106）经营：站点要申请、审批、验收，代买代卖要有委托，并定期声明符合要求。',
    evidence: '声明有效的网商 / 全部网商；有效站点 / 全部站点；经站点办理的业务数',
  },
  {
    id: '7.1.a', actor: ['seller'], owner: 'sellers', level: 'shall', title: '网商主体资格',
    summary: '网商是依法设立或登记、有资质、自己承担法律责任的单位或个人，身份和证照经过核验并备案；卖自产农产品免登记的农户提交声明。',
    evidence: '已核验网商 / 全部网商；免登记农户数',
  },
  {
    id: '7.1.b', actor: ['seller'], owner: 'sellers', level: 'shall', title: '网商场所设备人员',
    summary: '网商登记法律要求的固定场所、经营设备、专业技术人员和管理人员。',
    evidence: '记录有效的网商 / 全部网商',
  },
  {
    id: '7.1.c', actor: ['seller'], owner: 'sellers', level: 'shall', title: '网商用人与培训制度',
    summary: '网商建立人员管理制度和服务人员培训制度，并保持更新。',
    evidence: '制度有效的网商 / 全部网商；已培训服务人员 / 全部',
  },
  {
    id: '7.2', actor: ['seller'], owner: 'sellers', level: 'shall', title: '网商后台十四部分',
    summary: '网商后台包括会员、商品展示、订货合同、营销、订单、配货、退换货、申诉投诉、出入库、账目、财务、结算、权限和报表十四部分，并在用。',
    evidence: '十四部分各自最近使用时间',
  },
  {
    id: '7.3.1.a-c', actor: ['seller'], owner: 'sellers', level: 'shall', title: '供应商备案', letters: ['a', 'b', 'c'],
    summary: '网商审查并备案每个供应商的营业执照、经营许可和主管部门要求的其他证明；没备案或已过期的供应商，不能向他进货。',
    evidence: '备案有效的供应商 / 全部；被拒绝的进货数',
  },
  {
    id: '7.3.2.a-f', actor: ['seller'], owner: 'catalog', level: 'shall', title: '进货登记', letters: ['a', 'b', 'c', 'd', 'e', 'f'],
    summary: '每批进货都要登记：检验报告、合格证、生产许可等质量证明，商标、品名、生产者名称地址，以及质量、数量、规格、特性、用法和申诉投诉联系方式。缺必备材料的批次不能卖。',
    evidence: '资料齐全的批次 / 在售批次，缺项按字段统计',
  },
  {
    id: '7.3.3.a-c', actor: ['seller'], owner: 'catalog', level: 'shall', title: '执行质量标准', letters: ['a', 'b', 'c'],
    summary: '标准化批量生产的商品要写明执行的标准：先看强制性国家标准和技术法规，再看推荐性国家、行业标准，都没有的用依法备案的团体或企业标准，而且指标不得低于国家已有规定。',
    evidence: '商品规格按标准类别统计；备案标准有效 / 过期',
  },
  {
    id: '7.3.3.d', actor: ['seller'], owner: 'catalog', level: 'shall', title: '非标商品声明',
    summary: '不是标准化批量生产的商品，要声明不危害消费者、不污染环境，并在页面写明商品特性。',
    evidence: '两项都有的非标商品规格 / 全部非标商品规格',
  },
  {
    id: '7.3.4.a', actor: ['seller'], owner: 'catalog', level: 'shall', title: '按件计数',
    summary: '发出的数量和标明的一致，按个数卖的，标一件就发一件。',
    evidence: '数量相符的核对 / 全部核对；少发案件',
  },
  {
    id: '7.3.4.b', actor: ['seller'], owner: 'catalog', level: 'shall', title: '按量计量',
    summary: '按重量、容量卖的定量包装商品，净含量短缺不超过国家允许的数，单件和批平均都要合格，抽检留记录。',
    evidence: '抽检合格批次 / 抽检批次',
  },
  {
    id: '7.3.5.a', actor: ['seller'], owner: 'catalog', level: 'shall', title: '定价类型',
    summary: '有价格管理制度，每件商品写明定价类型：政府定价、政府指导价（含浮动范围）、市场调节价、议价或竞价。',
    evidence: '商品按定价类型统计；超出浮动范围的商品（应为0）',
  },
  {
    id: '7.3.5.b', actor: ['seller'], owner: 'catalog', level: 'shall', title: '实时标价',
    summary: '网上显示多少就收多少；改价马上生效，旧价留有记录。',
    evidence: '成交价与价签不符的订单（应为0）',
  },
  {
    id: '7.3.5.c', actor: ['seller'], owner: 'catalog', level: 'shall', title: '价签内容',
    summary: '价签公示品名、产地、等级、规格、市场零售价或批发价、会员价、物价管理人员和价格监督方式。',
    evidence: '价签完整的商品 / 全部商品',
  },
  {
    id: '7.3.5.d', actor: ['seller'], owner: 'logistics', level: 'shall', title: '配送费明示',
    summary: '平台上写明配送价格，商品页按买家所在地显示。',
    evidence: '能显示配送费的在售商品 / 在售商品',
  },
  {
    id: '7.3.5.e', actor: ['seller'], owner: 'orders', level: 'shall', title: '下单前说清费用',
    summary: '要消费者出配送费的，在他确认前就分别写明货款多少、配送服务是什么和多少钱。',
    evidence: '有确认报价的订单 / 收配送费的订单',
  },
  {
    id: '7.3.6.a-c', actor: ['seller'], owner: 'catalog', level: 'shall', title: '验货方式', letters: ['a', 'b', 'c'],
    summary: '验货认可三类结果：供货方的出厂合格证、检验或检测报告，销售方自检，第三方检测；写明检测机构、文件和日期，不合格的批次停售。',
    evidence: '批次按检验方和结果类型统计；停售的不合格批次',
  },
  {
    id: '7.3.7.j', actor: ['seller'], owner: 'catalog', level: 'shall', title: '宣传与实际一致',
    summary: '宣传文字不得和登记的质量、数量、价格相抵触。',
    evidence: '已核对文案 / 拦下文案',
  },
  {
    id: '7.3.7.k-l', actor: ['seller'], owner: 'catalog', level: 'shall', title: '禁止不当宣传', letters: ['k', 'l'],
    summary: '不得拿认可、评审、评定、审核、获奖当质量保证，不得弄虚作假、夸大效果或宣传药用；违规文案拦下，并标出问题词句。',
    evidence: '已核对文案 / 拦下文案 / 申诉数',
  },
  {
    id: '7.3.8.m', actor: ['seller'], owner: 'trust', level: 'shall', title: '在线申诉处理',
    summary: '网商公开申诉服务条款，做到有人接待、听取意见、沟通、处理，并跟踪到有结果。',
    evidence: '申诉按环节统计；跟踪到结果 / 全部，按网商',
  },
  {
    id: '7.3.8.n', actor: ['seller'], owner: 'trust', level: 'shall', title: '投诉处理条款',
    summary: '网商公开投诉服务条款，用换货、退货、赔付解决问题，说到做到。',
    evidence: '投诉按解决方式统计；按承诺办到 / 全部，按网商',
  },
  {
    id: '7.3.8.o', actor: ['seller'], owner: 'trust', level: 'shall', title: '网商投诉答复时限',
    summary: '商品质量或配送引起的投诉，网商在1个工作日内答复；工作日按国家放假安排计算。',
    evidence: '1个工作日内答复 / 全部投诉，按网商',
  },
  {
    id: '7.4.p-q', actor: ['operator', 'seller'], owner: 'sellers', level: 'shall', title: '支付合同与资质核验', letters: ['p', 'q'],
    summary: '开通支付前，先和支付服务商签合同，查验证件、确认资质、核对身份。',
    evidence: '有效合同数；已核验支付服务商 / 在用支付服务商',
  },
  {
    id: '7.4.r-s', actor: ['operator', 'seller'], owner: 'payments', level: 'shall', title: '支付专人与密码', letters: ['r', 's'],
    summary: '指定专人和支付服务商对接、查数据，指定专人保管支付登录密码，并到期必改。',
    evidence: '两名专人都已指定的单位 / 全部单位；逾期未改密码数',
  },
  {
    id: '7.4.t', actor: ['operator', 'seller'], owner: 'trust', level: 'shall', title: '支付中的客户信息保密',
    summary: '办理支付时接触到的客户信息要保密，谁看过都有记录。',
    evidence: '支付岗位查看客户信息的记录数；泄密事件',
  },
  {
    id: '7.5.u', actor: ['seller'], owner: 'orders', level: 'shall', title: '确认与响应时间公示',
    summary: '店铺在显眼处写明多久确认订单、多久响应服务。',
    evidence: '两项都写明的店铺 / 全部店铺',
  },
  {
    id: '7.5.v', actor: ['seller'], owner: 'orders', level: 'shall', title: '订单处理时段',
    summary: '每周至少5天、每天8小时有人处理订单（节假日除外），宜全天候处理。',
    evidence: '店铺按服务时段统计；服务时段内没人处理的订单',
  },
  {
    id: '7.5.w', actor: ['seller'], owner: 'orders', level: 'shall', title: '订单确认时限',
    summary: '从消费者下单算起（不是从付款算起），1个工作日内确认订单；快到时提醒，过时取消并退款。',
    evidence: '按时确认的订单 / 全部订单，按网商',
  },
  {
    id: '7.6.x-z', actor: ['seller'], owner: 'orders', level: 'shall', title: '退换货交接', letters: ['x', 'y', 'z'],
    summary: '网商按合同的时间和地点从配送员手里接回退换的货，一起核对订单和货物，无误后在交接记录上确认。',
    evidence: '已确认的交接记录 / 退换货数',
  },
  {
    id: '7.6.aa', actor: ['seller'], owner: 'payments', level: 'shall', title: '退款时限',
    summary: '符合规定的，在合同约定时间内把货款退给客户，一直跟到到账。',
    evidence: '按时退款 / 全部退款',
  },
  {
    id: '7.6.ab', actor: ['operator'], owner: 'trust', level: 'shall', title: '投诉计入考评',
    summary: '平台对客户投诉进行考评，计入网商考核，提出改进要求并跟踪落实。',
    evidence: '使用投诉数据的考评数；已改进 / 已要求改进',
  },
] as const satisfies readonly Clause[];
