import { RefundActWords, RetryMoney, TransferRefund } from '../api/admin.ts';
import { act } from './Acts.tsx';

/** A refund or a settlement that failed: finance sends it once more. */
export const retry = (id: string) =>
  act({
    label: '再办一次',
    field: 'retryMoney',
    action: 'RETRY',
    confirm: '再向支付机构发一次？同一笔不会付两次。',
    document: RetryMoney,
    variables: { input: { id } },
  });

/** A refund that does not get through: the platform transfers it, and the seller owes it. */
export const transfer = (refundId: string) =>
  act({
    label: RefundActWords.TRANSFER,
    field: 'transferRefund',
    action: 'TRANSFER',
    confirm: '这笔退款退不进去，改由平台把钱转到买家微信零钱，再向商家追回？办了不能撤回。',
    document: TransferRefund,
    variables: { input: { refundId } },
  });
