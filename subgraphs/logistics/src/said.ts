/** What several rules of this room say alike; each has its own clause. */
export const SAID = {
  notInStanding: '本单位暂时不能经营，请先办好备案',
  timePast: '约定的时间要在现在之后',
  stepMissing: '前面的步骤还没有完成',
  checkIdentity: '核对配送员身份',
  alreadySigned: '您这一方已经签过字',
  documentAltered: '单据内容与开单时不一致，不能签字，请联系平台',
  sameSigner: '交接双方要由不同的人签字',
  endsBeforeStart: '结束时间要晚于开始时间',
  recordCondition: '记录外观和附件',
} as const;
