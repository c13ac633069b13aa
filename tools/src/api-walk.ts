/**
 * Rules that hold for every name of the API, walked in the composed schema. Each rule counts the places that break it;
 * tools/api-walk.json says how many there may still be, and the number can only fall. `node --import
 * ./tools/register.mjs tools/src/api-walk.ts [--check]` writes or compares it.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import {
  buildSchema,
  getNamedType,
  getNullableType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  isObjectType,
  isUnionType,
  type GraphQLInputType,
  type GraphQLNamedType,
  type GraphQLObjectType,
  type GraphQLOutputType,
  type GraphQLSchema,
} from 'graphql';
import { nameOfType } from '@heitu/kit/rules/input-types';
import { keysOf, tableOf } from '@heitu/kit/rules/checked';

const FILE = fileURLToPath(new URL('../api-walk.json', import.meta.url));

/** A field, an argument or a field of an input. */
interface Place {
  at: string;
  name: string;
  type: GraphQLOutputType | GraphQLInputType;
  description?: string | null;
  owner: GraphQLNamedType;
  isRoot: boolean;
  isArgument: boolean;
}
interface Rule {
  /** What is counted. */
  what: string;
  breaks(place: Place, schema: GraphQLSchema): boolean;
}

const namedOf = ({ type }: Place): string => getNamedType(type).name;
const isGiven = ({ owner, isArgument }: Place): boolean => isArgument || isInputObjectType(owner);
const hasField = (type: GraphQLNamedType, name: string): boolean => isObjectType(type) && name in type.getFields();
const KIND =
  /^(state|kind|type|role|action|sort|orderBy|storage|severity)s?$|(State|Kind|Type|Role|Action)s?$|^rights$/;
