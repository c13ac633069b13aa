import { expect, it } from '@jest/globals';
import { whoMay } from '@heitu/kit/serving/who-may';
import { orders } from './index.ts';

/** Who may ask what, by hand: a rule that is opened, or closed to one role, must be changed here as well. */
const WHO: Readonly<Record<string, readonly string[]>> = {
  consumer: [
    'afterSales',
    'answerRecall',
    'confirmRecallRead',
    'myRecalls',
    'answerOffer',
    'favourites',
    'isFavourite',
    'setFavourite',
    'sendBack',
    'cart',
    'orders',
    'placeOrder',
    'quote',
    'requestAfterSale',
    'setCartLine',
    'weighGoods',
    'withdrawAfterSale',
  ],
  'seller-owner seller-staff': [
    'acceptReturn',
    'adjustStock',
    'confirmOrder',
    'destroyRecalled',
    'decideAfterSale',
    'offerRefund',
    'pickOrder',
    'seeOrders',
    'sellerAfterSales',
    'sellerOrders',
  ],
  mediator: ['orderAfterSale'],
  'signed-in': ['afterSale', 'order', 'recallRow'],
  anyone: ['recallNotices'],
  'reviewer operator-admin': [
    'confirmRecallClosure',
    'decideDestruction',
    'decideRecallRegrade',
    'proposeRecallClosure',
    'recordRecallCall',
    'refuseRecallClosure',
    'issueRecallReport',
    'reportRecall',
  ],
  'seller-owner seller-staff reviewer operator-admin': ['regradeRecall'],
  'seller-owner seller-staff reviewer mediator finance operator-admin regulator': [
    'recallCase',
    'recallCases',
    'recallRows',
  ],
  'operator-admin regulator': ['heldUnpaid'],
  'mediator finance operator-admin regulator': ['chargeDays', 'chargeDifferences', 'ordersDue', 'tradeOrders'],
  'peer:payments': ['checkoutForPayment'],
  'peer:catalog peer:logistics': ['chargesCompared'],
  'finance operator-admin': ['settleChargeDifference'],
  'peer:logistics': ['recipientForShipment'],
  'peer:catalog': ['lotsInStore', 'lowestDeal', 'recallsDone', 'soldUnits'],
  'peer:logistics peer:payments peer:trust': ['ordersForPeer'],
  'station-agent': ['stationPurchases'],
  'peer:trust': [
    'ordersCaseFile',
    'ordersConduct',
    'ordersCopy',
    'ordersEvidence',
    'ordersKept',
    'ordersMatrix',
    'ordersNamed',
  ],
  'seller-owner seller-staff operator-admin regulator scope stock': ['stockLevels', 'stockMovements'],
  'consumer seller-owner seller-staff': ['cancelOrder'],
};

it('lets in at each root of orders those who are meant, and nobody else', () => {
  const meant = Object.entries(WHO).flatMap(([who, roots]) => roots.map((root) => [root, who]));
  expect(whoMay(orders)).toEqual(Object.fromEntries(meant));
});
