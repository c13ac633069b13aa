import { randomUUID } from 'node:crypto';
import { expect } from '@jest/globals';
import type { GraphQLField } from 'graphql';
import { chinaDate } from '@heitu/kit/rules/calendar';
import { DAY_MS } from '@heitu/kit/rules/clock';
import { idFrom } from '@heitu/kit/rules/ids';
import { consumers, sellers, type ConsumerFact } from '@heitu/sandbox/county';
import { CLIENT, PEOPLE, SIGN_INS } from '@heitu/sandbox/seed';
import { ChangeWatch } from '../contract/digest.fixture.ts';
import type { Platform, Row } from '../contract/platform.fixture.ts';
import { Gateway, mutationText, Person } from '../journeys/client.ts';
import { World } from '../journeys/world.ts';

/** Who lives in the town of the "never" lines: each with a token of their own, from a sign-in as people do it. */
export type Who =
  | 'nobody'
  /** To whom the parcel of the lines was sent, and somebody who buys here as well. */
  | 'buyer'
  | 'neighbour'
  /** The owner of the cooperative that sent it, one of its clerks, and the owner of another business. */
  | 'seller'
  | 'clerk'
  | 'rival'
  /** A farmer, the agent of a village station, and the same agent acting for the farmer. */
  | 'farmer'
  | 'station'
  | 'delegate'
  /** The manager and the courier of the carrier that brought it, and those of another carrier. */
  | 'desk'
  | 'rider'
  | 'otherDesk'
  | 'otherRider'
  /** The operator's people. */
  | 'reviewer'
  | 'mediator'
  | 'finance'
  | 'admin'
  /** Those who look on. */
  | 'regulator'
  | 'industry'
  /** A partner's program with its whole contract, and with a token for stock alone. */
  | 'program'
  | 'narrow program';

/** Whom the sample sign-ins of the demo county let one be, by role. */
const BY_ROLE: ReadonlyMap<string, Who> = new Map([
  ['anonymous', 'nobody'],
  ['seller-owner', 'seller'],
  ['seller-staff', 'clerk'],
  ['station-agent', 'station'],
  ['carrier-manager', 'otherDesk'],
  ['courier', 'otherRider'],
  ['reviewer', 'reviewer'],
  ['mediator', 'mediator'],
  ['finance', 'finance'],
  ['operator-admin', 'admin'],
  ['regulator', 'regulator'],
  ['industry-body', 'industry'],
  ['partner', 'program'],
]);
/** And who signs in by WeChat alone. */
const BY_WECHAT: ReadonlyMap<string, Who> = new Map([
  ['farmer', 'farmer'],
  ['coldfood', 'rival'],
  ['express', 'desk'],
  ['rider', 'rider'],
]);
/** The businesses of `seller` and of `rival`. */
export const COOPERATIVE = idFrom('party:seller:xiangtun-coop');
export const RIVAL = idFrom('party:seller:beijiang-coldfood');
export const FARM = idFrom('party:seller:wangxiulan-farmer');

/** Until when somebody is let act for another, where a line needs such a day. */
export const NEXT_MONTH = chinaDate(Date.now() + 30 * DAY_MS);

const accountIdOf = (key: string): string => idFrom(`account:${key}`);
/** Where the county lacks what a line is about, the line proves nothing. */
function known<T>(value: T | null | undefined, what: string): T {
  if (value === null || value === undefined) throw new Error(`the demo county has no ${what}`);
  return value;
}

/** What somebody tries to do, and the code by which it is denied. */
export type Attempt = readonly [who: Who, mutation: string, input: Row, code: string];

/** The parcel that the lines are about: from `seller`, carried by `rider` of `desk`, to `buyer`. */
export interface Parcel {
  id: string;
  orderId: string;
  /** The buyer's address, in full. */
  address: ConsumerFact['address'];
}

export class Town {
  readonly platform: Platform;
  readonly world: World;
  readonly gateway: Gateway;
  readonly parcel: Parcel;
  readonly #people: ReadonlyMap<Who, Person>;
  readonly #watch: ChangeWatch;
  #isKnown = false;

  constructor(platform: Platform, world: World, gateway: Gateway, people: ReadonlyMap<Who, Person>, parcel: Parcel) {
    this.platform = platform;
    this.world = world;
    this.gateway = gateway;
    this.parcel = parcel;
    this.#people = people;
    this.#watch = new ChangeWatch(platform);
  }