/** `draft, on-sale or removed`: words that a program must know. */
const LISTED = /^[a-z]+(-[a-z]+)*(( \([^)]*\))?(,| or|, or) [a-z]+(-[a-z]+)*)+( \(|\.|;|:|$)/;
/** Whoever reads it as a `Refusal`, without naming its own type, learns why, and where in the input. */
function isReadable(refusal: GraphQLObjectType): boolean {
  const fields = refusal
    .getInterfaces()
    .find(({ name }) => name === 'Refusal')
    ?.getFields();
  const detail = fields?.['details'] && getNamedType(fields['details'].type);
  const asked = isObjectType(detail) ? detail.getFields() : {};
  return (
    String(fields?.['reason']?.type) === 'String!' &&
    String(asked['path']?.type) === '[String!]' &&
    String(asked['about']?.type) === 'String'
  );
}
const isPlumbing = ({ name }: GraphQLNamedType): boolean => /(Connection|Edge)$|^PageInfo$/.test(name);

const OF_PARTNER = "a partner's contract has neither orders nor parties, only what a scope shows of them";
/** Ids that stand alone, and why. */
export const WITHOUT_THING: Readonly<Record<string, string>> = {
  'ApiClient.partyId': OF_PARTNER,
  'AuditEntry.delegationId': 'the two whom a delegation is between alone see it; the trail keeps its id',
  'AuditEntry.sessionId': 'a session is shown to its holder alone; the trail keeps its id',
  'Complaint.recoveryId': 'a recovery is no entity: payments shows it in its own list alone',
  'CourierIdentity.courierId': "the consumer learns who stands at the door; the rest of a courier is the carrier's",
  'DelegationAsked.delegationId': 'the asked one would tell whose phone it is',
  'HandoverSignature.accountId': 'an account is shown to nobody but itself',
  'PartnerGrant.partyId': OF_PARTNER,
  'PartnerPayment.orderId': OF_PARTNER,
  'PartnerPayment.partyId': OF_PARTNER,
  'PartnerShipment.orderId': OF_PARTNER,
  'Payout.orderId': OF_PARTNER,
  'Payout.partyId': OF_PARTNER,
  'TrainingSeat.accountId': 'an account is shown to nobody but itself',
  'UntrainedPerson.accountId': 'an account is shown to nobody but itself',
  'SessionEnded.sessionId': 'it is over: nothing is left to show',
  'Staff.accountId': "an account is shown to nobody but itself; the person's name stands beside it",
  'TemperaturePoint.deviceId': 'a part of a curve, of which there are hundreds; the alarm has its device beside it',
  'TraceProof.lotId': 'the proof is computed from it; the lot stands beside the proof',
  'TradeChange.orderId': OF_PARTNER,
  'TradeChange.partyId': OF_PARTNER,
  'Training.accountId': 'an account is shown to nobody but itself',
  'UnpaidHolder.accountId': 'an account is shown to nobody but itself',
};

export const RULES = {
  kindsAsTexts: {
    what: 'a state, kind, type, role, action or order that is a text and no enum',
    breaks: (place) => KIND.test(place.name) && namedOf(place) === 'String',
  },
  valuesInProse: {
    what: 'a text whose description lists its values',
    breaks: ({ description, ...place }) => namedOf(place) === 'String' && LISTED.test(description ?? ''),
  },
  statesWithoutLabel: {
    what: 'a state whose Chinese word stands nowhere beside it',
    breaks: (place) => !isGiven(place) && place.name === 'state' && !hasField(place.owner, 'stateLabel'),
  },
  momentsWithoutAt: {
    what: 'a moment whose name does not end in At',
    breaks: (place) => !isGiven(place) && namedOf(place) === 'DateTime' && !/At$|^at$|Time$/.test(place.name),
  },
  datesWithoutOn: {
    what: 'a day whose name does not end in On',
    breaks: (place) => !isGiven(place) && namedOf(place) === 'LocalDate' && !/On$|^date$|Dates?$/.test(place.name),
  },
  datesAsTexts: {
    what: 'a day or a moment that is given as a text',
    breaks: (place) =>
      isGiven(place) &&
      namedOf(place) === 'String' &&
      /(On|At|Date|From|Until)$|^(from|to|since|until|date)$/.test(place.name),
  },
  listRootsThatCannotBeNull: {
    what: 'a list at the root that takes everything else with it where it fails',
    breaks: ({ isRoot, type, isArgument }) =>
      isRoot &&
      !isArgument &&
      isNonNullType(type) &&
      (isListType(getNullableType(type)) || String(type).endsWith('Connection!')),
  },
  idsWithoutThing: {
    what: 'an id of another thing that the API can show, without that thing beside it',
    breaks: (place, schema) => {
      const [, thing] = /^(\w+)Id$/.exec(place.name) ?? [];
      if (!thing || isGiven(place) || Object.hasOwn(WITHOUT_THING, place.at)) return false;
      const type = schema.getType(nameOfType(thing));
      return !!type && hasField(type, 'id') && !hasField(place.owner, thing);
    },
  },
  refusalsUnread: {
    what: 'a mutation without a refusal that gives its reason and the path in the input',
    breaks: ({ owner, isArgument, type }, schema) => {
      if (owner !== schema.getMutationType() || isArgument) return false;
      const answer = getNamedType(type);
      const refusals = isUnionType(answer) ? answer.getTypes().filter(({ name }) => name.endsWith('Refused')) : [];
      return refusals.length === 0 || !refusals.every(isReadable);
    },
  },
  undescribed: {
    what: 'a root, an argument or an input that nobody has described',
    breaks: (place) =>
      (place.isRoot || isGiven(place)) && !place.description && !/^(first|after|requestId|input)$/.test(place.name),
  },
} as const satisfies Readonly<Record<string, Rule>>;
export type RuleName = keyof typeof RULES;

function* placesOf(schema: GraphQLSchema): Generator<Place> {
  const roots: unknown[] = [schema.getQueryType(), schema.getMutationType()];
  for (const owner of Object.values(schema.getTypeMap())) {
    if (owner.name.startsWith('__') || isPlumbing(owner) || isEnumType(owner)) continue;
    if (!isObjectType(owner) && !isInputObjectType(owner)) continue;
    const isRoot = roots.includes(owner);
    for (const field of Object.values(owner.getFields())) {
      const { name, type, description } = field;
      yield { at: `${owner.name}.${name}`, name, type, description, owner, isRoot, isArgument: false };
      for (const one of 'args' in field ? field.args : [])
        yield { ...one, at: `${owner.name}.${name}(${one.name}:)`, owner, isRoot, isArgument: true };
    }
  }
}

/** Where each rule is broken. */
export function walkApi(schema: GraphQLSchema): Record<RuleName, string[]> {
  const places = [...placesOf(schema)];
  return tableOf(RULES, ({ breaks }: Rule) => places.filter((place) => breaks(place, schema)).map(({ at }) => at));
}

export const allowedNow = (): Record<RuleName, number> => JSON.parse(readFileSync(FILE, 'utf8'));

/** What is more than was written down, with the places; and what is less, so that nobody uses what was won. */
export const walkProblems = (walked: Record<RuleName, string[]>, allowed: Record<RuleName, number>): string[] =>
  keysOf(RULES).flatMap((name) => {
    const places = walked[name];
    if (places.length > allowed[name])
      return [
        `${name}: ${places.length}, and ${allowed[name]} are allowed (${RULES[name].what}): ${places.join(', ')}`,
      ];
    if (places.length < allowed[name])
      return [`${name}: only ${places.length} are left of ${allowed[name]}: write it into tools/api-walk.json`];
    return [];
  });

export const writeWalk = (walked: Record<RuleName, string[]>): void =>
  writeFileSync(
    FILE,
    `${JSON.stringify(Object.fromEntries(Object.entries(walked).map(([name, at]) => [name, at.length])), null, 2)}\n`,
  );

if (import.meta.main) {
  const walked = walkApi(buildSchema(readFileSync(new URL('../../schema/api.graphql', import.meta.url), 'utf8')));
  if (process.argv.includes('--check')) {
    const problems = walkProblems(walked, allowedNow());
    if (problems.length > 0) console.log(problems.join('\n'));
    process.exitCode = problems.length > 0 ? 1 : 0;
  } else writeWalk(walked);
}
