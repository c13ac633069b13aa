import type { PartyKind } from '@heitu/standard';

/** How sure a row of law is: read in its text, on a secondary page, or not read again. */
export const SURE = { read: '已读法条', secondary: '据二手资料', unread: '未核对原文' } as const;

interface Route {
  /** As the seller chooses it. */
  title: string;
  /** Which sellers may choose it. */
  for: readonly PartyKind[];
  /** Who issues it, as the buyer reads it. */
  issuer: string;
  /** The tax platform's code for special kinds of invoices (特定业务): 12 自产农产品销售. */
  specialCode: '12' | null;
  /** The rates that can be chosen, in hundredths of a percent; 0 alone is free of tax. */
  ratesBasisPoints: readonly number[];
  isTaxFree: boolean;
  /** Chinese: the law, and how sure we are of it. */
  law: string;
  sure: keyof typeof SURE;
  /** What is not settled, for finance. */
  doubt?: string;
}

const FREE = [0] as const;

/**
 * Who issues the invoice of an order: the payee does (Rules for Invoices 18; E-Commerce Law 14), never the platform,
 * since an invoice for another's trade is a false one (35). The platform only carries what the seller leaves to it.
 */
export const ISSUE_ROUTES = {
  registered: {
    title: '一般销售：本单位开票，按税率计税',
    for: ['producer', 'cooperative', 'seller'],
    issuer: '由商家开具',
    specialCode: null,
    ratesBasisPoints: [100, 300, 900, 1300],
    isTaxFree: false,
    law: '电子商务法第十四条；发票管理办法第十八条',
    sure: 'read',
    doubt:
      '小规模纳税人减按1%据财政部税务总局公告2026年第10号（二手资料）；9%和13%未核对原文。税率由商家按自己的核定选择，平台不替商家判断',
  },
  'own-produce': {
    title: '自产自销：本单位开自产农产品销售发票，免税',
    for: ['producer', 'cooperative'],
    issuer: '由商家开具（自产农产品，免税）',
    specialCode: '12',
    ratesBasisPoints: FREE,
    isTaxFree: true,
    law: '增值税法第二十四条第一项；电子商务法第十四条',
    sure: 'read',
    doubt: '合作社销售社员自产的农产品是否同样免税，未核对原文，由商家向主管税务机关确认',
  },
  'bureau-for-farmer': {
    title: '农户自产自销：委托税务机关代开，免税',
    for: ['farmer'],
    issuer: '由税务机关代农户开具（自产农产品，免税）',
    specialCode: '12',
    ratesBasisPoints: FREE,
    isTaxFree: true,
    law: '增值税法第二十四条第一项；发票管理办法第十八条',
    sure: 'unread',
    doubt: '代开的办理方式未核对原文：农户授权后，由税务平台交主管税务机关',
  },
} as const satisfies Readonly<Record<string, Route>>;
export type IssueRoute = keyof typeof ISSUE_ROUTES;
export const ISSUE_ROUTE_TITLES = {
  registered: ISSUE_ROUTES.registered.title,
  'own-produce': ISSUE_ROUTES['own-produce'].title,
  'bureau-for-farmer': ISSUE_ROUTES['bureau-for-farmer'].title,
} as const;

export function mayChoose(route: IssueRoute, kind: string, rateBasisPoints: number): boolean {
  const { for: kinds, ratesBasisPoints }: Route = ISSUE_ROUTES[route];
  return kinds.some((each) => each === kind) && ratesBasisPoints.includes(rateBasisPoints);
}