  as(who: Who): Person {
    return known(this.#people.get(who), who);
  }

  /** The account of one of the sample sign-ins. */
  accountOf(who: Who): string {
    return accountIdOf(known(SIGN_INS.find(({ role }) => BY_ROLE.get(role) === who)?.key, `sign-in of ${who}`));
  }

  rows(subgraph: string, sql: string, parameters: unknown[] = []): Promise<Row[]> {
    return this.platform.rows(subgraph, sql, parameters);
  }

  async row(subgraph: string, sql: string, parameters: unknown[] = []): Promise<Row> {
    const [row] = await this.rows(subgraph, sql, parameters);
    return known(row, sql);
  }

  /** The first value of the first row. */
  async one(subgraph: string, sql: string, parameters: unknown[] = []): Promise<string> {
    return String(Object.values(await this.row(subgraph, sql, parameters))[0]);
  }

  /** Everything that the API can do. */
  async mutations(): Promise<readonly GraphQLField<unknown, unknown>[]> {
    const schema = await this.gateway.schema();
    return Object.values(known(schema.getMutationType(), 'mutations').getFields());
  }

  /** Puts the county into the state that a line is about. */
  async plant(subgraph: string, sql: string, parameters: unknown[] = []): Promise<void> {
    this.#isKnown = false;
    await this.rows(subgraph, sql, parameters);
  }

  /** The same, by what people do. */
  prepare<T>(work: () => Promise<T>): Promise<T> {
    this.#isKnown = false;
    return work();
  }

  /** Asks, and answers all that was said, data and errors. */
  async told(who: Who, query: string, variables: Row = {}): Promise<string> {
    const answer = JSON.stringify(await this.gateway.post(this.as(who).token, query, variables));
    return answer.replaceAll(/"requestId":"[^"]*"/g, '');
  }

  /** The code by which a question is denied, or `SHOWN`. */
  async denial(who: Who, query: string, variables: Row = {}): Promise<string> {
    const { errors } = await this.gateway.post(this.as(who).token, query, variables);
    return String(errors?.[0]?.extensions['code'] ?? 'SHOWN');
  }

  /** The code by which a mutation is denied or refused, or `DONE`. */
  async outcome(who: Who, mutation: string, input: Row): Promise<string> {
    const { text, takesRequestId } = mutationText(await this.gateway.schema(), mutation, '__typename');
    const variables = { input: takesRequestId ? { requestId: randomUUID(), ...input } : input };
    const { data, errors } = await this.gateway.post(this.as(who).token, text, variables);
    return String(errors?.[0]?.extensions['code'] ?? data?.[mutation]?.refusalCode ?? 'DONE');
  }

  /** Every attempt is denied as it says, and after all of them nothing has changed in any table. */
  async nothingComesOf(...attempts: readonly Attempt[]): Promise<void> {
    await this.unchanged(async () => {
      const said: string[] = [];
      for (const [who, mutation, input] of attempts)
        said.push(`${who}, ${mutation}: ${await this.outcome(who, mutation, input)}`);
      expect(said).toEqual(attempts.map(([who, mutation, , code]) => `${who}, ${mutation}: ${code}`));
    });
  }

  /** Nothing that was done or asked changed anything in any table. */
  async unchanged(work: () => Promise<void>): Promise<void> {
    if (!this.#isKnown) await this.#watch.changed(true);
    this.#isKnown = false;
    await work();
    expect(await this.#watch.changed()).toEqual([]);
    this.#isKnown = true;
  }

  /** A person signs in by WeChat, for the first time where nobody has that openid yet. */
  async signInByWechat(openid: string): Promise<Person> {
    return byWechat(this.world, this.gateway, openid, openid);
  }
}

/** What the farmer is promised to keep to herself. */
export function farmerFacts(): { name: string; residentId: string; phone: string; address: string } {
  const { name, residentId, phone, address } = known(
    sellers.find(({ key }) => key === 'seller:wangxiulan-farmer'),
    'farmer',
  );
  return { name, residentId: known(residentId, 'ID number of the farmer'), phone, address };
}

/** Signs everybody in. */
export async function openTown(platform: Platform): Promise<Town> {
  const [world, gateway] = [new World(platform.sandbox.urls.control), new Gateway(platform.url)];
  const people = new Map<Who, Person>();
  const add = (who: Who, token: string | null): Person => {
    const person = new Person(gateway, who, token);
    people.set(who, person);
    return person;
  };
  for (const { role, token } of platform.callers) {
    const who = BY_ROLE.get(role);
    if (who) add(who, token);
  }
  for (const { as, openid } of PEOPLE) {
    const who = BY_WECHAT.get(as);
    if (who) people.set(who, await byWechat(world, gateway, who, openid));
  }
  const { id, orderId, buyerAccountId } = await parcelOf(platform, known(people.get('rider'), 'rider'));
  const buyer = known(
    consumers.find(({ key }) => accountIdOf(key) === buyerAccountId),
    'buyer of the parcel',
  );
  const neighbour = known(
    consumers.find(({ key }) => key !== buyer.key),
    'second consumer',
  );
  people.set('buyer', await byWechat(world, gateway, 'buyer', buyer.openid));
  people.set('neighbour', await byWechat(world, gateway, 'neighbour', neighbour.openid));
  const [delegation] = await platform.rows('trust', "select id from Delegation where state = 'active'");
  const station = known(people.get('station'), 'station agent');
  const { token } = await station.do('actFor', { delegationId: known(delegation, 'delegation')['id'] }, 'token');
  add('delegate', token);
  add('narrow program', await tokenFor(platform, 'stock'));
  return new Town(platform, world, gateway, people, { id, orderId, address: buyer.address });
}

async function byWechat(world: World, gateway: Gateway, name: string, openid: string): Promise<Person> {
  const { code } = await world.post('/wechat/login-code', { openid });
  const { token } = await new Person(gateway, name, null).do('signInWithWechat', { code }, 'token');
  return new Person(gateway, name, token);
}

async function parcelOf(
  platform: Platform,
  rider: Person,
): Promise<{ id: string; orderId: string; buyerAccountId: string }> {
  const { me } = await rider.ask('{ me { id } }');
  const [row] = await platform.rows(
    'logistics',
    'select id, orderId, buyerAccountId from Shipment where sellerPartyId = ? and courierAccountId = ? order by id limit 1',
    [COOPERATIVE, me.id],
  );
  const { id, orderId, buyerAccountId } = known(row, 'parcel of this courier');
  return { id: String(id), orderId: String(orderId), buyerAccountId: String(buyerAccountId) };
}

/** A program's token for one interface alone. */
async function tokenFor(platform: Platform, scope: string): Promise<string> {
  const response = await fetch(`${platform.url}/oauth/token`, {
    method: 'POST',
    headers: { authorization: `Basic ${Buffer.from(`${CLIENT.clientId}:${CLIENT.secret}`).toString('base64')}` },
    body: new URLSearchParams({ grant_type: 'client_credentials', scope }),
  });
  return known(/"access_token":"([^"]+)"/.exec(await response.text())?.[1], `token for ${scope}`);
}
