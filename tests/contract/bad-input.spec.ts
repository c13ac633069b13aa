import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ANONYMOUS, type Actor } from '@heitu/kit/rules/actor';
import { seededRandom } from '@heitu/sandbox/county';
import { mayTouch, ruleOf } from '../permissions/rules.fixture.ts';
import { verdictOf, type Verdict } from './answers.fixture.ts';
import {
  badCalls,
  foreignIds,
  idPlaces,
  inputOf,
  noIds,
  oddCalls,
  ownIds,
  withOneId,
  type Attack,
} from './attacks.fixture.ts';
import { readCountyIds, type CountyIds } from './county-ids.fixture.ts';
import { ChangeWatch } from './digest.fixture.ts';
import { documentOf, readPublicSchema, type RootField } from './operations.fixture.ts';
import { startTestPlatform, type Caller, type Platform } from './platform.fixture.ts';

/** Which calls the further roles make is drawn by this seed: each of them makes a few of those that the first makes all. */
const SEED = Number(process.env['BAD_INPUT_SEED'] ?? 20261125);
const SAMPLE_PER_ROLE = 2;

/** Who acts for somebody: to them, other people's things are not there. The rest oversee everybody. */
const BOUND_ROLES = new Set([
  'consumer',
  'seller-owner',
  'seller-staff',
  'carrier-manager',
  'courier',
  'station-agent',
]);
/** Mutations that end the caller's own session or account: tried by their own specs. */
const ENDS_THE_CALLER = new Set(['signOut', 'eraseAccount']);

/** Ids in an input that are not the caller's own and need not be, with the reason. */
const MAY_BE_OTHERS: Readonly<Record<string, string>> = {
  'setCartLine.skuId': 'goods are there for everybody to buy',
  'setFavourite.skuId': 'goods are there for everybody to look at',
  'quote.skuId': 'goods are there for everybody to buy',
  'addStaff.accountId': 'one lets another person act for the business',
  'registerCourier.accountId': 'one registers another person',
  'readMessages.ids': 'a list of what was on the screen: what is not theirs is passed over',
  'seeOrders.orderIds': 'a list of what was on the screen: what is not theirs is passed over',
};
/** Ids in an input that are not looked up, with the reason. */
const NOT_LOOKED_UP: Readonly<Record<string, string>> = {
  'linkDevice.deviceId': 'the number of a new thermometer is given here',
  'readMessages.ids': 'a list of what was on the screen: what is not there is passed over',
  'seeOrders.orderIds': 'a list of what was on the screen: what is not there is passed over',
};
/**
 * What a spoilt value is refused by: the general code, or one that names just this. Another code would say that nobody
 * looked at the value.
 */
const NAMES_THE_VALUE = new Set([
  'INVALID_INPUT',
  'CREDIT_CODE_MALFORMED',
  'PHOTO_BROKEN',
  'ID_NUMBER_WRONG',
  'GTIN_INVALID',
  'CLAUSE_UNKNOWN',
  'PERIOD_UNKNOWN',
  'PASSWORD_WEAK',
  'SIGN_IN_REFUSED',
  'RULES_CHANGED',
  'KEY_UNFIT',
  'URL_UNFIT',
]);
/** Bad by the general table, good here, with the reason. */
const GOOD_HERE: Readonly<Record<string, string>> = {
  'adjustStock.units: negative': 'a count corrects downwards as well',
  'recordTraceEvent.consumed.0.quantity: fractional': 'goods are weighed in kilograms with decimals',
  'recordTraceEvent.produced.0.quantity: fractional': 'goods are weighed in kilograms with decimals',
  'registerPlot.size: fractional': 'land is measured in 亩 with decimals',
  'revisePlot.size: fractional': 'land is measured in 亩 with decimals',
  'recordInputUse.dose: fractional': 'a dose has decimals',
  'recordHarvest.quantity: fractional': 'goods are weighed in kilograms with decimals',
  'registerLot.harvests.0.quantity: fractional': 'goods are weighed in kilograms with decimals',
  'answerOversight.answer: 10,000 characters': 'an answer to an authority is long: up to 20,000',
  'correctOversight.answer: 10,000 characters': 'the same',
  'signDelivery.signature: 10,000 characters': 'a signature is a drawing',
  'signAtDoor.signature: 10,000 characters': 'a signature is a drawing',
  'signHandoverByCard.signature: 10,000 characters': 'a signature is a drawing',
  'publishDocument.text: 10,000 characters': 'agreements are long: up to 20,000',
};
/** What a refused call of one mutation may leave, with the reason. */
const LEAVES: Readonly<Record<string, { tables: readonly string[]; reason: string }>> = {
  signInWithPassword: { tables: ['trust.Outbox'], reason: 'a failed sign-in is on the audit trail' },
};

const schema = readPublicSchema();
const mutations = Object.values(schema.getMutationType()!.getFields()).filter(({ name }) => !ENDS_THE_CALLER.has(name));

