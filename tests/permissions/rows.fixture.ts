import { getNamedType, isNonNullType, isObjectType, type GraphQLSchema } from 'graphql';
import { pino } from 'pino';
import { ANONYMOUS, type Actor, type Grant } from '@heitu/kit/rules/actor';
import type { GraphAnswer } from '@heitu/kit/messages/peers';
import type { RunningSubgraph } from '@heitu/kit/serving/running';
import { localTransport } from '@heitu/kit/messages/transport';
import { startGateway } from '@heitu/gateway/gateway';
import { SUPERGRAPH_FILE } from '@heitu/gateway/standalone';
import { readFileSync } from 'node:fs';
import { kindOf } from '../contract/county-ids.fixture.ts';
import type { Platform, Row } from '../contract/platform.fixture.ts';
import { OPEN } from './open.fixture.ts';

/** One row that belongs to somebody. */
export interface Sample {
  id: string;
  buyer?: string;
  seller?: string;
  /** The account of the seller's owner, where it matters which. */
  owner?: string;
  carrier?: string;
  courier?: string;
  station?: string;
}

/**
 * What belongs to somebody: its GraphQL type, its kind of id, the right that a seller's staff needs for it, a row of
 * the county with its people, and who sees it.
 */
export interface Entity {
  type: string;
  kind: string;
  right?: string;
  from: readonly [subgraph: string, sql: string];
  /** Relations by which something of it is seen, by whatever way; all others see nothing by any way. */
  seenBy: readonly string[];
}

const PERSON = 'own: the person';
const SELLER = ["own: the seller's owner", 'own: staff with the right', 'delegated: with the right'];
const CARRIER = ["assigned: the carrier's desk", 'assigned: the courier'];
const COUNTY = ['office: operator-admin', 'office: regulator'];
const MONEY = [...COUNTY, 'office: finance'];
const TRADE = [...MONEY, 'office: mediator'];
const STANDING = [...TRADE, 'office: reviewer'];

/**
 * `:order` is the order that was sent, delivered and sent back, `:buyer` and `:seller` its people: all that can, hangs
 * on it.
 */
