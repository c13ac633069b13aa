import { must } from '@heitu/kit/rules/checked';
import { DAY_MS } from '@heitu/kit/rules/clock';
import { fromJson, type Json } from '@heitu/kit/rules/typed-json';
import type { ClauseRef } from '@heitu/standard';
import { SAID } from '../said.ts';

export interface CollectionLine {
  skuId: string;
  title: string;
  units: number;
  accessories: string;
}

/** What of a collection changes hands. */
export const goodsOf = <Row extends { lines: Json<CollectionLine[]> }>(row: Row) => ({
  ...row,
  units: fromJson(row.lines).reduce((sum, { units }) => sum + units, 0),
});

/** The six steps at the consumer's door, in the order of 8.6; the second and the fifth each have two halves. */
export const COLLECTION_STEPS = [
  { column: 'appointedAtMs', step: 1, label: '提前约好时间和地点', clause: '8.6.ch' },
  { column: 'identityCheckedAtMs', step: 2, label: '明示配送员身份', clause: '8.6.ch' },
  { column: 'settledAtMs', step: 2, label: '确定退回的商品和退款形式', clause: '8.6.ch' },
  { column: 'inspectedAtMs', step: 3, label: '按商家规定检查商品', clause: '8.6.ch' },
  { column: 'recordedAtMs', step: 4, label: SAID.recordCondition, clause: '8.6.ch' },
  { column: 'courierSignedAtMs', step: 5, label: '配送员签字', clause: '8.6.ch' },
  { column: 'consumerSignedAtMs', step: 5, label: '消费者签字', clause: '8.6.ch' },
  { column: 'takenAtMs', step: 6, label: '取回商品', clause: '8.6.ch' },
] as const satisfies readonly { column: string; step: number; label: string; clause: ClauseRef }[];
export type CollectionColumn = (typeof COLLECTION_STEPS)[number]['column'];

/** What belongs to an earlier step than `column` and is not done; halves of one step may come in any order. */
export function missingBefore(collection: Partial<Record<CollectionColumn, number | null>>, column: CollectionColumn) {
  const { step } = must(
    COLLECTION_STEPS.find((row) => row.column === column),
    `the step of ${column}`,
  );
  return COLLECTION_STEPS.filter((row) => row.step < step && !collection[row.column]);
}

/** How soon the consumer is called, and how long after the hour that was agreed the goods are fetched. */
export const APPOINT_WORKING_DAYS = 1;
export const FETCH_AFTER_AGREED_MS = DAY_MS;
/** By when, after the goods were fetched, they are with the seller, where their contract does not say (8.6.ci). */
export const CENTRE_HOURS_MAX = 48;
export const COLLECTION_KINDS = { return: '退货', exchange: '换货' } as const;
export type CollectionKind = keyof typeof COLLECTION_KINDS;
export const REFUND_FORMS = { original: '退回原来付款的账户', exchange: '换货，不退款', none: '不退款' } as const;
export type RefundForm = keyof typeof REFUND_FORMS;
/** Both sign the record at the door. */
export const COLLECTION_SIGNERS = { consumer: '消费者', courier: '配送员' } as const;
