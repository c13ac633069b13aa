import { inWorkingDays } from '@heitu/standard';
/** Whom help is written for. */
export const HELP_AUDIENCES = { consumer: '买家', seller: '卖家', carrier: '配送公司', station: '服务站' } as const;
export type HelpAudience = keyof typeof HELP_AUDIENCES;

/** What consumers, sellers, carriers and stations ask most, in plain words; shown in the mini-program (6.2.b). */
export interface HelpArticle {
  slug: string;
  audience: HelpAudience;
  title: string;
  body: string;
}

export const HELP_ARTICLES: readonly HelpArticle[] = [
  {
    slug: 'buy',
    audience: 'consumer',
    title: '怎样买东西',
    body: '看中的点“先放着”，它就进了购物车；在购物车里点“去结算”，选好收货地址，看清货款和配送费再确认，用微信付款。确认的价格15分钟内有效，付款时不会变。没付款的订单到时间自动取消，不扣钱。',
  },
  {
    slug: 'trace',
    audience: 'consumer',
    title: '怎样看东西从哪来',
    body: '用“扫一扫”扫袋子上的码，或输入码下面的批次号，就能看到从地里到您家的每一步、检验证明和路上的温度。手机会自己核对记录有没有被改过，改过的会写明。',
  },
  {
    slug: 'receive',
    audience: 'consumer',
    title: '怎样收货',
    body: '配送员会先打电话约时间。到了门口，请他出示6位身份码，在“包裹”页输入，核对是不是本人；一起打开外包装看货，没问题再签字。坏了、少了、送错了，可以当场拒收，写明原因。',
  },
  {
    slug: 'return',
    audience: 'consumer',
    title: '怎样退换货',
    body: `签收后7天内，在订单里点“申请售后”，拍照写明原因。商家${inWorkingDays('answerAfterSale')}内答复，不答复就算同意；同意后配送员上门取货；没人来取，您可以自己寄回、填上单号。只坏了一部分，可以只退那一部分的钱。鲜活易腐的东西没有质量问题不能退；有质量问题都可以。`,
  },
  {
    slug: 'complain',
    audience: 'consumer',
    title: '怎样投诉',
    body: `在订单里点“投诉”，写清事情和要求。商家或配送商${inWorkingDays('answerComplaint')}内答复；不满意或不答复的，可以请平台介入。${inWorkingDays('settleComplaint')}内办结。责任方不肯赔的，平台先赔给您。也可以打12315。`,
  },
  {
    slug: 'privacy',
    audience: 'consumer',
    title: '我的信息安全吗',
    body: '姓名、电话、地址加密保存，只给承运您这一单的配送商。谁看过、看了什么，在“隐私中心”都能查到。每一项用途都可以单独关掉，也可以导出全部信息或注销账号。',
  },
  {
    slug: 'register',
    audience: 'seller',
    title: '怎样登记和备案',
    body: '先填主体资料：有营业执照的填18位统一社会信用代码；只卖自家农产品的农户不用办执照，填身份证号码并提交声明。再按清单上传证照，提交审核。审核员会写明结果和理由，退回的按理由补齐后再提交。',
  },
  {
    slug: 'renew',
    audience: 'seller',
    title: '证照快到期怎么办',
    body: '到期前30天会提醒。上传新证照，再提交一次审核，通过后自动换新。过期没换的，店铺会自动停售；新证照审核通过后自动恢复。每半年还要复核一次，按提醒提交即可。',
  },
  {
    slug: 'supplier',
    audience: 'seller',
    title: '进货前为什么要登记供应商',
    body: '从谁手里进货，就把谁的营业执照登记上；对方加工食品的，还要有经营或生产许可证。您审查通过后才能登记进货批次。自家地里种的，把自己登记成供应商即可。',
  },
  {
    slug: 'shop',
    audience: 'seller',
    title: '开店要写清哪些内容',
    body: `写清营业时间（每周至少5天、每天8小时）、多久确认订单、多久答复咨询和投诉。写了就要做到：下单后${inWorkingDays('confirmOrder')}内没有确认的订单会自动取消退款。`,
  },
  {
    slug: 'staff',
    audience: 'seller',
    title: '怎样让家人或店员帮忙',
    body: '让对方先登录一次小程序，再由您在“人员”里添加，勾选他能做的事：商品、进货批次、订单、售后、投诉、货款、人员、店铺。不用时随时移除，几秒内生效。',
  },
  {
    slug: 'carrier-papers',
    audience: 'carrier',
    title: '配送商备案要交什么',
    body: '营业执照、道路运输经营许可证、固定场所和人员管理制度，还有六项制度：商品登记备案、服务价格、存储调配运送、与消费者交接、信息保密、投诉响应。缺哪项，提交时会逐项写明。',
  },
  {
    slug: 'cold-chain',
    audience: 'carrier',
    title: '送生鲜的人要有什么证',
    body: '学过冷链仓储、运输、加工、检验和应急处理，考试60分以上，拿到上岗证。把证书编号和有效期登记上；没有有效上岗证的，生鲜订单派不到他。',
  },
  {
    slug: 'station',
    audience: 'station',
    title: '服务站怎样备案',
    body: '先到县商务部门申请，验收合格后拿到服务站备案表，连同营业执照一起上传。帮村民代买代卖，要先有本人委托。',
  },
  {
    slug: 'station-parcels',
    audience: 'station',
    title: '服务站怎样收发包裹',
    body: '“我的”里打开“服务站的包裹”，写清在哪、几点开门、能放几件，再打开“现在收包裹”。配送员交货，当面点清、看封签、签字上架。买家来取，先看货，再输他给的取货码。没人取的、不要的，交还配送员，也要签字。',
  },
  {
    slug: 'pick-up',
    audience: 'consumer',
    title: '怎样到村里的服务站取货',
    body: '下单时选“到站点自提”，再选服务站。货到了会告诉您取货码，也在订单里。取的时候先看货，没问题再把取货码给站里的人看；有问题就在订单里点“拒收”。过时没取，货退回商家，货款原路退给您。',
  },
];