export const ENTITIES: readonly Entity[] = [
  {
    type: 'Order',
    kind: 'order',
    right: 'orders',
    from: [
      'logistics',
      'select orderId as id, buyerAccountId as buyer, sellerPartyId as seller, carrierPartyId as carrier, courierAccountId as courier from Shipment where orderId = :order',
    ],
    seenBy: [PERSON, ...SELLER, ...CARRIER, ...TRADE],
  },
  {
    type: 'Shipment',
    kind: 'shipment',
    right: 'orders',
    from: [
      'logistics',
      'select id, buyerAccountId as buyer, sellerPartyId as seller, carrierPartyId as carrier, courierAccountId as courier from Shipment where orderId = :order',
    ],
    seenBy: [PERSON, ...SELLER, ...CARRIER, ...COUNTY],
  },
  {
    type: 'Collection',
    kind: 'collection',
    right: 'after-sales',
    from: [
      'logistics',
      'select id, buyerAccountId as buyer, sellerPartyId as seller, carrierPartyId as carrier, courierAccountId as courier from Collection where orderId = :order',
    ],
    seenBy: [PERSON, ...SELLER, ...CARRIER, ...COUNTY],
  },
  {
    type: 'Handover',
    kind: 'handover',
    right: 'orders',
    from: [
      'logistics',
      'select h.id, h.buyerAccountId as buyer, h.sellerPartyId as seller, h.carrierPartyId as carrier, s.courierAccountId as courier from Handover h join Shipment s on s.id = h.shipmentId where s.orderId = :order',
    ],
    seenBy: [PERSON, ...SELLER, ...CARRIER, ...COUNTY],
  },
  {
    type: 'AfterSale',
    kind: 'afterSale',
    right: 'after-sales',
    from: ['orders', 'select id, buyerAccountId as buyer, partyId as seller from AfterSale where orderId = :order'],
    seenBy: [PERSON, ...SELLER, ...TRADE],
  },
  {
    type: 'Payment',
    kind: 'payment',
    right: 'orders',
    from: [
      'payments',
      'select p.id, p.buyerAccountId as buyer, t.partyId as seller from Payment p join PaymentPart t on t.paymentId = p.id where t.orderId = :order',
    ],
    seenBy: [PERSON, ...SELLER, ...MONEY],
  },
  // A mediator sees parcels and money of an order only once a complaint is about it: of this one, none is (logistics'
  // case.spec.ts).
  {
    type: 'Refund',
    kind: 'refund',
    right: 'orders',
    from: ['payments', 'select id, buyerAccountId as buyer, partyId as seller from Refund where orderId = :order'],
    seenBy: [PERSON, ...SELLER, ...MONEY],
  },
  {
    type: 'Complaint',
    kind: 'complaint',
    right: 'complaints',
    from: ['trust', 'select id, accountId as buyer, partyId as seller from Complaint'],
    seenBy: [PERSON, ...SELLER, ...TRADE],
  },
  {
    type: 'Address',
    kind: 'address',
    from: ['trust', 'select id, accountId as buyer from Address where accountId = :buyer'],
    seenBy: [PERSON],
  },
  {
    type: 'Account',
    kind: 'account',
    from: ['trust', 'select id, id as buyer from Account where id = :buyer'],
    seenBy: [PERSON],
  },
  {
    type: 'Session',
    kind: 'session',
    from: ['trust', 'select id, holderId as buyer from Session where holderId = :buyer'],
    seenBy: [PERSON],
  },
  {
    type: 'Delegation',
    kind: 'delegation',
    from: ['trust', 'select id, partyId as seller, delegatorId as owner, agentId as station from Delegation'],
    seenBy: ["own: the seller's owner", 'delegated: the agent in person'],
  },
  {
    type: 'Filing',
    kind: 'filing',
    right: 'shop',
    from: ['sellers', 'select id, partyId as seller from Filing where partyId = :seller'],
    seenBy: ["own: the seller's owner", 'own: staff with the right', ...STANDING],
  },
  {
    type: 'Document',
    kind: 'document',
    right: 'shop',
    from: ['sellers', 'select id, partyId as seller from Document where partyId = :seller'],
    seenBy: ["own: the seller's owner", 'own: staff with the right', ...STANDING],
  },
  {
    type: 'Supplier',
    kind: 'supplier',
    right: 'lots',
    from: ['sellers', 'select id, partyId as seller from Supplier where partyId = :seller'],
    seenBy: [...SELLER, ...STANDING],
  },
  {
    type: 'Staff',
    kind: 'staff',
    right: 'staff',
    from: ['sellers', 'select id, partyId as seller from Staff where partyId = :seller'],
    seenBy: ["own: the seller's owner", 'own: staff with the right', ...STANDING],
  },
  {
    type: 'Training',
    kind: 'training',
    right: 'staff',
    from: ['sellers', 'select id, partyId as seller from Training where partyId = :seller'],
    seenBy: ["own: the seller's owner", 'own: staff with the right', ...STANDING],
  },
  {
    type: 'Contract',
    kind: 'contract',
    right: 'finance',
    from: ['sellers', 'select id, partyId as seller from Contract where partyId = :seller'],
    seenBy: ["own: the seller's owner", 'own: staff with the right', ...STANDING],
  },
];

const account = (id: string, ...grants: Grant[]): Actor => ({
  kind: 'account',
  id,
  grants: [{ role: 'consumer' }, ...grants],
});
const STRANGER_PARTY = '0STRANGERPARTY000000000000';
const staff = (partyId: string, rights: string[]): Grant => ({ role: 'seller-staff', partyId, rights });
const DELEGABLE = ['products', 'lots', 'orders', 'after-sales', 'complaints'];
const isDelegable = (right: string): boolean => DELEGABLE.includes(right);
const delegate = (partyId: string, rights: string[]): Actor => ({
  kind: 'account',
  id: 'station-agent-who-acts',
  grants: [staff(partyId, rights)],
  delegation: { id: 'leave', delegatorId: 'owner' },
});

