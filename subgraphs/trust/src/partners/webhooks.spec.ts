import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Actor } from '@heitu/kit/rules/actor';
import { DAY_MS, HOUR_MS } from '@heitu/kit/rules/clock';
import { newId } from '@heitu/kit/rules/ids';
import { openTrust, staff, type TrustRoom } from '../testing/trust-room.fixture.ts';
import { createWebhookClient, publicLookup } from './webhook-client.ts';
import { isPublicAddress } from './public-address.ts';
import { isFitUrl, RETRY_AFTER_MS, webhookSignature } from './webhook.policy.ts';

describe('the rules of webhooks', () => {
  it('signs as Standard Webhooks does: its own example', () => {
    expect(
      webhookSignature(
        ['whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw'],
        'msg_p5jXN8AQM9LWM0D4loKWxJek',
        1614265330,
        '{"test": 2432232314}',
      ),
    ).toBe('v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=');
  });
  it('tries again for three days', () => {
    const totalMs = RETRY_AFTER_MS.reduce<number>((sum, ms) => sum + ms, 0);
    expect([totalMs > 2.9 * DAY_MS, totalMs <= 3 * DAY_MS]).toEqual([true, true]);
  });
  it.each([
    '127.0.0.1',
    '10.1.2.3',
    '172.31.0.1',
    '192.168.1.1',
    '169.254.169.254',
    '100.64.0.1',
    '0.0.0.0',
    '::1',
    '::',
    'fe80::1',
    'fd00::1',
    '::ffff:127.0.0.1',
    '::ffff:10.0.0.1',
    '224.0.0.1',
    '255.255.255.255',
    'no address',
    // Compatible, site-local, and what carries another address: NAT64, 6to4, Teredo; with a zone; not given out to
    // anybody.
    '::127.0.0.1',
    '::7f00:1',
    '::8.8.8.8',
    'fec0::1',
    '64:ff9b::10.0.0.1',
    '64:ff9b::808:808',
    '2002:7f00:1::',
    '2001:0:7f00:1::',
    'fe80::1%eth0',
    '2001:db8::1',
    '3fff::1',
    '4000::1',
    '::ffff:0:7f00:1',
  ])('takes %s for none of the internet', (address) => {
    expect(isPublicAddress(address)).toBe(false);
  });
  it.each(['8.8.8.8', '172.32.0.1', '2400:3200::1', '::ffff:8.8.8.8'])('takes %s for one of the internet', (address) =>
    expect(isPublicAddress(address)).toBe(true),
  );
  it.each([
    'http://a.example/x',
    'https://localhost/x',
    'https://db.internal/',
    'https://shop/',
    'https://127.0.0.1/',
    'https://2130706433/',
    'https://0x7f.1/',
    'https://[::1]/',
    'https://[::ffff:10.0.0.1]/',
    'https://u:p@a.example/',
    'ftp://a.example/',
    'nonsense',
    'https://localhost./',
    'https://LocalHost../',
    'https://shop./',
    'https://metadata.google.internal./',
    'https://127.0.0.1./',
    'https://[::127.0.0.1]/',
    'https://[fec0::1]/',
    'https://[2002:a00:1::]/',
    'https://router.home.arpa/',
    'https://erp.lan./',
    'https://１２７.0.0.1/',
  ])('does not register %s', (url) => {
    expect(isFitUrl(url, false)).toBe(false);
  });
  it('registers what is on the internet, and anything by HTTP for trying out', () => {
    expect([
      isFitUrl('https://erp.example.cn/hooks?x=1', false),
      isFitUrl('https://8.8.8.8/', false),
      isFitUrl('https://erp.example.cn./hooks', false),
      isFitUrl('https://[2400:3200::1]/', false),
      isFitUrl('http://127.0.0.1:4200/hook', true),
      isFitUrl('file:///etc/passwd', true),
    ]).toEqual([true, true, true, true, true, false]);
  });
});

