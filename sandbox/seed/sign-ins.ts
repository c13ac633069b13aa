import { idFrom } from '@heitu/kit/ids';

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
const signIn = (role: string, login: string, key: string): SignIn => ({ role, login, password: PASSWORD, factorSecret: FACTOR_SECRET, key });

export const SIGN_INS: readonly SignIn[] = [
  signIn('operator-admin', 'admin', 'staff:heitu-admin'),
  signIn('reviewer', 'reviewer', 'staff:heitu-reviewer'),
  signIn('mediator', 'mediator', 'staff:heitu-mediator'),
  signIn('finance', 'finance', 'staff:heitu-finance'),
  signIn('regulator', 'regulator', 'staff:wuchang-amr-reader'),
  signIn('industry-body', 'industry', 'staff:wuchang-ecommerce-secretary'),
  signIn('seller-owner', 'seller', 'staff:xiangtun-coop-owner'),
  signIn('seller-staff', 'clerk', 'staff:xiangtun-coop-price'),
  signIn('carrier-manager', 'carrier', 'staff:beida-manager'),
  signIn('courier', 'courier', 'staff:beida-courier-1'),
  signIn('station-agent', 'station', 'staff:huihuang-keeper'),
];

/** The partner's program of the demo county (mutation signInAsClient). */
export const CLIENT = { clientId: idFrom('client:demo-partner'), secret: 'heitu-demo-partner-secret' };
