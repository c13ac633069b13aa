/** The software that consumers are given, as it reaches them. */
export const SOFTWARE_CLIENTS = { wechat: '微信小程序', browser: '浏览器' } as const;
export type SoftwareClient = keyof typeof SOFTWARE_CLIENTS;

/** Its releases, the newest last: what calls itself otherwise is none of ours, and nobody counts what it tells. */
export const SOFTWARE_RELEASES = ['0.1.0'] as const;
export type SoftwareRelease = (typeof SOFTWARE_RELEASES)[number];

/**
 * What it may ask a phone for, by the calls that ask: the word by which the published statement of its uses has to name
 * it (10.5.cv).
 */
export const ASKED_OF_PHONES = [
  { word: '相机', calls: ['scanCode', 'chooseMedia'] },
  { word: '照片', calls: ['chooseMedia'] },
  { word: '收货地址', calls: ['chooseAddress'] },
  { word: '订阅消息', calls: ['requestSubscribeMessage'] },
] as const;
