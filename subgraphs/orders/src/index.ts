import { fileURLToPath } from 'node:url';
import { actRecorded } from '@heitu/events/act-recorded';
import type { Manifest } from '@heitu/kit/serving/subgraph';
import { RETENTION } from '@heitu/standard';
import { acceptReturn } from './after-sale/accept-return.ts';
import { answerOffer } from './after-sale/answer-offer.ts';
import { decideAfterSale } from './after-sale/decide-after-sale.ts';
import { offerRefund } from './after-sale/offer-refund.ts';
import { orderAfterSale } from './after-sale/order-after-sale.ts';
import { sendBack } from './after-sale/send-back.ts';
import { requestAfterSale } from './after-sale/request-after-sale.ts';
import { weighGoods } from './weigh-in/weigh-goods.ts';
import { OrderWeighInsResolver, WeighInResolver } from './weigh-in/weigh-in.resolver.ts';
import { withdrawAfterSale } from './after-sale/withdraw-after-sale.ts';
import { chargeDays, chargeDifferences } from './charge/charge.moves.ts';
import { ChargeDayResolver, ChargeDifferenceResolver } from './charge/charge.resolver.ts';
import { settleChargeDifference } from './charge/settle-charge-difference.ts';
import { setCartLine } from './cart/set-cart-line.ts';
import { setFavourite } from './favourite/set-favourite.ts';
import { cancelOrder } from './order/cancel-order.ts';
import { confirmOrder } from './order/confirm-order.ts';
import { pickOrder } from './order/pick-order.ts';
import { placeOrder } from './order/place-order.ts';
import { seeOrders } from './order/see-orders.ts';
import { adjustStock } from './stock/adjust-stock.ts';
import { afterSalesById } from './after-sale/after-sale.loader.ts';
import { orderClaims } from './claim/order-claim.moves.ts';
import { afterSales } from './after-sale/after-sale.moves.ts';
import {
  AfterSaleResolver,
  LineLotAfterSaleResolver,
  OrderAfterSalesResolver,
} from './after-sale/after-sale.resolver.ts';
import { CartResolver } from './cart/cart.resolver.ts';
import { FavouriteResolver } from './favourite/favourite.resolver.ts';
import { edges } from './edges.ts';
import { entities, type OrdersContext, type OrdersServices } from './context.ts';
import { evidence } from './evidence.ts';
import { LotStub, PartyStub, ProductStub, ShopStub, SkuStub } from './foreign/foreign.view.ts';
import { jobs } from './jobs.ts';
import { ordersById } from './order/order.loader.ts';
import { checkouts, orderRefunds, orders as orderMoves } from './order/order.moves.ts';
import { heldUnpaid } from './order/held-unpaid.ts';
import { ensureTurns } from './order/judge-unpaid.ts';
import { ordersDue } from './order/orders.due.ts';
import { OrdersDueResolver } from './order/due.resolver.ts';
import { LineLotResolver, OrderLineResolver, OrderPlacedResolver, OrderResolver } from './order/order.resolver.ts';
import { PeerResolver } from './order/peer.resolver.ts';
import { StationPurchaseResolver, StationPurchasesResolver } from './order/station-purchases.resolver.ts';
import { permissions } from './permissions.ts';
import { makeQuote } from './quote/make-quote.ts';
import { quotes } from './quote/quote.moves.ts';
import { fileColumns } from './files.ts';
import { sealedTexts } from './sealed-texts.ts';
import { caseFile } from './order/case-file.ts';
import { persons } from './persons.ts';
import { answerRecall, recordRecallCall } from './recall/answer-recall.ts';
import { confirmRecallRead } from './recall/confirm-recall-read.ts';
import { confirmRecallClosure, proposeRecallClosure, refuseRecallClosure } from './recall/close-recall.ts';
import { decideDestruction, destroyRecalled } from './recall/destroy-recalled.ts';
import { decideRecallRegrade, regradeRecall } from './recall/regrade-recall.ts';
import { recallCases, recallRows, regrades } from './recall/recall.moves.ts';
import { RecallCaseResolver, RecallNoticeResolver, RecallRowResolver } from './recall/recall.resolver.ts';
import { RecallRegradeResolver, RegradesOfCaseResolver } from './recall/regrade.resolver.ts';
import { issueRecallReport } from './recall/issue-recall-report.ts';
import { reportRecall } from './recall/report-recall.ts';
import { reactions } from './reactions.ts';
import { lotStocks } from './stock/stock.moves.ts';
import { SkuStockResolver, StockMovementResolver, StockResolver } from './stock/stock.resolver.ts';

