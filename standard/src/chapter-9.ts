/** Chapter 9: payment providers. */
import type { Clause } from './clause.ts';

export const CHAPTER_9 = [
  {
    id: '9.1.cj-ck', actor: ['payer'], owner: 'sellers', level: 'shall', title: '支付服务商资格', letters: ['cj', 'ck'],
    summary: '支付服务商依法设立、有资质、自己承担法律责任，有固定场所、设备、专业技术和管理人员，并都备案。',
    evidence: '备案有效的支付服务商 / 全部，按材料',
  },
  {
    id: '9.2.cl', actor: ['payer'], owner: 'sellers', level: 'shall', title: '操作指南与岗前培训',
    summary: '支付操作指南一有变化马上更新，岗前培训定期举办。',
    evidence: '指南版本与发布天数；已培训人员 / 全部人员',
  },
  {
    id: '9.2.cm', actor: ['payer'], owner: 'payments', level: 'shall', title: '网上交易安全',
    summary: '把网上交易安全规则用到每笔交易上，可疑的先拦下核实，降低风险。',
    evidence: '规则版本；风险拦截：已放行 / 已确认',
  },
  {
    id: '9.2.cn', actor: ['payer'], owner: 'payments', level: 'shall', title: '收付可查可验',
    summary: '扣款、结算、转账、退款都按合同办理，消费者能逐笔查询验证。',
    evidence: '账本是否平衡（应为平衡）；支付按状态统计',
  },
  {
    id: '9.2.co', actor: ['payer'], owner: 'payments', level: 'shall', title: '未成功款项查询',
    summary: '付款没成功的客户，能查到钱在哪里。',
    evidence: '未成功支付；查询次数；解决用时中位数',
  },
  {
    id: '9.2.cp', actor: ['payer'], owner: 'payments', level: 'shall', title: '及时对账',
    summary: '每天和支付服务商的账单核对，有差就立案查清；消费者的要求及时答复。',
    evidence: '已对账天数；未结差异；已答复请求 / 全部',
  },
] as const satisfies readonly Clause[];
