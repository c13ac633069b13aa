/** Chapter 5: what a county platform consists of, and who takes part in it. */
import type { Clause } from './clause.ts';

export const CHAPTER_5 = [
  {
    id: '5.1',
    actor: ['operator'],
    owner: 'catalog',
    level: 'should',
    title: '农产品溯源系统',
    summary: '平台宜建起农产品溯源系统并不断完善，网上卖的每件货都能查到它的批次和产地地块。',
    evidence: '溯源链完整的在售商品规格 / 全部在售商品规格，按月',
  },
  {
    id: '5.1.a',
    actor: ['operator'],
    owner: 'sellers',
    level: 'shall',
    title: '县域农产品资源库',
    summary:
      '平台汇总本县生产企业、合作社、网商、服务商、配送和支付机构的资料，记明各家资质和诚信情况，并引导农产品一步步变成网上可售的商品。',
    evidence: '各类主体数量；资质有效且有信用状态的比例；由农产品转成的网销商品数',
  },
  {
    id: '5.1.b',
    actor: ['operator'],
    owner: 'catalog',
    level: 'shall',
    title: '三套信息系统贯通',
    summary: '信息发布、销售服务管理、农产品溯源三套系统都要有，并且数据连得上、对得上。',
    evidence: '三套系统各自最近使用时间；发布、库存、溯源三处一致的商品 / 全部商品',
  },
  {
    id: '5.2.c',
    actor: ['operator'],
    owner: 'sellers',
    level: 'shall',
    title: '平台自身运营档案',
    summary: '平台服务商把自己的资质、经营条件、人员管理和对外服务条款都存进系统，到期及时更新。',
    evidence: '平台自身档案按类别统计：有效 / 逾期',
  },
  {
    id: '5.2.d',
    actor: ['operator'],
    owner: 'trust',
    level: 'shall',
    title: '技术台账八部分',
    summary: '机房、托管上云、基础保障、系统保障、交易信息保障、数据备份、安全管理、系统接口八部分各建台账，逐项核对。',
    evidence: '八部分台账各自的有效项 / 逾期项',
  },
  {
    id: '5.3.e-i',
    actor: ['all'],
    owner: 'trust',
    level: 'shall',
    title: '参与角色',
    letters: ['e', 'f', 'g', 'h', 'i'],
    summary: '平台服务商、网商、配送、支付和消费者五类角色各有各的权限，监管、行业组织和合作方另设账号。',
    evidence: '各角色账号数；权限表版本',
  },
] as const satisfies readonly Clause[];
