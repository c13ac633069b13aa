import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { ANONYMOUS, type Actor } from '@heitu/kit/rules/actor';
import { DAY_MS } from '@heitu/kit/rules/clock';
import { apiName } from '@heitu/kit/rules/enums';
import { PROGRAM_SCOPE, SCOPES } from '@heitu/standard';
import { stepsOf, type StaffMember } from '../testing/authenticator.fixture.ts';
import { openTrust, type TrustRoom } from '../testing/trust-room.fixture.ts';

const GIVEN = 'admin-secret-1';
const OWN = 'own-rice-field-9';

describe("a partner's program", () => {
  let room: TrustRoom;
  let admin: StaffMember;
  beforeEach(async () => {
    room = await openTrust({ bootstrap: { login: 'admin', password: GIVEN } });
    admin = await stepsOf(room).enrol('admin', GIVEN, OWN);
    await room.owner('openid-P9', 'P9', 'service-provider');
  });
  afterEach(() => room.close());

  const create = async (more: object = {}) =>
    (
      await room.graph<any>(
        admin.actor,
        `mutation($i: CreateApiClientInput!) { createApiClient(input: $i) { ... on ApiClientCreated { clientId secret expiresAt } ... on CreateApiClientRefused { code } } }`,
        { i: { name: '县供销社', partyId: 'P9', ...more } },
      )
    ).createApiClient;
  const rotate = async (id: string) =>
    (
      await room.graph<any>(
        admin.actor,
        `mutation($id: ID!) { rotateClientSecret(input: { clientId: $id }) { ... on ApiClientCreated { secret } ... on RotateClientSecretRefused { code } } }`,
        { id },
      )
    ).rotateClientSecret;
  const signIn = async (id: string, secret: string) =>
    (
      await room.graph<any>(
        ANONYMOUS,
        `mutation($id: String!, $s: String!) { signInAsClient(input: { clientId: $id, secret: $s }) { ... on SignedIn { token } ... on SignInAsClientRefused { code } } }`,
        { id, s: secret },
      )
    ).signInAsClient;

  it('is let do what its scopes say, and no scope that there is not [11.5.de]', async () => {
    const all = await create();
    expect(await room.subgraph.authenticate((await signIn(all.clientId, all.secret)).token)).toMatchObject({
      kind: 'client',
      grants: [{ role: 'partner', partyId: 'P9', rights: [...SCOPES, PROGRAM_SCOPE] }],
    });
    const none = await create({ scopes: [] });
    expect(await room.subgraph.authenticate((await signIn(none.clientId, none.secret)).token)).toMatchObject({
      grants: [{ role: 'partner', partyId: 'P9', rights: [PROGRAM_SCOPE] }],
    });
    await expect(create({ scopes: ['FINANCE'] })).rejects.toThrow('does not exist in \\"Scope\\" enum');
  });

  it('has two secrets alive while one is replaced, never three, and neither for ever [11.5.dd]', async () => {
    const { clientId, secret: first, expiresAt } = await create();
    expect(expiresAt).toBe('2027-11-25T02:00:00.000Z');
    const { secret: second } = await rotate(clientId);
    for (const secret of [first, second]) expect(await signIn(clientId, secret)).toHaveProperty('token');
    const { secret: third } = await rotate(clientId);
    expect(await signIn(clientId, first)).toEqual({ code: 'SIGN_IN_REFUSED' });
    for (const secret of [second, third]) expect(await signIn(clientId, secret)).toHaveProperty('token');
    room.clock.advance(7 * DAY_MS);
    expect(await signIn(clientId, second)).toEqual({ code: 'SECRET_EXPIRED' });
    expect(await signIn(clientId, third)).toHaveProperty('token');
    room.clock.advance(358 * DAY_MS);
    expect(await signIn(clientId, third)).toEqual({ code: 'SECRET_EXPIRED' });
    expect(JSON.stringify(await room.subgraph.orm.em.fork().execute('select * from `ApiClient`'))).not.toContain(third);
  });

  it('gets one new secret of two that are asked for at once', async () => {
    const { clientId, secret } = await create();
    const answers = await Promise.all([rotate(clientId), rotate(clientId)]);
    const alive = [secret, ...answers.flatMap((answer) => answer.secret ?? [])];
    const working = await Promise.all(alive.map(async (one) => 'token' in (await signIn(clientId, one))));
    expect(working.filter(Boolean)).toHaveLength(2);
  });

  it('is out at once when it is revoked', async () => {
    const { clientId, secret } = await create();
    const { secret: second } = await rotate(clientId);
    const { token } = await signIn(clientId, secret);
    const revoke = async () =>
      (
        await room.graph<any>(
          admin.actor,
          `mutation($id: ID!) { revokeApiClient(input: { clientId: $id, reason: "合同到期" }) { __typename ... on RevokeApiClientRefused { code } } }`,
          { id: clientId },
        )
      ).revokeApiClient;
    expect(await revoke()).toEqual({ __typename: 'ApiClientRevoked' });
    expect(await room.subgraph.authenticate(token)).toBeNull();
    for (const one of [secret, second]) expect(await signIn(clientId, one)).toEqual({ code: 'SIGN_IN_REFUSED' });
    expect(await revoke()).toMatchObject({ code: 'NOT_FOUND' });
    expect(await rotate(clientId)).toEqual({ code: 'NOT_FOUND' });
  });

  it("stands in the administrator's list without a secret", async () => {
    const { clientId, secret } = await create();
    await rotate(clientId);
    await signIn(clientId, secret);
    const ask =
      '{ apiClients { edges { node { id name partyId scopes minuteMax dayMax active lastUsedAt secretExpiresAt formerSecretUntilAt availableActions } } } }';
    expect((await room.graph<any>(admin.actor, ask)).apiClients.edges).toEqual([
      {
        node: {
          id: clientId,
          name: '县供销社',
          partyId: 'P9',
          scopes: SCOPES.map(apiName),
          minuteMax: 600,
          dayMax: 100_000,
          active: true,
          lastUsedAt: '2026-11-25T02:00:00.000Z',
          secretExpiresAt: '2027-11-25T02:00:00.000Z',
          formerSecretUntilAt: '2026-12-02T02:00:00.000Z',
          availableActions: ['ROTATE_SECRET', 'END_FORMER_SECRET', 'LET', 'REVOKE'],
        },
      },
    ]);
    const itself: Actor = { kind: 'client', id: clientId, grants: [{ role: 'partner', partyId: 'P9' }] };
    expect((await room.graph<any>(itself, '{ ownClient { availableActions } }')).ownClient.availableActions).toEqual([
      'ROTATE_SECRET',
      'END_FORMER_SECRET',
    ]);
    expect((await room.graphWithErrors((await room.signIn('alice')).actor, ask)).errors![0]!.extensions!['code']).toBe(
      'FORBIDDEN',
    );
  });
});