/** How somebody stands to a row; null where a row has no such person. `right` is the one that the row asks for. */
export const RELATIONS: readonly (readonly [name: string, actor: (sample: Sample, right: string) => Actor | null])[] = [
  ['own: the person', ({ buyer }) => (buyer ? account(buyer) : null)],
  [
    "own: the seller's owner",
    ({ seller, owner }) => (seller ? account(owner ?? 'owner', { role: 'seller-owner', partyId: seller }) : null),
  ],
  ['own: staff with the right', ({ seller }, right) => (seller ? account('clerk', staff(seller, [right])) : null)],
  [
    'own: staff with every other right',
    ({ seller }, right) =>
      seller
        ? account(
            'other-clerk',
            staff(
              seller,
              ['products', 'lots', 'orders', 'after-sales', 'complaints', 'finance', 'staff', 'shop'].filter(
                (one) => one !== right,
              ),
            ),
          )
        : null,
  ],
  [
    "own: the seller's program",
    ({ seller }) => (seller ? { kind: 'client', id: 'program', grants: [{ role: 'partner', partyId: seller }] } : null),
  ],
  [
    'delegated: with the right',
    ({ seller }, right) => (seller && isDelegable(right) ? delegate(seller, [right]) : null),
  ],
  [
    'delegated: with every other right',
    ({ seller }, right) =>
      seller
        ? delegate(
            seller,
            DELEGABLE.filter((one) => one !== right),
          )
        : null,
  ],
  [
    'delegated: the agent in person',
    ({ station }) => (station ? account(station, { role: 'station-agent', partyId: STRANGER_PARTY }) : null),
  ],
  [
    "assigned: the carrier's desk",
    ({ carrier }) => (carrier ? account('desk', { role: 'carrier-manager', partyId: carrier }) : null),
  ],
  [
    'assigned: the courier',
    ({ courier, carrier }) => (courier && carrier ? account(courier, { role: 'courier', partyId: carrier }) : null),
  ],
  [
    "other's: a courier of the same carrier",
    ({ carrier }) => (carrier ? account('other-courier', { role: 'courier', partyId: carrier }) : null),
  ],
  [
    "other's: another carrier's desk",
    () => account('other-desk', { role: 'carrier-manager', partyId: STRANGER_PARTY }),
  ],
  ["other's: another person", () => account('another')],
  ["other's: another seller", () => account('other-owner', { role: 'seller-owner', partyId: STRANGER_PARTY })],
  [
    "other's: another seller's program",
    () => ({ kind: 'client', id: 'other-program', grants: [{ role: 'partner', partyId: STRANGER_PARTY }] }),
  ],
  ["other's: delegated for another seller", () => delegate(STRANGER_PARTY, DELEGABLE)],
  ["other's: a station agent", () => account('other-agent', { role: 'station-agent', partyId: STRANGER_PARTY })],
  ["other's: the industry body", () => account('industry', { role: 'industry-body' })],
  ['nobody', () => ANONYMOUS],
  ['office: mediator', () => account('mediator', { role: 'mediator' })],
  ['office: reviewer', () => account('reviewer', { role: 'reviewer' })],
  ['office: finance', () => account('finance', { role: 'finance' })],
  ['office: operator-admin', () => account('admin', { role: 'operator-admin' })],
  ['office: regulator', () => account('regulator', { role: 'regulator' })],
];

export async function readSamples(platform: Platform): Promise<ReadonlyMap<string, Sample>> {
  const [returned] = await platform.rows(
    'orders',
    'select orderId as "order", buyerAccountId as buyer, partyId as seller from AfterSale order by id limit 1',
  );
  const samples = new Map<string, Sample>();
  for (const {
    type,
    from: [subgraph, sql],
  } of ENTITIES) {
    const [row] = await platform.rows(
      subgraph,
      `${sql.replace(/:(\w+)/, (_all, name: string) => `'${String(returned![name])}'`)} order by 1 limit 1`,
    );
    if (!row) throw new Error(`the county has no ${type}`);
    samples.set(type, row as unknown as Sample);
  }
  return samples;
}

