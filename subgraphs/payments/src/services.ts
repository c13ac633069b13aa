import type { TrustConfig } from './wechatpay/trust.ts';
import type { ServiceSetup } from '@heitu/kit/serving/subgraph';
import { ConfigError, type Environment, type SettingProblem } from '@heitu/kit/serving/config';
import { PROCESS_SETTINGS } from '@heitu/kit/serving/process.settings';
import { briefly } from '@heitu/kit/serving/setting';
import { z } from '@heitu/kit/rules/validate';
import type { PaymentsServices } from './context.ts';
import { TaxPlatformChannel } from './invoice/tax-platform/tax-platform-channel.ts';
import { PAYMENTS_SETTINGS } from './payments.settings.ts';
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
  TAX_PLATFORM_BASE_URL: z.url(),
  TAX_PLATFORM_CLIENT: z.string(),
  TAX_PLATFORM_PRIVATE_KEY: z.string(),
  TAX_PLATFORM_PUBLIC_KEY: z.string(),
});

const DECLARED = [...PROCESS_SETTINGS.settings, ...PAYMENTS_SETTINGS.settings];
const wrong = (name: string): SettingProblem => ({ name, text: briefly(DECLARED, name) });
const PUBLIC_KEY_SETTINGS = ['WECHATPAY_PUBLIC_KEY_ID', 'WECHATPAY_PUBLIC_KEY'] as const;

/** Which of those settings are missing, or not what they must be. */
export function paymentsSettingProblems(settings: Environment): SettingProblem[] {
  const problems = (schema.safeParse(settings).error?.issues ?? []).map(({ path }) => wrong(path.join('.')));
  const needsPublicKey = (settings['WECHATPAY_TRUST_MODE'] ?? 'public-key') === 'public-key';
  return [...problems, ...(needsPublicKey ? PUBLIC_KEY_SETTINGS.filter((name) => !settings[name]).map(wrong) : [])];
}

function trustOf(value: z.output<typeof schema>): TrustConfig {
  const { WECHATPAY_TRUST_MODE: mode, WECHATPAY_PUBLIC_KEY_ID: id, WECHATPAY_PUBLIC_KEY: pem } = value;
  if (mode === 'platform-certificate') return { mode };
  if (id && pem) return { mode, id, pem };
  throw new ConfigError('payments: WECHATPAY_PUBLIC_KEY_ID and WECHATPAY_PUBLIC_KEY are needed in public-key mode');
}

/** The clients of the payment provider and of the tax platform, from the WECHATPAY_… and TAX_PLATFORM_… settings. */
export function paymentsServices({ settings, now }: ServiceSetup): PaymentsServices {
  const parsed = schema.safeParse(settings);
  if (!parsed.success)
    throw new ConfigError(
      `payments: ${parsed.error.issues.map((issue) => `${issue.path.join('.')} ${issue.message}`).join('; ')}`,
    );
  const value = parsed.data;
  return {
    channel: new WechatpayChannel({
      baseUrl: value.WECHATPAY_BASE_URL,
      mchid: value.WECHATPAY_MCHID,
      appid: value.WECHATPAY_APPID,
      merchantSerial: value.WECHATPAY_MERCHANT_SERIAL,
      merchantPrivateKeyPem: value.WECHATPAY_MERCHANT_PRIVATE_KEY,
      apiV3Key: value.WECHATPAY_API_V3_KEY,
      trust: trustOf(value),
      timeoutMs: PROVIDER_TIMEOUT_MS,
      now,
    }),
    tax: new TaxPlatformChannel({
      baseUrl: value.TAX_PLATFORM_BASE_URL,
      client: value.TAX_PLATFORM_CLIENT,
      privateKeyPem: value.TAX_PLATFORM_PRIVATE_KEY,
      publicKeyPem: value.TAX_PLATFORM_PUBLIC_KEY,
      timeoutMs: PROVIDER_TIMEOUT_MS,
      now,
    }),
    notifyUrl: `${value.PUBLIC_URL}/edges/payments/wechatpay/notify`,
    platformMerchant: value.WECHATPAY_MCHID,
  };
}
