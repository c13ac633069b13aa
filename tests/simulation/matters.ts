/**
 * What a year of silence begins with: of each kind something waits for somebody then, in each of these states. What the
 * random days did not bring is opened on the last of them (last-day.ts).
 */
export const MATTERS: Readonly<Record<string, readonly string[]>> = {
  checkout: ['orders checkout open'],
  order: ['awaiting-payment', 'paid', 'confirmed', 'ready', 'in-transit', 'delivered', 'coming-back'].map(
    (state) => `orders order ${state}`,
  ),
  parcel: ['ready', 'assigned', 'taken-over', 'refused'].map((state) => `logistics shipment ${state}`),
  alarm: ['logistics alarm raised'],
  'after-sale': [
    'requested',
    'offered',
    'approved',
    'to-send',
    'fetched',
    'sent-back',
    'handed-over',
    'refunding',
    'exchanging',
  ].map((state) => `orders after-sale ${state}`),
  collection: ['due', 'taken'].map((state) => `logistics collection ${state}`),
  claim: ['trust claim proposed'],
  complaint: ['filed', 'answered', 'escalated', 'decided', 'refused', 'advancing'].map(
    (state) => `trust complaint ${state}`,
  ),
  advance: ['payments advance due'],
  recovery: ['payments recovery open'],
  hold: ['payments risk-hold held'],
  'failed refund': ['payments refund abnormal'],
  'reconciliation case': ['payments reconciliation-case open'],
  'proposal of one person': ['payments reconciliation-case proposed', 'payments case-remedy proposed'],
  filing: ['sellers filing under-review'],
  measure: ['trust measure in-force'],
  'handover half signed': ['logistics handover open'],
  // There is none: couriers take no cash, whatever the buyer pays goes to the seller by code (decision 40).
  'cash to be remitted': [],
};
