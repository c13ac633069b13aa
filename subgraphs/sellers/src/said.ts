/** What several rules of this room say alike; each has its own clause. */
export const SAID = {
  untilBeforeFrom: '截止日期不能早于起始日期',
  counterpartyNotQualified: '对方资质没有备案或已失效，不能签合同',
  scanNeeded: '请附上双方签字盖章的那一页，支付机构的签字以它为准',
  scansNotOpened: '有证照的照片您还没有打开看过，逐份看过再通过',
  fileUnknown: '附件没有找到，请重新上传',
  pictureUnknown: '图片没有找到，请重新上传',
  verificationNeeded: '统一社会信用代码的校验位不对，请写明如何人工核实',
  creditCodeMalformed: '统一社会信用代码格式不对，请对照营业执照填写18位',
  idNumberWrong: '身份证号码不正确，请对照身份证填写',
  accountUnknown: '没有这个账号，请让对方先登录一次小程序',
} as const;
