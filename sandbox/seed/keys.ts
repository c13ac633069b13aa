import { idFrom } from '@heitu/kit/rules/ids';

/**
 * The ids of the demo county, the same in every subgraph without asking each other: made from the county's readable
 * key. A key that already names its kind (`sku:rice-5kg`) is taken as it is, any other gets the kind in front
 * (`party:seller:xiangtun-coop`, `account:staff:heitu-admin`).
 */
const idOf =
  (kind: string) =>
  (key: string): string =>
    idFrom(key.startsWith(`${kind}:`) ? key : `${kind}:${key}`);

export const partyId = idOf('party');
/** Of a seller's key: one shop per seller. */
export const shopId = idOf('shop');
/** Of a person: the key of a staff member (`staff:heitu-admin`) or of a consumer. */
export const accountId = idOf('account');
/** A supplier is on file with each seller apart. */
export const supplierId = (sellerKey: string, supplierKey: string): string =>
  idFrom(`supplier:${sellerKey}:${supplierKey}`);
export const categoryId = idOf('category');
export const productId = idOf('product');
export const pictureId = idOf('picture');
export const skuId = idOf('sku');
export const lotId = idOf('lot');
export const checkoutId = idOf('checkout');
export const orderId = idOf('order');
export const orderLineId = idOf('order-line');
export const afterSaleId = idOf('after-sale');
export const shipmentId = idOf('shipment');
export const facilityId = idOf('facility');
export const vehicleId = idOf('vehicle');
/** Of the courier's staff key; the person's account is `accountId` of the same key. */
export const courierId = idOf('courier');
export const paymentId = idOf('payment');
export const complaintId = idOf('complaint');
export const contractId = idOf('contract');
export const addressId = idOf('address');
export const delegationId = idOf('delegation');
