import type { SettingGroup } from '@heitu/kit/serving/setting';

const ALWAYS = 'always';
const UNLESS_CERTIFICATE = 'unless WECHATPAY_TRUST_MODE=platform-certificate';

export const PAYMENTS_SETTINGS = {
  title: 'payments',
  settings: [
    {
      name: 'WECHATPAY_BASE_URL',
      fill: '微信支付接口地址，一般填 https://api.mch.weixin.qq.com',
      default: 'from the sandbox',
      meaning: "WeChat Pay's API: https://api.mch.weixin.qq.com.",
      requiredInProduction: ALWAYS,
    },
    {
      name: 'WECHATPAY_MCHID',
      fill: '微信支付服务商的商户号',
      default: 'from the sandbox',
      meaning: "The service provider's merchant number.",
      requiredInProduction: ALWAYS,
    },
    {
      name: 'WECHATPAY_APPID',
      fill: '小程序的 AppID',
      default: 'from the sandbox',
      meaning: "The mini-program's appid.",
      requiredInProduction: ALWAYS,
    },
    {
      name: 'WECHATPAY_MERCHANT_SERIAL',
      fill: '商户 API 证书的序列号',
      default: 'from the sandbox',
      meaning: "The serial number of the merchant's certificate.",
      requiredInProduction: ALWAYS,
    },
    {
      name: 'WECHATPAY_MERCHANT_PRIVATE_KEY',
      fill: '商户 API 证书的私钥（PEM，整段粘贴）',
      default: 'from the sandbox',
      meaning: 'The private key of that certificate, PEM.',
      requiredInProduction: ALWAYS,
    },
    {
      name: 'WECHATPAY_API_V3_KEY',
      fill: '商户平台设置的 APIv3 密钥（32 位）',
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
      fill: '微信支付公钥的 ID（以 PUB_KEY_ID 开头）',
      default: 'from the sandbox',
      meaning: "The id of WeChat Pay's public key, or WECHATPAY_TRUST_MODE=platform-certificate instead.",
      requiredInProduction: UNLESS_CERTIFICATE,
    },
    {
      name: 'WECHATPAY_PUBLIC_KEY',
      fill: '微信支付公钥（PEM，整段粘贴）',
      default: 'from the sandbox',
      meaning: "WeChat Pay's public key, PEM, or WECHATPAY_TRUST_MODE=platform-certificate instead.",
      requiredInProduction: UNLESS_CERTIFICATE,
    },
    {
      name: 'TAX_PLATFORM_BASE_URL',
      fill: '开票服务商的接口地址',
      default: 'from the sandbox',
      meaning: 'The licensed provider through which invoices reach the tax authority (decision 42).',
      requiredInProduction: ALWAYS,
    },
    {
      name: 'TAX_PLATFORM_CLIENT',
      fill: '开票服务商给的客户编号',
      default: 'from the sandbox',
      meaning: 'As that provider knows the platform.',
      requiredInProduction: ALWAYS,
    },
    {
      name: 'TAX_PLATFORM_PRIVATE_KEY',
      fill: '向开票服务商签名用的私钥（PEM，整段粘贴）',
      default: 'from the sandbox',
      meaning: 'The private key that requests to it are signed with, PEM.',
      requiredInProduction: ALWAYS,
    },
    {
      name: 'TAX_PLATFORM_PUBLIC_KEY',
      fill: '开票服务商的公钥（PEM，整段粘贴）',
      default: 'from the sandbox',
      meaning: 'Its public key, PEM: no answer is believed without its signature.',
      requiredInProduction: ALWAYS,
    },
  ],
} as const satisfies SettingGroup;
