/** What the provider has of a payment that our books do not. */
export interface FoundRefund {
  outRefundNo: string;
  providerRefundId: string;
  amountFen: number;
  atMs: number;
}
export interface FoundPart {
  outTradeNo: string;
  merchant: string;
  transactionId: string;
  totalFen: number;
  title: string;
  /** What has gone back of it already, by the provider's bills. */
  refunds: FoundRefund[];
}
