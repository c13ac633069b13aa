import { z } from '@heitu/kit/rules/validate';
import { AccessToken } from './access-token.ts';
import {
  orderKeyOf,
  shippingOf,
  shippingOrderOf,
  uploadTime,
  type OrderKey,
  type Shipping,
  type ShippingOrder,
} from './shipping.ts';
import { wechatError, type WechatResult } from './wechat-error.ts';
import { readJson, send, type WechatConfig } from './wechat-http.ts';

export interface WechatSession {
  openid: string;
  unionid: string | null;
  /** Decrypts what the client sends; never leaves the server. */
  sessionKey: string;
}

export interface SubscribeMessage {
  openid: string;
  templateId: string;
  /** Where the message leads: `pages/order/detail?id=…` */
  page: string;
  /** `{ thing1: '东北大米', time2: '2026-11-25 09:00' }`; each kind of key has its own limits, thing 20 characters. */
  data: Readonly<Record<string, string>>;
}

export interface TextCheck {
  /** Must have opened the mini-program within two hours. */
  openid: string;
  scene: 'profile' | 'comment' | 'forum' | 'social';
  /** 1 to TEXT_CHARACTERS_MAX. */
  content: string;
  nickname?: string;
  title?: string;
}

export interface TextVerdict {
  suggest: 'pass' | 'review' | 'risky';
  /** 100 is normal. */
  label: number;
  /** The words that were marked, where the verdict came from words. */
  keywords: string[];
  traceId: string;
}

