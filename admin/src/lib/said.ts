/** Sentences that stand on several pages. */
export const SAID = {
  advancesAndRecoveries: '先行赔付与追偿',
  privacyNotice: '个人信息保护告知',
  registerPartner: '登记合作方系统',
  revokePartner: '停用合作方系统',
  partyMissing: '没有这样的主体',
  passwordRule: '至少十位，不要用姓名、生日和常见的词',
  creditCode: '统一社会信用代码',
  factsAndReasons: '查明的事实和理由',
  monthReports: '出具的月报',
  collections: '退换货取件',
  contentsCases: '内件缺损',
  authorities: '主管部门和行业组织',
  saveAuthority: '登记主管部门或行业组织',
  storageStays: '在途仓储',
  takesBack: '撤回提议',
  mayProposeAgain: '撤回后可以重新提议。',
} as const;
