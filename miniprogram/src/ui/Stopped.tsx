import { Notice } from './parts';

/** Why a parcel goes no further; nothing where it does. */
export const Stopped = ({ of: { stop } }: { of: { stop?: { text: string } | null } }) =>
  stop && <Notice tone="bad">停止配送：{stop.text}</Notice>;
