/** The enums of the API of orders, each made from the table that defines its words. */
import { enumOf } from '@heitu/kit/rules/enums';
import { afterSaleLifecycle } from './after-sale/after-sale.lifecycle.ts';
import { CAUSES, KINDS } from './after-sale/after-sale.policy.ts';
import { orderLifecycle } from './order/order.lifecycle.ts';
import { ORDER_PHASES } from './order/order-phase.policy.ts';
import { GONE_REASONS, RECALL_ANSWERS } from './recall/recall.policy.ts';
import { recallCaseLifecycle } from './recall/recall-case.lifecycle.ts';
import { recallRowLifecycle } from './recall/recall-row.lifecycle.ts';
import { MOVEMENT_KINDS } from './stock/stock.policy.ts';

export const OrderStates = enumOf('OrderState', orderLifecycle.texts);
export const OrderPhases = enumOf('OrderPhase', ORDER_PHASES);
export const OrderActs = enumOf('OrderAct', orderLifecycle.labels);
export const AfterSaleStates = enumOf('AfterSaleState', afterSaleLifecycle.texts);
export const AfterSaleActs = enumOf('AfterSaleAct', afterSaleLifecycle.labels);
export const AfterSaleKinds = enumOf('AfterSaleKind', KINDS);
export const AfterSaleCauses = enumOf('AfterSaleCause', CAUSES);
export const StockMovementKinds = enumOf('StockMovementKind', MOVEMENT_KINDS);
export const RecallCaseStates = enumOf('RecallCaseState', recallCaseLifecycle.texts);
export const RecallCaseActs = enumOf('RecallCaseAct', recallCaseLifecycle.labels);
export const RecallRowStates = enumOf('RecallRowState', recallRowLifecycle.texts);
export const RecallRowActs = enumOf('RecallRowAct', recallRowLifecycle.labels);
export const RecallAnswers = enumOf('RecallAnswer', RECALL_ANSWERS);
export const GoneReasons = enumOf('GoneReason', GONE_REASONS);