describe('bad input', () => {
  let platform: Platform;
  let ids: CountyIds;
  let watch: ChangeWatch;
  const actors = new Map<string, Actor>();
  const tally = { calls: 0, refused: 0, errors: 0, accepted: 0 };

  beforeAll(async () => {
    platform = await startTestPlatform();
    ids = await readCountyIds(platform);
    watch = new ChangeWatch(platform);
    for (const caller of platform.callers)
      actors.set(caller.role, caller.token ? await platform.actorOf(caller.token) : ANONYMOUS);
  });
  afterAll(async () => {
    console.log(`bad input, seed ${SEED}: ${JSON.stringify(tally)}`);
    await platform.close();
  });

  /**
   * Those whose own role lets them call it: everybody is a consumer too, so that alone does not count but for the
   * consumer.
   */
  function callersOf(mutation: RootField): Caller[] {
    const rule = ruleOf('Mutation', mutation.name).rule;
    if (rule === 'anyone') return platform.callers.filter(({ role }) => role === 'anonymous');
    return platform.callers.filter(({ role }) => {
      const actor = actors.get(role)!;
      return mayTouch(
        rule,
        role === 'consumer' ? actor : { ...actor, grants: actor.grants.filter((grant) => grant.role !== 'consumer') },
      );
    });
  }

  async function call(caller: Caller, mutation: RootField, variables: Attack['variables']): Promise<Verdict> {
    const verdict = verdictOf(await platform.post(caller.token, documentOf('mutation', mutation), variables), mutation);
    tally.calls += 1;
    tally[verdict.outcome === 'error' ? 'errors' : verdict.outcome] += 1;
    return verdict;
  }
  const baseOf = (caller: Caller, mutation: RootField) =>
    inputOf(mutation, ownIds(ids, actors.get(caller.role)!, !BOUND_ROLES.has(caller.role)));
  const shown = (caller: Caller, what: string, verdict: Verdict) =>
    `${caller.role}, ${what}: ${verdict.outcome} ${verdict.code ?? ''} ${verdict.message ?? ''} ${verdict.faults.join('; ')}`;

  /** Makes calls that must all be refused; answers what went wrong. */
  async function mustBeRefused(
    caller: Caller,
    mutation: RootField,
    attacks: readonly Attack[],
    isRight: (verdict: Verdict) => boolean = () => true,
  ): Promise<string[]> {
    const wrong: string[] = [];
    await watch.changed();
    for (const { what, variables } of attacks) {
      const verdict = await call(caller, mutation, variables);
      if (verdict.outcome === 'accepted' || verdict.faults.length > 0 || !isRight(verdict))
        wrong.push(shown(caller, what, verdict));
    }
    const changed = (await watch.changed()).filter((table) => !LEAVES[mutation.name]?.tables.includes(table));
    if (changed.length > 0) wrong.push(`${caller.role}: changed ${changed.join(', ')}`);
    return wrong;
  }

  describe.each(mutations.map((mutation) => [mutation.name, mutation] as const))('%s', (name, mutation) => {
    it('refuses spoilt input and changes nothing', async () => {
      const random = seededRandom(SEED + mutations.indexOf(mutation));
      const wrong: string[] = [];
      for (const [i, caller] of callersOf(mutation).entries()) {
        const all = badCalls(mutation, baseOf(caller, mutation)).filter(
          ({ what }) => !(`${name}.${what}` in GOOD_HERE),
        );
        const some =
          i === 0
            ? all
            : all
                .map((attack) => ({ attack, key: random.next() }))
                .sort((a, b) => a.key - b.key)
                .slice(0, SAMPLE_PER_ROLE)
                .map(({ attack }) => attack);
        wrong.push(
          ...(await mustBeRefused(
            caller,
            mutation,
            some,
            ({ outcome, code }) => outcome === 'error' || NAMES_THE_VALUE.has(code!),
          )),
        );
      }
      expect([...wrong, ...platform.takeErrors()]).toEqual([]);
    });

    const places = idPlaces(mutation);
    if (places.length > 0) {
      it('refuses unknown ids and those of others alike, and changes nothing', async () => {
        const wrong: string[] = [];
        for (const caller of callersOf(mutation)) {
          const actor = actors.get(caller.role)!;
          const base = baseOf(caller, mutation);
          const others = BOUND_ROLES.has(caller.role);
          const attacks: Attack[] = [];
          for (const place of places) {
            const key = `${name}.${place.field.name}`;
            const at = { operation: name, field: place.field.name };
            const [unknown, foreign] = [noIds(at), foreignIds(ids, actor)(at)];
            const tries = [
              ...(key in NOT_LOOKED_UP ? [] : [['unknown', unknown] as const]),
              ...(others && foreign !== unknown && !(key in MAY_BE_OTHERS) ? [['of others', foreign] as const] : []),
            ];
            for (const [what, id] of tries) {
              const variables = withOneId(base, place, id);
              if (variables) attacks.push({ what: `${place.field.name} ${what}`, variables });
            }
          }
          wrong.push(...(await mustBeRefused(caller, mutation, attacks)));
          if (!others || places.every((place) => `${name}.${place.field.name}` in MAY_BE_OTHERS)) continue;
          const [there, nowhere] = [
            await call(caller, mutation, inputOf(mutation, foreignIds(ids, actor))),
            await call(caller, mutation, inputOf(mutation, noIds)),
          ];
          if (`${there.code} ${there.message}` !== `${nowhere.code} ${nowhere.message}`)
            wrong.push(`${shown(caller, 'of others', there)}; unlike ${shown(caller, 'unknown', nowhere)}`);
        }
        expect([...wrong, ...platform.takeErrors()]).toEqual([]);
      });
    }
  });

  it('has changed no table that no statement named', async () => expect(await watch.changed(true)).toEqual([]));

  describe.each(mutations.map((mutation) => [mutation.name, mutation] as const))('%s', (_name, mutation) => {
    it('takes odd input as it is or refuses it, and never breaks', async () => {
      const [caller] = callersOf(mutation);
      const wrong: string[] = [];
      for (const { what, variables } of oddCalls(mutation, baseOf(caller!, mutation))) {
        const verdict = await call(caller!, mutation, variables);
        if (verdict.faults.length > 0) wrong.push(shown(caller!, what, verdict));
      }
      expect([...wrong, ...platform.takeErrors()]).toEqual([]);
    });
  });
});
