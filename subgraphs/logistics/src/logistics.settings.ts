import type { SettingGroup } from '@heitu/kit/serving/setting';

export const LOGISTICS_SETTINGS = {
  title: 'logistics',
  settings: [
    {
      name: 'KUAIDI100_URL',
      default: 'https://poll.kuaidi100.com, or from the sandbox',
      meaning: 'The address of 快递100, which tracks parcels that an outside express company carries.',
    },
    {
      name: 'KUAIDI100_CUSTOMER',
      fill: '快递100 的客户编号（不用外部快递可不填）',
      default: 'from the sandbox',
      meaning: 'Our customer number at 快递100.',
    },
    {
      name: 'KUAIDI100_KEY',
      fill: '快递100 的授权 key（不用外部快递可不填）',
      default: 'from the sandbox',
      meaning: 'Our key at 快递100. Without it, or without KUAIDI100_SALT, outside express companies are not tracked.',
    },
    {
      name: 'KUAIDI100_SALT',
      fill: '快递100 推送签名用的 salt（不用外部快递可不填）',
      default: 'from the sandbox',
      meaning: 'The salt that signs the pushes of 快递100. Without it they are refused.',
    },
  ],
} as const satisfies SettingGroup;
