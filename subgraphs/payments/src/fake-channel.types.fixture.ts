import type { ExtraRow } from './fake-bills.fixture.ts';
import type { FundFlowKind, PaymentChannel, RedirectRefund } from './wechatpay/payment-channel.ts';
import type { FakeWithdrawals } from './withdrawal/fake-withdrawals.fixture.ts';

/** A provider in memory for this room's own tests: keeps orders and refunds, and misbehaves when told. */
export interface FakeChannel extends PaymentChannel {
  placed: string[];
  outTradeNo(checkoutId: string): string;
  payerPays(checkoutId: string): void;
  lieAboutAmount(byFen: number): void;
  /** Says once that the platform is registered as a receiver, and it is not. */
  lieAboutReceivers(): void;
  /** The named call answers with an unknown outcome; null ends it. */
  fail(call: string | null): void;
  /** The next calls are carried out, but their answers are lost. */
  loseAnswers(count: number): void;
  refundedFen(): number;
  /** What each account has paid for refunds, in all; the platform's own is `platform`. */
  paidFen(): Record<string, number>;
  /** What an account has put up. */
  putUp(merchant: string, fen: number): void;
  /** What is left of it. */
  depositFen(merchant: string): number;
  addToBill(row: ExtraRow): void;
  /** Who waits for a transfer takes it, or lets its time pass. */
  confirmTransfers(isTaken?: boolean): void;
  /** From now on refunds do not get through, or do again. */
  bounce(bouncing: boolean): void;
  /** What did not get through has come to an end at the provider. */
  endRefund(state: 'succeeded' | 'closed'): void;
  /** Where refunds were sent that did not get through. */
  readonly redirected: RedirectRefund['to'][];
  /** From now on the provider takes so much of each payment for itself, and gives it back of refunds. */
  takeFees(perTenThousand: number): void;
  /** A movement on an account that nobody here caused. */
  moveMoney(merchant: string | null, kind: FundFlowKind, amountFen: number, references?: string[]): void;
  /** The balance that it says an account has is off by so much. */
  misstate(merchant: string | null, byFen: number): void;
  /** What merchants took to their banks. */
  readonly withdrawals: FakeWithdrawals;
  /** What is in an account. */
  holdsFen(merchant: string | null): number;
}
