import { poolAgreed } from '@heitu/events/catalog.pool-agreed.v1';
import { calendarPublished } from '@heitu/events/trust.calendar-published.v1';
import { hearPlan } from '@heitu/kit/data/calendar-years';
import { checkoutExpired } from '@heitu/events/orders.checkout-expired.v1';
import { orderCompleted } from '@heitu/events/orders.order-completed.v1';
import { claimSettled } from '@heitu/events/orders.claim-settled.v1';
import { sharesTooHigh } from '@heitu/events/orders.shares-too-high.v1';
import { orderLost } from '@heitu/events/orders.order-lost.v1';
import { refundDue } from '@heitu/events/orders.refund-due.v1';
import { contractSigned } from '@heitu/events/sellers.contract-signed.v1';
import { filingApproved } from '@heitu/events/sellers.filing-approved.v1';
import { partyRenamed } from '@heitu/events/sellers.party-renamed.v1';
import { partyStandingChanged } from '@heitu/events/sellers.party-standing-changed.v1';
import { partyErased } from '@heitu/events/sellers.party-erased.v1';
import { accountErased } from '@heitu/events/trust.account-erased.v1';
import { advanceDue } from '@heitu/events/trust.advance-due.v1';
import { platformOwes } from '@heitu/events/trust.platform-owes.v1';
import { compensationDue } from '@heitu/events/trust.compensation-due.v1';
import { beginErasure } from '@heitu/kit/privacy/persons';
import { lockRows } from '@heitu/kit/data/only-one';
import { on, type Reaction } from '@heitu/kit/messages/relay';
import { compensate } from './compensation/compensate.ts';
import { compensateClaim } from './compensation/compensate-claim.ts';
import { compensateLoss } from './compensation/compensate-loss.ts';
import type { PaymentsContext } from './context.ts';
import { knowContract } from './contract/know-contract.ts';
import { followName, namesOf, type Names } from './merchant/follow-name.ts';
import { keepPool } from './grower/keep-pool.ts';
import { InvoiceHead } from './invoice/invoice.entity.ts';
import { followStanding } from './merchant/follow-standing.ts';
import { PaymentPart } from './payment/payment.entity.ts';
import { beginClose } from './payment/close-payment.ts';
import { refundPart } from './refund/open-refund.ts';
import { openSettlement } from './settlement/open-settlement.ts';
import { openReturns } from './share/open-returns.ts';

export const reactions: readonly Reaction[] = [
  on(calendarPublished, 'keep-calendar', (context: PaymentsContext, tx, plan) =>
    hearPlan(tx.em, plan, context.clock.now()),
  ),
  on(contractSigned, 'know-contract', (context: PaymentsContext, tx, contract) => knowContract(context, tx, contract)),
  on(poolAgreed, 'keep-pool', (context: PaymentsContext, tx, pool) => keepPool(context, tx, pool)),
  on(checkoutExpired, 'close-payment', (context: PaymentsContext, tx, { checkoutId }) =>
    beginClose(context, tx, checkoutId),
  ),
  on(refundDue, 'open-refund', (context: PaymentsContext, tx, due) => refundPart(context, tx, due)),
  on(orderCompleted, 'open-settlement', (context: PaymentsContext, tx, { orderId, ...of }) =>
    openSettlement(context, tx, orderId, of),
  ),
  on(sharesTooHigh, 'return-surplus', async (context: PaymentsContext, tx, { orderId }) => {
    await lockRows(tx, PaymentPart, { orderId });
    await openReturns(context, tx, orderId);
  }),
  on(orderLost, 'compensate-loss', (context: PaymentsContext, tx, lost) => compensateLoss(context, tx, lost)),
  on(claimSettled, 'compensate-claim', (context: PaymentsContext, tx, settled) =>
    compensateClaim(context, tx, settled),
  ),
  on(compensationDue, 'compensate', (context: PaymentsContext, tx, due) => compensate(context, tx, due, true)),
  on(platformOwes, 'compensate-silence', (context: PaymentsContext, tx, due) => compensate(context, tx, due, true)),
  on(advanceDue, 'open-advance', (context: PaymentsContext, tx, due) => compensate(context, tx, due, false)),
  // A party whose papers ran out takes no new payments; what is under way goes on.
  on(partyStandingChanged, 'follow-standing', (_context: PaymentsContext, tx, { partyId, inGoodStanding }) =>
    followStanding(tx, partyId, inGoodStanding),
  ),
  on(
    partyRenamed,
    'follow-name',
    (context: PaymentsContext, tx, { partyId }, names: Names) => followName(context, tx, partyId, names),
    namesOf,
  ),
  on(filingApproved, 'restore-standing', (_context: PaymentsContext, tx, { partyId }) =>
    followStanding(tx, partyId, true),
  ),
  // Amounts, numbers and times of trades are kept three years by law (E-Commerce Law 31); nothing here names the
  // person.
  on(accountErased, 'keep-trades', async (context: PaymentsContext, tx, { accountId }) => {
    // Heads that were only saved are kept by no law; those on invoices are, with the key.
    await tx.em.nativeDelete(InvoiceHead, { accountId });
    await beginErasure(context, tx, accountId);
  }),
  on(partyErased, 'erase-party', (context: PaymentsContext, tx, { partyId }) => beginErasure(context, tx, partyId)),
];
