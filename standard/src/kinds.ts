/** Kinds that several subgraphs speak of, with their Chinese words. */

/** Who can be filed. */
export const PARTY_KIND_TITLES = {
  producer: '生产企业',
  cooperative: '合作社',
  seller: '网商',
  farmer: '农户（免登记）',
  'service-provider': '服务商',
  carrier: '配送服务商',
  'payment-provider': '支付服务商',
  operator: '平台服务商',
  station: '服务站',
} as const satisfies Readonly<Record<string, string>>;
export type PartyKind = keyof typeof PARTY_KIND_TITLES;

/** How goods are kept and carried, the warmest first. */
export const STORAGE_TITLES = {
  ambient: '常温',
  chilled: '冷藏',
  frozen: '冷冻',
} as const satisfies Readonly<Record<string, string>>;
export type Storage = keyof typeof STORAGE_TITLES;

/** Why a lot may not leave. */
export const LOT_STOP_CAUSES = {
  recalled: '已召回',
  'failed-inspection': '检验不合格',
  'short-measure': '净含量或计数抽检不合格',
  expired: '已过保质期',
  'harvested-early': '用药后没隔够天数就收了',
} as const satisfies Readonly<Record<string, string>>;
export type LotStopCause = keyof typeof LOT_STOP_CAUSES;
/** Of a recalled lot it turns round by itself: nobody registers a refusal. */
export const TURNED_ROUND = '不要再送，直接退回站点，再退给商家';
/** What a carrier does with a parcel that was stopped while it had it. */
export const STOPPED_ON_THE_WAY = '不要再送，登记拒收（质量不符），退回站点再退给商家';

/** Who takes a parcel on the courier's screen. */
export const DOOR_SIGNER_TITLES = {
  recipient: '本人',
  family: '家人',
  neighbour: '邻居',
  keeper: '驿站、代收点',
} as const satisfies Readonly<Record<string, string>>;
export type DoorSigner = keyof typeof DOOR_SIGNER_TITLES;

/** Papers that the platform issues to others and signs, so that anybody can verify them by their code. */
export const SIGNED_PAPER_TITLES = {
  'recall-report': '食品召回报告',
  'conformance-month': '月度符合性报告',
  'oversight-package': '监管证据包',
  'statutory-return': '统计报送文件',
} as const satisfies Readonly<Record<string, string>>;
export type SignedPaperKind = keyof typeof SIGNED_PAPER_TITLES;
