/** The first page of whoever has a desk, and what it makes of each state that the tables put there. */
export interface PageOfDesk {
  /** What it asks, and the files that make its list of the answer; below miniprogram/src. */
  document: string;
  shownBy: readonly string[];
  /** State → what its document asks for it. */
  asked: Readonly<Record<string, string>>;
  /** The same of what the tables put on another's desk, and lies with them as well. */
  also?: Readonly<Record<string, string>>;
  /** State → why nobody has to do anything about it today. */
  nothingToDo: Readonly<Record<string, string>>;
}

export const SELLERS_DESK: PageOfDesk = {
  document: 'seller/pages/today/seller-today.graphql',
  shownBy: ['seller/pages/today/todo.ts'],
  asked: {
    'order paid': 'toConfirm: sellerOrders(state: PAID,',
    'order confirmed': 'toPick: sellerOrders(state: CONFIRMED,',
    'after-sale requested': 'afterSales: sellerAfterSales(state: REQUESTED,',
    'after-sale sent-back': 'sentBack: sellerAfterSales(state: SENT_BACK,',
    'after-sale handed-over': 'returned: sellerAfterSales(state: HANDED_OVER,',
    'collection at-centre': 'atCentre: collections(state: AT_CENTRE,',
    'recall-row sealed': 'recallCases(toDestroy: true,',
    'invoice asked': 'invoicesAsked: invoices(state: ASKED,',
    'invoice refused': 'invoicesRefused: invoices(state: REFUSED,',
    'label-doubt open': 'labelDoubts(state: OPEN,',
    'grower-share open': 'growerShares(state: OPEN,',
    'cod-remittance said': 'cashSaid: codRemittances(state: SAID,',
    'cod-remittance doubted': 'cashDoubted: codRemittances(state: DOUBTED,',
  },
  also: { 'handover open': 'toSign: openHandovers(', 'recovery open': 'toAnswer: recoveries(toAnswer: true,' },
  nothingToDo: {
    'lot registered': 'it may stay unreleased until its last day',
    'lot released': 'it is for sale until its last day',
    'public-look blocked': 'an appeal is theirs to make or not; the message and the goods say until when',
    'shop-look blocked': 'an appeal is theirs to make or not; the message and the shop say until when',
    'grower-share over': 'it is set off against what the grower gets next',
  },
};

const PARCELS_BACK = 'refused: shipments(state: REFUSED,';
const TO_FETCH = 'toFetch: collections(state: DUE,';
export const CARRIERS_DESK: PageOfDesk = {
  document: 'carrier/pages/today/carrier-today.graphql',
  shownBy: ['carrier/pages/today/todo.ts', 'carrier/pages/today/index.tsx'],
  asked: {
    'shipment ready': 'ready: shipments(state: READY,',
    'shipment at-depot': 'atDepot: shipments(state: AT_DEPOT,',
    'storage-stay stored': 'stored: storageStays(onlyOpen: true,',
    'handover open': 'documents: openHandovers(',
    'custody-leg open': 'legs: openLegs(',
    'mismatch found': 'mismatched: handoverReconciliations(onlyOpen: true,',
    'contents-case open': 'contentsCases(onlyOpen: true,',
    'cod-remittance owed': 'codRemittances(onlyOpen: true,',
    'collection due': TO_FETCH,
    'alarm raised': 'raised: alarms(state: RAISED,',
    'alarm acknowledged': 'acknowledged: alarms(state: ACKNOWLEDGED,',
    'claim settling': 'settling: claims(state: SETTLING,',
    // What they carry of an order, a request or a recall lies there as a parcel, or as something to be fetched.
    'order ready': 'ready: shipments(state: READY,',
    'order in-transit': 'onRoad: shipments(state: TAKEN_OVER,',
    'order coming-back': PARCELS_BACK,
    'order-claim held': 'claims(state: PROPOSED,',
    'after-sale approved': TO_FETCH,
    'recall-row on-way': PARCELS_BACK,
    'recall-row coming-back': TO_FETCH,
    'after-sale exchanging': 'onRoad: shipments(state: TAKEN_OVER,',
  },
  nothingToDo: {},
};

