import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { ANONYMOUS, type Actor } from '@heitu/kit/rules/actor';
import { openTrust, staff, type TrustRoom } from '../testing/trust-room.fixture.ts';

const STOCK_AND_PAYMENT = ['STOCK', 'PAYMENT'];
const TABLES = ['ApiClient', 'ClientKey', 'PartnerGrant', 'WebhookEndpoint', 'WebhookDelivery'];

describe("a token's power over its program", () => {
  const admin = staff('operator-admin');
  let room: TrustRoom;
  let clientId: string;
  let secret: string;
  beforeEach(async () => {
    room = await openTrust();
    await room.owner('openid-P9', 'P9', 'cooperative');
    const made = await room.graph<any>(
      admin,
      `mutation($i: CreateApiClientInput!) { createApiClient(input: $i) { ... on ApiClientCreated { clientId secret } } }`,
      { i: { name: '县供销社', partyId: 'P9', scopes: STOCK_AND_PAYMENT } },
    );
    ({ clientId, secret } = made.createApiClient);
  });
  afterEach(() => room.close());

  async function askToken(scope?: string) {
    const form = new URLSearchParams({
      grant_type: 'client_credentials',
      client_id: clientId,
      client_secret: secret,
      ...(scope !== undefined && { scope }),
    });
    const headers = { 'content-type': 'application/x-www-form-urlencoded' };
    const answer = await room.subgraph.edge(
      { method: 'POST', path: '/oauth/token', query: {}, headers, body: Buffer.from(form.toString()) },
      ANONYMOUS,
      randomUUID(),
    );
    return JSON.parse(String(answer.body)) as {
      access_token: string;
      scope: string;
      error?: string;
      error_description?: string;
    };
  }
  const actorWith = async (scope?: string): Promise<Actor> =>
    (await room.subgraph.authenticate((await askToken(scope)).access_token))!;
  const em = () => room.subgraph.orm.em.fork();
  const rowsOf = async () =>
    JSON.stringify(await Promise.all(TABLES.map((table) => em().execute(`select * from \`${table}\` order by 1`))));
  const codesOf = async (actor: Actor, text: string, variables: object = {}) =>
    ((await room.graphWithErrors(actor, text, { ...variables })).errors ?? []).map(
      ({ extensions }) => extensions!['code'],
    );
  const registered = async (actor: Actor, eventTypes: string[]) =>
    (
      await room.graph<any>(
        actor,
        `mutation($i: RegisterWebhookInput!) { registerWebhook(input: $i) { ... on WebhookSecret { id secret } ... on RegisterWebhookRefused { code } } }`,
        { i: { url: 'https://erp.example.cn/hooks', eventTypes } },
      )
    ).registerWebhook;
  const paid = (orderId: string) =>
    room.tell('orders', 'orders.order-paid.v1', {
      orderId,
      orderNumber: `NO-${orderId}`,
      checkoutId: 'C',
      buyerAccountId: 'B',
      partyId: 'P9',
      shopId: 'S',
      totalFen: 4200,
      confirmDueAtMs: room.clock.now(),
    });
  const shrinkTo = (...scopes: string[]) =>
    em().execute('update `ApiClient` set scopes = ? where id = ?', [JSON.stringify(scopes), clientId]);

  it('stands in a token of the whole contract, asked for by its name or by no name at all [11.5.de]', async () => {
    for (const scope of [undefined, '', 'stock payment program']) {
      const answer = await askToken(scope);
      expect(answer.scope).toBe('stock payment program');
      expect(await room.subgraph.authenticate(answer.access_token)).toMatchObject({
        grants: [{ role: 'partner', partyId: 'P9', rights: ['stock', 'payment', 'program'] }],
      });
    }
  });

  it.each(['stock', 'payment', 'stock payment'])(
    'is not in a token that was asked for `%s` [11.5.de]',
    async (scope) => {
      expect((await askToken(scope)).scope).toBe(scope);
      expect((await actorWith(scope)).grants[0]!.rights).toEqual(scope.split(' '));
    },
  );

  it.each(['program', 'stock program'])('is refused beside less than the contract: `%s`', async (scope) => {
    const sessions = await room.count('Session');
    expect(await askToken(scope)).toMatchObject({
      error: 'invalid_scope',
      error_description: expect.stringContaining('program'),
    });
    expect(await room.count('Session')).toBe(sessions);
  });

  it('a narrowed token changes nothing of the program and reads no events: secrets, keys, webhooks, sessions [11.5.de]', async () => {
    const whole = await actorWith();
    const { id: endpointId } = await registered(whole, ['ORDER_PAID']);
    const key = await room.graph<any>(
      whole,
      `mutation($i: AddClientKeyInput!) { addClientKey(input: $i) { ... on ClientKey { id } } }`,
      {
        i: {
          clientId,
          jwk: JSON.stringify({ kty: 'OKP', crv: 'Ed25519', x: '11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo' }),
        },
      },
    );
    await paid('O1');
    const [{ id: deliveryId }] = (
      await room.graph<any>(whole, '{ webhookDeliveries { edges { node { id } } } }')
    ).webhookDeliveries.edges.map(({ node }: any) => node);
    const narrow = await actorWith('stock payment');
    const before = await rowsOf();
    const inputs: Readonly<Record<string, object>> = {
      rotateClientSecret: { clientId },
      endFormerSecret: { clientId },
      addClientKey: { clientId, jwk: '{}' },
      endClientKey: { clientId, keyId: key.addClientKey.id },
      registerWebhook: { url: 'https://erp.example.cn/other', eventTypes: ['ORDER_PAID'] },
      rotateWebhookSecret: { endpointId },
      enableWebhook: { endpointId },
      endWebhook: { endpointId },
      testWebhook: { endpointId },
      resendWebhook: { deliveryId },
      endSession: { sessionId: whole.sessionId },
    };
    for (const [name, input] of Object.entries(inputs)) {
      const type = room.subgraph.built.schema.getMutationType()!.getFields()[name]!.args[0]!.type;
      expect([
        name,
        await codesOf(narrow, `mutation($i: ${type}) { ${name}(input: $i) { __typename } }`, { i: input }),
      ]).toEqual([name, ['FORBIDDEN']]);
    }
    expect(await codesOf(narrow, 'mutation { endOtherSessions { __typename } }')).toEqual(['FORBIDDEN']);
    for (const ask of ['{ webhooks { edges { cursor } } }', '{ webhookDeliveries { edges { cursor } } }'])
      expect(await codesOf(narrow, ask)).toEqual(['FORBIDDEN']);
    expect(await rowsOf()).toBe(before);
    expect((await room.graph<any>(narrow, '{ ownClient { id availableActions } }')).ownClient).toEqual({
      id: clientId,
      availableActions: [],
    });
    expect((await room.graph<any>(whole, '{ ownClient { availableActions } }')).ownClient).toEqual({
      availableActions: ['ROTATE_SECRET'],
    });
    // It ends itself all the same.
    expect((await room.graph<any>(narrow, 'mutation { signOut { __typename } }')).signOut.__typename).toBe(
      'SessionEnded',
    );
  });

  it('lets it register events that token and contract cover, and no others', async () => {
    const whole = await actorWith();
    expect(await registered(whole, ['SHIPMENT_DELIVERED'])).toEqual({ code: 'SCOPE_NOT_COVERED' });
    const narrower: Actor = { ...whole, grants: [{ role: 'partner', partyId: 'P9', rights: ['stock', 'program'] }] };
    expect(await registered(narrower, ['ORDER_PAID'])).toEqual({ code: 'SCOPE_NOT_COVERED' });
    expect(await room.count('WebhookEndpoint')).toBe(0);
    expect(await registered(whole, ['ORDER_PAID', 'LOT_BLOCKED'])).toHaveProperty('secret');
  });

  it('sends no event that the contract has stopped covering, not even one that waited for a repeat, and leaves the rest on [11.5.de]', async () => {
    const whole = await actorWith();
    const { id: endpointId } = await registered(whole, ['ORDER_PAID', 'LOT_BLOCKED']);
    room.webhooks.answer = 500;
    await paid('O1');
    await room.subgraph.runOnce('send-webhooks');
    room.webhooks.sent.length = 0;
    room.webhooks.answer = 204;
    await shrinkTo('stock');
    room.clock.advance(60_000);
    await paid('O2');
    await room.subgraph.runOnce('send-webhooks');
    expect(room.webhooks.sent).toEqual([]);
    expect(await em().execute('select type, state, attempts, lastError from `WebhookDelivery`')).toEqual([
      { type: 'order.paid', state: 'failed', attempts: 1, lastError: '合同不再包含这类事件' },
    ]);
    expect(await em().execute('select id, state from `WebhookEndpoint`')).toEqual([
      { id: endpointId, state: 'active' },
    ]);
    const shrunk = (await room.subgraph.authenticate((await askToken()).access_token))!;
    const [{ id: deliveryId }] = (await em().execute('select id from `WebhookDelivery`')) as [{ id: string }];
    const resent = await room.graph<any>(
      shrunk,
      `mutation($d: ID!) { resendWebhook(input: { deliveryId: $d }) { __typename ... on ResendWebhookRefused { code } } }`,
      { d: deliveryId },
    );
    expect(resent.resendWebhook).toEqual({ __typename: 'ResendWebhookRefused', code: 'SCOPE_NOT_COVERED' });
    expect(
      (await room.graph<any>(shrunk, '{ webhookDeliveries { edges { node { id } } } }')).webhookDeliveries.edges,
    ).toEqual([]);
    await room.tell('catalog', 'catalog.lot-blocked.v1', {
      lotId: 'L1',
      skuId: 'K',
      partyId: 'P9',
      reason: '召回',
      recallId: null,
    });
    await room.subgraph.runOnce('send-webhooks');
    expect(room.webhooks.sent.map(({ body }) => JSON.parse(body).type)).toEqual(['lot.blocked']);
  });
});
