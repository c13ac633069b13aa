import { createPrivateKey, createPublicKey, type KeyObject } from 'node:crypto';
import {
  RECEIVERS_MAX,
  SUB_ORDERS_MAX,
  type Balance,
  type ChannelResult,
  type ClientParameters,
  type FundFlowRow,
  type NoticeHeaders,
  type NoticeResult,
  type PayCompensation,
  type PaymentChannel,
  type PlaceCombined,
  type RedirectRefund,
  type RequestRefund,
  type ReturnShare,
  type ShareProfit,
  type ShareReference,
  type SubOrder,
  type SubOrderStanding,
  type TradeBill,
  type TransferToPerson,
  type WithdrawToBank,
} from './payment-channel.ts';
import {
  advanceReturnOf,
  balanceOf,
  compensationOf,
  codeUrlOf,
  personTransferOf,
  withdrawalOf,
  prepayIdOf,
  refundAcceptedOf,
  refundStandingOf,
  shareIdOf,
  shareReturnOf,
  shareStandingOf,
} from './answers.ts';
import { parseTradeBill } from './bill.ts';
import { billsFrom, type Bills } from './download-bill.ts';
import { parseCallback, subOrdersOf } from './callback.ts';
import { parseFundFlow } from './fund-flow.ts';
import { signedCall, unknownOutcome } from './http.ts';
import { API_V3_KEY_BYTES } from './resource.ts';
import { newNonce, secondsOf, signLines, type FindKey } from './signature.ts';
import { exchange, type TransportConfig } from './transport.ts';
import { certificateTrust, publicKeyTrust, sealFor, type SealingKey, type TrustConfig } from './trust.ts';
import {
  compensationBody,
  compensationPath,
  compensationQuery,
  oneLine,
  PERSON_TRANSFERS,
  personTransferBody,
  receiverType,
  RELATIONS,
  withdrawalBody,
  WITHDRAWALS,
} from './receivers.ts';
import { assertAmountFen, beijingTime } from './values.ts';

export interface WechatpayConfig {
  /** `https://api.mch.weixin.qq.com` */
  baseUrl: string;
  /** The platform's own merchant id (电商平台); it places combined orders, sellers are its second-level merchants. */
  mchid: string;
  /** The mini-program. */
  appid: string;
  merchantSerial: string;
  merchantPrivateKeyPem: string;
  /** 32 bytes. */
  apiV3Key: string;
  trust: TrustConfig;
  timeoutMs: number;
  now: () => Date;
}

const DESCRIPTION_CHARACTERS_MAX = 127;
const REASON_CHARACTERS_MAX = 80;
const CERTIFICATES_BYTES_MAX = 256 * 1024;

const path = (text: string): string => encodeURIComponent(text);
const query = (values: Record<string, string>): string => new URLSearchParams(values).toString();

/** 电商收付通 with combined orders. https://pay.weixin.qq.com/doc/v3/partner/4012087971 */
export class WechatpayChannel implements PaymentChannel {
  private readonly config: WechatpayConfig;
  private readonly privateKey: KeyObject;
  private readonly transport: TransportConfig;
  private readonly findKey: FindKey;
  /** For whom what is secret is encrypted; null while the provider's certificates are not there. */
  private readonly sealing: () => Promise<SealingKey | null>;
  private readonly bills: Bills;

  /** Throws when a key of the configuration cannot be one. */
  constructor(config: WechatpayConfig) {
    if (Buffer.byteLength(config.apiV3Key) !== API_V3_KEY_BYTES)
      throw new Error(`the API v3 key must be ${API_V3_KEY_BYTES} bytes`);
    this.config = config;
    this.privateKey = createPrivateKey(config.merchantPrivateKeyPem);
    this.transport = {
      baseUrl: config.baseUrl,
      identity: { mchid: config.mchid, serial: config.merchantSerial, privateKey: this.privateKey },
      answerSerial: config.trust.mode === 'public-key' ? config.trust.id : null,
      timeoutMs: config.timeoutMs,
      now: config.now,
    };
    const { trust } = config;
    if (trust.mode === 'public-key') {
      this.findKey = publicKeyTrust(trust.id, trust.pem);
      const sealing = { serial: trust.id, key: createPublicKey(trust.pem) };
      this.sealing = () => Promise.resolve(sealing);
      this.bills = billsFrom(this.transport, this.findKey, this.privateKey);
      return;
    }
    const certificates = certificateTrust({
      apiV3Key: config.apiV3Key,
      now: config.now,
      fetchCertificates: async () => {
        const sent = await exchange(this.transport, {
          method: 'GET',
          target: '/v3/certificates',
          bytesMax: CERTIFICATES_BYTES_MAX,
        });
        return sent.arrived ? sent.answer : null;
      },
    });
    this.findKey = certificates;
    this.bills = billsFrom(this.transport, this.findKey, this.privateKey);
    this.sealing = certificates.newest;
  }

