import { SECOND_MS } from '@heitu/kit/rules/clock';

/** Figures as the operator reads them; times are China's. */
export const moment = (atMs: number): string =>
  `${new Date(atMs).toLocaleString('sv-SE', { timeZone: 'Asia/Shanghai' })}（北京时间）`;
export const megabytes = (bytes: number): string => `${(bytes / 1024 / 1024).toFixed(1)} MB`;
export const seconds = (ms: number): string => `${(ms / SECOND_MS).toFixed(1)} 秒`;
