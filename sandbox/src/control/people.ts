import { Secret, TOTP } from 'otpauth';
import { z } from 'zod';
import { collect } from '../wechatpay/transfers.ts';
import type { World } from '../world.ts';
import { newLoginCode, newPhoneCode } from '../wechat/login.ts';
import { ASKED_AT_A_TAP_MAX, askToSubscribe, subscribe } from '../wechat/messages.ts';
import { confirmReceipt } from '../wechat/shipping.ts';
import { pay, scan } from '../wechatpay/pay.ts';
import { writeBack } from '../sms.ts';
import { outcome } from '../outbound.ts';
import { Conflict, get, post, type ControlRoute } from './route.ts';

/** What a person does with a phone in the hand. */
const openid = z.string().min(1).max(128);
const phone = z.string().regex(/^1\d{10}$/);
const payment = z.object({
  prepayId: z.string().min(1),
  openid: openid.optional(),
  requestPayment: z
    .object({
      timeStamp: z.string(),
      nonceStr: z.string(),
      package: z.string(),
      signType: z.string(),
      paySign: z.string(),
    })
    .optional(),
});

const LIST_MAX = 500;

function messagesTo(world: World, query: Readonly<Record<string, string>>): object {
  const rows = world.store.all<{ templateId: string; page: string | null; data: string; atMs: number }>(
    'select * from message where openid = ? order by id desc limit ?',
    query['openid'] ?? '',
    LIST_MAX,
  );
  return {
    messages: rows.map(({ templateId, page, data, atMs }) => ({
      templateId,
      page,
      data: JSON.parse(data),
      at: new Date(atMs).toISOString(),
    })),
  };
}

function smsTo(world: World, query: Readonly<Record<string, string>>): object {
  const rows = world.store.all<{ id: string; template: string; params: string; atMs: number }>(
    'select * from sms where phone in (?, ?) order by rowid desc limit ?',
    query['phone'] ?? '',
    `+86${query['phone'] ?? ''}`,
    LIST_MAX,
  );
  return {
    messages: rows.map(({ id, template, params, atMs }) => ({
      id,
      template,
      params: JSON.parse(params),
      at: new Date(atMs).toISOString(),
    })),
  };
}

function groupMessages(world: World): object {
  const rows = world.store.all<{ content: string; mentioned: string; atMs: number }>(
    'select * from groupMessage order by rowid desc limit ?',
    LIST_MAX,
  );
  return {
    messages: rows.map(({ content, mentioned, atMs }) => ({
      content,
      mentioned: JSON.parse(mentioned),
      at: new Date(atMs).toISOString(),
    })),
  };
}

export const peopleRoutes: readonly ControlRoute[] = [
  post(
    '/wechat/login-code',
    'wx.login: {openid, unionid?} -> {code}',
    z.object({ openid, unionid: openid.optional() }),
    (world, body) => ({ code: newLoginCode(world, body.openid, body.unionid ?? null) }),
  ),
  post(
    '/authenticator',
    'an authenticator app on a phone: {secret} -> {code}',
    z.object({ secret: z.string().regex(/^[A-Z2-7]{16,64}$/) }),
    (world, { secret }) => ({
      code: new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: world.clock.now() }),
    }),
  ),
  post(
    '/wechat/phone-code',
    'the button that gives the phone number: {phone} -> {code}',
    z.object({ phone }),
    (world, body) => ({ code: newPhoneCode(world, body.phone) }),
  ),
  post(
    '/wechat/subscribe',
    'agrees to one message: {openid, templateId}',
    z.object({ openid, templateId: z.string().min(1) }),
    (world, body) => {
      subscribe(world, body.openid, body.templateId);
      return { subscribed: true };
    },
  ),
  post(
    '/wechat/ask-to-subscribe',
    'wx.requestSubscribeMessage at a tap: {openid, tmplIds, answer, always?} -> {<template>: accept|reject|ban}',
    z.object({
      openid,
      tmplIds: z.array(z.string().min(1)).min(1),
      answer: z.enum(['accept', 'reject', 'ban']),
      always: z.boolean().default(false),
    }),
    (world, { openid: person, tmplIds, ...choice }) => {
      if (tmplIds.length > ASKED_AT_A_TAP_MAX) throw new Conflict('20003: at most three templates at a tap');
      return askToSubscribe(world, person, tmplIds, choice);
    },
  ),
  get('/wechat/messages', 'subscribe messages that arrived, newest first: ?openid=', messagesTo),
  post(
    '/wechat/confirm-receipt',
    'confirms receipt in WeChat: {transactionId}',
    z.object({ transactionId: z.string() }),
    (world, body) => {
      if (!confirmReceipt(world, body.transactionId))
        throw new Conflict('nothing to confirm: not shipped, or confirmed already');
      return { confirmed: true };
    },
  ),
  post('/pay', 'presses "pay": {prepayId, openid?, requestPayment?} -> {state}', payment, (world, body) => {
    const result = world.store.attempt(
      () => pay(world, body),
      ({ state }) => state === 'SUCCESS',
    );
    world.kick();
    return result;
  }),
  post(
    '/collect',
    'takes what a merchant transfers: {package, openid?} -> {state}',
    z.object({ package: z.string().min(1), openid: z.string().min(1).max(128).optional() }),
    (world, body) => {
      const result = collect(world, body.package, body.openid);
      world.kick();
      return result;
    },
  ),
  post(
    '/scan',
    'scans a payment code with the camera and pays: {codeUrl, openid} -> {state}',
    z.object({ codeUrl: z.string().min(1), openid: z.string().min(1).max(128) }),
    (world, body) => {
      // Who scanned first is remembered whatever comes of the payment.
      const result = scan(world, body);
      world.kick();
      return result;
    },
  ),
  post(
    '/sms/reply',
    'writes back to a text message: {phone, content, url}; url: where the gateway posts it -> {push}',
    z.object({ phone: z.string().min(11).max(14), content: z.string().min(1).max(500), url: z.url() }),
    async (world, { url, ...written }) => {
      const id = writeBack(world, url, written);
      await world.runDue();
      return { push: outcome(world, id) };
    },
  ),
  get('/sms', 'text messages that arrived, newest first: ?phone=', smsTo),
  get('/wecom/messages', "what the robot wrote into the operator's group, newest first", groupMessages),
];
