import type { ServiceSetup } from '@heitu/kit/serving/subgraph';
import { ConfigError, type Environment, type SettingProblem } from '@heitu/kit/serving/config';
import { z } from '@heitu/kit/rules/validate';
import type { PaymentsServices } from './context.ts';
import { WechatpayChannel } from './wechatpay/wechatpay-channel.ts';

const PROVIDER_TIMEOUT_MS = 8000;

const schema = z.object({
  PUBLIC_URL: z.url(),
  WECHATPAY_BASE_URL: z.url(),
  WECHATPAY_MCHID: z.string(),
  WECHATPAY_APPID: z.string(),
  WECHATPAY_MERCHANT_SERIAL: z.string(),
  WECHATPAY_MERCHANT_PRIVATE_KEY: z.string(),
  WECHATPAY_API_V3_KEY: z.string().length(32),
  WECHATPAY_TRUST_MODE: z.enum(['public-key', 'platform-certificate']).default('public-key'),
  WECHATPAY_PUBLIC_KEY_ID: z.string().optional(),
  WECHATPAY_PUBLIC_KEY: z.string().optional(),
});

/** What each is, for whoever has not set it. */
const MEANINGS: Readonly<Record<string, string>> = {
  PUBLIC_URL: 'how the outside reaches the gateway: the provider calls back there',
  WECHATPAY_BASE_URL: "WeChat Pay's API: https://api.mch.weixin.qq.com",
  WECHATPAY_MCHID: "the service provider's merchant number",
  WECHATPAY_APPID: "the mini-program's appid",
  WECHATPAY_MERCHANT_SERIAL: "serial number of the merchant's certificate",
  WECHATPAY_MERCHANT_PRIVATE_KEY: 'the private key of that certificate, PEM',
  WECHATPAY_API_V3_KEY: 'the API v3 key, 32 characters',
  WECHATPAY_TRUST_MODE: 'public-key or platform-certificate',
  WECHATPAY_PUBLIC_KEY_ID: "id of WeChat Pay's public key, or WECHATPAY_TRUST_MODE=platform-certificate",
  WECHATPAY_PUBLIC_KEY: "WeChat Pay's public key, PEM, or WECHATPAY_TRUST_MODE=platform-certificate",
};
const wrong = (name: string): SettingProblem => ({ name, text: MEANINGS[name] ?? '' });
const PUBLIC_KEY_SETTINGS = ['WECHATPAY_PUBLIC_KEY_ID', 'WECHATPAY_PUBLIC_KEY'] as const;

/** Which of the WECHATPAY_… settings are missing, or not what they must be. */
export function paymentsSettingProblems(settings: Environment): SettingProblem[] {
  const problems = (schema.safeParse(settings).error?.issues ?? []).map(({ path }) => wrong(path.join('.')));
  const needsPublicKey = (settings['WECHATPAY_TRUST_MODE'] ?? 'public-key') === 'public-key';
  return [...problems, ...(needsPublicKey ? PUBLIC_KEY_SETTINGS.filter((name) => !settings[name]).map(wrong) : [])];
}

/** The provider's client, from the WECHATPAY_… settings. */
export function paymentsServices({ settings, now }: ServiceSetup): PaymentsServices {
  const parsed = schema.safeParse(settings);
  if (!parsed.success)
    throw new ConfigError(
      `payments: ${parsed.error.issues.map((issue) => `${issue.path.join('.')} ${issue.message}`).join('; ')}`,
    );
  const value = parsed.data;
  if (value.WECHATPAY_TRUST_MODE === 'public-key' && !(value.WECHATPAY_PUBLIC_KEY_ID && value.WECHATPAY_PUBLIC_KEY))
    throw new ConfigError('payments: WECHATPAY_PUBLIC_KEY_ID and WECHATPAY_PUBLIC_KEY are needed in public-key mode');
  return {
    channel: new WechatpayChannel({
      baseUrl: value.WECHATPAY_BASE_URL,
      mchid: value.WECHATPAY_MCHID,
      appid: value.WECHATPAY_APPID,
      merchantSerial: value.WECHATPAY_MERCHANT_SERIAL,
      merchantPrivateKeyPem: value.WECHATPAY_MERCHANT_PRIVATE_KEY,
      apiV3Key: value.WECHATPAY_API_V3_KEY,
      trust:
        value.WECHATPAY_TRUST_MODE === 'public-key'
          ? { mode: 'public-key', id: value.WECHATPAY_PUBLIC_KEY_ID!, pem: value.WECHATPAY_PUBLIC_KEY! }
          : { mode: 'platform-certificate' },
      timeoutMs: PROVIDER_TIMEOUT_MS,
      now,
    }),
    notifyUrl: `${value.PUBLIC_URL}/edges/payments/wechatpay/notify`,
    platformMerchant: value.WECHATPAY_MCHID,
  };
}
