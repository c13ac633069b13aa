import { parseJson, type Call, type Route, type Service } from '../service.ts';
import type { World } from '../world.ts';
import { codeImage } from './code-image.ts';
import { checkMedia, checkText } from './content.ts';
import { isError, wechatError } from './errors.ts';
import { code2Session, phoneNumber, stableToken, token, tokenError } from './login.ts';
import { sendMessage } from './messages.ts';
import { getOrder, isTradeManaged, notifyConfirmReceive, uploadCombinedShipping, uploadShipping } from './shipping.ts';

const OPEN: readonly Route[] = [
  { method: 'GET', path: '/cgi-bin/token', handle: token },
  { method: 'POST', path: '/cgi-bin/stable_token', handle: stableToken },
  { method: 'GET', path: '/sns/jscode2session', handle: code2Session },
];

const WITH_TOKEN: readonly Route[] = [
  { method: 'POST', path: '/wxa/business/getuserphonenumber', handle: phoneNumber },
  { method: 'POST', path: '/cgi-bin/message/subscribe/send', handle: sendMessage },
  { method: 'POST', path: '/wxa/msg_sec_check', handle: checkText },
  { method: 'POST', path: '/wxa/media_check_async', handle: checkMedia },
  { method: 'POST', path: '/wxa/getwxacodeunlimit', handle: codeImage },
  { method: 'POST', path: '/wxa/sec/order/upload_shipping_info', handle: uploadShipping },
  { method: 'POST', path: '/wxa/sec/order/upload_combined_shipping_info', handle: uploadCombinedShipping },
  { method: 'POST', path: '/wxa/sec/order/get_order', handle: getOrder },
  { method: 'POST', path: '/wxa/sec/order/is_trade_managed', handle: isTradeManaged },
  { method: 'POST', path: '/wxa/sec/order/notify_confirm_receive', handle: notifyConfirmReceive },
];

const guarded = (route: Route): Route => ({
  ...route,
  handle: (world: World, call: Call) => tokenError(world, call) ?? route.handle(world, call),
});

export const wechat: Service = {
  name: 'wechat',
  routes: [...OPEN, ...WITH_TOKEN.map(guarded)],
  parse: parseJson,
  isRefusal: isError,
  invalid: ({ field, message }) => wechatError(47001, `${field} ${message}`),
  failing: () => ({ status: 503, body: { errcode: -1, errmsg: 'system error' } }),
};
