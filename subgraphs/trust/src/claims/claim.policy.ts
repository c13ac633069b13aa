import type { ClaimAbout, HolderPart } from '@heitu/events/logistics.shipment-refused.v1';
import { addWorkingDays } from '@heitu/kit/rules/calendar';

/** What a claim is about. */
export const CLAIM_ABOUT = {
  parcel: '拒收的货',
  'after-sale': '要退款的货',
  'weigh-in': '缺斤少两的货',
  exchange: '换的新货',
  return: '退回来的货',
} as const satisfies Record<ClaimAbout, string>;
/** What happened to the goods, as the parties are told. */
export const WHAT_HAPPENED = {
  parcel: (cause: string) => `因${cause}被拒收`,
  'after-sale': (cause: string) => `路上${cause}，买家签收后要退款`,
  'weigh-in': () => '买家签收后称重，分量不够',
  exchange: (cause: string) => `换的新货因${cause}被拒收`,
  return: (cause: string) => `买家退的货，取走时好好的，交给商家时${cause}`,
} as const satisfies Record<ClaimAbout, (cause: string) => string>;
/** What it is proposed by. */
export const RECORDS_OF = {
  parcel: '交接和温度记录',
  'after-sale': '交接和温度记录',
  'weigh-in': '称重的照片',
  exchange: '交接和温度记录',
  return: '取货和交接时双方签的字',
} as const satisfies Record<ClaimAbout, string>;
/** When the money follows. */
export const SETTLED_WHEN = {
  parcel: '货退回后结清',
  'after-sale': '退款时结清',
  'weigh-in': '马上结清',
  exchange: '货退回后结清',
  return: '商家验收后结清',
} as const satisfies Record<ClaimAbout, string>;

/** What somebody who had the goods may have to answer for. */
export const CAUSE_TITLES = {
  temperature: '温度不合格',
  damage: '货坏了',
  shortage: '数量少了',
  late: '送得太晚',
} as const;
/** Who can have goods on their way. */
export const HOLDER_TITLES = { seller: '商家', carrier: '配送服务商', station: '村级站点' } as const;
export const ANSWER_TITLES = { accepted: '认可', contested: '有异议' } as const;
export type ClaimAnswer = keyof typeof ANSWER_TITLES;
/** How it came to be settled who bears how much. */
export const FIXED_TITLES = {
  agreed: '各方都认可',
  unanswered: '到期没人有异议',
  decided: '平台定责',
  undecided: '平台逾期未定责，按记录定责',
} as const;
export type ClaimFixed = keyof typeof FIXED_TITLES;

/** Together, what all bear. */
export const WHOLE_PERMILLE = 1000;

/** Whoever says nothing until then agrees to what the records say. */
export const ANSWER_WORKING_DAYS = 1;
/** The buyer waits for the money meanwhile: a decision has less time than on a complaint. */
export const DECIDE_WORKING_DAYS = 2;
export const REVIEW_WORKING_DAYS = 1;
/** Where the platform's people stay silent as well, what the records say stands. */
export const AT_LAST_WORKING_DAYS = 1;
/** By then the goods are back, and the money follows; logistics ends what is never brought back. */
export const RETURN_WORKING_DAYS = 3;

export const answerDueAt = (openedAtMs: number): number => addWorkingDays(openedAtMs, ANSWER_WORKING_DAYS);
export const decideDueAt = (contestedAtMs: number): number => addWorkingDays(contestedAtMs, DECIDE_WORKING_DAYS);
export const reviewDueAt = (draftedAtMs: number): number => addWorkingDays(draftedAtMs, REVIEW_WORKING_DAYS);

/** What somebody who contests photographed. */
export const CLAIM_PHOTO = 'claim-photo';
export const CLAIM_PHOTOS_MAX = 6;

/** Whether these are shares of exactly these parties, and whole together, or at most that (`mayBeLess`). */
export function areWhole(
  shares: readonly { partyId: string; permille: number }[],
  partyIds: readonly string[],
  mayBeLess: boolean,
): boolean {
  const sum = shares.reduce((total, { permille }) => total + permille, 0);
  return (
    shares.length === partyIds.length &&
    partyIds.every((partyId) => shares.filter((share) => share.partyId === partyId).length === 1) &&
    (mayBeLess ? sum <= WHOLE_PERMILLE : sum === WHOLE_PERMILLE)
  );
}
/** The buyer's scales are no measuring instrument: that nothing was missing can be found as well. */
export const mayBearLess = (about: ClaimAbout): boolean => about === 'weigh-in';

/** How the seller of an order that nobody had paid gets what others bear of it. */
export const SELLER_GETS = '先从它的运费、佣金和货款里抵给您，抵不完的由平台财务催收';
export const HOLDER_PAYS = '先从您方的运费、佣金和货款里抵，抵不完的请直接付给商家';
/** Why the loss is the seller's, and no buyer is owed anything of it. */
export const whySellers = (about: ClaimAbout): string => (about === 'return' ? '买家的钱由商家退' : '买家没有付过款');
/** As the pages of such a claim say it; null where the buyer had paid. */
export function toSellerText(
  { toSeller, about }: { toSeller: boolean; about: ClaimAbout },
  shares: readonly { part: HolderPart; amountFen: number | null }[],
): string | null {
  if (!toSeller) return null;
  const isOwed = shares.some(({ part, amountFen }) => part !== 'seller' && (amountFen ?? 0) > 0);
  return isOwed
    ? `${whySellers(about)}，这笔钱赔给商家：先从承担方的运费、佣金和货款里抵，抵不完的由平台财务催收`
    : `${whySellers(about)}，货的损失由商家自己承担`;
}
