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
    {
      name: 'TAX_PLATFORM_BASE_URL',
      default: 'from the sandbox',
      meaning: 'The licensed provider through which invoices reach the tax authority (decision 42).',
      requiredInProduction: ALWAYS,
    },
    {
      name: 'TAX_PLATFORM_CLIENT',
      default: 'from the sandbox',
      meaning: 'As that provider knows the platform.',
      requiredInProduction: ALWAYS,
    },
    {
      name: 'TAX_PLATFORM_PRIVATE_KEY',
      default: 'from the sandbox',
      meaning: 'The private key that requests to it are signed with, PEM.',
      requiredInProduction: ALWAYS,
    },
    {
      name: 'TAX_PLATFORM_PUBLIC_KEY',
      default: 'from the sandbox',
      meaning: 'Its public key, PEM: no answer is believed without its signature.',
      requiredInProduction: ALWAYS,
    },
  ],
} as const satisfies SettingGroup;
