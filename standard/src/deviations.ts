import type { ClauseRef } from './clauses.ts';

export interface Deviation {
  clause: ClauseRef;
  /** The law that prevails, with its articles. */
  law: string;
  /** What the platform does instead. */
  deviation: string;
  reason: string;
}

/**
 * Where the law, which stands above a local standard, keeps the platform from following the letter of a clause; shown
 * to the public.
 */
export const DEVIATIONS = [
  {
    clause: '6.4.a',
    law: '《电子商务法》第十条、第十五条',
    deviation: '卖自家农副产品的农户不交工商登记证：备案留身份证件和免登记声明，声明在店铺页公示。',
    reason: '法律规定个人销售自产农副产品不需要办理市场主体登记，平台不能另加门槛。',
  },
  {
    clause: '7.1.a',
    law: '《电子商务法》第十条、第二十七条',
    deviation: '农户不要求依法登记成单位或个体户，凭核验过的身份和免登记声明开店；其他网商照标准。',
    reason: '法律免去自产自销农户的登记；平台仍要核验身份、建档、定期核对。',
  },
  {
    clause: '10.1.2',
    law: '《个人信息保护法》第六条、第二十八条',
    deviation: '医疗记录、收入、婚姻家庭等交易用不着的资料一律不收集，只列明“标准允许、平台不收”。',
    reason: '法律要求只收集实现目的所需的最少信息；敏感信息没有特定目的和充分必要不得处理。',
  },
  {
    clause: '10.3.b',
    law: '《个人信息保护法》第十三条、第十四条、第十五条；《消费者权益保护法》第二十九条',
    deviation:
      '标准注3以“不反对即同意”为默认，平台改为“不同意即不收集”：靠同意来处理的用途，须本人主动同意才生效，随时可以收回；“不反对即继续”只用在短信提醒上，本人可以随时关掉。',
    reason: '法律要求同意由本人在充分知情下自愿、明确作出，且可随时撤回；沉默不算同意。',
  },
  {
    clause: '11.5.df',
    law: '《个人信息保护法》第九条、第五十一条',
    deviation: '标准要求交换敏感信息时另给消费者不加密的普通网页访问方式，平台不提供，明文请求一律拒绝。',
    reason: '法律要求对个人信息采取加密等安全措施；明文传输会让敏感信息被旁人截取。',
  },
] as const satisfies readonly Deviation[];