  placeCombined(input: PlaceCombined): Promise<ChannelResult<{ prepayId: string }>> {
    const body = { ...this.combined(input), combine_payer_info: { openid: input.openid } };
    return this.post('/v3/combine-transactions/jsapi', body, prepayIdOf);
  }

  placeNative(input: Omit<PlaceCombined, 'openid'>): Promise<ChannelResult<{ codeUrl: string }>> {
    return this.post('/v3/combine-transactions/native', this.combined(input), codeUrlOf);
  }

  private combined(input: Omit<PlaceCombined, 'openid'>) {
    if (input.subOrders.length < 1 || input.subOrders.length > SUB_ORDERS_MAX)
      throw new Error(`a combined order has 1 to ${SUB_ORDERS_MAX} sub orders`);
    for (const order of input.subOrders) assertAmountFen(order.totalFen);
    return {
      combine_appid: this.config.appid,
      combine_mchid: this.config.mchid,
      combine_out_trade_no: input.outTradeNo,
      sub_orders: input.subOrders.map((order) => ({
        mchid: this.config.mchid,
        sub_mchid: order.merchant,
        out_trade_no: order.outTradeNo,
        attach: input.outTradeNo,
        amount: { total_amount: order.totalFen, currency: 'CNY' },
        description: oneLine(order.description || input.description, DESCRIPTION_CHARACTERS_MAX),
        settle_info: { profit_sharing: true },
      })),
      time_expire: beijingTime(input.expiresAt),
      notify_url: input.notifyUrl,
    };
  }

  clientParameters(prepayId: string): ClientParameters {
    const timeStamp = String(secondsOf(this.config.now()));
    const nonceStr = newNonce();
    const pack = `prepay_id=${prepayId}`;
    return {
      timeStamp,
      nonceStr,
      package: pack,
      signType: 'RSA',
      paySign: signLines([this.config.appid, timeStamp, nonceStr, pack], this.privateKey),
    };
  }

  queryCombined(outTradeNo: string): Promise<ChannelResult<SubOrderStanding[]>> {
    return this.get(`/v3/combine-transactions/out-trade-no/${path(outTradeNo)}`, subOrdersOf);
  }

  closeCombined(outTradeNo: string, subOrders: readonly SubOrder[]): Promise<ChannelResult<null>> {
    const body = {
      combine_appid: this.config.appid,
      sub_orders: subOrders.map((order) => ({
        mchid: this.config.mchid,
        sub_mchid: order.merchant,
        out_trade_no: order.outTradeNo,
      })),
    };
    return this.post(`/v3/combine-transactions/out-trade-no/${path(outTradeNo)}/close`, body, () => null);
  }

  refund(input: RequestRefund) {
    assertAmountFen(input.refundFen);
    assertAmountFen(input.totalFen);
    const body = {
      sub_mchid: input.merchant,
      sp_appid: this.config.appid,
      transaction_id: input.transactionId,
      out_refund_no: input.outRefundNo,
      reason: oneLine(input.reason, REASON_CHARACTERS_MAX),
      amount: { refund: input.refundFen, total: input.totalFen, currency: 'CNY' },
      notify_url: input.notifyUrl,
      refund_account:
        input.source === 'platform-advance' ? 'REFUND_SOURCE_PARTNER_ADVANCE' : 'REFUND_SOURCE_SUB_MERCHANT',
    };
    return this.post('/v3/ecommerce/refunds/apply', body, refundAcceptedOf);
  }

