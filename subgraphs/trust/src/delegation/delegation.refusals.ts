import { defineRefusals } from '@heitu/kit/rules/outcome';
import { ASKS_PER_DAY_MAX, DELEGATION_DAYS_MAX, DELEGATIONS_PER_OWNER_MAX } from './delegation.policy.ts';

const UNTIL = {
  UNTIL_OUT_OF_RANGE: { message: `代办最早到今天、最长到${DELEGATION_DAYS_MAX}天后，请改一下日期`, clause: '11.5.de' },
} as const;

export const grantDelegationRefusals = defineRefusals({
  ...UNTIL,
  ALREADY_GRANTED: { message: '这位代办员已在为您代办；要改权限或日期，请先结束原来的再授权', clause: '11.5.de' },
  AGENT_UNKNOWN: { message: '没有找到这位服务站代办员，或者服务站已不在备案状态', clause: '11.5.de' },
  TOO_MANY: { message: `同时生效的代办最多${DELEGATIONS_PER_OWNER_MAX}项，请先结束不用的` },
});
export const askDelegationRefusals = defineRefusals({
  ...UNTIL,
  STATION_NOT_APPROVED: { message: '您所在的服务站不在备案状态，暂不能代办', clause: '11.5.de' },
  TOO_MANY_ASKS: { message: `今天已请求代办${ASKS_PER_DAY_MAX}次，请明天再试`, clause: '11.5.dd' },
});
export const confirmDelegationRefusals = defineRefusals({
  ALREADY_GRANTED: { message: '您已在为这位农户代办；要改权限或日期，请先结束原来的再请求', clause: '11.5.de' },
  CODE_REFUSED: { message: '验证码不对或已过期，请重新请求', clause: '11.5.dd' },
  TOO_MANY: { message: `这位农户同时生效的代办已有${DELEGATIONS_PER_OWNER_MAX}项，请先结束不用的` },
});
export const endDelegationRefusals = defineRefusals({});
export const actForRefusals = defineRefusals({
  DELEGATION_ENDED: { message: '这项代办已经结束，请农户重新授权', clause: '11.5.de' },
});