export const TEXT_CHARACTERS_MAX = 2500;
const SCENE_CODE = /^[0-9A-Za-z!#$&'()*+,/:;=?@\-._~]{1,32}$/;
const CODE_WIDTH_PIXELS = 430;
const TEXT_SCENES = { profile: 1, comment: 2, forum: 3, social: 4 } as const;
const TEXT_VERSION = 2;
const MESSAGE_STATES = { release: 'formal', trial: 'trial', develop: 'developer' } as const;
const someText = z.string().min(1);
const sessionAnswer = z.object({ openid: someText, session_key: someText, unionid: z.string().nullish() });
const phoneAnswer = z.object({
  phone_info: z.object({
    purePhoneNumber: someText,
    countryCode: someText,
    watermark: z.object({ appid: z.string().optional() }).nullish(),
  }),
});
const textAnswer = z.object({
  trace_id: z.string(),
  result: z.object({ suggest: z.enum(['pass', 'review', 'risky']), label: z.union([z.number(), z.string()]) }),
  detail: z.array(z.object({ keyword: z.string().nullish() })).optional(),
});
const PNG_MAGIC = Buffer.from('89504e470d0a1a0a', 'hex');

/** The mini-program's server API. https://developers.weixin.qq.com/miniprogram/dev/server/API/ */
export class WechatClient {
  private readonly config: WechatConfig;
  private readonly accessToken: AccessToken;

  constructor(config: WechatConfig) {
    this.config = config;
    this.accessToken = new AccessToken(config);
  }

  /** `code` of wx.login: good once, for five minutes. */
  async codeToSession(code: string): Promise<WechatResult<WechatSession>> {
    const { appid, secret } = this.config;
    const sent = await send(this.config, '/sns/jscode2session', {
      appid,
      secret,
      js_code: code,
      grant_type: 'authorization_code',
    });
    if (!sent.ok) return sent;
    return readJson(sent.value, (body) => {
      const { openid, session_key: sessionKey, unionid } = sessionAnswer.parse(body);
      return { openid, sessionKey, unionid: unionid || null };
    });
  }

  /** `code` of the button getPhoneNumber; the number without its country code. */
  phoneNumber(code: string): Promise<WechatResult<{ phone: string; countryCode: string }>> {
    return this.call('/wxa/business/getuserphonenumber', { code }, (body) => {
      const { phone_info: info } = phoneAnswer.parse(body);
      if (info.watermark?.appid !== undefined && info.watermark.appid !== this.config.appid)
        throw new Error('the number was given to another app');
      return { phone: info.purePhoneNumber, countryCode: info.countryCode };
    });
  }

  /** One message per tap of the user; USER_DID_NOT_SUBSCRIBE when there was none. */
  sendSubscribeMessage(message: SubscribeMessage): Promise<WechatResult<null>> {
    const body = {
      touser: message.openid,
      template_id: message.templateId,
      page: message.page,
      data: Object.fromEntries(Object.entries(message.data).map(([key, value]) => [key, { value }])),
      miniprogram_state: MESSAGE_STATES[this.config.version],
      lang: 'zh_CN',
    };
    return this.call('/cgi-bin/message/subscribe/send', body, () => null);
  }

  /** A longer text is refused, not cut: the rest would go unchecked. */
  async checkText(check: TextCheck): Promise<WechatResult<TextVerdict>> {
    if ([...check.content].length > TEXT_CHARACTERS_MAX)
      return wechatError('refused', 'TEXT_TOO_LONG', `more than ${TEXT_CHARACTERS_MAX} characters`, false);
    const body = {
      version: TEXT_VERSION,
      openid: check.openid,
      scene: TEXT_SCENES[check.scene],
      content: check.content,
      nickname: check.nickname,
      title: check.title,
    };
    return this.call('/wxa/msg_sec_check', body, (answer) => {
      const { result, detail = [], trace_id: traceId } = textAnswer.parse(answer);
      const keywords = detail.flatMap((entry) => (entry.keyword ? entry.keyword.split(',') : []));
      return { suggest: result.suggest, label: Number(result.label), keywords: [...new Set(keywords)], traceId };
    });
  }

  /**
   * A mini-program code for `page` (without a leading slash), PNG with a transparent ground; `scene` arrives there as
   * the query.
   */
  async codeUnlimited(scene: string, page: string): Promise<WechatResult<Buffer>> {
    if (!SCENE_CODE.test(scene)) throw new Error(`not a scene: ${scene}`);
    const body = {
      scene,
      page,
      check_path: this.config.version === 'release',
      env_version: this.config.version,
      width: CODE_WIDTH_PIXELS,
      is_hyaline: true,
    };
    return this.withToken('/wxa/getwxacodeunlimit', body, (answer) => {
      if (answer.subarray(0, PNG_MAGIC.length).equals(PNG_MAGIC)) return { ok: true, value: answer };
      return readJson(answer, () => {
        throw new Error('neither a picture nor an error');
      });
    });
  }

  /**
   * `uploadedAt` is when the shipping was decided, the same for a repeat after a lost answer: WeChat then changes
   * nothing and that counts as done, while a later time would use up the one re-shipment of the order.
   */
  async uploadShippingInfo(shipping: Shipping, payerOpenid: string, uploadedAt: Date): Promise<WechatResult<null>> {
    return doneWhenUnchanged(
      await this.call(
        '/wxa/sec/order/upload_shipping_info',
        { ...shippingOf(shipping), ...uploadedBy(payerOpenid, uploadedAt) },
        () => null,
      ),
    );
  }

  /** `order` and the sub orders must be named in the same way; sub orders may follow in later calls. */
  async uploadCombinedShippingInfo(
    order: OrderKey,
    subOrders: readonly Shipping[],
    payerOpenid: string,
    uploadedAt: Date,
  ): Promise<WechatResult<null>> {
    const body = {
      order_key: orderKeyOf(order),
      sub_orders: subOrders.map(shippingOf),
      ...uploadedBy(payerOpenid, uploadedAt),
    };
    return doneWhenUnchanged(await this.call('/wxa/sec/order/upload_combined_shipping_info', body, () => null));
  }

  getOrder(order: OrderKey): Promise<WechatResult<ShippingOrder>> {
    const body =
      'transactionId' in order
        ? { transaction_id: order.transactionId }
        : { merchant_id: order.mchid, merchant_trade_no: order.outTradeNo };
    return this.call('/wxa/sec/order/get_order', body, shippingOrderOf);
  }

  private call<T>(path: string, body: object, read: (body: unknown) => T): Promise<WechatResult<T>> {
    return this.withToken(path, body, (answer) => readJson(answer, read));
  }

  /** A refused token means that nothing was done: the call is made once more with a new one. */
  private async withToken<T>(
    path: string,
    body: object,
    read: (answer: Buffer) => WechatResult<T>,
  ): Promise<WechatResult<T>> {
    const first = await this.accessToken.get();
    if (!first.ok) return first;
    const result = await this.callWith(first.value, path, body, read);
    if (result.ok || result.error.code !== 'TOKEN_INVALID') return result;
    const second = await this.accessToken.get(first.value);
    return second.ok ? this.callWith(second.value, path, body, read) : second;
  }

  private async callWith<T>(
    token: string,
    path: string,
    body: object,
    read: (answer: Buffer) => WechatResult<T>,
  ): Promise<WechatResult<T>> {
    const sent = await send(this.config, path, { access_token: token }, body);
    return sent.ok ? read(sent.value) : sent;
  }
}

const uploadedBy = (openid: string, at: Date): object => ({ upload_time: uploadTime(at), payer: { openid } });

function doneWhenUnchanged(result: WechatResult<null>): WechatResult<null> {
  return !result.ok && result.error.code === 'SHIPPING_UNCHANGED' ? { ok: true, value: null } : result;
}
