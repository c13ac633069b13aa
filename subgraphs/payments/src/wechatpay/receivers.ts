import type { PayCompensation, TransferToPerson, WithdrawToBank } from './payment-channel.ts';
import { assertAmountFen } from './values.ts';

/** 商家转账, of a second-level merchant. */
export const PERSON_TRANSFERS = '/v3/ecommerce/mch-transfer/transfer-bills';
/** 采购货款 */
const SCENE_PURCHASE = '1009';
const REMARK_CHARACTERS_MAX = 32;
const TRANSFERS = '/v3/platsolution/ecommerce/mch-transfer';
export const COMPENSATIONS = {
  platform: `${TRANSFERS}/compensate-bills`,
  deposit: `${TRANSFERS}/deposit-after-sales-compensation-bills`,
} as const;
/** 二级商户提现 */
export const WITHDRAWALS = '/v3/ecommerce/fund/withdraw';

export const RELATIONS = {
  platform: 'PLATFORM',
  supplier: 'SUPPLIER',
  distributor: 'DISTRIBUTOR',
  'service-provider': 'SERVICE_PROVIDER',
  other: 'OTHERS',
} as const;

export const receiverType = ({ isPerson }: { isPerson?: boolean | undefined }): 'PERSONAL_OPENID' | 'MERCHANT_ID' =>
  isPerson ? 'PERSONAL_OPENID' : 'MERCHANT_ID';

/**
 * Descriptions come back in the bill, where a back quote parts values: a product's name must not be able to break the
 * day's reconciliation.
 */
export function oneLine(text: string, charactersMax: number): string {
  return [...text.replaceAll(/[\p{Cc}`]/gu, ' ')].slice(0, charactersMax).join('');
}

/** In doubt: which variant a new platform is granted, and what else the scene wants told. */
export function personTransferBody(appid: string, input: TransferToPerson) {
  const { merchant, outBillNo, openid, amountFen, remark } = input;
  assertAmountFen(amountFen);
  return {
    appid,
    sub_mchid: merchant,
    out_bill_no: outBillNo,
    transfer_scene_id: SCENE_PURCHASE,
    openid,
    transfer_amount: amountFen,
    transfer_remark: oneLine(remark, REMARK_CHARACTERS_MAX),
  };
}

export function compensationBody(
  appid: string,
  { transactionId, outBillNo, amountFen, reason, depositOf }: PayCompensation,
) {
  assertAmountFen(amountFen);
  return {
    ...(depositOf && { sub_mchid: depositOf, sp_appid: appid }),
    receiver: { type: 'TRANSACTION_USER', transaction_info: { transaction_id: transactionId, type: 'WXPAY' } },
    out_bill_no: outBillNo,
    amount: amountFen,
    transfer_remark: oneLine(reason, REMARK_CHARACTERS_MAX),
  };
}

export function withdrawalBody({ merchant, outRequestNo, amountFen, remark }: WithdrawToBank) {
  assertAmountFen(amountFen);
  return {
    sub_mchid: merchant,
    out_request_no: outRequestNo,
    amount: amountFen,
    remark: oneLine(remark, REMARK_CHARACTERS_MAX),
    account_type: 'BASIC',
  };
}
