import { must } from '@heitu/kit/rules/checked';
import { idFrom } from '@heitu/kit/rules/ids';
import { consumers, COUNTY, staff } from '../county/index.ts';
import type { DemoPerson, DemoStaff } from '../src/index.ts';

/** A sample sign-in of the demo county; `key` names the person, whose account is `accountId(key)`. */
export interface SignIn {
  role: string;
  login: string;
  password: string;
  /** What the person's authenticator app has learned, in Base32. */
  factorSecret: string;
  key: string;
}

/** For trying out only: the demo county never stands on a real platform. */
const PASSWORD = 'heitu-demo-2026';
const FACTOR_SECRET = 'HEITUDEMOHEITUDEMOHEITUDEMOHEITU';
const signIn = (role: string, login: string, key: string): SignIn => ({
  role,
  login,
  password: PASSWORD,
  factorSecret: FACTOR_SECRET,
  key,
});

export const SIGN_INS: readonly SignIn[] = [
  signIn('operator-admin', 'admin', 'staff:heitu-admin'),
  signIn('reviewer', 'reviewer', 'staff:heitu-reviewer'),
  signIn('mediator', 'mediator', 'staff:heitu-mediator'),
  signIn('finance', 'finance', 'staff:heitu-finance'),
  signIn('regulator', 'regulator', 'staff:county-amr-reader'),
  signIn('industry-body', 'industry', 'staff:county-ecommerce-secretary'),
  signIn('seller-owner', 'seller', 'staff:xiangtun-coop-owner'),
  signIn('seller-staff', 'clerk', 'staff:xiangtun-coop-price'),
  signIn('carrier-manager', 'carrier', 'staff:beida-manager'),
  signIn('courier', 'courier', 'staff:beida-courier-1'),
  signIn('station-agent', 'station', 'staff:huihuang-keeper'),
];

/** Who works with the mini-program signs in there as everybody does, by WeChat. */
const ON_THE_PHONE: ReadonlySet<string> = new Set([
  'seller-owner',
  'seller-staff',
  'carrier-manager',
  'courier',
  'station-agent',
]);
/** By WeChat only: with them each parcel of the county has a seller, a desk and a courier whom one can play. */
const BY_WECHAT: readonly { as: string; role: string; key: string; what: string }[] = [
  { as: 'farmer', role: 'seller-owner', key: 'staff:wangxiulan-owner', what: '农户，自产自销' },
  { as: 'coldfood', role: 'seller-owner', key: 'staff:beijiang-coldfood-owner', what: '冷鲜食品公司负责人' },
  { as: 'express', role: 'carrier-manager', key: 'staff:xiangmai-manager', what: '快递公司经理（常温）' },
  { as: 'rider', role: 'courier', key: 'staff:xiangmai-courier-1', what: '快递员（常温）' },
];
const openidAs = (key: string): string => `oDEMO-heitu-${key.replace(':', '-')}`;
export const openidOf = (key: string): string | null =>
  BY_WECHAT.some((one) => one.key === key) || SIGN_INS.some((one) => one.key === key && ON_THE_PHONE.has(one.role))
    ? openidAs(key)
    : null;

const WHAT: Readonly<Record<string, string>> = {
  'operator-admin': '平台管理员',
  reviewer: '资质审核员',
  mediator: '投诉调解员',
  finance: '财务',
  regulator: '监管部门（只看）',
  'industry-body': '行业组织',
  'seller-owner': '香屯合作社负责人',
  'seller-staff': '香屯合作社物价员',
  'carrier-manager': '配送公司经理',
  courier: '配送员',
  'station-agent': '村服务站站长',
};
const CONSUMERS_SHOWN = 5;
const staffName = (key: string): string =>
  must(
    staff.find((one) => one.key === key),
    key,
  ).name;
const whatOf = (role: string): string => must(WHAT[role], role);

/** Whose WeChat a browser can play: some consumers, then who works with the phone. */
export const PEOPLE: readonly DemoPerson[] = [
  ...consumers.slice(0, CONSUMERS_SHOWN).map(({ name, openid, address }, index) => ({
    as: index === 0 ? 'consumer' : `consumer-${index + 1}`,
    name,
    what: `买家，住${address.regionText.replace(`${COUNTY.provinceName}${COUNTY.cityName}`, '')}`,
    role: null,
    openid,
  })),
  ...BY_WECHAT.map(({ as, role, key, what }) => ({ as, name: staffName(key), what, role, openid: openidAs(key) })),
  ...SIGN_INS.filter(({ role }) => ON_THE_PHONE.has(role)).map(({ role, login, key }) => ({
    as: login,
    name: staffName(key),
    what: whatOf(role),
    role,
    openid: openidAs(key),
  })),
];
/** Who signs in by password. */
export const STAFF: readonly DemoStaff[] = SIGN_INS.map(({ role, login, password, factorSecret }) => ({
  as: login,
  what: whatOf(role),
  login,
  password,
  factorSecret,
}));

/** The partner's program of the demo county (mutation signInAsClient). */
export const CLIENT = { clientId: idFrom('client:demo-partner'), secret: 'heitu-demo-partner-secret' };
