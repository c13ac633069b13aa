/** Chapter 10: consumers' information and interests. */
import type { Clause } from './clause.ts';

export const CHAPTER_10 = [
  {
    id: '10.1.1.cq-ct',
    actor: ['operator', 'seller', 'carrier', 'payer'],
    owner: 'trust',
    level: 'shall',
    title: '自动收集的信息',
    letters: ['cq', 'cr', 'cs', 'ct'],
    summary:
      '只有客户许可，才能收集浏览器类型、操作系统、浏览过的页面和上网服务商的域名地址；和交易无关的隐私一律不收。',
    evidence: '收集的字段，每项写明用途和许可 / 全部字段',
  },
  {
    id: '10.1.2',
    actor: ['consumer'],
    owner: 'trust',
    level: 'should',
    title: '自愿填写的信息',
    summary: '消费者宜可自愿填写的十九项资料全部选填，收了的加密保存、遮挡显示；交易用不着的列明“允许但不收集”。',
    evidence: '十九项：已收集 / 未收集；已加密 / 已收集',
  },
  {
    id: '10.2.a-f',
    actor: ['operator'],
    owner: 'trust',
    level: 'shall',
    title: '信息保护告知',
    letters: ['a', 'b', 'c', 'd', 'e', 'f'],
    summary:
      '平台公开告知：谁在收集（名称、法定代表人、联系方式、主营业务）、做什么用、可能给谁、收什么和怎么收、不给会怎样、怎样保密保真。告知分版本，留下每人同意的版本。',
    evidence: '告知六项是否齐全；各版本同意人数',
  },
  {
    id: '10.3.a-b',
    actor: ['operator'],
    owner: 'trust',
    level: 'shall',
    title: '本人自愿选择',
    letters: ['a', 'b'],
    summary: '收什么、用来做什么、怎么用，由本人决定；每个用途都可选择同意或反对，撤回马上生效。',
    evidence: '各用途同意 / 反对人数；已办撤回；与标准不同之处',
  },
  {
    id: '10.4',
    actor: ['operator', 'seller', 'carrier', 'payer'],
    owner: 'trust',
    level: 'shall',
    title: '信息安全保密',
    summary:
      '用管理和技术办法防止有人未经消费者同意查看、损毁、使用或泄露其信息，并保证信息安全完整；本人可要求导出和删除。',
    evidence: '查看个人信息的记录数；被拒绝数；完整性检查；按时办理的请求',
  },
  {
    id: '10.5.cu',
    actor: ['operator', 'seller'],
    owner: 'trust',
    level: 'shall',
    title: '要约明示确认',
    summary: '平台和网商把约定条款讲明白，消费者确认后才生效，并留证据。',
    evidence: '已确认协议 / 生效协议；确认过条款的订单',
  },
  {
    id: '10.5.cv',
    actor: ['operator'],
    owner: 'trust',
    level: 'shall',
    title: '软件不扰设备',
    summary: '给消费者用的软件不影响他设备上其他软件：不私装、不偷偷在后台跑，只要最少的权限。',
    evidence: '申请的权限及理由；各版本崩溃、卡死比例',
  },
  {
    id: '10.5.cw',
    actor: ['operator'],
    owner: 'trust',
    level: 'shall',
    title: '软件不超用途',
    summary: '软件只做写明的事，要做别的须先得到消费者许可。',
    evidence: '写明的用途；用途之外的调用和访问地址（应为0）',
  },
] as const satisfies readonly Clause[];
