import { parseJson, part, type Answer, type Call, type Route, type Service } from '../service.ts';
import type { World } from '../world.ts';
import { queryAdvanceReturn, returnAdvance } from './advances.ts';
import {
  downloadBill,
  platformsDayEndBalance,
  requestFundFlowBill,
  requestSellersFundFlowBill,
  requestTradeBill,
  sellersDayEndBalance,
} from './bills.ts';
import { compensate, compensateFromDeposit, queryCompensation } from './compensations.ts';
import { payFromDeposit, queryDepositBill } from './deposit-bills.ts';
import { closeCombined, closeSingle, queryByOutTradeNo, queryByTransaction, queryCombined } from './follow-order.ts';
import { available, balanceOf, deposit, frozen } from './money.ts';
import { placeCombined, placeNative, placeSingle } from './place-order.ts';
import { queryRefund, queryRefundById, redirectRefund, refundDomestic, refundEcommerce } from './refunds.ts';
import { invalidParameter, refusal } from './refusals.ts';
import { queryShareReturn, returnShare } from './share-returns.ts';
import {
  addReceiver,
  deleteReceiver,
  finish,
  queryEcommerceShare,
  queryNormalShare,
  queryUnsplit,
  shareEcommerce,
  shareNormal,
} from './shares.ts';
import { queryPersonTransfer, transferToPerson } from './transfers.ts';
import { queryWithdrawal, withdraw } from './withdrawals.ts';
import { encryptResource, refuseUnsigned, seal, trustModeOf } from './signature.ts';

/** GET /v3/certificates. New merchants have none and get the documented 404. */
function certificates(world: World): Answer {
  if (trustModeOf(world) === 'public-key')
    return refusal('RESOURCE_NOT_EXISTS', '无可用的平台证书，请在商户平台-API安全申请使用微信支付公钥。');
  const { serial, certificatePem, validFrom, validTo } = world.keys.platform;
  return {
    status: 200,
    body: {
      data: [
        {
          serial_no: serial,
          effective_time: validFrom,
          expire_time: validTo,
          encrypt_certificate: encryptResource(world, certificatePem, 'certificate'),
        },
      ],
    },
  };
}

/** GET /v3/ecommerce/fund/balance/{sub_mchid}?account_type=BASIC|DEPOSIT */
function subMerchantBalance(world: World, call: Call): Answer {
  const subMchid = part(call, 'sub');
  if (!world.keys.subMchids.includes(subMchid)) return refusal('NO_AUTH', '二级商户号与电商平台没有受理关系');
  const accountType = call.query['account_type'] ?? 'BASIC';
  if (accountType === 'DEPOSIT')
    return {
      status: 200,
      body: {
        sub_mchid: subMchid,
        account_type: 'DEPOSIT',
        available_amount: balanceOf(world, deposit(subMchid)),
        pending_amount: 0,
      },
    };
  if (accountType !== 'BASIC') return refusal('PARAM_ERROR', 'account_type暂不支持');
  return {
    status: 200,
    body: {
      sub_mchid: subMchid,
      account_type: 'BASIC',
      available_amount: balanceOf(world, available(subMchid)),
      pending_amount: balanceOf(world, frozen(subMchid)),
    },
  };
}