  queryRefund(outRefundNo: string, merchant: string) {
    return this.get(
      `/v3/ecommerce/refunds/out-refund-no/${path(outRefundNo)}?${query({ sub_mchid: merchant })}`,
      refundStandingOf,
    );
  }

  /** What names a person goes encrypted for the provider alone. */
  async redirectRefund({ refundId, outRefundNo, merchant, to }: RedirectRefund) {
    const sealing = to === 'seller' ? null : await this.sealing();
    if (to !== 'seller' && !sealing) return unknownOutcome('NO_PLATFORM_KEY', '', null, true);
    const seal = (text: string): string | undefined => (sealing ? sealFor(sealing.key, text) : undefined);
    const body =
      to === 'seller'
        ? { sub_mchid: merchant, out_refund_no: outRefundNo, type: 'MERCHANT_BANK_CARD' }
        : {
            sub_mchid: merchant,
            out_refund_no: outRefundNo,
            type: 'USER_BANK_CARD',
            bank_type: to.bank,
            bank_account: seal(to.card),
            real_name: seal(to.holder),
          };
    const target = `/v3/ecommerce/refunds/${path(refundId)}/apply-abnormal-refund`;
    return this.post(target, body, refundAcceptedOf, sealing?.serial);
  }

  returnAdvance(refundId: string, merchant: string) {
    return this.post(
      `/v3/ecommerce/refunds/${path(refundId)}/return-advance`,
      { sub_mchid: merchant },
      advanceReturnOf,
    );
  }

  queryAdvanceReturn(refundId: string, merchant: string) {
    return this.get(
      `/v3/ecommerce/refunds/${path(refundId)}/return-advance?${query({ sub_mchid: merchant })}`,
      advanceReturnOf,
    );
  }

  compensate(input: PayCompensation) {
    return this.post(compensationPath(input), compensationBody(this.config.appid, input), compensationOf);
  }

  queryCompensation(outBillNo: string, depositOf: string | null, toMerchant: string | null = null) {
    return this.get(compensationQuery(outBillNo, { depositOf, toMerchant }), compensationOf);
  }

  transferToPerson(input: TransferToPerson) {
    return this.post(PERSON_TRANSFERS, personTransferBody(this.config.appid, input), personTransferOf);
  }

  queryPersonTransfer(outBillNo: string, merchant: string) {
    const target = `${PERSON_TRANSFERS}/out-bill-no/${path(outBillNo)}?${query({ sub_mchid: merchant })}`;
    return this.get(target, personTransferOf);
  }

  /** https://pay.weixin.qq.com/doc/v3/partner/4014075940 */
  withdraw(input: WithdrawToBank) {
    return this.post(WITHDRAWALS, withdrawalBody(input), withdrawalOf);
  }

  queryWithdrawal(outRequestNo: string, merchant: string) {
    const target = `${WITHDRAWALS}/out-request-no/${path(outRequestNo)}?${query({ sub_mchid: merchant })}`;
    return this.get(target, withdrawalOf);
  }

  registerReceiver(input: {
    account: string;
    isPerson?: boolean;
    name?: string;
    relation: keyof typeof RELATIONS;
  }): Promise<ChannelResult<null>> {
    const body = {
      appid: this.config.appid,
      type: receiverType(input),
      account: input.account,
      name: input.name,
      relation_type: RELATIONS[input.relation],
    };
    return this.post('/v3/ecommerce/profitsharing/receivers/add', body, () => null);
  }

  shareProfit(input: ShareProfit) {
    if (input.receivers.length < 1 || input.receivers.length > RECEIVERS_MAX)
      throw new Error(`a share has 1 to ${RECEIVERS_MAX} receivers`);
    for (const receiver of input.receivers) assertAmountFen(receiver.amountFen);
    const body = {
      appid: this.config.appid,
      sub_mchid: input.merchant,
      transaction_id: input.transactionId,
      out_order_no: input.outOrderNo,
      receivers: input.receivers.map((receiver) => ({
        type: receiverType(receiver),
        receiver_account: receiver.account,
        amount: receiver.amountFen,
        description: oneLine(receiver.description, REASON_CHARACTERS_MAX),
      })),
      finish: input.finish,
    };
    return this.post('/v3/ecommerce/profitsharing/orders', body, shareStandingOf);
  }