/** A gateway before running subgraphs that takes whoever it is told to be asked by. */
export async function gatewayFor(
  subgraphs: ReadonlyMap<string, RunningSubgraph>,
): Promise<{ post(actor: Actor, query: string, variables: Row): Promise<GraphAnswer>; close(): Promise<void> }> {
  const actors: Actor[] = [ANONYMOUS];
  const transport = {
    ...localTransport(subgraphs),
    authenticate: async (_to: string, token: string) => actors[Number(token)] ?? null,
  };
  const server = await startGateway({
    supergraphSdl: readFileSync(SUPERGRAPH_FILE, 'utf8'),
    transport,
    authority: 'trust',
    port: 0,
    host: '127.0.0.1',
    isProduction: true,
    front: OPEN,
    log: pino({ level: 'silent' }),
    ready: async () => true,
  });
  const url = `http://127.0.0.1:${(server.server.address() as { port: number }).port}/graphql`;
  return {
    async post(actor, query, variables) {
      if (!actors.includes(actor)) actors.push(actor);
      const response = await fetch(url, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          ...(actor.kind !== 'anonymous' && { authorization: `Bearer ${actors.indexOf(actor)}` }),
        },
        body: JSON.stringify({ query, variables }),
      });
      return (await response.json()) as GraphAnswer;
    },
    close: () => server.close(),
  };
}

/**
 * Where in an answer objects of a type with this id stand, list positions left out: `afterSales > order`. Objects that
 * show nothing but who they are do not count.
 */
export function waysTo(answer: unknown, type: string, id: string): string[] {
  const found = new Set<string>();
  const walk = (value: unknown, at: readonly string[]): void => {
    if (Array.isArray(value)) return value.forEach((item) => walk(item, at));
    if (typeof value !== 'object' || value === null) return;
    const { __typename, ...fields } = value as Record<string, unknown>;
    if (__typename === type && fields['id'] === id && showsSomething(fields)) found.add(at.join(' > '));
    for (const [name, inner] of Object.entries(fields)) walk(inner, /^(edges|node)$/.test(name) ? at : [...at, name]);
  };
  walk(answer, []);
  return [...found].sort();
}

/** Whether an object tells anything beyond its own name and key. */
export const showsSomething = (fields: Record<string, unknown>): boolean =>
  Object.entries(fields).some(([name, value]) => name !== '__typename' && name !== 'id' && !isEmpty(value));
function isEmpty(value: unknown): boolean {
  if (Array.isArray(value)) return value.every(isEmpty);
  if (typeof value === 'object' && value !== null)
    return Object.entries(value).every(
      ([name, inner]) => ['__typename', 'id', 'pageInfo'].includes(name) || isEmpty(inner),
    );
  return value === null || value === undefined || value === 0 || value === false;
}

/** Query roots, each with the argument that takes an id of this kind, if one does. */
export function rootsTaking(schema: GraphQLSchema, kind: string): { field: string; argument: string }[] {
  return Object.values(schema.getQueryType()!.getFields()).flatMap((field) =>
    field.args
      .filter((argument) => getNamedType(argument.type).name === 'ID' && kindOf(field.name, argument.name) === kind)
      .map((argument) => ({ field: field.name, argument: argument.name })),
  );
}
/** Query roots that can be asked without naming anything. */
export const openRoots = (schema: GraphQLSchema) =>
  Object.values(schema.getQueryType()!.getFields()).filter(
    (field) =>
      !field.args.some((argument) => isNonNullType(argument.type) && getNamedType(argument.type).name === 'ID') &&
      isObjectType(getNamedType(field.type)),
  );
