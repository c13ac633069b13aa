import { permit, type PermissionTree } from '@heitu/kit/rules/permissions';
import { SELLER_ROLES, OVERSEERS, type Interface } from '@heitu/standard';

const stock = { role: 'partner', scope: 'stock', clause: '11.8.eb' } as const satisfies Interface;
const consumer = permit.role('consumer');
const seller = permit.role(...SELLER_ROLES);
const stockReaders = permit.scope(stock, ...SELLER_ROLES, ...OVERSEERS.platform);

/** Roots say who; types reached only through them need no second check. Whose row it is, is in each `where`. */
export const permissions: PermissionTree = {
  Query: {
    cart: consumer,
    orders: consumer,
    order: permit.signedIn,
    sellerOrders: seller,
    tradeOrders: permit.role(...OVERSEERS.orders),
    ordersDue: permit.role(...OVERSEERS.orders),
    heldUnpaid: permit.role(...OVERSEERS.platform),
    afterSales: consumer,
    sellerAfterSales: seller,
    afterSale: permit.signedIn,
    stockLevels: stockReaders,
    stockMovements: stockReaders,
    checkoutForPayment: permit.peer('payments'),
    recipientForShipment: permit.peer('logistics'),
    ordersForPeer: permit.peer('payments', 'logistics', 'trust'),
    ordersConduct: permit.peer('trust'),
  },
  // Entities are also reached by reference: their loaders hold the ownership.
  Order: permit.signedIn,
  AfterSale: permit.signedIn,
  ...Object.fromEntries(
    [
      'Sku',
      'Product',
      'Shop',
      'Party',
      'Lot',
      'SkuStock',
      'Cart',
      'CartLine',
      'Quote',
      'QuoteSeller',
      'QuoteLine',
      'OrderPlaced',
      'OrderLine',
      'LineLot',
      'HeldUnpaid',
      'UnpaidHolder',
      'OrderAction',
      'AfterSaleAction',
      'OrderStop',
      'OrderRecipient',
      'OrderConnection',
      'OrderEdge',
      'AfterSaleLine',
      'AfterSaleConnection',
      'AfterSaleEdge',
      'StockLevel',
      'LotOnHand',
      'StockLevelConnection',
      'StockLevelEdge',
      'StockMovement',
      'StockMovementConnection',
      'StockMovementEdge',
      'CheckoutForPayment',
      'CheckoutOrder',
      'Recipient',
      'OrderForPeer',
      'LineForPeer',
      'LotOfLine',
      'ConductFigure',
      'DueItem',
    ].map((type) => [type, permit.anyone]),
  ),
};