  queryShare(share: ShareReference) {
    const values = { sub_mchid: share.merchant, transaction_id: share.transactionId, out_order_no: share.outOrderNo };
    return this.get(`/v3/ecommerce/profitsharing/orders?${query(values)}`, shareStandingOf);
  }

  finishShare(input: ShareReference & { description: string }) {
    const body = {
      sub_mchid: input.merchant,
      transaction_id: input.transactionId,
      out_order_no: input.outOrderNo,
      description: oneLine(input.description, REASON_CHARACTERS_MAX),
    };
    return this.post('/v3/ecommerce/profitsharing/finish-order', body, shareIdOf);
  }

  returnShare(input: ReturnShare) {
    assertAmountFen(input.amountFen);
    const body = {
      sub_mchid: input.merchant,
      out_order_no: input.outOrderNo,
      out_return_no: input.outReturnNo,
      return_mchid: input.account,
      amount: input.amountFen,
      description: oneLine(input.description, REASON_CHARACTERS_MAX),
    };
    return this.post('/v3/ecommerce/profitsharing/returnorders', body, shareReturnOf);
  }

  queryShareReturn(input: { merchant: string; outOrderNo: string; outReturnNo: string }) {
    const values = { sub_mchid: input.merchant, out_order_no: input.outOrderNo, out_return_no: input.outReturnNo };
    return this.get(`/v3/ecommerce/profitsharing/returnorders?${query(values)}`, shareReturnOf);
  }

  balance(merchant: string): Promise<ChannelResult<Balance>> {
    return this.get(`/v3/ecommerce/fund/balance/${path(merchant)}`, balanceOf);
  }

  deposit(merchant: string): Promise<ChannelResult<Balance>> {
    return this.get(`/v3/ecommerce/fund/balance/${path(merchant)}?${query({ account_type: 'DEPOSIT' })}`, balanceOf);
  }

  dayEndBalance(date: string, merchant: string | null): Promise<ChannelResult<Balance>> {
    const target = merchant
      ? `/v3/ecommerce/fund/enddaybalance/${path(merchant)}`
      : '/v3/merchant/fund/dayendbalance/BASIC';
    return this.get(`${target}?${query({ date })}`, balanceOf);
  }

  async downloadTradeBill(date: string): Promise<ChannelResult<TradeBill>> {
    const target = `/v3/bill/tradebill?${query({ bill_date: date, bill_type: 'ALL', tar_type: 'GZIP' })}`;
    const bill = await this.bills.plain(target, parseTradeBill);
    return bill.ok ? { ok: true, value: { date, rows: bill.value } } : bill;
  }

  /** A seller's comes sealed, the platform's own does not. https://pay.weixin.qq.com/doc/v3/partner/4012760572 */
  downloadFundFlow(date: string, merchant: string | null): Promise<ChannelResult<FundFlowRow[]>> {
    const account = { bill_date: date, account_type: 'BASIC' };
    if (merchant === null)
      return this.bills.plain(`/v3/bill/fundflowbill?${query({ ...account, tar_type: 'GZIP' })}`, parseFundFlow);
    const sealed = { sub_mchid: merchant, ...account, algorithm: 'AEAD_AES_256_GCM' };
    return this.bills.sealed(`/v3/bill/sub-merchant-fundflowbill?${query(sealed)}`, parseFundFlow);
  }

  parseCallback(headers: NoticeHeaders, rawBody: Uint8Array): Promise<NoticeResult> {
    const { mchid, apiV3Key, now } = this.config;
    return parseCallback({ mchid, apiV3Key, now, findKey: this.findKey }, headers, rawBody);
  }

  private get<T>(target: string, read: (body: unknown) => T): Promise<ChannelResult<T>> {
    return signedCall(this.transport, this.findKey, { method: 'GET', target }, read);
  }

  private post<T>(
    target: string,
    body: object,
    read: (body: unknown) => T,
    sealedFor?: string,
  ): Promise<ChannelResult<T>> {
    return signedCall(this.transport, this.findKey, { method: 'POST', target, body, sealedFor }, read);
  }
}
