import { setTimeout as sleep } from 'node:timers/promises';
import { idFrom } from '@heitu/kit/rules/ids';
import { consumers } from '@heitu/sandbox/county';
import { SIGN_INS, type SignIn } from '@heitu/sandbox/seed';
import { agreeToRules } from '../journeys/agree.ts';
import { Person as Caller } from '../journeys/client.ts';
import { signInBySteps } from '../journeys/sign-ins.ts';
import { World } from '../journeys/world.ts';
import type { Ground } from './ground.ts';
import type { Clients, Person } from './people.ts';

/** Enough that none of them pays so often within an hour that a safety rule holds the money. */
const SHOPPERS = 40;
const TRIES_MAX = 20;
const PAUSE_MS = 1000;
const STAFF_ROLES = ['seller-owner', 'carrier-manager', 'courier', 'operator-admin'] as const;

/** On a crowded machine a balancer may cut off what is under way: that is no part of what is tried here. */
export async function patiently<V>(work: () => Promise<V>): Promise<V> {
  for (let tries = 1; ; tries++) {
    try {
      return await work();
    } catch (error) {
      if (tries >= TRIES_MAX) throw error;
      await sleep(PAUSE_MS);
    }
  }
}

export interface Shopper extends Person {
  openid: string;
  addressId: string;
}
/** Who takes part, by account; and what is for sale. */
export interface County {
  shoppers: readonly Shopper[];
  people: ReadonlyMap<string, Person>;
  /** By role and party: `seller-owner 0XNF…`. */
  staff: ReadonlyMap<string, Person>;
  skuIds: readonly string[];
}

const accountOf = ({ key }: SignIn): string => idFrom(`account:${key}`);

/** Signs in through WeChat and has an address. */
async function shopperOf(
  clients: Clients,
  world: World,
  nobody: Caller,
  openid: string,
  detail: string,
): Promise<Shopper> {
  const { villageCode, divisionCode } = consumers[0]!.address;
  const signIn = async () => {
    const { token, account } = await nobody.do(
      'signInWithWechat',
      { code: (await world.post('/wechat/login-code', { openid }))['code'] },
      'token account { id }',
    );
    return { token: token as string, accountId: (account as { id: string }).id };
  };
  const signedIn = await patiently(signIn);
  const address = {
    name: '测试买家',
    phone: '19900000000',
    divisionCode: villageCode ?? divisionCode,
    detail,
  };
  const buyer = new Caller(clients.gateway, openid, signedIn.token);
  await patiently(() => agreeToRules(buyer));
  const { id } = await patiently(() => buyer.do('saveAddress', { ...address, isDefault: true }, 'id'));
  return { name: openid, openid, ...signedIn, addressId: id as string, signIn };
}

/** Everybody of the county's staff gets a sign-in, and people come to shop: made as anybody's are, through the gateway. */
export async function makeCounty(cluster: Ground, clients: Clients): Promise<County> {
  const world = new World(cluster.controlUrl);
  const nobody = new Caller(clients.gateway, 'nobody', null);
  const [{ password, factorSecret }] = SIGN_INS as [SignIn];
  const [{ passwordHash, passwordChangedAtMs }] = (await cluster.rows(
    'trust',
    'select passwordHash, passwordChangedAtMs from Account where id = ?',
    [accountOf(SIGN_INS[0]!)],
  )) as [{ passwordHash: string; passwordChangedAtMs: number }];
  const grants = (await cluster.rows(
    'trust',
    `select g.role, g.partyId, a.id, a.login from GrantRow g join Account a on a.id = g.accountId where g.active = 1 and g.role in (${STAFF_ROLES.map((role) => `'${role}'`).join(', ')})`,
  )) as { role: string; partyId: string; id: string; login: string | null }[];
  const people = new Map<string, Person>();
  const staff = new Map<string, Person>();
  const loginOf = new Map(SIGN_INS.map((one) => [accountOf(one), one.login]));
  for (const { role, partyId, id, login: hidden } of grants) {
    const login = hidden && loginOf.get(id);
    if (!login)
      await cluster.change(
        'trust',
        'update Account set login = ?, passwordHash = ?, passwordChangedAtMs = ? where id = ?',
        [`faults-${id}`, passwordHash, passwordChangedAtMs, id],
      );
    let secret = !login ? undefined : factorSecret;
    const person: Person = {
      name: `${role} ${id}`,
      accountId: id,
      token: null,
      async signIn() {
        const answer = await signInBySteps(
          clients.gateway,
          world,
          { login: login ?? `faults-${id}`, password, factorSecret: secret },
          (learned) => void (secret = learned),
        );
        // Each code is good once: the next comes with the next half minute.
        if (answer.code === 'CODE_REFUSED') await world.advance({ seconds: 30 });
        if (!answer.token) throw new Error(`${role} ${id} could not sign in: ${answer.code}`);
        return { token: answer.token, accountId: id };
      },
    };
    people.set(id, person);
    if (!staff.has(`${role} ${partyId}`)) staff.set(`${role} ${partyId}`, person);
  }
  const shoppers = await Promise.all(
    Array.from({ length: SHOPPERS }, (_, i) => shopperOf(clients, world, nobody, `faults-${i}`, `测试街${i + 1}号`)),
  );
  for (const shopper of shoppers) people.set(shopper.accountId, shopper);
  const skus = await cluster.rows(
    'catalog',
    "select k.id from Sku k join Product p on p.id = k.productId where p.state = 'on-sale' and k.labelId is not null order by k.id",
  );
  return { shoppers, people, staff, skuIds: skus.map(({ id }) => String(id)) };
}
