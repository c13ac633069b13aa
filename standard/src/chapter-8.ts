/** Chapter 8: carriers, and how goods change hands. */
import type { Clause } from './clause.ts';

export const CHAPTER_8 = [
  {
    id: '8.1.ac-ae', actor: ['carrier'], owner: 'sellers', level: 'shall', title: '配送服务商资格', letters: ['ac', 'ad', 'ae'],
    summary: '配送服务商是依法设立、自己承担法律责任的单位，有固定场所、设备、专业技术和管理人员，有人员管理制度，并都备案。',
    evidence: '备案有效的配送服务商 / 全部，按材料',
  },
  {
    id: '8.1.af', actor: ['carrier'], owner: 'logistics', level: 'shall', title: '生鲜冷链设施',
    summary: '送生鲜的配送服务商在县城有预冷库、冷藏车和保鲜设备，温度能显示、能传输、能监控。',
    evidence: '四样齐全的生鲜配送服务商 / 全部；一小时内有温度上报的设施 / 全部',
  },
  {
    id: '8.1.ag', actor: ['carrier'], owner: 'sellers', level: 'shall', title: '冷链人员持证',
    summary: '冷链各环节人员学过仓储、运输、加工、检验和应急处理，考核合格、持证上岗；没证的不能派生鲜单。',
    evidence: '持证人员 / 冷链人员；被拒绝的派单',
  },
  {
    id: '8.1.1.ah-aq', actor: ['carrier'], owner: 'logistics', level: 'shall', title: '配送后台十部分',
    letters: ['ah', 'ai', 'aj', 'ak', 'al', 'am', 'an', 'ao', 'ap', 'aq'],
    summary: '配送后台包括会员、商品、订单、配货、客户反馈、退换货、出入库、财务、权限和报表十部分，并在用。',
    evidence: '十部分各自最近使用时间',
  },
  {
    id: '8.1.1.ar', actor: ['carrier'], owner: 'logistics', level: 'shall', title: '冷链温度监控',
    summary: '预冷库、冷藏车、冷柜的温度一直有监控，能查询、能报警、能统计分析。',
    evidence: '每天温度读数；报警已发 / 已处理；超温分钟数',
  },
  {
    id: '8.1.2.as', actor: ['carrier'], owner: 'logistics', level: 'shall', title: '偏远村配送',
    summary: '偏远村屯的货，按农村电商服务站（点）的地方标准（DB23/T 2106）通过站点配送。',
    evidence: '已通配送的偏远村 / 全部偏远村',
  },
  {
    id: '8.1.2.at', actor: ['carrier'], owner: 'logistics', level: 'shall', title: '首末一公里',
    summary: '配送范围要管到最初一公里上门收货和最后一公里送到家；送不到的地址当场说明原因。',
    evidence: '能上门收货的村 / 能送到家的村 / 全部村；被拒绝的地址数',
  },
  {
    id: '8.2.au', actor: ['operator'], owner: 'logistics', level: 'shall', title: '监督配送约定',
    summary: '平台用抽查和到场两种方式，监督配送服务商在送货和交接时是否守约。',
    evidence: '已查 / 计划检查，按方式；未办结问题',
  },
  {
    id: '8.2.av-aw', actor: ['operator'], owner: 'logistics', level: 'shall', title: '监督保密和冒名推销', letters: ['av', 'aw'],
    summary: '平台监督配送服务商是否替消费者保密，是否冒用网商名义推销商品或做其他商业欺诈。',
    evidence: '两类检查、举报、违规数；已采取措施',
  },
  {
    id: '8.2.ax', actor: ['operator'], owner: 'logistics', level: 'shall', title: '监督准时送达',
    summary: '平台监督配送服务商是否在合同时间内送完订单。',
    evidence: '各配送服务商准时率',
  },
  {
    id: '8.2.ay', actor: ['operator'], owner: 'trust', level: 'shall', title: '监督配送投诉处理',
    summary: '平台监督配送服务商怎样处理配送投诉，看能否1个工作日内答复并处理。',
    evidence: '1个工作日内答复 / 处理 / 全部，按配送服务商',
  },
  {
    id: '8.2.az', actor: ['operator'], owner: 'logistics', level: 'shall', title: '监督代收货款',
    summary: '有代收货款的，平台监督配送服务商按合同把钱交回。',
    evidence: '按时交回 / 应交货款；逾期金额，按配送服务商',
  },
  {
    id: '8.3.ba-bf', actor: ['carrier'], owner: 'sellers', level: 'shall', title: '配送六项制度', letters: ['ba', 'bb', 'bc', 'bd', 'be', 'bf'],
    summary: '配送服务商备案六项制度：配送商品登记、服务价格、进货存储调配运送、与消费者交接、商家和消费者信息保密、申诉投诉响应。',
    evidence: '六项都有效的配送服务商 / 全部',
  },
  {
    id: '8.4.1', actor: ['carrier'], owner: 'logistics', level: 'shall', title: '货物单据内容',
    summary: '货物单据写明交接时间、件数、品名、价值、客户姓名地址、发货和配送单位，并有消费者签字。',
    evidence: '内容完整的单据 / 交接数',
  },
  {
    id: '8.4.2.bg', actor: ['carrier'], owner: 'logistics', level: 'shall', title: '按约接货',
    summary: '配送服务商在约定时段内到网商处接货。',
    evidence: '按时接货 / 全部接货',
  },
  {
    id: '8.4.2.bh-bi', actor: ['carrier'], owner: 'logistics', level: 'shall', title: '生鲜交接查验', letters: ['bh', 'bi'],
    summary: '生鲜交接时确认冷库温度记录和货品温度并签字；查看生产日期、保质期、贮藏条件、内外包装和车厢卫生，双方签字。',
    evidence: '各项齐全的生鲜交接 / 全部生鲜交接',
  },
  {
    id: '8.4.2.bj-bk', actor: ['seller', 'carrier'], owner: 'logistics', level: 'shall', title: '双方签字存单', letters: ['bj', 'bk'],
    summary: '双方认可货物和包装后在交接单上签字或盖章，各留一份，各指定专人保管。',
    evidence: '双方都签字的单据 / 交接数；指定保管人的单位 / 全部单位',
  },
  {
    id: '8.4.2.bl', actor: ['carrier'], owner: 'logistics', level: 'shall', title: '单据定期核对',
    summary: '配送服务商定期和网商逐条核对单据。',
    evidence: '每对商家最近核对日期；未解决的不符项',
  },
  {
    id: '8.4.3.bm-bn', actor: ['carrier'], owner: 'logistics', level: 'shall', title: '装载与运输工具', letters: ['bm', 'bn'],
    summary: '装车配载要保证货物安全，运输设备合乎国家规定和货物特点。',
    evidence: '做过装载检查的车次 / 全部车次；货损案件；有效车辆 / 全部',
  },
  {
    id: '8.4.3.bo-bp', actor: ['carrier'], owner: 'logistics', level: 'shall', title: '运输温度', letters: ['bo', 'bp'],
    summary: '车辆达到冷冻、冷藏生鲜需要的温度，车上能显示温度，运输全程受监控。',
    evidence: '温度合格车次 / 生鲜车次；有数据上报的车辆 / 全部',
  },
  {
    id: '8.5.1.bq-br', actor: ['carrier'], owner: 'logistics', level: 'shall', title: '配送确认与时段', letters: ['bq', 'br'],
    summary: '配送服务商按网商要求的时间确认和响应；每周至少5天、每天8小时提供配送。',
    evidence: '按网商要求响应 / 全部；配送服务商按服务时段统计',
  },
  {
    id: '8.5.1.bs', actor: ['carrier'], owner: 'logistics', level: 'shall', title: '合同时间内送达',
    summary: '订单确认后，在和网商约定的合同时间内送到。',
    evidence: '准时送达 / 全部送达',
  },
  {
    id: '8.5.1.bt', actor: ['carrier'], owner: 'trust', level: 'shall', title: '商品与配送投诉回复',
    summary: '客户对商品或配送的投诉，配送服务商在1个工作日内回复。',
    evidence: '1个工作日内回复 / 全部，按配送服务商',
  },
  {
    id: '8.5.2', actor: ['carrier'], owner: 'logistics', level: 'shall', title: '禁寄物品',
    summary: '监督配送员管住国家禁止普通邮寄的物品：发现的拒收，或改用国家许可的方式运输。',
    evidence: '拒收数 / 改用许可方式数；对配送员的检查数',
  },
  {
    id: '8.5.3.bu-bv', actor: ['carrier'], owner: 'logistics', level: 'shall', title: '遵守配送交接制度', letters: ['bu', 'bv'],
    summary: '配送员遵守配送服务制度和交接服务制度。',
    evidence: '已确认现行制度的配送员 / 全部；违规数',
  },
  {
    id: '8.5.3.bw-bx', actor: ['carrier'], owner: 'logistics', level: 'shall', title: '配送员保密与不冒名推销', letters: ['bw', 'bx'],
    summary: '配送员保护客户信息，只在送这一单时看得到，之后遮挡；不冒用网商名义推销，不做商业欺诈。',
    evidence: '任务之外的查看（应为0）；违规数',
  },
  {
    id: '8.5.3.by', actor: ['carrier'], owner: 'logistics', level: 'shall', title: '配送员准时送达',
    summary: '配送员在合同要求的时间内送完订单。',
    evidence: '各配送员准时率',
  },
  {
    id: '8.5.3.bz', actor: ['carrier'], owner: 'trust', level: 'shall', title: '配送投诉答复时限',
    summary: '客户投诉配送问题的，1个工作日内答复。',
    evidence: '1个工作日内答复 / 全部，按配送服务商',
  },
  {
    id: '8.5.3.ca', actor: ['carrier'], owner: 'logistics', level: 'shall', title: '代收货款交回',
    summary: '代收的货款在和网商约定的日期前交回。',
    evidence: '按时交回 / 应交货款',
  },
  {
    id: '8.5.4.1', actor: ['carrier'], owner: 'logistics', level: 'shall', title: '配送交接单内容',
    summary: '配送交接单至少写明日期、客户姓名、地址、联系方式、配送机构，以及发货网商的名称、联系方式和地址。',
    evidence: '内容完整的交接单 / 送达数',
  },
  {
    id: '8.5.4.2.cb-ce', actor: ['carrier'], owner: 'logistics', level: 'shall', title: '送货上门四步', letters: ['cb', 'cc', 'cd', 'ce'],
    summary: '先联系客户约好时间地点，交货前亮明身份，让客户打开外层运输包装看商品包装，双方当面验货后请客户签字。',
    evidence: '四步各自完成的送达 / 全部送达',
  },
  {
    id: '8.5.4.3.cf', actor: ['carrier'], owner: 'logistics', level: 'shall', title: '拒收处理',
    summary: '客户拒收的，配送员记下原因，把货送回公司。',
    evidence: '拒收按原因统计；已送回 / 拒收',
  },
  {
    id: '8.5.4.3.cg', actor: ['carrier'], owner: 'logistics', level: 'shall', title: '内件短少损坏',
    summary: '外包装完好而里面少了或坏了的，由配送服务商联系发货方解决，跟到办结。',
    evidence: '未结 / 已结案件；用时中位数',
  },
  {
    id: '8.6.ch', actor: ['carrier'], owner: 'logistics', level: 'shall', title: '上门取退换货',
    summary: '配送员按网商的退换货指令先约时间地点，亮明身份、说清货物和退款方式，按网商规定验货，记录外观和附件，双方签字后取走。',
    evidence: '六步齐全的取件 / 全部取件',
  },
  {
    id: '8.6.ci', actor: ['seller', 'carrier'], owner: 'logistics', level: 'shall', title: '退换货中心交接',
    summary: '退换货服务中心和网商核对明细，按合同时间地点交接，查验无误后双方签字。',
    evidence: '三步齐全的中心交接 / 全部中心交接',
  },
  {
    id: '8.7', actor: ['carrier'], owner: 'logistics', level: 'should', title: '县城冷链中心',
    summary: '宜在县城中心建生鲜预冷库和冷链物流体系。',
    evidence: '县城冷链设施：已登记、容量、有上报 / 全部',
  },
  {
    id: '8.7.end', actor: ['carrier'], owner: 'logistics', level: 'shall', title: '各环节仓储',
    summary: '生鲜在流通各环节都要有合适的仓储，产地或销售地、现代或传统设施都可以，但要写明条件和存放时限。',
    evidence: '生鲜批次按环节统计；没有仓储的环节；超过存放时限的批次',
  },
] as const satisfies readonly Clause[];
