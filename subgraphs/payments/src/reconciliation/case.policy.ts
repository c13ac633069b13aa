import { DAY_MS } from '@heitu/kit/rules/clock';

/** How a day of ours and the provider's bill of it can differ. */
export const DIFFERENCE_TITLES = {
  'payment-missing-at-provider': '我方有、支付机构无的收款',
  'payment-missing-here': '支付机构有、我方无的收款',
  'payment-amount': '收款金额不同',
  'refund-missing-at-provider': '我方有、支付机构无的退款',
  'refund-missing-here': '支付机构有、我方无的退款',
  'refund-amount': '退款金额不同',
  'refund-words': '同一笔退款，支付机构前后说的不一样',
  'refund-to-seller': '退款先说到了买家，后说进了商家的银行卡',
  'refund-bounced': '退款先说到了买家，后说买家的卡退不进去',
  'order-money': '一笔订单的钱，资金流水和账上不同',
  'line-unknown': '支付机构有、账上没有的资金流水',
  balance: '账户日终余额和账上不同',
} as const;
export type DifferenceKind = keyof typeof DIFFERENCE_TITLES;
/** What the provider has said of one refund contradicts itself: no bill ends it, both sides are asked. */
export const WORDS = 'refund-words' as const satisfies DifferenceKind;
/** The same, where it says at last that the seller's bank has what the buyer was said to have. */
export const TO_SELLER = 'refund-to-seller' as const satisfies DifferenceKind;
/** The same, where it says at last that the buyer's card takes nothing, so that it has the money itself. */
export const BOUNCED = 'refund-bounced' as const satisfies DifferenceKind;
/** What a bill neither shows nor ends: the provider said it beside its bills. */
export const BESIDE_BILLS = [WORDS, TO_SELLER, BOUNCED] as const;
export const isBesideBills = (kind: DifferenceKind): boolean => BESIDE_BILLS.some((one) => one === kind);
/** The difference that a remedy is proposed for: money that the provider has and we have not. */
export const MISSING_HERE: DifferenceKind = 'payment-missing-here';

/**
 * No difference ends by words: it ends when the two agree, or when the books are corrected by it. What the provider has
 * of a payment and we have not goes to its order or back instead.
 */
export const isCorrectable = (kind: DifferenceKind): boolean => kind !== MISSING_HERE;
/** Of books and statements: the next comparison asks about them, and nobody else can. */
const OF_STATEMENTS: readonly DifferenceKind[] = ['order-money', 'line-unknown', 'balance'];
/** Of a payment or a refund, by its number: either side can be asked what it says of it now. */
export const isOfTrade = (kind: DifferenceKind): boolean => !OF_STATEMENTS.includes(kind);
export const isOfRefund = (kind: DifferenceKind): boolean => kind.startsWith('refund-');
interface Amounts {
  kind?: DifferenceKind;
  ourFen?: number | null | undefined;
  theirFen?: number | null | undefined;
}
/** By so much the books are corrected: theirs less ours; of a refund the money has left the account. */
export const correctionFenOf = ({ kind, ourFen, theirFen }: Amounts): number =>
  ((theirFen ?? 0) - (ourFen ?? 0)) * (kind && isOfRefund(kind) ? -1 : 1);
const CORRECTION_ALONE_FEN_MAX = 100;
/** Whether the buyer has nothing of what our books say was given back: then it is owed to the buyer again. */
export const isOwedAgain = ({ kind, ourFen, theirFen }: Amounts): boolean =>
  kind !== undefined && isBesideBills(kind) && typeof ourFen === 'number' && typeof theirFen !== 'number';
/** What the buyer was said to have, and has not: who pays it once two people have found it so. */
const OWED_AGAIN: Readonly<Partial<Record<DifferenceKind, string>>> = {
  [WORDS]:
    '买家没有收到这笔退款，钱还在商家账上：退款改回未成功，由财务重新退；到期没人重新退的，平台转账给买家，商家还给平台',
  [BOUNCED]: '买家没有收到这笔退款，原来的卡退不进去：请买家换一张银行卡收款；到期没换的，平台转账给买家',
  [TO_SELLER]: '买家没有收到这笔退款，钱进了商家的银行卡：平台转账给买家，商家还给平台',
};
/** The same, of what the platform had paid first: its claim on the liable party stays one. */
const LAID_OUT_AGAIN: Readonly<Partial<Record<DifferenceKind, string>>> = {
  [WORDS]:
    '买家没有收到这笔先行赔付，钱退回了平台账上：退款改回未成功，由财务重新退；到期没人重新退的，平台转账给买家。买家收到以前不向责任方追，收到以后只追一次',
  [BOUNCED]:
    '买家没有收到这笔先行赔付，原来的卡退不进去：请买家换一张银行卡收款；到期没换的，平台转账给买家。买家收到以前不向责任方追，收到以后只追一次',
  [TO_SELLER]:
    '买家没有收到这笔先行赔付，钱进了商家的银行卡：平台转账给买家。商家进卡的这笔要还给平台；该它赔的那一笔，买家收到以后再追，只追一次',
};
/** In Chinese; null where nobody is owed anything by the difference. */
export const owedAgainText = (of: Amounts, isLaidOut: boolean): string | null =>
  (of.kind && isOwedAgain(of) ? (isLaidOut ? LAID_OUT_AGAIN : OWED_AGAIN)[of.kind] : undefined) ?? null;
/**
 * One person of finance corrects the books by so little alone; above it a second person confirms, and always where the
 * buyer is paid by it.
 */
export const isCorrectedAlone = (of: Amounts): boolean =>
  !isOwedAgain(of) && Math.abs(correctionFenOf(of)) <= CORRECTION_ALONE_FEN_MAX;

/** The second look is another person's, whatever of a difference was proposed. */
export const SAME_PERSON = {
  message: '提议的人不能自己确认，请另一位财务人员或平台管理员确认',
  clause: '9.2.cn',
} as const;

/** What is done about money that the provider has and we have not: back to the buyer, or into its order. */
export const REMEDY_TITLES = { refund: '退给买家', rebuild: '补记到订单' } as const;
export type RemedyKind = keyof typeof REMEDY_TITLES;

/**
 * Working days after which the administrator, or finance, looks at it as well: a difference from its being found until
 * somebody proposes or settles, until it is decided, until its money is where it should be; a proposal until a second
 * person decides.
 */
export const CASE_WORKING_DAYS = { open: 3, proposed: 5, inHand: 10 } as const;
export const DECISION_WORKING_DAYS = 2;
/** What no second person has decided by then is void: nothing has happened, and whoever it lay with has it again. */
export const PROPOSAL_LAPSES_WORKING_DAYS = 10;
/** A payment that the provider has and we have not goes back to its payer then, where nobody has dealt with it. */
export const FOUND_GOES_BACK_WORKING_DAYS = 10;
/** What stands in place of a person where the clock decided. */
export const BY_RULE = 'system';
/** Money that goes back because of a difference arrives within this time of its being confirmed (7.6.aa). */
export const REMEDY_REFUND_WITHIN_MS = 3 * DAY_MS;
