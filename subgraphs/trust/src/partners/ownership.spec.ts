import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { systemActor, type Actor } from '@heitu/kit/rules/actor';
import { plant } from '@heitu/kit/serving/any-row';
import { account } from '@heitu/kit/serving/testing';
import type { TrustContext } from '../context.ts';
import { NOW, openTrust, SELLER, staff, type TrustRoom } from '../testing/trust-room.fixture.ts';

const NOW_MS = Date.parse(NOW);
const admin = staff('operator-admin');
const seller = account('seller', { role: 'seller-owner', partyId: SELLER });
const [ours, theirs] = [account('acc-a', { role: 'consumer' }), account('acc-b', { role: 'consumer' })];
const program = (id: string, ...rights: string[]): Actor => ({
  kind: 'client',
  id,
  grants: [{ role: 'partner', partyId: SELLER, rights }],
});

/** Two programs, two parties and two people: whatever is done for one leaves the other as it was. */
describe('what is done for one program, party or person', () => {
  let room: TrustRoom;
  beforeEach(async () => {
    room = await openTrust();
    for (const [key, partyId] of [
      ['a', SELLER],
      ['b', 'PARTY2'],
    ]) {
      await plant(room, 'KnownParty', { partyId, name: key, kind: 'seller', inGoodStanding: 1 });
      await plant(room, 'Account', { id: `acc-${key}`, state: 'active', createdAtMs: NOW_MS });
      await plant(room, 'ApiClient', { id: `client-${key}`, name: key, active: 1, partyId, scopes: null });
      await plant(room, 'WebhookEndpoint', {
        id: `hook-${key}`,
        clientId: `client-${key}`,
        state: 'active',
        eventTypes: '[]',
      });
      const waiting = {
        endpointId: `hook-${key}`,
        state: 'waiting',
        nextAtMs: NOW_MS + 1,
        type: 'order.paid',
        payload: '{}',
      };
      await plant(room, 'WebhookDelivery', { id: `waiting-${key}`, ...waiting });
      for (const scope of ['payment', 'stock'])
        for (const party of [SELLER, 'PARTY2'])
          await plant(room, 'PartnerGrant', {
            id: `${key}-${party}-${scope}`,
            clientId: `client-${key}`,
            partyId: party,
            scope,
            active: 1,
          });
    }
  });
  afterEach(() => room.close());

  const act = async (actor: Actor, name: string, input: object, fields = '__typename') => {
    const Name = name[0]?.toUpperCase() + name.slice(1);
    const query = `mutation($input: ${Name}Input!) { it: ${name}(input: $input) { ... on ${Name}Refused { code } ${fields} } }`;
    return (await room.graph<any>(actor, query, { input })).it;
  };
  const rows = () => (room.subgraph.contextFor(systemActor('test'), 'test') as unknown as TrustContext).rows;
  const grants = async () =>
    (
      await rows()
        .selectFrom('PartnerGrant')
        .select('id')
        .where('active', '=', 1 as never)
        .execute()
    )
      .map(({ id }) => id)
      .sort();

  it('a party stops a program: its own grants to it end, and no others [11.5.de]', async () => {
    const before = await grants();
    await act(seller, 'stopPartner', { clientId: 'client-a', partyId: SELLER, scopes: ['STOCK'] });
    expect(await grants()).toEqual(before.filter((id) => id !== `a-${SELLER}-stock`));
    await act(seller, 'stopPartner', { clientId: 'client-a', partyId: SELLER });
    expect(await grants()).toEqual(before.filter((id) => !id.startsWith(`a-${SELLER}`)));
    // Nothing is left to be stopped, and it is not another's to stop.
    expect(await act(seller, 'stopPartner', { clientId: 'client-a', partyId: SELLER })).toMatchObject({
      code: 'NOT_FOUND',
    });
    expect(await act(seller, 'stopPartner', { clientId: 'client-a', partyId: 'PARTY2' })).toMatchObject({
      code: 'NOT_FOUND',
    });
    expect(await act(admin, 'stopPartner', { clientId: 'client-b', partyId: 'PARTY2' })).not.toHaveProperty('code');
  });

  it('a person shows a program a code: it takes the place of the last for this program, and is good there alone', async () => {
    const shown = async (actor: Actor, clientId: string): Promise<string> =>
      (await act(actor, 'showIdentityCode', { clientId }, '... on IdentityCodeShown { shown: code }')).shown;
    let asked = 0;
    const confirmed = async (clientId: string, code: string) =>
      (await act(program(clientId, 'identity'), 'confirmConsumer', { requestId: `c${asked++}`, code })).code ?? null;
    const [first, ofOther, atOther] = [
      await shown(ours, 'client-a'),
      await shown(theirs, 'client-a'),
      await shown(ours, 'client-b'),
    ];
    const second = await shown(ours, 'client-a');
    expect(await confirmed('client-a', first)).toBe('CODE_REFUSED');
    expect(await confirmed('client-b', second)).toBe('CODE_REFUSED');
    expect([await confirmed('client-a', second), await confirmed('client-a', ofOther)]).toEqual([null, null]);
    expect(await confirmed('client-b', atOther)).toBeNull();
    // One time.
    expect(await confirmed('client-a', second)).toBe('CODE_REFUSED');
  });
  it('whoever is suspended is confirmed to nobody', async () => {
    const { shown: code } = await act(
      ours,
      'showIdentityCode',
      { clientId: 'client-a' },
      '... on IdentityCodeShown { shown: code }',
    );
    await rows().updateTable('Account').set({ state: 'suspended' }).where('id', '=', 'acc-a').execute();
    expect(await act(program('client-a', 'identity'), 'confirmConsumer', { requestId: 'c', code })).toMatchObject({
      code: 'CODE_REFUSED',
    });
  });

  it('a program ends its endpoint: what waits for it ends, and nothing that waits for another [11.8.ed]', async () => {
    const reader = program('client-a', 'program');
    expect(await act(reader, 'endWebhook', { endpointId: 'hook-b' })).toMatchObject({ code: 'NOT_FOUND' });
    expect(await act(reader, 'endWebhook', { endpointId: 'hook-a' })).not.toHaveProperty('code');
    const deliveries = await rows().selectFrom('WebhookDelivery').select(['id', 'state']).orderBy('id').execute();
    expect(deliveries.map(({ id, state }) => [id, state])).toEqual([['waiting-b', 'waiting']]);
    expect(await act(reader, 'endWebhook', { endpointId: 'hook-a' })).toMatchObject({ code: 'NOT_FOUND' });
  });

  it('a person saves an address and chooses it at first: another’s stays chosen, and is not theirs to delete', async () => {
    const address = {
      name: '王小明',
      phone: '13812345678',
      divisionCode: '230184100',
      detail: '民意街8号',
      isDefault: true,
    };
    const saved = async (actor: Actor, more: object = {}): Promise<string> =>
      (await act(actor, 'saveAddress', { ...address, ...more }, '... on Address { id }')).id;
    const [one, other] = [await saved(ours), await saved(theirs)];
    const two = await saved(ours);
    const chosen = async () =>
      (await rows().selectFrom('Address').select(['id', 'isDefault', 'divisionCode']).execute())
        .filter(({ isDefault }) => isDefault)
        .map(({ id }) => id)
        .sort();
    expect(await chosen()).toEqual([other, two].sort());
    expect(await saved(ours, { id: one, divisionCode: '230184101' })).toBe(one);
    expect(await chosen()).toEqual([other, one].sort());
    const codes = await rows()
      .selectFrom('Address')
      .select(['id', 'divisionCode'])
      .where('divisionCode', '=', '230184101')
      .execute();
    expect(codes.map(({ id }) => id)).toEqual([one]);
    expect(await act(theirs, 'deleteAddress', { id: one })).toMatchObject({ code: 'NOT_FOUND' });
    expect(await act(ours, 'deleteAddress', { id: one })).not.toHaveProperty('code');
    expect(await rows().selectFrom('Address').select('id').execute()).toHaveLength(2);
  });
});
