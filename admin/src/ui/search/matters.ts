import { ComplaintKindWords, type FindQuery, type FindQueryVariables } from '../../api/admin.ts';
import { isForMe } from '../../lib/rights.ts';
import { PLACES } from '../../pages.table.ts';
import type { IconName } from '../Icon.tsx';

export interface Hit {
  key: string;
  to: string;
  title: string;
  note: string;
}
type Asked = Exclude<keyof FindQueryVariables, 'text' | 'number'>;
interface Matter {
  name: Asked;
  /** Whoever has this page may look for what stands on it. */
  page: string;
  title: string;
  icon: IconName;
  /** What somebody has in hand. */
  by: string;
  /** Found by a number, which has no Chinese letters; what has no number is found by names and phones as well. */
  byNumber: boolean;
  hits: (found: FindQuery) => Hit[];
}
const noted = (...notes: readonly (string | null | undefined)[]): string => notes.filter(Boolean).join('，');

const MATTERS: readonly Matter[] = [
  {
    name: 'orders',
    page: '/orders',
    title: '订单',
    icon: 'box',
    by: '订单号',
    byNumber: true,
    hits: ({ tradeOrders }) =>
      (tradeOrders?.edges ?? []).map(({ node }) => ({
        key: node.id,
        to: `/orders/${node.id}`,
        title: node.number,
        note: noted(node.title, node.stateLabel),
      })),
  },
  {
    name: 'parcels',
    page: '/shipments',
    title: '包裹',
    icon: 'go',
    by: '运单号',
    byNumber: true,
    hits: ({ shipments }) =>
      (shipments?.edges ?? []).map(({ node }) => ({
        key: node.id,
        to: `/shipments/${node.id}`,
        title: node.trackingNumber,
        note: noted(node.consignorName, node.stateLabel),
      })),
  },
  {
    name: 'cases',
    page: '/complaints',
    title: '案子',
    icon: 'scale',
    by: '投诉编号',
    byNumber: true,
    hits: ({ complaints }) =>
      (complaints?.edges ?? []).map(({ node }) => ({
        key: node.id,
        to: `/complaints/${node.id}`,
        title: node.number,
        note: noted(ComplaintKindWords[node.kind], node.stateLabel),
      })),
  },
  {
    name: 'lots',
    page: '/products',
    title: '批次',
    icon: 'scan',
    by: '袋子上的溯源码',
    byNumber: true,
    hits: ({ lots }) =>
      (lots?.edges ?? []).map(({ node }) => ({
        key: node.id,
        to: `/products?tab=lots#${node.id}`,
        title: node.lotCode,
        note: noted(node.product?.title, node.stateLabel),
      })),
  },
  {
    name: 'parties',
    page: '/parties',
    title: '经营主体',
    icon: 'shop',
    by: '单位或店名里的几个字，写全的手机号、农户姓名、信用代码',
    byNumber: false,
    hits: ({ parties }) =>
      (parties?.edges ?? []).map(({ node }) => ({
        key: node.id,
        to: `/parties/${node.id}`,
        title: node.name,
        note: noted(node.kindTitle, node.stateLabel),
      })),
  },
  {
    name: 'products',
    page: '/products',
    title: '商品',
    icon: 'rice',
    by: '商品名里的几个字',
    byNumber: false,
    hits: ({ managedProducts }) =>
      (managedProducts?.edges ?? []).map(({ node }) => ({
        key: node.id,
        to: `/products/${node.id}`,
        title: node.title,
        note: noted(node.shop?.name, node.stateLabel),
      })),
  },
];

/** What whoever sits here may look for. */
export const mattersForMe = (): readonly Matter[] =>
  MATTERS.filter(({ page }) => PLACES.some((place) => place.path === page && isForMe(place)));

/** The shortest name of a shop. */
const TEXT_MIN = 2;
const NUMBER = /^[0-9A-Z-]{6,40}$/;
/** What was typed, or scanned: the picture on a bag is an address that ends with its code. */
export function askedBy(typed: string): FindQueryVariables | null {
  const text = typed.trim().replace(/^https?:\/\/.*\/(?=[^/]+$)/i, '');
  if (text.length < TEXT_MIN) return null;
  const number = text.toUpperCase().replace(/\s/g, '');
  const mine = mattersForMe();
  const wants = (name: Asked): boolean =>
    mine.some((matter) => matter.name === name && (!matter.byNumber || NUMBER.test(number)));
  return {
    text,
    number,
    // A lot's code has the letters that its seller gave it; who types none of them large means the usual ones.
    code: /[A-Z]/.test(text) ? text.replace(/\s/g, '') : number,
    orders: wants('orders'),
    parcels: wants('parcels'),
    cases: wants('cases'),
    lots: wants('lots'),
    parties: wants('parties'),
    products: wants('products'),
  };
}
