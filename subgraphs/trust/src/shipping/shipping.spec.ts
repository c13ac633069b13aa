import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Actor } from '@heitu/kit/rules/actor';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '@heitu/kit/rules/clock';
import { openTrust, staff, type TrustRoom } from '../testing/trust-room.fixture.ts';
import type { ShippingOrder } from '../wechat/shipping.ts';
import type { WechatErrorCode } from '../wechat/wechat-error.ts';

const NOTICES =
  'query($state: ShippingNoticeState) { shippingNotices(state: $state) { edges { node { orderId shipmentId state stateLabel attempts lastError } } } }';
const refusal = (code: WechatErrorCode, errcode: number, retryable = false) =>
  ({ ok: false, error: { outcome: 'refused', code, errcode, message: '支付单不存在', retryable } }) as const;
const NO_ANSWER = {
  ok: false,
  error: { outcome: 'unknown', code: 'TIMEOUT', errcode: null, message: '', retryable: true },
} as const;

describe('shipping notices to WeChat', () => {
  let room: TrustRoom;
  let buyer: Actor;
  let takenOverAtMs: number;
  beforeEach(async () => {
    room = await openTrust();
    buyer = (await room.signIn('buyer')).actor;
    takenOverAtMs = room.clock.now() - 1500;
    room.trades.push({ orderId: 'O1', transactionId: '4200001', title: '五常稻花香大米', payerAccountId: buyer.id });
  });
  afterEach(() => room.close());
  const takenOver = (more: object = {}) =>
    room.tell('logistics', 'logistics.shipment-taken-over.v1', {
      shipmentId: 'S1',
      handoverId: 'H1',
      orderId: 'O1',
      afterSaleId: null,
      carrierPartyId: 'C',
      trackingNumber: 'HT1',
      atMs: takenOverAtMs,
      productTemperatureCelsius: null,
      lots: [],
      ...more,
    });
  const notices = async (state?: string) =>
    (await room.graph<any>(staff('operator-admin'), NOTICES, { state })).shippingNotices.edges.map(
      (edge: { node: object }) => edge.node,
    );
  const known = (uploadedAt: Date | null) =>
    ({
      ok: true,
      value: {
        transactionId: '4200001',
        outTradeNo: 'O1',
        state: uploadedAt ? 'shipped' : 'to-ship',
        paidFen: 1,
        openid: 'buyer',
        paidAt: new Date(0),
        inComplaint: false,
        shippingComplete: !!uploadedAt,
        parcels: uploadedAt ? [{ trackingNo: null, expressCompany: null, uploadedAt }] : [],
      } satisfies ShippingOrder,
    }) as const;

  it('tells WeChat of a parcel once, with the time of the takeover, however often the event comes', async () => {
    await takenOver();
    await takenOver();
    await room.subgraph.runOnce();
    await room.subgraph.runOnce();
    expect(room.shipping.uploads).toEqual([
      {
        transactionId: '4200001',
        parcels: [{ description: '五常稻花香大米' }],
        openid: 'buyer',
        uploadedAtMs: takenOverAtMs,
      },
    ]);
    expect(await notices('SENT')).toEqual([
      { orderId: 'O1', shipmentId: 'S1', state: 'SENT', stateLabel: '已告知微信', attempts: 1, lastError: null },
    ]);
    expect(await notices('DUE')).toEqual([]);
    expect(room.shipping.asked).toBe(0);
  });

  it('leaves out the second parcel of an exchange', async () => {
    await takenOver({ afterSaleId: 'A1' });
    await room.subgraph.runOnce();
    expect(await room.count('ShippingNotice')).toBe(0);
    expect(room.shipping.uploads).toEqual([]);
  });

  it('waits until WeChat knows the payment, and repeats with the same time', async () => {
    room.shipping.answers.push(refusal('ORDER_NOT_FOUND', 10060001, true));
    await takenOver();
    await room.subgraph.runOnce();
    expect(await notices('DUE')).toMatchObject([{ attempts: 1, lastError: 'ORDER_NOT_FOUND 10060001 支付单不存在' }]);
    await room.subgraph.runOnce();
    expect(room.shipping.uploads).toHaveLength(1);
    room.clock.advance(MINUTE_MS);
    room.shipping.order = known(null);
    await room.subgraph.runOnce();
    expect(room.shipping.uploads.map(({ uploadedAtMs }) => uploadedAtMs)).toEqual([takenOverAtMs, takenOverAtMs]);
    expect(await notices('SENT')).toHaveLength(1);
  });

  it('asks before it repeats a call that was not answered, and does not repeat what WeChat has', async () => {
    room.shipping.answers.push(NO_ANSWER);
    await takenOver();
    await room.subgraph.runOnce();
    expect(await notices('DUE')).toMatchObject([{ attempts: 1, lastError: expect.stringContaining('TIMEOUT') }]);
    room.clock.advance(MINUTE_MS);
    await room.subgraph.runOnce();
    expect(room.shipping).toMatchObject({ asked: 1, uploads: [{}] });
    // WeChat keeps whole seconds.
    room.shipping.order = known(new Date(Math.floor(takenOverAtMs / 1000) * 1000));
    room.clock.advance(MINUTE_MS);
    await room.subgraph.runOnce();
    expect(room.shipping).toMatchObject({ asked: 2, uploads: [{}] });
    expect(await notices('SENT')).toMatchObject([{ attempts: 3, lastError: null }]);
  });

  it('goes on while WeChat is away, since the money stays frozen', async () => {
    room.shipping.answers.push(NO_ANSWER);
    await takenOver();
    for (let hours = 0; hours < 48; hours++) {
      await room.subgraph.runOnce();
      room.clock.advance(HOUR_MS);
    }
    expect(await notices('DUE')).toHaveLength(1);
    room.shipping.order = known(null);
    await room.subgraph.runOnce();
    expect(await notices('SENT')).toHaveLength(1);
  });

  it('gives up with the code for the operator to see: refused at once, or a payment that stays unknown', async () => {
    room.trades.push({ orderId: 'O2', transactionId: '4200002', title: '鲜玉米', payerAccountId: buyer.id });
    room.shipping.answers.push(refusal('ORDER_NOT_SHIPPABLE', 10060004));
    await takenOver();
    await room.subgraph.runOnce();
    room.shipping.answers.push(refusal('ORDER_NOT_FOUND', 10060001, true));
    room.shipping.order = refusal('ORDER_NOT_FOUND', 10060001, true);
    await takenOver({ orderId: 'O2', shipmentId: 'S2' });
    for (let minutes = 0; minutes < 30; minutes++) {
      await room.subgraph.runOnce();
      room.clock.advance(MINUTE_MS);
    }
    await takenOver({ orderId: 'UNPAID', shipmentId: 'S3' });
    await room.subgraph.runOnce();
    expect(await notices('REFUSED')).toMatchObject([
      { orderId: 'UNPAID', lastError: 'NO_PAYMENT' },
      { orderId: 'O2', attempts: 8, lastError: expect.stringContaining('10060001') },
      { orderId: 'O1', attempts: 1, lastError: expect.stringContaining('ORDER_NOT_SHIPPABLE 10060004') },
    ]);
    room.clock.advance(DAY_MS);
    await room.subgraph.runOnce();
    expect(room.shipping.uploads).toHaveLength(2);
  });

  it('is sent once more, with the same time, when an administrator says so after WeChat refused it', async () => {
    const RESEND = `mutation($id: ID!) { resendShippingNotice(input: { noticeId: $id }) { ... on ShippingNotice { state attempts availableActions } ... on ResendShippingNoticeRefused { code } } }`;
    const admin = staff('operator-admin');
    const resend = async (noticeId: string) =>
      (await room.graph<any>(admin, RESEND, { id: noticeId })).resendShippingNotice;
    const only = async () =>
      (await room.graph<any>(admin, '{ shippingNotices { edges { node { id state availableActions } } } }'))
        .shippingNotices.edges[0].node;
    room.shipping.answers.push(refusal('ORDER_NOT_SHIPPABLE', 10060004));
    await takenOver();
    expect(await only()).toMatchObject({ state: 'DUE', availableActions: [] });
    const { id } = await only();
    expect(await resend(id)).toEqual({ code: 'WRONG_STATE' });
    await room.subgraph.runOnce();
    expect(await only()).toEqual({ id, state: 'REFUSED', availableActions: ['RESEND'] });
    room.clock.advance(DAY_MS);
    expect(await resend(id)).toEqual({ state: 'DUE', attempts: 0, availableActions: [] });
    expect(await resend('NONE')).toEqual({ code: 'NOT_FOUND' });
    await room.subgraph.runOnce();
    expect(room.shipping.uploads.map(({ uploadedAtMs }) => uploadedAtMs)).toEqual([takenOverAtMs, takenOverAtMs]);
    expect(await notices()).toMatchObject([{ state: 'SENT', attempts: 1, lastError: null }]);
    for (const actor of [buyer, staff('mediator'), staff('finance')])
      expect((await room.graphWithErrors(actor, RESEND, { id })).errors).toMatchObject([
        { extensions: { code: 'FORBIDDEN' } },
      ]);
  });

  it('loses nothing while payments is down', async () => {
    room.down.add('payments');
    await takenOver();
    await room.subgraph.runOnce().catch(() => undefined);
    expect(await notices('DUE')).toMatchObject([{ attempts: 0 }]);
    room.down.delete('payments');
    await room.subgraph.runOnce();
    expect(room.shipping.uploads).toHaveLength(1);
  });

  it('shows the notices to administrators only [11.5.de]', async () => {
    for (const actor of [buyer, staff('regulator'), staff('finance')])
      expect((await room.graphWithErrors(actor, NOTICES)).errors).toMatchObject([
        { extensions: { code: 'FORBIDDEN' } },
      ]);
  });
});
