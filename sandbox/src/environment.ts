import type { TrustMode } from './wechatpay/signature.ts';

export interface SandboxWorld {
  /** One HTTP server; services by path prefix. */
  baseUrl: string;
  urls: {
    wechatPay: string;
    wechat: string;
    sms: string;
    wecom: string;
    express: string;
    sensors: string;
    partner: string;
    tax: string;
    control: string;
  };
  /** What the platform's configuration needs. */
  settings: {
    wechatPay: {
      mchid: string;
      appid: string;
      merchantSerial: string;
      merchantPrivateKeyPem: string;
      apiV3Key: string;
      publicKeyId: string;
      publicKeyPem: string;
      /** Who signs now; the control can change it. */
      readonly trustMode: TrustMode;
      subMchids: string[];
    };
    wechat: { appid: string; secret: string };
    sms: { account: string; secret: string };
    wecom: { robotKey: string };
    express: { customer: string; key: string; salt: string };
    tax: { client: string; privateKeyPem: string; publicKeyPem: string };
  };
  close(): Promise<void>;
}

/** The settings by which the production clients reach the simulated world, as environment variables. */
export function sandboxEnvironment({ baseUrl, urls, settings }: SandboxWorld): Record<string, string> {
  const { wechatPay, wechat, sms, wecom, express, tax } = settings;
  return {
    WECHATPAY_BASE_URL: urls.wechatPay,
    WECHATPAY_MCHID: wechatPay.mchid,
    WECHATPAY_APPID: wechatPay.appid,
    WECHATPAY_MERCHANT_SERIAL: wechatPay.merchantSerial,
    WECHATPAY_MERCHANT_PRIVATE_KEY: wechatPay.merchantPrivateKeyPem,
    WECHATPAY_API_V3_KEY: wechatPay.apiV3Key,
    WECHATPAY_TRUST_MODE: wechatPay.trustMode,
    WECHATPAY_PUBLIC_KEY_ID: wechatPay.publicKeyId,
    WECHATPAY_PUBLIC_KEY: wechatPay.publicKeyPem,
    WECHAT_BASE_URL: urls.wechat,
    WECHAT_APPID: wechat.appid,
    WECHAT_SECRET: wechat.secret,
    WECHAT_TEMPLATES: 'SANDBOX',
    SMS_BASE_URL: urls.sms,
    SMS_ACCOUNT: sms.account,
    SMS_SECRET: sms.secret,
    ALARM_WECHAT_ROBOT: `${urls.wecom}/cgi-bin/webhook/send?key=${wecom.robotKey}`,
    KUAIDI100_URL: urls.express,
    KUAIDI100_CUSTOMER: express.customer,
    KUAIDI100_KEY: express.key,
    KUAIDI100_SALT: express.salt,
    TAX_PLATFORM_BASE_URL: urls.tax,
    TAX_PLATFORM_CLIENT: tax.client,
    TAX_PLATFORM_PRIVATE_KEY: tax.privateKeyPem,
    TAX_PLATFORM_PUBLIC_KEY: tax.publicKeyPem,
    SANDBOX_PAGES_URL: baseUrl,
  };
}
