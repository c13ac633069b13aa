import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { DAY_MS } from '@heitu/kit/rules/clock';
import { account } from '@heitu/kit/serving/testing';
import {
  checkoutOf,
  contractOf,
  finance,
  MERCHANT,
  OPEN,
  openPayments,
  requestId,
  type PaymentsRoom,
} from '../payments.fixture.ts';
import { PASSWORD_ROTATION } from './merchant.policy.ts';

const ROTATE = `mutation($i: RotatePaymentPasswordInput!) { rotatePaymentPassword(input: $i) { ... on PaymentsDone { id } ... on RotatePaymentPasswordRefused { code clause } } }`;

describe('merchant accounts', () => {
  let room: PaymentsRoom;
  beforeEach(async () => {
    room = await openPayments();
  });
  afterEach(() => room.close());

  it('opens an account only with papers, contract and two named persons [7.4.p-q] [7.4.r-s]', async () => {
    const open = async (changes: object) =>
      (
        await room.graph<any>(finance, OPEN, {
          i: {
            ...MERCHANT,
            requestId: requestId(),
            subMerchantId: '1900000999',
            partyId: 'party-3',
            ...changes,
          },
        })
      ).openMerchantAccount;
    expect(await open({ partyId: 'party-bad' })).toMatchObject({ code: 'PARTY_NOT_IN_GOOD_STANDING', clause: '7.4.q' });
    expect(await open({ partyId: 'party-4' })).toMatchObject({ code: 'NO_CONTRACT', clause: '7.4.p' });
    expect(await open({ passwordKeeperName: MERCHANT.contactName })).toMatchObject({
      code: 'SAME_PERSON',
      clause: '7.4.r',
    });
    expect(await open({ subMerchantId: '1900000101' })).toMatchObject({ code: 'MERCHANT_IN_USE' });
    expect(await open({ partyId: 'party-1' })).toMatchObject({ code: 'ALREADY_OPEN' });
    expect(await room.rows('MerchantAccount')).toHaveLength(2);
    expect(JSON.stringify(await room.rows('MerchantAccount'))).not.toContain('王对接');
  });

  const signed = (partyId: string, change: object = {}, terms: object = {}) =>
    room.receive('sellers', 'sellers.contract-signed.v1', contractOf(partyId, { kind: 'payment', ...terms }, change));
  const open = async (partyId: string, subMerchantId: string, changes: object = {}) =>
    (
      await room.graph<any>(finance, OPEN, {
        i: { ...MERCHANT, requestId: requestId(), partyId, subMerchantId, ...changes },
      })
    ).openMerchantAccount;
  const accountOf = async (partyId: string) =>
    (await room.rows('MerchantAccount')).find((row) => row.partyId === partyId);
  const started = async () => (await room.start()).startPayment;
  const standing = (partyId: string, inGoodStanding: boolean) =>
    room.receive('sellers', 'sellers.party-standing-changed.v1', {
      partyId,
      partyKind: 'payment-provider',
      inGoodStanding,
      reason: '支付业务许可证到期',
      clause: null,
    });

  it('opens on the contract of that day alone: number and last day are its own [7.4.p]', async () => {
    await signed('party-4', { validFromOn: '2026-12-01', number: 'HT-4' });
    expect(await open('party-4', '1900000104')).toMatchObject({ code: 'NO_CONTRACT' });
    room.clock.set('2026-12-01T02:00:00Z');
    expect(await open('party-4', '1900000104')).toHaveProperty('id');
    expect(await accountOf('party-4')).toMatchObject({
      contractNumber: 'HT-4',
      contractValidUntil: '2027-12-31',
      providerPartyId: 'provider',
    });
    await signed('party-5', { withPartyId: 'party-bad' });
    expect(await open('party-5', '1900000105')).toMatchObject({ code: 'PROVIDER_NOT_QUALIFIED', clause: '7.4.q' });
    expect(await accountOf('party-5')).toBeUndefined();
  });

  it('takes nothing new once the contract has ended, and settles what was paid before [7.4.p] [9.2.cn]', async () => {
    await signed('party-1', { contractId: 'k-1' }, { passwordBy: 'provider' });
    await room.paid();
    room.clock.set('2027-12-31T15:59:00Z');
    const again = (id: string) =>
      room.checkouts.set(id, {
        ...checkoutOf([{ orderId: `o-${id}`, partyId: 'party-1', totalFen: 500 }]),
        dueAtMs: String(room.clock.now() + DAY_MS),
      });
    again('c2');
    expect((await room.start('c2')).startPayment).toHaveProperty('payment');
    room.channel.payerPays('c2');
    await room.turn(1);
    room.clock.set('2027-12-31T16:00:00Z');
    again('c3');
    expect((await room.start('c3')).startPayment).toMatchObject({ code: 'SELLER_CANNOT_RECEIVE' });
    expect((await room.rows('PaymentPart')).map(({ orderId }) => orderId).sort()).toEqual(['o-c2', 'o1', 'o2']);
    await room.turn(1);
    await room.completed('o-c2');
    await room.turn(6);
    expect(await room.balanceOf('seller:party-1')).toBe(495);
    // The next contract is signed: money comes in again.
    const next = { contractId: 'k-2', number: 'HT-2', validFromOn: '2028-01-01', validUntilOn: '2028-12-31' };
    await signed('party-1', next, { passwordBy: 'provider' });
    again('c4');
    expect((await room.start('c4')).startPayment).toHaveProperty('payment');
    expect(await accountOf('party-1')).toMatchObject({ contractNumber: 'HT-2', contractValidUntil: '2028-12-31' });
  });

  it('asks at every payment whether the provider may still be one [9.1.cj-ck]', async () => {
    await standing('provider', false);
    expect(await started()).toMatchObject({ code: 'PROVIDER_STOPPED', clause: '9.1.cj' });
    expect(await room.rows('Payment')).toEqual([]);
    const { merchantAccounts } = await room.graph<any>(
      finance,
      '{ merchantAccounts { edges { node { partyId whyNotReceive } } } }',
    );
    expect(merchantAccounts.edges.map(({ node }: any) => node.whyNotReceive)).toEqual([
      '支付机构资质没有备案或已失效',
      '支付机构资质没有备案或已失效',
    ]);
    await standing('provider', true);
    expect(await started()).toHaveProperty('payment');
  });

  it('takes nothing new thirty days after the payment password was to be changed, until it is [7.4.s]', async () => {
    const { passwordDueAtMs } = await accountOf('party-1');
    const at = (atMs: number) => {
      room.clock.set(new Date(atMs).toISOString());
      const orders = [{ orderId: 'o9', partyId: 'party-1', totalFen: 500 }];
      room.checkouts.set('c9', { ...checkoutOf(orders), dueAtMs: String(atMs + DAY_MS) });
    };
    at(passwordDueAtMs + PASSWORD_ROTATION.graceMs + 1);
    expect((await room.start('c9')).startPayment).toMatchObject({ code: 'SELLER_CANNOT_RECEIVE' });
    const keeper = account('keeper', { role: 'seller-owner', partyId: 'party-1' });
    await room.graph(keeper, ROTATE, { i: { requestId: requestId(), partyId: 'party-1' } });
    expect((await room.start('c9')).startPayment).toHaveProperty('payment');
  });

  it('leaves the password to the provider where the contract says so, and takes it back with the next [7.4.s]', async () => {
    await signed('party-4', {}, { passwordBy: 'provider' });
    expect(await open('party-4', '1900000104', { passwordKeeperName: null })).toHaveProperty('id');
    expect(await accountOf('party-4')).toMatchObject({ state: 'entrusted', passwordDueAtMs: null });
    const keeper = account('keeper', { role: 'seller-owner', partyId: 'party-4' });
    expect(await room.graph(keeper, ROTATE, { i: { requestId: requestId(), partyId: 'party-4' } })).toEqual({
      rotatePaymentPassword: { code: 'WRONG_STATE', clause: '7.4.s' },
    });
    await signed('party-4', { contractId: 'k-2' }, { passwordBy: 'party' });
    expect(await accountOf('party-4')).toMatchObject({
      state: 'open',
      passwordDueAtMs: room.clock.now() + PASSWORD_ROTATION.everyMs,
    });
    expect(await open('party-3', '1900000103', { passwordKeeperName: null })).toMatchObject({
      code: 'KEEPER_NEEDED',
      clause: '7.4.s',
    });
  });
});