export const COURIERS_DESK: PageOfDesk = {
  document: 'courier/pages/courier-tasks.graphql',
  shownBy: ['courier/pages/tasks/index.tsx', 'courier/pages/tasks/load.tsx'],
  asked: {
    'shipment assigned': 'toTakeOver: shipments(state: ASSIGNED,',
    'shipment taken-over': 'toDeliver: shipments(state: TAKEN_OVER,',
    'shipment left-at-station': 'atStation: shipments(state: LEFT_AT_STATION,',
    'shipment refused': 'goingBack: shipments(state: REFUSED,',
    'trip unchecked': 'trips: uncheckedTrips(',
    'collection appointed': 'appointed: collections(state: APPOINTED,',
    'collection taken': 'taken: collections(state: TAKEN,',
    'after-sale fetched': 'taken: collections(state: TAKEN,',
  },
  nothingToDo: {},
};

export const STATIONS_DESK: PageOfDesk = {
  document: 'seller/pages/station/delegations.graphql',
  shownBy: ['seller/pages/station/index.tsx'],
  asked: { 'delegation asked': 'delegations {', 'delegation active': 'delegations {' },
  nothingToDo: {},
};

/** Who buys and who grows meet it where they look after their own things. */
const MINE = { document: 'pages/me/my-page.graphql', shownBy: ['pages/me/todo.ts'] } as const;
const TO_PAY = 'toPay: orders(phase: TO_PAY,';
export const BUYERS_DESK: PageOfDesk = {
  ...MINE,
  asked: {
    'order awaiting-payment': TO_PAY,
    'checkout open': TO_PAY,
    'payment prepared': TO_PAY,
    'after-sale offered': 'offered: afterSales(state: OFFERED,',
    'after-sale to-send': 'toSend: afterSales(state: TO_SEND,',
    'recall-row at-buyer': 'recalled: myRecalls(state: AT_BUYER,',
    'shipment at-station': 'toCome: orders(phase: TO_COME,',
    'complaint answered': 'answered: complaints(state: ANSWERED,',
    'red-invoice confirming': 'invoices: myInvoices(',
  },
  nothingToDo: {
    'order delivered': 'what they may still say of it is theirs to say or not; it completes by itself',
    'quote offered': 'it stands before whoever asked for it, for a quarter of an hour',
  },
};
export const GROWERS_DESK: PageOfDesk = {
  ...MINE,
  asked: {
    'pool-share offered': 'offers: myPoolShares(state: OFFERED,',
    'grower-transfer waiting': 'transfers: myGrowerTransfers(state: WAITING,',
  },
  nothingToDo: {},
};

/** What lies with whom it is about: where each kind of party finds it. */
const NOBODY_TO_DO = {
  'merchant-account open': 'the page of money says until when the password is changed',
  'contract signed': 'it holds until its last day, of which a message tells before',
};
const COMPLAINTS = {
  'complaint filed': 'complaints(state: FILED,',
  'complaint decided': 'decided: complaints(state: DECIDED,',
};
const CLAIMS = { 'claim proposed': 'claims(state: PROPOSED,' };
const OF_CONTRACT = {
  'contract offered': 'contracts(state: OFFERED,',
  'deposit short': 'deposits(state: SHORT,',
};
export const PARTYS_DESKS: Readonly<Record<'seller' | 'carrier' | 'station', PageOfDesk>> = {
  seller: {
    document: SELLERS_DESK.document,
    shownBy: SELLERS_DESK.shownBy,
    asked: { ...COMPLAINTS, ...CLAIMS, 'measure in-force': 'measures {' },
    nothingToDo: {
      ...NOBODY_TO_DO,
      'contract offered': 'sellers offer, and are never the other side',
      'deposit short': 'carriers and stations put one up',
    },
  },
  carrier: {
    document: CARRIERS_DESK.document,
    shownBy: CARRIERS_DESK.shownBy,
    asked: { ...COMPLAINTS, ...CLAIMS, ...OF_CONTRACT, 'measure in-force': 'myParties @optional {' },
    nothingToDo: NOBODY_TO_DO,
  },
  station: {
    document: 'seller/pages/shelf/station-shelves.graphql',
    shownBy: ['seller/pages/shelf/duties.ts'],
    asked: { ...CLAIMS, ...OF_CONTRACT, 'measure in-force': 'measures {' },
    nothingToDo: {
      ...NOBODY_TO_DO,
      'complaint filed': 'seller, carrier or platform answers; what a station had is a claim',
      'complaint decided': 'seller or carrier is liable towards the buyer; what a station had is a claim',
    },
  },
};

/** Desks at which nobody sits who opens a page. */
export const NOT_OF_PEOPLE: Readonly<Record<string, string>> = {
  platform: 'its jobs',
  provider: 'the payment provider, who is asked by a job',
  'tax-platform': 'the tax platform, which is asked by a job',
  partner: 'a program, which switches its address on again; a message tells whoever acts for its party',
};
