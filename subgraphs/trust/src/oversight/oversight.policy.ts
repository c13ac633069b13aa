import { DAY_MS } from '@heitu/kit/rules/clock';
import { startOfChinaDate } from '@heitu/kit/rules/calendar';
import { oversightLifecycle } from '../disclosure/record.lifecycle.ts';

/** What an authority or an industry body sends. */
export const OVERSIGHT_KINDS = { request: '调取、询问', order: '责令' } as const;
export type OversightKind = keyof typeof OVERSIGHT_KINDS;

/** What a binding order does by itself, the moment it is given (E-Commerce Law 29, 83; Food Safety Law 62). */
export const ORDER_ACTS = { withdraw: '撤下商品', suspend: '暂停营业', lift: '解除' } as const;
export type OrderAct = keyof typeof ORDER_ACTS;

/** An answer that was wrong is followed by the next, and stays readable. */
export const OVERSIGHT_ACTIONS = { ...oversightLifecycle.labels, correct: '更正' } as const;

/** What a request names: what stands in its package is about these orders and nothing else. */
export interface OversightScope {
  orderNumbers: string[];
  partyId: string | null;
  productId: string | null;
  lotId: string | null;
  fromOn: string | null;
  toOn: string | null;
}
export const namesOrders = (scope: OversightScope): boolean =>
  scope.orderNumbers.length > 0 || !!scope.partyId || !!scope.productId || !!scope.lotId;
/** Its days, from the first's beginning to the last's end. */
export const daysOf = ({ fromOn, toOn }: OversightScope, nowMs: number): { fromMs: number; toMs: number } => ({
  fromMs: fromOn === null ? 0 : startOfChinaDate(fromOn),
  toMs: toOn === null ? nowMs : startOfChinaDate(toOn) + DAY_MS,
});

export const OVERSIGHT_FILE = 'oversight-file';
export const OVERSIGHT_PACKAGE = 'oversight-package';
export const MEMBERS_MAX = 30;
export const ORDERS_NAMED_MAX = 50;
