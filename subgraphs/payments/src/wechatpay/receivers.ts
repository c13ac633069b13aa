import type { TransferToPerson } from './payment-channel.ts';
import { assertAmountFen } from './values.ts';

/** 商家转账, of a second-level merchant. */
export const PERSON_TRANSFERS = '/v3/ecommerce/mch-transfer/transfer-bills';
/** 采购货款 */
const SCENE_PURCHASE = '1009';
export const REMARK_CHARACTERS_MAX = 32;

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
