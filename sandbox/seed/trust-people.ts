import { must } from '@heitu/kit/rules/checked';
import { hash } from '@node-rs/argon2';
import { DAY_MS } from '@heitu/kit/rules/clock';
import type { Context } from '@heitu/kit/data/context';
import { maskName, sealTextWith, type Sealer } from '@heitu/kit/privacy/vault';
import { idFrom } from '@heitu/kit/rules/ids';
import { toJson } from '@heitu/kit/rules/typed-json';
import { ALL_SCOPES, CAPTURE_SCOPE } from '@heitu/standard';
import {
  Account,
  activeDelegationKey,
  Address,
  ApiClient,
  CovenantMember,
  Delegation,
  GrantRow,
  KnownParty,
  KnownShop,
  PartnerGrant,
  SecondFactor,
  secretHashOf,
} from '@heitu/trust';
import {
  carriers,
  consumers,
  operator,
  paymentProvider,
  sellers,
  station,
  type ConsumerFact,
} from '../county/index.ts';
import { accountId, addressId, delegationId, partyId, shopId } from './keys.ts';
import { kindOf, people, publicNameOf, type PersonGrant } from './people.ts';
import { CLIENT, openidOf, SIGN_INS } from './sign-ins.ts';

/** Accounts, parties and what was published then are this old. */
export const OPENED_DAY = -560;
/** Everybody knows the demo's passwords, and its clock runs ahead by months: they never fall due. */
const NEVER_DUE_MS = Date.parse('2999-01-01T00:00:00Z');
export const ADMIN = accountId('staff:heitu-admin');

/** So many days from the day on which the county is loaded. */
type DayMs = (count: number) => number;
type Worker = PersonGrant & { role: string };
const isWorker = (person: PersonGrant): person is Worker => person.role !== null;

/** Everybody's accounts and roles, and who acts for whom. */
export async function seedPeople(context: Context, nowMs: number): Promise<void> {
  const dayMs: DayMs = (count) => nowMs + count * DAY_MS;
  const workers = people.filter(isWorker);
  const seal = await context.vault.sealer([...workers, ...consumers].map((one) => accountId(one.key)));
  await seedWorkers(context, workers, seal, dayMs);
  await seedConsumers(context, seal, dayMs);
  await seedParties(context, dayMs);
  await seedDelegation(context, dayMs);
  await seedPartner(context, dayMs);
}

async function seedWorkers(context: Context, workers: readonly Worker[], seal: Sealer, dayMs: DayMs): Promise<void> {
  const { em, vault } = context;
  const logins = new Map(SIGN_INS.map((one) => [one.key, one]));
  const hashes = new Map<string, string>();
  for (const { password } of SIGN_INS) if (!hashes.has(password)) hashes.set(password, await hash(password));
  // A configured first administrator may already have taken a demo name.
  const taken = new Set((await em.find(Account, { login: { $ne: null } })).map((account) => account.login));
  const blindOf = (login: string) => vault.blindIndex('login', login);
  const loginOf = (key: string, login: string | null) =>
    login === null
      ? { login, loginText: null }
      : { login: blindOf(login), loginText: sealTextWith(seal, accountId(key), login) };
  await em.insertMany(
    Account,
    workers.map((person) => {
      const signIn = logins.get(person.key);
      const name = `${person.name[0]}${person.post}`;
      const openid = openidOf(person.key);
      return {
        id: accountId(person.key),
        openidSealed: openid && seal(accountId(person.key), openid),
        openidBlind: openid && vault.blindIndex('openid', openid),
        phoneSealed: seal(accountId(person.key), person.phone),
        phoneBlind: vault.blindIndex('phone', person.phone),
        ...loginOf(person.key, signIn && !taken.has(blindOf(signIn.login)) ? signIn.login : null),
        passwordHash: signIn ? must(hashes.get(signIn.password), 'its hash') : null,
        passwordChangedAtMs: signIn ? NEVER_DUE_MS : null,
        displayName: maskName(name),
        fullName: sealTextWith(seal, accountId(person.key), name),
        state: 'active',
        createdAtMs: dayMs(OPENED_DAY),
        erasedAtMs: null,
      };
    }),
  );
  await seedGrants(context, workers, seal, dayMs);
}

async function seedGrants({ em }: Context, workers: readonly Worker[], seal: Sealer, dayMs: DayMs): Promise<void> {
  await em.insertMany(
    SecondFactor,
    SIGN_INS.map(({ key, factorSecret }) => ({
      accountId: accountId(key),
      secretSealed: seal(accountId(key), factorSecret),
      lastStep: 0,
      enrolledAtMs: dayMs(OPENED_DAY),
    })),
  );
  // Roles of the operator and of authorities are held for nobody in particular.
  const general = new Set(['operator-admin', 'reviewer', 'mediator', 'finance', 'regulator', 'industry-body']);
  await em.insertMany(
    GrantRow,
    workers.map((person) => ({
      id: idFrom(`grant:${person.key}`),
      accountId: accountId(person.key),
      role: person.role,
      partyId: general.has(person.role) ? '' : partyId(person.partyKey),
      rights: person.rights && JSON.stringify(person.rights),
      active: true,
      factAtMs: dayMs(OPENED_DAY),
    })),
  );
}