const PERSON_TRANSFERS = '/v3/ecommerce/mch-transfer/transfer-bills';
const ROUTES: readonly Route[] = [
  { method: 'GET', path: '/v3/certificates', handle: certificates },
  { method: 'POST', path: '/v3/pay/transactions/jsapi', handle: placeSingle },
  { method: 'GET', path: '/v3/pay/transactions/out-trade-no/:no', handle: queryByOutTradeNo },
  { method: 'GET', path: '/v3/pay/transactions/id/:id', handle: queryByTransaction },
  { method: 'POST', path: '/v3/pay/transactions/out-trade-no/:no/close', handle: closeSingle },
  { method: 'POST', path: '/v3/combine-transactions/jsapi', handle: placeCombined },
  { method: 'POST', path: '/v3/combine-transactions/native', handle: placeNative },
  { method: 'GET', path: '/v3/combine-transactions/out-trade-no/:no', handle: queryCombined },
  { method: 'POST', path: '/v3/combine-transactions/out-trade-no/:no/close', handle: closeCombined },
  { method: 'POST', path: '/v3/refund/domestic/refunds', handle: refundDomestic },
  { method: 'GET', path: '/v3/refund/domestic/refunds/:no', handle: queryRefund('domestic') },
  { method: 'POST', path: '/v3/ecommerce/refunds/apply', handle: refundEcommerce },
  { method: 'GET', path: '/v3/ecommerce/refunds/id/:id', handle: queryRefundById },
  { method: 'GET', path: '/v3/ecommerce/refunds/out-refund-no/:no', handle: queryRefund('ecommerce') },
  { method: 'POST', path: '/v3/ecommerce/refunds/:id/apply-abnormal-refund', handle: redirectRefund },
  { method: 'POST', path: '/v3/ecommerce/refunds/:id/return-advance', handle: returnAdvance },
  { method: 'GET', path: '/v3/ecommerce/refunds/:id/return-advance', handle: queryAdvanceReturn },
  { method: 'POST', path: '/v3/profitsharing/receivers/add', handle: addReceiver('normal') },
  { method: 'POST', path: '/v3/profitsharing/receivers/delete', handle: deleteReceiver('normal') },
  { method: 'POST', path: '/v3/profitsharing/orders', handle: shareNormal },
  { method: 'GET', path: '/v3/profitsharing/orders/:no', handle: queryNormalShare },
  { method: 'POST', path: '/v3/profitsharing/orders/unfreeze', handle: finish('normal') },
  { method: 'GET', path: '/v3/profitsharing/transactions/:id/amounts', handle: queryUnsplit },
  { method: 'POST', path: '/v3/profitsharing/return-orders', handle: returnShare('normal') },
  { method: 'GET', path: '/v3/profitsharing/return-orders/:no', handle: queryShareReturn('normal') },
  { method: 'POST', path: '/v3/ecommerce/profitsharing/receivers/add', handle: addReceiver('ecommerce') },
  { method: 'POST', path: '/v3/ecommerce/profitsharing/receivers/delete', handle: deleteReceiver('ecommerce') },
  { method: 'POST', path: '/v3/ecommerce/profitsharing/orders', handle: shareEcommerce },
  { method: 'GET', path: '/v3/ecommerce/profitsharing/orders', handle: queryEcommerceShare },
  { method: 'POST', path: '/v3/ecommerce/profitsharing/finish-order', handle: finish('ecommerce') },
  { method: 'GET', path: '/v3/ecommerce/profitsharing/orders/:id/amounts', handle: queryUnsplit },
  { method: 'POST', path: '/v3/ecommerce/profitsharing/returnorders', handle: returnShare('ecommerce') },
  { method: 'GET', path: '/v3/ecommerce/profitsharing/returnorders', handle: queryShareReturn('ecommerce') },
  { method: 'GET', path: '/v3/ecommerce/fund/balance/:sub', handle: subMerchantBalance },
  { method: 'GET', path: '/v3/ecommerce/fund/enddaybalance/:sub', handle: sellersDayEndBalance },
  { method: 'GET', path: '/v3/merchant/fund/dayendbalance/:type', handle: platformsDayEndBalance },
  { method: 'POST', path: '/v3/platsolution/ecommerce/mch-transfer/compensate-bills', handle: compensate },
  {
    method: 'GET',
    path: '/v3/platsolution/ecommerce/mch-transfer/compensate-bills/out-bill-no/:no',
    handle: queryCompensation('platform'),
  },
  {
    method: 'POST',
    path: '/v3/platsolution/ecommerce/mch-transfer/deposit-after-sales-compensation-bills',
    handle: compensateFromDeposit,
  },
  {
    method: 'GET',
    path: '/v3/platsolution/ecommerce/mch-transfer/deposit-after-sales-compensation-bills/out-bill-no/:no',
    handle: queryCompensation('deposit'),
  },
  { method: 'POST', path: '/v3/platsolution/ecommerce/mch-transfer/transfer-bills', handle: payFromDeposit },
  {
    method: 'GET',
    path: '/v3/platsolution/ecommerce/mch-transfer/transfer-bills/out-bill-no/:no',
    handle: queryDepositBill,
  },
  { method: 'POST', path: PERSON_TRANSFERS, handle: transferToPerson },
  { method: 'GET', path: `${PERSON_TRANSFERS}/out-bill-no/:no`, handle: queryPersonTransfer },
  { method: 'POST', path: '/v3/ecommerce/fund/withdraw', handle: withdraw },
  { method: 'GET', path: '/v3/ecommerce/fund/withdraw/out-request-no/:no', handle: queryWithdrawal },
  { method: 'GET', path: '/v3/bill/tradebill', handle: requestTradeBill },
  { method: 'GET', path: '/v3/bill/fundflowbill', handle: requestFundFlowBill },
  { method: 'GET', path: '/v3/bill/sub-merchant-fundflowbill', handle: requestSellersFundFlowBill },
  { method: 'GET', path: '/v3/billdownload/file', handle: downloadBill },
];

export const wechatPay: Service = {
  name: 'wechatPay',
  routes: ROUTES,
  parse: parseJson,
  refuse: refuseUnsigned,
  invalid: invalidParameter,
  unknown: { path: '/v3/*', answer: () => refusal('RESOURCE_NOT_EXISTS', '请求的资源不存在') },
  failing: () => refusal('SYSTEM_ERROR'),
  seal,
};
