import type { Act, County, Operation } from './county.ts';

const LINES_MAX = 3;
const UNITS_MAX = 6;
const FORGETS_QUOTES_ABOVE = 12;

/** Some fetch it at the village's station. */
function toStation(county: County): { stationPartyId?: unknown } {
  if (!county.chance.isHit(0.25)) return {};
  const station = county.chance.pickOrNull(
    county.rows('logistics', 'select partyId from Station where receivesSinceMs is not null order by partyId'),
  );
  return station ? { stationPartyId: station['partyId'] } : {};
}

function quote(county: County): Act {
  const { chance } = county;
  const { actor, addressId } = chance.pick(county.shoppers);
  const lines = Array.from({ length: chance.between(1, LINES_MAX) }, () => ({
    skuId: chance.pick(county.skus).skuId,
    quantity: chance.between(1, UNITS_MAX),
  }));
  return {
    to: 'orders',
    mutation: 'quote',
    actor,
    select: 'id totalFen',
    input: { requestId: county.requestId(), addressId, lines, ...toStation(county) },
    accepted: (answer) => {
      county.quotes.push({ quoteId: answer['id'] as string, totalFen: answer['totalFen'] as number, actor });
      if (county.quotes.length > FORGETS_QUOTES_ABOVE) county.quotes.shift();
    },
  };
}

function place(county: County): Act | null {
  const offer = county.chance.pickOrNull(county.quotes);
  if (!offer) return null;
  // Sometimes the same offer is taken up twice, by another tap.
  if (county.chance.isHit(0.9)) county.quotes.splice(county.quotes.indexOf(offer), 1);
  return {
    to: 'orders',
    mutation: 'placeOrder',
    actor: offer.actor,
    select: 'checkoutId',
    input: { requestId: county.requestId(), quoteId: offer.quoteId, totalFen: offer.totalFen },
  };
}

const ofShopper = (county: County, id: string) => county.account(id);

function startPayment(county: County): Act | null {
  const checkout = county.one('orders', 'Checkout', "state in ('open', 'closing')");
  return (
    checkout && {
      to: 'payments',
      mutation: 'startPayment',
      actor: ofShopper(county, checkout['buyerAccountId']!),
      select: 'payment { id }',
      input: { requestId: county.requestId(), checkoutId: checkout['id'] },
    }
  );
}
function lookUpPayment(county: County): Act | null {
  const payment = county.one('payments', 'Payment', "buyerAccountId is not null and state != 'paid'");
  return (
    payment && {
      to: 'payments',
      mutation: 'lookUpPayment',
      actor: ofShopper(county, payment['buyerAccountId']!),
      select: 'state',
      input: { checkoutId: payment['checkoutId'] },
    }
  );
}
function cancelOrder(county: County): Act | null {
  const order = county.one('orders', 'Order', "state in ('awaiting-payment', 'closing', 'paid', 'confirmed', 'ready')");
  return (
    order && {
      to: 'orders',
      mutation: 'cancelOrder',
      actor: ofShopper(county, order['buyerAccountId']!),
      input: { requestId: county.requestId(), orderId: order['id'], reason: '不想要了' },
    }
  );
}

function saveInvoiceHead(county: County): Act {
  const { actor } = county.chance.pick(county.shoppers);
  const firm = { kind: 'COMPANY', name: '五常米业有限公司', taxNumber: '91440300708461136T' };
  return {
    to: 'payments',
    mutation: 'saveInvoiceHead',
    actor,
    input: county.chance.isHit(0.5) ? firm : { kind: 'PERSON', name: '陈晓雨' },
  };
}
function askForInvoice(county: County): Act | null {
  const head = county.one('payments', 'InvoiceHead', 'true');
  const order = head && county.one('orders', 'Order', 'paidFen > 0 and buyerAccountId = ?', head['accountId']!);
  return (
    order && {
      to: 'payments',
      mutation: 'askForInvoice',
      actor: ofShopper(county, order['buyerAccountId']!),
      input: { requestId: county.requestId(), orderId: order['id'], headId: head['id'] },
    }
  );
}
function withdrawInvoice(county: County): Act | null {
  const invoice = county.one('payments', 'Invoice', "state in ('asked', 'due', 'refused')");
  return (
    invoice && {
      to: 'payments',
      mutation: 'withdrawInvoice',
      actor: ofShopper(county, invoice['buyerAccountId']!),
      input: { invoiceId: invoice['id'] },
    }
  );
}

