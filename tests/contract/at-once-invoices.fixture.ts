import { byBuyer, consumer, official, ofParty } from './at-once-actors.fixture.ts';
import type { Case } from './at-once.fixture.ts';

const PAID = `select part.orderId, part.id as partId, part.partyId, p.buyerAccountId from PaymentPart part
  join Payment p on p.id = part.paymentId where p.state = 'paid' and p.buyerAccountId is not null
    and part.transactionId is not null order by part.id`;
const FIRM = { name: '五常米业有限公司', taxNumber: '91440300708461136T' };
/** An invoice of a paid order in this state, with an id of its own kind. */
const invoiceIn = (state: string) =>
  [
    ['payments', 'delete from Invoice where orderId = :orderId'],
    [
      'payments',
      `insert into Invoice (id, orderId, orderNumber, partId, partyId, buyerAccountId, liveOrderId, requestNumber, refusals,
        headKind, headName, sold, amountFen, taxFen, redFen, state, dueAtMs, askedAtMs, attempts)
        values (:partId, :orderId, 'H-1', :partId, :partyId, :buyerAccountId, :orderId, :partId, 0,
        'person', '', '[]', 0, 0, 0, '${state}', 9000000000000, 1, 0)`,
    ],
  ] as const;

/** What buyers, sellers and finance do with invoices. */
export const INVOICES: Readonly<Record<string, Case>> = {
  saveInvoiceHead: {
    subgraph: 'payments',
    find: PAID,
    as: byBuyer,
    input: (_row, _county, way) => ({ kind: 'COMPANY', ...FIRM, name: `${FIRM.name}${way}` }),
  },
  removeInvoiceHead: {
    subgraph: 'payments',
    find: PAID,
    as: byBuyer,
    back: [
      ['payments', 'delete from InvoiceHead where id = :partId'],
      [
        'payments',
        `insert into InvoiceHead (id, accountId, kind, name, headKey, savedAtMs)
          values (:partId, :buyerAccountId, 'person', '', :partId, 1)`,
      ],
    ],
    input: ({ partId }) => ({ headId: partId }),
  },
  askForInvoice: {
    subgraph: 'payments',
    find: PAID,
    as: byBuyer,
    back: [
      ['payments', 'delete from Invoice where orderId = :orderId'],
      ['payments', 'update PaymentPart set reservedFen = 0, invoiceId = null where id = :partId'],
      ['payments', 'delete from InvoiceHead where id = :partId'],
      [
        'payments',
        `insert into InvoiceHead (id, accountId, kind, name, headKey, savedAtMs)
          values (:partId, :buyerAccountId, 'person', '', :partId, 1)`,
      ],
    ],
    input: ({ partId, orderId }) => ({ orderId, headId: partId }),
  },
  withdrawInvoice: {
    subgraph: 'payments',
    find: PAID,
    as: (row) => consumer(row['buyerAccountId']),
    back: invoiceIn('asked'),
    input: ({ partId }) => ({ invoiceId: partId }),
  },
  resubmitInvoice: {
    subgraph: 'payments',
    find: PAID,
    as: ofParty,
    back: invoiceIn('refused'),
    input: ({ partId }) => ({ invoiceId: partId }),
  },
  retryRedInvoice: {
    subgraph: 'payments',
    find: PAID,
    as: () => official('finance'),
    back: [
      ['payments', 'delete from RedInvoice where id = :partId'],
      [
        'payments',
        `insert into RedInvoice (id, invoiceId, refundId, partyId, amountFen, taxFen, reason, sheetNumber, sheets, state,
          dueAtMs, createdAtMs, attempts)
          values (:partId, :partId, :partId, :partyId, 1, 0, 'returned', :partId, 1, 'failed', 9000000000000, 1, 0)`,
      ],
    ],
    input: ({ partId }) => ({ redInvoiceId: partId }),
  },
  agreeToInvoicing: {
    subgraph: 'payments',
    at: 'sellers',
    find: "select id as partyId from Party where kind = 'seller' order by id",
    as: ofParty,
    input: ({ partyId }) => ({ partyId, route: 'REGISTERED', rateBasisPoints: 100, ...FIRM }),
  },
  stopInvoicing: {
    subgraph: 'payments',
    find: PAID,
    as: ofParty,
    back: [
      ['payments', 'delete from InvoiceMandate where partyId = :partyId'],
      [
        'payments',
        `insert into InvoiceMandate (id, partyId, route, rateBasisPoints, name, taxNumber, agreedBy, agreedAtMs)
          values (:partId, :partyId, 'registered', 100, '', '', 'x', 1)`,
      ],
    ],
    input: ({ partyId }) => ({ partyId }),
  },
};
