import type { SettingGroup } from '@heitu/kit/serving/setting';

const ALWAYS = 'always';
const UNLESS_CERTIFICATE = 'unless WECHATPAY_TRUST_MODE=platform-certificate';

export const PAYMENTS_SETTINGS = {
  title: 'payments',
  settings: [
    {
      name: 'WECHATPAY_BASE_URL',
      default: 'from the sandbox',
      meaning: "WeChat Pay's API: https://api.mch.weixin.qq.com.",
      requiredInProduction: ALWAYS,
    },
    {
      name: 'WECHATPAY_MCHID',
      default: 'from the sandbox',
      meaning: "The service provider's merchant number.",
      requiredInProduction: ALWAYS,
    },
    {
      name: 'WECHATPAY_APPID',
      default: 'from the sandbox',
      meaning: "The mini-program's appid.",
      requiredInProduction: ALWAYS,
    },
    {
      name: 'WECHATPAY_MERCHANT_SERIAL',
      default: 'from the sandbox',
      meaning: "The serial number of the merchant's certificate.",
      requiredInProduction: ALWAYS,
    },
    {
      name: 'WECHATPAY_MERCHANT_PRIVATE_KEY',
      default: 'from the sandbox',
      meaning: 'The private key of that certificate, PEM.',
      requiredInProduction: ALWAYS,
    },
    {
      name: 'WECHATPAY_API_V3_KEY',
      default: 'from the sandbox',
      meaning: 'The API v3 key, 32 characters.',
      requiredInProduction: ALWAYS,
    },
    {
      name: 'WECHATPAY_TRUST_MODE',
      default: 'public-key',
      meaning: "How WeChat Pay's signatures are checked: public-key or platform-certificate.",
    },
    {
      name: 'WECHATPAY_PUBLIC_KEY_ID',
      default: 'from the sandbox',
      meaning: "The id of WeChat Pay's public key, or WECHATPAY_TRUST_MODE=platform-certificate instead.",
      requiredInProduction: UNLESS_CERTIFICATE,
    },
    {
      name: 'WECHATPAY_PUBLIC_KEY',
      default: 'from the sandbox',
      meaning: "WeChat Pay's public key, PEM, or WECHATPAY_TRUST_MODE=platform-certificate instead.",
      requiredInProduction: UNLESS_CERTIFICATE,
    },
  ],
} as const satisfies SettingGroup;