function requestAfterSale(county: County): Act | null {
  const order = county.one('orders', 'Order', "state = 'delivered'");
  const line =
    order &&
    county.chance.pickOrNull(
      county.rows('orders', 'select id, quantity from OrderLine where orderId = ? order by id', order['id']!),
    );
  if (!line) return null;
  const kind = county.chance.pick(['RETURN', 'EXCHANGE', 'REFUND_ONLY'] as const);
  return {
    to: 'orders',
    mutation: 'requestAfterSale',
    actor: ofShopper(county, order['buyerAccountId']!),
    input: {
      requestId: county.requestId(),
      orderId: order['id'],
      kind,
      cause: county.chance.pick(['QUALITY', 'DAMAGED', 'MISSING']),
      reason: '和描述不一样',
      lines: [
        {
          lineId: line['id'],
          quantity: county.chance.between(1, Number(line['quantity'])),
          accessories: '无',
          ...(kind === 'REFUND_ONLY' && county.chance.isHit(0.5) && { amountFen: county.chance.between(1, 500) }),
        },
      ],
    },
  };
}
function withdrawAfterSale(county: County): Act | null {
  const request = county.one('orders', 'AfterSale', "state in ('requested', 'offered', 'approved')");
  return (
    request && {
      to: 'orders',
      mutation: 'withdrawAfterSale',
      actor: ofShopper(county, request['buyerAccountId']!),
      input: { afterSaleId: request['id'] },
    }
  );
}
function answerOffer(county: County): Act | null {
  const request = county.one('orders', 'AfterSale', "state = 'offered'");
  return (
    request && {
      to: 'orders',
      mutation: 'answerOffer',
      actor: ofShopper(county, request['buyerAccountId']!),
      input: { afterSaleId: request['id'], accept: county.chance.isHit(0.7) },
    }
  );
}
function sendBack(county: County): Act | null {
  const request = county.one('orders', 'AfterSale', "state in ('approved', 'to-send')");
  return (
    request && {
      to: 'orders',
      mutation: 'sendBack',
      actor: ofShopper(county, request['buyerAccountId']!),
      input: { afterSaleId: request['id'], expressCompany: '邮政', expressNumber: 'YZ12345678' },
    }
  );
}

function fileComplaint(county: County): Act | null {
  const order = county.one('orders', 'Order', "state in ('paid', 'in-transit', 'delivered', 'completed', 'cancelled')");
  if (!order) return null;
  const amountFen = county.chance.between(1, Math.ceil(Number(order['totalFen']) * 1.2));
  return {
    to: 'trust',
    mutation: 'fileComplaint',
    actor: ofShopper(county, order['buyerAccountId']!),
    input: {
      requestId: county.requestId(),
      orderId: order['id'],
      kind: county.chance.pick(['QUALITY', 'DELIVERY', 'SERVICE']),
      text: '米里有石子，要求赔偿',
      wanted: 'COMPENSATION',
      amountFen,
      channel: 'ONLINE',
    },
  };
}
const onComplaint =
  (mutation: string, state: string) =>
  (county: County): Act | null => {
    const complaint = county.one('trust', 'Complaint', 'state = ?', state);
    return (
      complaint && {
        to: 'trust',
        mutation,
        actor: ofShopper(county, complaint['accountId']!),
        input: { complaintId: complaint['id'] },
      }
    );
  };

function signDelivery(county: County): Act | null {
  const shipment = county.one('logistics', 'Shipment', "state = 'taken-over' and courierInspectedAtMs is not null");
  return (
    shipment && {
      to: 'logistics',
      mutation: 'signDelivery',
      actor: ofShopper(county, shipment['buyerAccountId']!),
      input: { shipmentId: shipment['id'], signerName: '陈晓雨', signature: '陈晓雨' },
    }
  );
}
function refuseDelivery(county: County): Act | null {
  const shipment = county.one('logistics', 'Shipment', "state in ('taken-over', 'at-station')");
  return (
    shipment && {
      to: 'logistics',
      mutation: 'refuseDelivery',
      actor: ofShopper(county, shipment['buyerAccountId']!),
      input: {
        shipmentId: shipment['id'],
        reason: county.chance.pick(['DAMAGED', 'DAMAGED', 'SHORT', 'LATE']),
        note: '不要了',
      },
    }
  );
}
function signCollection(county: County): Act | null {
  const collection = county.one(
    'logistics',
    'Collection',
    "state = 'appointed' and courierSignedAtMs is not null and consumerSignedAtMs is null",
  );
  return (
    collection && {
      to: 'logistics',
      mutation: 'signCollection',
      actor: ofShopper(county, collection['buyerAccountId']!),
      input: { collectionId: collection['id'], as: 'CONSUMER', signerName: '陈晓雨' },
    }
  );
}

export const consumerOperations: readonly Operation[] = [
  { name: 'quote', weight: 14, next: quote },
  { name: 'place', weight: 14, next: place },
  { name: 'start-payment', weight: 14, next: startPayment },
  { name: 'look-up-payment', weight: 2, next: lookUpPayment },
  { name: 'cancel-order', weight: 3, next: cancelOrder },
  { name: 'sign-delivery', weight: 8, next: signDelivery },
  { name: 'refuse-delivery', weight: 1.5, next: refuseDelivery },
  { name: 'save-invoice-head', weight: 1, next: saveInvoiceHead },
  { name: 'ask-for-invoice', weight: 4, next: askForInvoice },
  { name: 'withdraw-invoice', weight: 1, next: withdrawInvoice },
  { name: 'request-after-sale', weight: 5, next: requestAfterSale },
  { name: 'withdraw-after-sale', weight: 0.5, next: withdrawAfterSale },
  { name: 'answer-offer', weight: 3, next: answerOffer },
  { name: 'send-back', weight: 1, next: sendBack },
  { name: 'sign-collection', weight: 5, next: signCollection },
  { name: 'file-complaint', weight: 2.5, next: fileComplaint },
  { name: 'accept-answer', weight: 2, next: onComplaint('acceptAnswer', 'answered') },
  { name: 'escalate', weight: 1.5, next: onComplaint('escalateComplaint', 'answered') },
];
