/** Chapter 13: assessment and improvement. */
import type { Clause } from './clause.ts';

export const CHAPTER_13 = [
  {
    id: '13',
    actor: ['operator'],
    owner: 'trust',
    level: 'shall',
    title: '月度考评公示',
    summary: '平台按公开的规则，用真实数据考评每家网商、配送和支付机构的服务满意度和业绩，每月公布结果。',
    evidence: '最近公布月份；已考评主体 / 全部，按类别；按时公布次数',
  },
  {
    id: '13.end',
    actor: ['operator'],
    owner: 'trust',
    level: 'shall',
    title: '不合格处理与改进',
    summary: '考评不合格的，给予警告、限期整改或暂停运营，并跟踪是否改进。',
    evidence: '不合格主体；各档措施数；下次考评已改进数',
  },
] as const satisfies readonly Clause[];
