import type { Context, Transaction, Writes } from '@heitu/kit/data/context';
import type { RowsOf } from '@heitu/kit/data/orm';
import { mutationsOf } from '@heitu/kit/rules/mutation';
import type { ClauseRef } from '@heitu/standard';
import type { Kysely, Selectable } from 'kysely';
import { Advance, Recovery } from './advance/advance.entity.ts';
import { AccountDay, FundLine, MoneyUnderWay } from './books/books.entity.ts';
import { Compensation } from './compensation/compensation.entity.ts';
import { AgreedContract } from './contract/agreed-contract.entity.ts';
import { Deposit } from './deposit/deposit.entity.ts';
import { GrowerSetOff, GrowerShare, GrowerTransfer, GrowerTransferPart, SoldLot } from './grower/grower.entity.ts';
import { PoolTerm } from './grower/pool-term.entity.ts';
import { Invoice, InvoiceHead, InvoiceMandate, RedInvoice } from './invoice/invoice.entity.ts';
import type { TaxChannel } from './invoice/tax-channel.ts';
import { CarriedBalance, CarriedHold, LedgerCarry, LedgerEntry, LedgerTransfer } from './ledger/ledger.entity.ts';
import { BooksMonth } from './month/month.entity.ts';
import { MerchantAccount } from './merchant/merchant.entity.ts';
import { PlatformFee } from './platform-fee/platform-fee.entity.ts';
import { Payment, PaymentPart, NoticeRecord, LookUp } from './payment/payment.entity.ts';
import { RiskHold } from './payment/risk-hold.entity.ts';
import { Reconciliation, ReconciliationCase, CaseRemedy } from './reconciliation/reconciliation.entity.ts';
import { Refund } from './refund/refund.entity.ts';
import { ProfitShare, ShareReturn } from './share/share.entity.ts';
import { Settlement } from './settlement/settlement.entity.ts';
import { Withdrawal } from './withdrawal/withdrawal.entity.ts';
import type { PaymentChannel } from './wechatpay/payment-channel.ts';

export const entities = [
  AgreedContract,
  MerchantAccount,
  Payment,
  PaymentPart,
  Refund,
  LedgerTransfer,
  LedgerEntry,
  LedgerCarry,
  CarriedBalance,
  CarriedHold,
  BooksMonth,
  PlatformFee,
  Settlement,
  ProfitShare,
  ShareReturn,
  PoolTerm,
  SoldLot,
  GrowerShare,
  GrowerSetOff,
  GrowerTransfer,
  GrowerTransferPart,
  Reconciliation,
  ReconciliationCase,
  CaseRemedy,
  FundLine,
  AccountDay,
  MoneyUnderWay,
  Advance,
  Recovery,
  Compensation,
  Deposit,
  RiskHold,
  NoticeRecord,
  LookUp,
  Withdrawal,
  InvoiceHead,
  InvoiceMandate,
  Invoice,
  RedInvoice,
] as const;

export interface PaymentsServices {
  channel: PaymentChannel;
  /** Whoever may issue invoices. */
  tax: TaxChannel;
  /** Where the provider sends its notices. */
  notifyUrl: string;
  /** The platform's own account at the provider: receives the service fee, lays out advances. */
  platformMerchant: string;
}
export type PaymentsContext = Context<typeof entities, PaymentsServices>;
export type PaymentsRows = RowsOf<typeof entities>;
export type PaymentsTransaction = Transaction<typeof entities>;
export type PaymentsWrites = Writes<typeof entities>;
export type Tables = PaymentsRows extends Kysely<infer T> ? T : never;
/** A row as a page reads it. */
export type RowOf<Name extends keyof Tables> = Selectable<Tables[Name]>;

/** Each mutation of this room is made by it, whole in one file. */
export const mutation = mutationsOf<PaymentsContext, ClauseRef>();
