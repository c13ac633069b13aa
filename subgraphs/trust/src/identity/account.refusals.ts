import { defineRefusals } from '@heitu/kit/rules/outcome';
import { LOCK_MINUTES, PASSWORD_LENGTH_MIN } from './account.policy.ts';
import { CODES_PER_DAY_MAX } from './phone.policy.ts';

const LOCKED = {
  message: `从这里试错的次数太多，请${LOCK_MINUTES}分钟后再试；在您登录过的其他设备或网络上不受影响`,
  clause: '11.5.dd',
} as const;
const SLOWED = {
  message: '有人在许多地方试这个登录名，现在要排队：请过几分钟再试，或在您登录过的设备上登录，那里不受影响',
  clause: '11.5.dd',
} as const;

const LAST_ADMIN = { message: '至少要留一位平台管理员', clause: '11.5.de' } as const;

export const signInRefusals = defineRefusals({
  SIGN_IN_REFUSED: { message: '登录名或密码不对', clause: '11.5.dd' },
  LOCKED,
  SLOWED,
  CODE_REFUSED: { message: '微信登录没有成功，请重新打开小程序再试', clause: '11.5.dd' },
  WECHAT_UNREACHABLE: { message: '微信暂时连不上，请稍后再试' },
  ACCOUNT_CLOSED: { message: '这个账号已经注销，不能再登录' },
  ACCOUNT_SUSPENDED: { message: '这个账号已被平台停用，请联系客服', clause: '11.5.dd' },
});
export const clientSignInRefusals = defineRefusals({
  SIGN_IN_REFUSED: { message: '编号或密钥不对，或已停用', clause: '11.5.dd' },
  SECRET_EXPIRED: { message: '密钥已到期，请换用新的', clause: '11.5.dd' },
});

/** What a new password is refused for. */
export const passwordRefusals = {
  PASSWORD_WEAK: { message: `密码至少${PASSWORD_LENGTH_MIN}位，并同时有字母和数字`, clause: '11.5.dd' },
  PASSWORD_COMMON: { message: '这个密码太常见或含有您的名字，容易被猜到，请换一个', clause: '11.5.dd' },
  PASSWORD_USED: { message: '这个密码您以前用过，请换一个新的', clause: '7.4.s' },
} as const;

export const secondFactorRefusals = defineRefusals({
  LOCKED,
  SLOWED,
  CHALLENGE_ENDED: { message: '这次登录已过期，请重新输入登录名和密码', clause: '11.5.dd' },
  CODE_REFUSED: { message: '验证码不对或已用过，请等手机上换了新的再输', clause: '11.5.dd' },
  PASSWORD_DUE: { message: '密码到期了，或是别人代设的，请同时设一个新密码', clause: '7.4.s' },
  ...passwordRefusals,
});

export const changePasswordRefusals = defineRefusals({
  LOCKED,
  CURRENT_PASSWORD_WRONG: { message: '现在的密码不对', clause: '11.5.dd' },
  ...passwordRefusals,
});

export const changeFactorRefusals = defineRefusals({
  LOCKED,
  CURRENT_PASSWORD_WRONG: { message: '现在的密码不对', clause: '11.5.dd' },
});

export const resetFactorRefusals = defineRefusals({
  OWN_ACCOUNT: { message: '不能重置自己的，请用恢复码登录，或请另一位管理员重置', clause: '11.5.de' },
});

export const suspendRefusals = defineRefusals({
  OWN_ACCOUNT: { message: '不能停用自己的账号，请另一位管理员来做', clause: '11.5.de' },
  LAST_ADMIN,
});

export const sessionRefusals = defineRefusals({});

export const staffRefusals = defineRefusals({
  LOGIN_TAKEN: { message: '这个登录名已有人用，请换一个', clause: '11.5.dd' },
  ...passwordRefusals,
  LAST_ADMIN,
});

export const clientRefusals = defineRefusals({
  PARTY_UNKNOWN: { message: '没有这个主体，合作方要先备案' },
});

export const phoneRefusals = defineRefusals({
  CODE_REFUSED: { message: '验证码不对或已过期，请重新获取', clause: '11.5.dd' },
  TOO_MANY_CODES: { message: `今天的验证码已发${CODES_PER_DAY_MAX}次，请明天再试`, clause: '11.5.dd' },
  SMS_NOT_SENT: { message: '短信没有发出去，请核对手机号，过一会儿再试' },
  SMS_UNSURE: { message: '短信可能没有发出去；收到了可以直接填，没收到请一分钟后再试' },
  WECHAT_CODE_REFUSED: { message: '微信没有给出手机号，请重新点按钮授权', clause: '11.5.dd' },
  WECHAT_UNREACHABLE: { message: '微信暂时连不上，请稍后再试' },
});