async function seedConsumers({ em, vault }: Context, seal: Sealer, dayMs: DayMs): Promise<void> {
  await em.insertMany(
    Account,
    consumers.map((consumer) => {
      const id = accountId(consumer.key);
      return {
        id,
        openidSealed: seal(id, consumer.openid),
        openidBlind: vault.blindIndex('openid', consumer.openid),
        phoneSealed: null,
        login: null,
        loginText: null,
        passwordHash: null,
        passwordChangedAtMs: null,
        displayName: maskName(consumer.nickname),
        fullName: sealTextWith(seal, id, consumer.nickname),
        state: 'active',
        createdAtMs: dayMs(consumer.registeredDay),
        erasedAtMs: null,
      };
    }),
  );
  await em.insertMany(
    Address,
    consumers.map((consumer) => addressRow(seal, consumer, dayMs(consumer.registeredDay))),
  );
}

async function seedParties({ em }: Context, dayMs: DayMs): Promise<void> {
  await em.insertMany(
    KnownParty,
    [operator, paymentProvider, ...carriers, ...sellers, station].map((fact) => ({
      partyId: partyId(fact.key),
      kind: kindOf(fact),
      name: publicNameOf(fact),
      inGoodStanding: true,
      validUntil: null,
      filedAtMs: dayMs(OPENED_DAY),
      factAtMs: dayMs(OPENED_DAY),
    })),
  );
  await em.insertMany(
    KnownShop,
    sellers.map((seller) => ({ shopId: shopId(seller.key), partyId: partyId(seller.key) })),
  );
  await em.insertMany(
    CovenantMember,
    sellers.slice(0, 4).map((seller) => ({ partyId: partyId(seller.key), version: 1, joinedAtMs: dayMs(-300) })),
  );
}

async function seedDelegation({ em }: Context, dayMs: DayMs): Promise<void> {
  // A farmer with an old phone has the village station look after her orders.
  await em.insert(Delegation, {
    id: delegationId('wangxiulan-farmer'),
    delegatorId: accountId('staff:wangxiulan-owner'),
    agentId: accountId('staff:huihuang-keeper'),
    stationId: partyId(station.key),
    partyId: partyId('seller:wangxiulan-farmer'),
    rights: JSON.stringify(['after-sales', 'orders', 'products']),
    state: 'active',
    activeFor: activeDelegationKey({
      partyId: partyId('seller:wangxiulan-farmer'),
      agentId: accountId('staff:huihuang-keeper'),
    }),
    way: 'code',
    askedAtMs: dayMs(-20),
    codeDueAtMs: null,
    grantedAtMs: dayMs(-20),
    untilMs: dayMs(100),
    endedAtMs: null,
    endedBy: null,
  });
}

async function seedPartner({ em }: Context, dayMs: DayMs): Promise<void> {
  await em.insert(ApiClient, {
    id: CLIENT.clientId,
    name: '演示合作方程序',
    partyId: partyId(operator.key),
    secretHash: secretHashOf(CLIENT.secret),
    secretExpiresAtMs: NEVER_DUE_MS,
    scopes: toJson(ALL_SCOPES),
    active: true,
    createdAtMs: dayMs(OPENED_DAY),
    lastUsedAtMs: null,
  });
  // The cooperative lets the partner read all, and tell of its lots; its carrier the parcels.
  const let_ = [
    ...ALL_SCOPES.map((scope) => ['seller:xiangtun-coop', scope] as const),
    [must(carriers[0], 'a carrier').key, 'logistics'] as const,
  ];
  await em.insertMany(
    PartnerGrant,
    let_.map(([key, scope]) => ({
      id: idFrom(`partner-grant:${key}:${scope}`),
      clientId: CLIENT.clientId,
      partyId: partyId(key),
      scope,
      active: true,
      changedAtMs: dayMs(-60),
      changedBy: scope === CAPTURE_SCOPE ? accountId('staff:xiangtun-coop-owner') : ADMIN,
      endedByParty: false,
    })),
  );
}

function addressRow(sealer: Sealer, consumer: ConsumerFact, atMs: number) {
  const owner = accountId(consumer.key);
  const { receiverName, phone, regionText, detail, villageCode, divisionCode } = consumer.address;
  const seal = (plain: string) => sealer(owner, plain);
  return {
    id: addressId(consumer.key),
    accountId: owner,
    nameSealed: seal(receiverName),
    phoneSealed: seal(phone),
    detailSealed: seal(`${regionText}${detail}`),
    divisionCode: villageCode ?? divisionCode,
    isDefault: true,
    createdAtMs: atMs,
    changedAtMs: atMs,
  };
}
