import type { PayCompensation, TransferToPerson, WithdrawToBank } from './payment-channel.ts';
import { assertAmountFen } from './values.ts';

/** 商家转账, of a second-level merchant. */
export const PERSON_TRANSFERS = '/v3/ecommerce/mch-transfer/transfer-bills';
/** 采购货款 */
const SCENE_PURCHASE = '1009';
const REMARK_CHARACTERS_MAX = 32;
const TRANSFERS = '/v3/platsolution/ecommerce/mch-transfer';
/** https://pay.weixin.qq.com/doc/v3/partner/4013504175, out of a deposit …/4013504194, to a merchant …/4013504198 */
const COMPENSATIONS = {
  platform: `${TRANSFERS}/compensate-bills`,
  deposit: `${TRANSFERS}/deposit-after-sales-compensation-bills`,
  merchant: `${TRANSFERS}/transfer-bills`,
} as const;
/** 保证金赔付, of the four businesses of that call. */
const OUT_OF_DEPOSIT = 'DEPOSIT_COMPENSATION';
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

type Purse = Pick<PayCompensation, 'depositOf' | 'toMerchant'>;
export function compensationPath({ depositOf, toMerchant }: Purse): string {
  if (toMerchant) return COMPENSATIONS.merchant;
  return depositOf ? COMPENSATIONS.deposit : COMPENSATIONS.platform;
}
export function compensationQuery(outBillNo: string, purse: Purse): string {
  const target = `${compensationPath(purse)}/out-bill-no/${encodeURIComponent(outBillNo)}`;
  if (purse.toMerchant) return `${target}?business_type=${OUT_OF_DEPOSIT}`;
  return purse.depositOf ? `${target}?sub_mchid=${encodeURIComponent(purse.depositOf)}` : target;
}

/** In doubt: whether a merchant's number is `mch_id`, as a copy of that page has it, or `mchid`, as its neighbours. */
export function compensationBody(
  appid: string,
  { transactionId, toMerchant, outBillNo, amountFen, reason, depositOf }: PayCompensation,
) {
  assertAmountFen(amountFen);
  return {
    ...(depositOf && { sub_mchid: depositOf, sp_appid: appid }),
    ...(toMerchant && { business_type: OUT_OF_DEPOSIT }),
    receiver: toMerchant
      ? { type: 'MERCHANT', mch_info: { mch_id: toMerchant } }
      : { type: 'TRANSACTION_USER', transaction_info: { transaction_id: transactionId, type: 'WXPAY' } },
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