/** What was agreed, and what is left. */
export const orders: Manifest = {
  name: 'orders',
  resolvers: [
    CartResolver,
    FavouriteResolver,
    OrderPlacedResolver,
    OrderResolver,
    OrderLineResolver,
    LineLotResolver,
    OrdersDueResolver,
    StationPurchaseResolver,
    StationPurchasesResolver,
    AfterSaleResolver,
    OrderAfterSalesResolver,
    OrderWeighInsResolver,
    WeighInResolver,
    ChargeDayResolver,
    ChargeDifferenceResolver,
    LineLotAfterSaleResolver,
    RecallCaseResolver,
    RegradesOfCaseResolver,
    RecallRegradeResolver,
    RecallNoticeResolver,
    RecallRowResolver,
    SkuStockResolver,
    StockResolver,
    StockMovementResolver,
    PeerResolver,
  ],
  orphanedTypes: [SkuStub, ProductStub, ShopStub, PartyStub, LotStub],
  references: {
    Order: (context: OrdersContext, key: { id: string }) => context.loader(ordersById).load(key.id),
    AfterSale: (context: OrdersContext, key: { id: string }) => context.loader(afterSalesById).load(key.id),
  },
  foreign: ['Sku'],
  pointsTo: ['Product', 'Shop', 'Party', 'Lot'],
  mutations: [
    setCartLine,
    setFavourite,
    makeQuote,
    placeOrder,
    seeOrders,
    cancelOrder,
    confirmOrder,
    pickOrder,
    requestAfterSale,
    withdrawAfterSale,
    decideAfterSale,
    offerRefund,
    answerOffer,
    sendBack,
    orderAfterSale,
    acceptReturn,
    weighGoods,
    settleChargeDifference,
    adjustStock,
    answerRecall,
    confirmRecallRead,
    recordRecallCall,
    destroyRecalled,
    decideDestruction,
    regradeRecall,
    decideRecallRegrade,
    issueRecallReport,
    reportRecall,
    proposeRecallClosure,
    confirmRecallClosure,
    refuseRecallClosure,
  ],
  permissions,
  entities,
  retention: RETENTION.orders,
  sealedTexts,
  fileColumns,
  persons,
  caseFile,
  migrationsPath: fileURLToPath(new URL('../migrations', import.meta.url)),
  reactions,
  edges,
  due: ordersDue,
  lifecycles: [
    orderMoves,
    checkouts,
    orderRefunds,
    orderClaims,
    chargeDays,
    chargeDifferences,
    afterSales,
    quotes,
    lotStocks,
    recallCases,
    recallRows,
    regrades,
  ],
  jobs,
  evidence,
  figures: async (context: OrdersContext) => {
    const { checkouts, units } = await heldUnpaid(context);
    return { 'held-unpaid-checkouts': checkouts, 'held-unpaid-units': units };
  },
  services: ({ settings }): OrdersServices => ({ publicUrl: settings['PUBLIC_URL'] ?? '' }),
  actRecorded: actRecorded('orders'),
  prepare: ensureTurns,
};

export { ChargeDay } from './charge/charge.entity.ts';
export { AfterSale, AfterSaleLine } from './after-sale/after-sale.entity.ts';
export { OrderClaim } from './claim/order-claim.entity.ts';
export { Favourite } from './favourite/favourite.entity.ts';
export { CartLine } from './cart/cart.entity.ts';
export { Checkout, LineLot, Order, OrderLine, OrderRefund } from './order/order.entity.ts';
export { checkoutLifecycle, orderLifecycle } from './order/order.lifecycle.ts';
export { afterSaleLifecycle } from './after-sale/after-sale.lifecycle.ts';
export {
  confirmDueAtMs,
  orderNumber,
  orderTitle,
  PAYMENT_WINDOW_MS,
  refundDueAtMs,
  remindAtMs,
  returnEndsAtMs,
} from './order/order.policy.ts';
export { answerDueAtMs } from './after-sale/after-sale.policy.ts';
export { Quote } from './quote/quote.entity.ts';
export { LotStock, Stock, StockMovement } from './stock/stock.entity.ts';
export type { OrdersContext } from './context.ts';
export { knowContract } from './contract/know-contract.ts';
export type { QuoteParcel } from './quote/quote-parcel.ts';
