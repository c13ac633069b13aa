import { LOCK_MINUTES, PASSWORD_LENGTH_MIN } from './account.policy.ts';

/** Of the tries at a name: too many from one place, or from many. */
export const LOCKED = {
  message: `从这里试错的次数太多，请${LOCK_MINUTES}分钟后再试；在您登录过的其他设备或网络上不受影响`,
  clause: '11.5.dd',
} as const;
export const SLOWED = {
  message: '有人在许多地方试这个登录名，现在要排队：请过几分钟再试，或在您登录过的设备上登录，那里不受影响',
  clause: '11.5.dd',
} as const;

export const LAST_ADMIN = { message: '至少要留一位平台管理员', clause: '11.5.de' } as const;
export const WECHAT_UNREACHABLE = { message: '微信暂时连不上，请稍后再试' } as const;

/** What a new password is refused for, whoever chooses it. */
export const weakPasswordRefusals = {
  PASSWORD_WEAK: { message: `密码至少${PASSWORD_LENGTH_MIN}位，并同时有字母和数字`, clause: '11.5.dd' },
  PASSWORD_COMMON: { message: '这个密码太常见或含有您的名字，容易被猜到，请换一个', clause: '11.5.dd' },
} as const;
/** The same for who had others before. */
export const passwordRefusals = {
  ...weakPasswordRefusals,
  PASSWORD_USED: { message: '这个密码您以前用过，请换一个新的', clause: '7.4.s' },
} as const;
