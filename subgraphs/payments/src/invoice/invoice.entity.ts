import { defineEntity, p } from '@mikro-orm/core';
import { column } from '@heitu/kit/data/entities';
import type { HeadKind, RedReason, SoldLine, TaxedLine } from './invoice.policy.ts';
import { invoiceLifecycle } from './invoice.lifecycle.ts';
import type { IssueRoute } from './issuer.policy.ts';
import { redInvoiceLifecycle } from './red-invoice.lifecycle.ts';

/** To whom a buyer's invoices are made out: saved once, chosen each time. */
export const InvoiceHead = defineEntity({
  name: 'InvoiceHead',
  properties: {
    id: column.id().primary(),
    accountId: column.reference().index(),
    kind: column.code<HeadKind>(),
    /** Sealed under the account. */
    name: column.sealed(),
    taxNumber: column.sealed().nullable(),
    /** Account, kind, name and number: the same head is saved once. */
    headKey: column.blind().unique(),
    savedAtMs: column.time(),
  },
});

/** What a seller leaves to the platform: by which route invoices of its orders are issued in its name. */
export const InvoiceMandate = defineEntity({
  name: 'InvoiceMandate',
  properties: {
    id: column.id().primary(),
    partyId: column.reference().unique(),
    route: column.code<IssueRoute>(),
    rateBasisPoints: column.integer(),
    /** As the tax bureau knows the seller; sealed under the party, since a farmer's number is an ID number. */
    name: column.sealed(),
    taxNumber: column.sealed(),
    agreedBy: column.reference(),
    agreedAtMs: column.time(),
  },
});

/** An invoice of an order, from when its buyer asked for it. */
export const Invoice = defineEntity({
  name: 'Invoice',
  properties: {
    id: column.id().primary(),
    orderId: column.reference().index(),
    orderNumber: column.code(),
    partId: column.id(),
    partyId: column.reference(),
    buyerAccountId: column.reference(),
    /** The order, until the invoice ended without being issued: an order has one. */
    liveOrderId: column.reference().nullable().unique(),
    /** Its number with the tax platform; another one after each refusal. */
    requestNumber: p.string().length(32).unique(),
    refusals: column.integer(),
    headKind: column.code<HeadKind>(),
    /** Sealed under the buyer; emptied when no law keeps it any longer. */
    headName: column.sealed().nullable(),
    headTaxNumber: column.sealed().nullable(),
    /** What was sold, as orders answered when it was asked for. */
    sold: column.json<SoldLine[]>(),
    /** What was sent: set when it is, since a refund may come before. */
    lines: column.json<TaxedLine[]>().nullable(),
    route: column.code<IssueRoute>().nullable(),
    rateBasisPoints: column.integer().nullable(),
    amountFen: column.fen(),
    taxFen: column.fen(),
    /** Of that, turned red or about to be: never above amountFen. */
    redFen: column.fen(),
    state: column.state(invoiceLifecycle),
    dueAtMs: column.time(),
    askedAtMs: column.time(),
    /** When the tax platform is called or asked next; null once the end is known and the file is here. */
    nextAtMs: column.time().nullable().index(),
    attempts: column.integer(),
    lastError: column.line(200).nullable(),
    number: column.code().nullable().unique(),
    issuedAtMs: column.time().nullable(),
    fileId: column.reference().nullable(),
  },
  indexes: [
    { properties: ['askedAtMs', 'id'] },
    { properties: ['state', 'dueAtMs'] },
    { properties: ['partyId', 'state', 'askedAtMs'] },
    { properties: ['buyerAccountId', 'askedAtMs'] },
  ],
});

/** What one refund turns red of one invoice. */
export const RedInvoice = defineEntity({
  name: 'RedInvoice',
  properties: {
    id: column.id().primary(),
    invoiceId: column.id().index(),
    refundId: column.id().unique(),
    partyId: column.reference().index(),
    amountFen: column.fen(),
    taxFen: column.fen(),
    reason: column.code<RedReason>(),
    lines: column.json<TaxedLine[]>().nullable(),
    /** The number of its confirmation sheet; another one for each that was void or refused. */
    sheetNumber: p.string().length(32).unique(),
    sheets: column.integer(),
    state: column.state(redInvoiceLifecycle),
    dueAtMs: column.time(),
    confirmDueAtMs: column.time().nullable(),
    createdAtMs: column.time(),
    nextAtMs: column.time().nullable().index(),
    attempts: column.integer(),
    lastError: column.line(200).nullable(),
    number: column.code().nullable().unique(),
    issuedAtMs: column.time().nullable(),
    fileId: column.reference().nullable(),
  },
  indexes: [{ properties: ['state', 'dueAtMs'] }],
});
