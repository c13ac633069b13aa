import { defineRefusals } from '@heitu/kit/rules/outcome';
import { KEYS_MAX, RSA_BITS_MIN } from './partner.policy.ts';
import { ENDPOINTS_MAX } from './webhook.policy.ts';

export const keyRefusals = defineRefusals({
  KEY_UNFIT: {
    message: `公钥要用JWK格式：Ed25519、P-256，或不少于${RSA_BITS_MIN}位的RSA（alg不写，或写成这种钥匙能用的），且不能含私钥`,
    clause: '11.5.dd',
  },
  KEY_KNOWN: { message: '这个公钥已经登记过，请换一个新的' },
  TOO_MANY_KEYS: { message: `同时有效的公钥最多${KEYS_MAX}个，请先停用旧的`, clause: '11.5.dd' },
});

export const grantRefusals = defineRefusals({
  SCOPE_NOT_COVERED: { message: '合同没有包含这个接口范围' },
  PARTY_SAID_NO: { message: '该主体已自行收回，只有它自己可以重新同意', clause: '11.5.de' },
});

export const identityCodeRefusals = defineRefusals({});
export const confirmRefusals = defineRefusals({
  CODE_REFUSED: { message: '确认码不对、已用过或已过期，请顾客重新出示', clause: '11.8.ed' },
});

export const webhookRefusals = defineRefusals({
  URL_UNFIT: { message: '地址要用https，能从互联网访问，不能带密码或指向内部网络' },
  SCOPE_NOT_COVERED: { message: '合同没有包含这类事件的接口范围' },
  TOO_MANY_ENDPOINTS: { message: `推送地址最多${ENDPOINTS_MAX}个，请先停用不用的` },
});
