import { DAY_MS } from '@heitu/kit/rules/clock';
import {
  BINDS_AT_ONCE_MS,
  inWorkingDays,
  PLATFORM_FEE_RULE,
  RE_REVIEW_EVERY_MONTHS,
  REMIND_BEFORE_DAYS,
  type Role,
} from '@heitu/standard';
import { COVENANT_ROLES, type DocumentKind } from './disclosure.policy.ts';

/** So long a draft is public before it can be adopted (E-Commerce Law 34), and so long before it lapses. */
export const HEARD_DAYS = 7;
export const HEARD_MS = HEARD_DAYS * DAY_MS;
export const LAPSES_MS = 30 * DAY_MS;
export const FIRST_VERSION = '平台第一次公布';
/** A first version binds at once; another, of what people trade under, when no offer from before it is left. */
export const bindsAtOnceFromMs = (why: string | null, nowMs: number): number =>
  why === FIRST_VERSION ? nowMs : nowMs + BINDS_AT_ONCE_MS;
export const ONLY_CONTACT = '只是联系方式，不是规则';
/** They say whom to call, and bind nobody. */
export const CONTACTS: ReadonlySet<DocumentKind> = new Set(['service-phone', 'data-officer']);

/** Price list and seller agreement say how the platform's fee is set, and leave the rate to the published row. */
export const SAYS_FEE = ['fees', 'seller-agreement'] as const satisfies readonly DocumentKind[];
const RATE = /平台服务费[^。；\n]*\d\s*[%％‰]/;
export const saysFee = (text: string): boolean => text.includes(PLATFORM_FEE_RULE) && !RATE.test(text);

/** A number with what it counts, and no part of a longer one. */
const number = (text: string): RegExp => new RegExp(`(?<!\\d)${text}`);
/** What the rules of review say of what 6.4 asks for, with the numbers by which the platform does it. */
export const REVIEW_RULE_POINTS: Readonly<Record<string, RegExp>> = {
  专人审核: /审核员|专人|专职/,
  审核期限: number(inWorkingDays('reviewFiling')),
  写明理由: /理由/,
  定期复核: number(`${RE_REVIEW_EVERY_MONTHS}个月`),
  到期提醒: number(`${REMIND_BEFORE_DAYS}天`),
  过期停用: /过期|没有复核/,
};
/** What each document must say to be one, with the numbers by which the platform does it. */
export const DOCUMENT_POINTS = {
  'review-rules': REVIEW_RULE_POINTS,
  'service-page': {
    买卖: /下单|付款|购买|销售/,
    配送: /配送|送货/,
    售后和投诉: /售后|投诉/,
    收费: /收费|免费|费用/,
  },
  'complaint-terms': {
    线上和电话受理: /线上[^。]*电话|电话[^。]*线上/,
    答复期限: number(inWorkingDays('answerComplaint')),
    办结期限: number(inWorkingDays('settleComplaint')),
    换货退货赔偿: /换货[^。]*退货[^。]*赔偿/,
    先行赔付: /先行赔付/,
  },
  covenant: { 诚信: /诚信|诚实/, 不做什么: /不[^。]{2,}/, 违约怎么办: /违约|违反/ },
} as const satisfies Partial<Record<DocumentKind, Readonly<Record<string, RegExp>>>>;

/** Who is told by message that a document is about to change: those in a role, or whoever once said yes to it. */
export const TOLD_OF_DOCUMENTS: Readonly<Record<DocumentKind, readonly Role[] | 'confirmed'>> = {
  'service-page': ['seller-owner'],
  fees: ['seller-owner'],
  'review-rules': COVENANT_ROLES,
  'complaint-terms': COVENANT_ROLES,
  'sales-promise': ['seller-owner'],
  'member-agreement': 'confirmed',
  'seller-agreement': ['seller-owner'],
  'service-phone': [],
  covenant: COVENANT_ROLES,
  'software-statement': [],
  'data-officer': [],
};

/** Who says yes to which document before they trade. A carrier and a station are bound by their contracts. */
export const ACCEPTED_BY = {
  consumer: 'member-agreement',
  'seller-owner': 'seller-agreement',
} as const satisfies Partial<Record<Role, DocumentKind>>;

export const CHANGE_TITLES = { kept: '没变', removed: '去掉', added: '加上' } as const;
export type ChangeKind = keyof typeof CHANGE_TITLES;
export interface Change {
  kind: ChangeKind;
  text: string;
}

const sentencesOf = (text: string): string[] => text.match(/[^。；！？\n]*[。；！？\n]+|[^。；！？\n]+$/g) ?? [];

/** What a text says otherwise than the one before it, sentence by sentence; neighbours of a kind are one. Pure. */
export function changesBetween(before: string, after: string): Change[] {
  const [old, now] = [sentencesOf(before), sentencesOf(after)];
  // How many sentences are alike from here to both ends.
  const alike = Array.from({ length: old.length + 1 }, () => new Uint16Array(now.length + 1));
  const at = (i: number, j: number): number => alike[i]?.[j] ?? 0;
  for (let i = old.length - 1; i >= 0; i--)
    for (let j = now.length - 1; j >= 0; j--)
      alike[i]?.fill(old[i] === now[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1)), j, j + 1);
  const changes: Change[] = [];
  const say = (kind: ChangeKind, text: string) => {
    const last = changes.at(-1);
    if (last?.kind === kind) last.text += text;
    else changes.push({ kind, text });
  };
  let [i, j] = [0, 0];
  while (i < old.length || j < now.length) {
    const [was, is] = [old[i], now[j]];
    if (was !== undefined && was === is) {
      say('kept', was);
      i += 1;
      j += 1;
    } else if (was !== undefined && (is === undefined || at(i + 1, j) >= at(i, j + 1))) {
      say('removed', was);
      i += 1;
    } else {
      say('added', is ?? '');
      j += 1;
    }
  }
  return changes;
}
