/** Chapter 12: supervision by government and by the trade. */
import type { Clause } from './clause.ts';

export const CHAPTER_12 = [
  {
    id: '12.1',
    actor: ['operator'],
    owner: 'trust',
    level: 'shall',
    title: '接受政府监督',
    summary: '平台接受并配合政府监管：监管账号可看不可改，调取数据和监管要求在系统里答复，移交的资料带签名。',
    evidence: '按时答复的调取和要求 / 全部',
  },
  {
    id: '12.2',
    actor: ['operator'],
    owner: 'trust',
    level: 'shall',
    title: '支持行业监督',
    summary: '平台支持行业组织监督和协调平台服务，给它账号，答复它的通知和意见。',
    evidence: '已答复意见 / 收到意见',
  },
  {
    id: '12.2.end',
    actor: ['operator'],
    owner: 'trust',
    level: 'shall',
    title: '行业自律组织',
    summary: '平台牵头成立自律组织，公开规则和行约，吸收成员，建立网上交易诚信体系。',
    evidence: '规则版本；成员 / 可加入主体；诚信记录数',
  },
] as const satisfies readonly Clause[];