describe('the client that calls endpoints', () => {
  it.each([true, false])(
    'judges a name by the addresses it leads to as it connects (all of them asked for: %s)',
    async (all) => {
      const found = await new Promise<unknown[]>((resolve) =>
        publicLookup('localhost', { all }, (...answer) => resolve(answer)),
      );
      expect(found).toEqual([expect.objectContaining({ code: 'EADDRNOTAVAIL' }), '', 0]);
    },
  );
  it('connects to no private address, also where a name leads there, and follows no redirect', async () => {
    const seen: string[] = [];
    const server = createServer((request, response) => {
      seen.push(request.url!);
      response.writeHead(request.url === '/away' ? 302 : 200, { location: '/elsewhere' }).end();
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    try {
      const guarded = createWebhookClient(false);
      for (const host of [
        'localhost',
        'localhost.',
        'a.localhost',
        '127.0.0.1',
        '[::1]',
        '[::ffff:127.0.0.1]',
        '[::127.0.0.1]',
      ])
        await expect(guarded.post(`http://${host}:${port}/`, {}, '{}')).rejects.toThrow('域名指向内部网络，已拒绝');
      expect(seen).toEqual([]);
      const open = createWebhookClient(true);
      expect([
        await open.post(`http://127.0.0.1:${port}/here`, {}, '{}'),
        await open.post(`http://127.0.0.1:${port}/away`, {}, '{}'),
      ]).toEqual([200, 302]);
      expect(seen).toEqual(['/here', '/away']);
    } finally {
      server.closeAllConnections();
      server.close();
    }
    await expect(createWebhookClient(true).post(`http://127.0.0.1:${port}/`, {}, '{}')).rejects.toThrow('对方拒绝连接');
  });
});

describe('webhooks', () => {
  const admin = staff('operator-admin');
  let room: TrustRoom;
  let program: Actor;
  let owner: Actor;
  beforeEach(async () => {
    room = await openTrust();
    owner = await room.owner('openid-P9', 'P9', 'cooperative');
    await room.owner('openid-P8', 'P8', 'cooperative');
    const made = await room.graph<any>(
      admin,
      `mutation { createApiClient(input: { name: "县供销社", partyId: "P9", scopes: [PAYMENT, LOGISTICS] }) { ... on ApiClientCreated { clientId secret } } }`,
    );
    const signedIn = await room.graph<any>(
      { kind: 'anonymous', id: '', grants: [] },
      `mutation($i: SignInAsClientInput!) { signInAsClient(input: $i) { ... on SignedIn { token } } }`,
      { i: made.createApiClient },
    );
    program = (await room.subgraph.authenticate(signedIn.signInAsClient.token))!;
  });
  afterEach(() => room.close());

  const does = async (name: string, input: object, actor = program) => {
    const type = `${name[0]!.toUpperCase()}${name.slice(1)}`;
    const shown = /registerWebhook|rotateWebhookSecret/.test(name) ? '... on WebhookSecret { id secret }' : '';
    const document = `mutation($i: ${type}Input!) { ${name}(input: $i) { __typename ... on ${type}Refused { code } ${shown} } }`;
    return (await room.graph<any>(actor, document, { i: input }))[name];
  };
  const register = (eventTypes: string[], url = 'https://erp.example.cn/hooks') =>
    does('registerWebhook', { url, eventTypes });
  const paid = (orderId: string, partyId = 'P9') =>
    room.tell('orders', 'orders.order-paid.v1', {
      orderId,
      orderNumber: `NO-${orderId}`,
      checkoutId: 'C',
      buyerAccountId: 'B',
      partyId,
      shopId: 'S',
      totalFen: 4200,
      confirmDueAtMs: room.clock.now(),
    });
  const send = () => room.subgraph.runOnce('send-webhooks');
  const log = async () =>
    (
      await room.graph<any>(
        program,
        '{ webhookDeliveries { edges { node { id type state stateLabel attempts lastStatus lastError } } } }',
      )
    ).webhookDeliveries.edges.map(({ node }: any) => node);
  const sent = () => room.webhooks.sent.splice(0);
  const orderOf = ({ body }: { body: string }): string => JSON.parse(body).data.orderId;

  it('tells of what the parties let it know, signed, once, and of nothing else [11.8.ec]', async () => {
    const { secret } = await register(['ORDER_PAID']);
    await register(['SHIPMENT_DELIVERED'], 'https://erp.example.cn/parcels');
    await Promise.all([paid('O1'), paid('O2', 'P8')]);
    await Promise.all([send(), send()]);
    const [call, ...more] = sent();
    expect(more).toEqual([]);
    expect(JSON.parse(call!.body)).toEqual({
      type: 'order.paid',
      timestamp: expect.any(String),
      data: { orderId: 'O1', orderNumber: 'NO-O1', partyId: 'P9', totalFen: 4200 },
    });
    const {
      'webhook-id': id,
      'webhook-timestamp': seconds,
      'webhook-signature': signature,
    } = call!.headers as Record<string, string>;
    expect(signature).toBe(webhookSignature([secret], id!, Number(seconds), call!.body));
    expect(Math.abs(Number(seconds) - Date.now() / 1000)).toBeLessThan(60);
    expect(await log()).toEqual([
      {
        id,
        type: 'ORDER_PAID',
        state: 'DELIVERED',
        stateLabel: '已送达',
        attempts: 1,
        lastStatus: 204,
        lastError: null,
      },
    ]);
    // The other party lets it, from now on.
    expect(await does('letPartner', { clientId: program.id, partyId: 'P8', scopes: ['PAYMENT'] }, admin)).toEqual({
      __typename: 'PartnerLet',
    });
    await paid('O3', 'P8');
    await send();
    expect(sent().map(orderOf)).toEqual(['O3']);
  });

  it('writes the delivery in the transaction of the effect: an event that comes twice is told once', async () => {
    await register(['ORDER_PAID']);
    const event = [
      'orders',
      'orders.order-paid.v1',
      {
        orderId: 'O1',
        orderNumber: 'NO',
        checkoutId: 'C',
        buyerAccountId: 'B',
        partyId: 'P9',
        shopId: 'S',
        totalFen: 1,
        confirmDueAtMs: 0,
      },
    ] as const;
    const id = newId(room.clock.now());
    await room.tell(...event, id);
    await room.tell(...event, id);
    expect(await room.count('WebhookDelivery')).toBe(1);
  });

  it('tries again ever later, then switches the endpoint off with a message; what waits goes when it is on again', async () => {
    const { id: endpointId } = await register(['ORDER_PAID']);
    room.webhooks.answer = 500;
    await paid('O1');
    await send();
    for (const waitMs of RETRY_AFTER_MS) {
      room.clock.advance(waitMs - 1);
      await send();
      expect(sent()).toHaveLength(1);
      room.clock.advance(1);
      await send();
    }
    expect(sent()).toHaveLength(1);
    expect(await log()).toMatchObject([
      { state: 'FAILED', attempts: RETRY_AFTER_MS.length + 1, lastStatus: 500, lastError: '对方回应500' },
    ]);
    const shown = (
      await room.graph<any>(program, '{ webhooks { edges { node { state stateReason } } } }')
    ).webhooks.edges.map(({ node }: any) => node);
    expect(shown).toEqual([{ state: 'DISABLED', stateReason: '连续三天没有送达：对方回应500' }]);
    expect(
      (await room.graph<any>(owner, '{ messages { edges { node { kind } } } }')).messages.edges.map(
        ({ node }: any) => node.kind,
      ),
    ).toContain('WEBHOOK_DISABLED');
    await paid('O2');
    await send();
    expect([sent(), await log()]).toMatchObject([[], [{ state: 'FAILED' }]]);
    room.webhooks.answer = 200;
    expect(await does('enableWebhook', { endpointId })).toEqual({ __typename: 'WebhookChanged' });
    expect(await does('enableWebhook', { endpointId })).toMatchObject({ code: 'WRONG_STATE' });
    const [failed] = await log();
    expect(await does('resendWebhook', { deliveryId: failed.id })).toEqual({ __typename: 'WebhookChanged' });
    await paid('O3');
    await send();
    const again = sent();
    expect(again.map(orderOf).sort()).toEqual(['O1', 'O3']);
    expect(again.find((call) => orderOf(call) === 'O1')!.headers['webhook-id']).toBe(failed.id);
  });

  it('stops at once where the endpoint is gone, and says since when until it is on again', async () => {
    const { id: endpointId } = await register(['ORDER_PAID']);
    const rowNow = async () => {
      const [row] = await room.subgraph.orm.em.fork().execute('select state, disabledAtMs from `WebhookEndpoint`');
      return row;
    };
    room.webhooks.answer = 410;
    await paid('O1');
    await send();
    expect(await rowNow()).toMatchObject({ state: 'disabled', disabledAtMs: room.clock.now() });
    expect(
      (await room.graph<any>(program, '{ webhooks { edges { node { state stateLabel } } } }')).webhooks.edges,
    ).toEqual([{ node: { state: 'DISABLED', stateLabel: '已停用' } }]);
    expect(await does('enableWebhook', { endpointId })).toEqual({ __typename: 'WebhookChanged' });
    expect(await rowNow()).toMatchObject({ state: 'active', disabledAtMs: null });
  });

  it('signs with both secrets for a day while one is replaced', async () => {
    const { id: endpointId, secret: first } = await register(['ORDER_PAID']);
    const { secret: second } = await does('rotateWebhookSecret', { endpointId });
    const signatureOf = async (order: string) => {
      await paid(order);
      await send();
      const [call] = sent();
      return {
        got: call!.headers['webhook-signature'],
        by: (...secrets: string[]) =>
          webhookSignature(
            secrets,
            call!.headers['webhook-id']!,
            Number(call!.headers['webhook-timestamp']),
            call!.body,
          ),
      };
    };
    const both = await signatureOf('O1');
    expect(both.got).toBe(both.by(second, first));
    room.clock.advance(DAY_MS + HOUR_MS);
    const one = await signatureOf('O2');
    expect(one.got).toBe(one.by(second));
    const stored = JSON.stringify(await room.subgraph.orm.em.fork().execute('select * from `WebhookEndpoint`'));
    expect(stored).not.toContain('whsec_');
  });

  it('belongs to its program: others find nothing, the administrator looks without secrets', async () => {
    const { id: endpointId } = await register(['ORDER_PAID']);
    await paid('O1');
    await send();
    const [{ id: deliveryId }] = await log();
    const stranger: Actor = { kind: 'client', id: 'other', grants: [{ role: 'partner', partyId: 'P9' }] };
    for (const name of ['rotateWebhookSecret', 'enableWebhook', 'endWebhook'])
      expect(await does(name, { endpointId }, stranger)).toMatchObject({ code: 'NOT_FOUND' });
    expect(await does('resendWebhook', { deliveryId }, stranger)).toMatchObject({ code: 'NOT_FOUND' });
    expect(
      await room.graph<any>(stranger, '{ webhooks { edges { cursor } } webhookDeliveries { edges { cursor } } }'),
    ).toEqual({ webhooks: { edges: [] }, webhookDeliveries: { edges: [] } });
    expect((await room.graph<any>(admin, '{ webhooks { edges { node { id clientName } } } }')).webhooks.edges).toEqual([
      { node: { id: endpointId, clientName: expect.any(String) } },
    ]);
    expect(await does('endWebhook', { endpointId })).toEqual({ __typename: 'WebhookChanged' });
    await paid('O2');
    await send();
    expect(sent().map(orderOf)).toEqual(['O1']);
  });

  it('tells a revoked program nothing more, and nothing of a party that is no more [11.5.de]', async () => {
    await register(['ORDER_PAID']);
    await does('letPartner', { clientId: program.id, partyId: 'P8', scopes: ['PAYMENT'] }, admin);
    await paid('O1');
    await room.tell('sellers', 'sellers.party-erased.v1', { partyId: 'P8' });
    await paid('O2', 'P8');
    await room.graph(
      admin,
      'mutation($id: ID!) { revokeApiClient(input: { clientId: $id, reason: "合同到期" }) { __typename } }',
      { id: program.id },
    );
    await send();
    expect(sent()).toEqual([]);
    expect(await room.count('WebhookDelivery')).toBe(1);
    await room.tell('sellers', 'sellers.party-erased.v1', { partyId: 'P9' });
    expect(
      await room.graph<any>(
        admin,
        '{ apiClients { edges { node { active } } } partnerGrants { edges { node { partyId } } } }',
      ),
    ).toEqual({ apiClients: { edges: [{ node: { active: false } }] }, partnerGrants: { edges: [] } });
  });

  it('registers nothing that the contract does not cover, nor where it must not call, nor without end', async () => {
    expect(await register(['LOT_BLOCKED'])).toMatchObject({ code: 'SCOPE_NOT_COVERED' });
    expect(await register(['ORDER_PAID'], 'https://169.254.169.254/latest')).toMatchObject({ code: 'URL_UNFIT' });
    // The test is sent by hand; nobody asks for it.
    expect(await register(['WEBHOOK_TEST'])).toMatchObject({ code: 'INVALID_INPUT' });
    await expect(register(['EVERYTHING'])).rejects.toThrow('does not exist in \\"WebhookEvent\\" enum');
    expect(await room.count('WebhookEndpoint')).toBe(0);
    for (let i = 0; i < 10; i++) expect(await register(['ORDER_PAID'])).toHaveProperty('secret');
    expect(await register(['ORDER_PAID'])).toMatchObject({ code: 'TOO_MANY_ENDPOINTS' });
  });
});
