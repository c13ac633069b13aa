import { defineRefusals } from '@heitu/kit/outcome';
import { PASSWORD_LENGTH_MIN } from './account.policy.ts';

export const signInRefusals = defineRefusals({
  SIGN_IN_REFUSED: { message: '登录名或密码不对', clause: '11.5.dd' },
  LOCKED: { message: '试错次数太多，请15分钟后再试', clause: '11.5.dd' },
  CODE_REFUSED: { message: '微信登录没有成功，请重新打开小程序再试', clause: '11.5.dd' },
  WECHAT_UNREACHABLE: { message: '微信暂时连不上，请稍后再试' },
  ACCOUNT_CLOSED: { message: '这个账号已经注销，不能再登录' },
});

export const sessionRefusals = defineRefusals({});

export const staffRefusals = defineRefusals({
  LOGIN_TAKEN: { message: '这个登录名已有人用，请换一个', clause: '11.5.dd' },
  PASSWORD_WEAK: { message: `密码至少${PASSWORD_LENGTH_MIN}位，并同时有字母和数字`, clause: '11.5.dd' },
  LAST_ADMIN: { message: '至少要留一位平台管理员', clause: '11.5.de' },
});

export const clientRefusals = defineRefusals({
  PARTY_UNKNOWN: { message: '没有这个主体，合作方要先备案' },
});
