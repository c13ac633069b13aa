import type { TrustContext } from '../context.ts';
import type { CopySection } from '@heitu/kit/privacy/persons';
import { digestOfLines } from '@heitu/kit/rules/permission-matrix';
import { generateSigningKey } from '@heitu/kit/messages/signing';
import { expect } from '@jest/globals';
import type { Actor, Grant } from '@heitu/kit/rules/actor';
import { account, testSubgraph, type TestSubgraph } from '@heitu/kit/serving/testing';
import { auditKeysOf } from '../audit/audit-keys.ts';
import { memoryInProcess } from '../audit/chain-memory.ts';
import { trust } from '../index.ts';
import type { OrderOfPeer } from '../complaints/order-of-peer.ts';
import type { OutgoingMessage, TrustServices } from '../services.ts';
import type { Sms, SmsResult } from '../sms/sms-client.ts';
import type { Shipping, ShippingOrder } from '../wechat/shipping.ts';
import type { WechatResult } from '../wechat/wechat-error.ts';

export const NOW = '2026-11-25T02:00:00Z';
export const SELLER = 'PARTY0SELLER';
export const CARRIER = 'PARTY0CARRIER';
export const SHOP = 'SHOP1';

export interface TrustRoom extends TestSubgraph {
  services: TrustServices;
  orders: Map<string, OrderOfPeer & { carrierPartyId?: string }>;
  /**
   * What the peers answer to `<name>Conduct` and `<name>Evidence`; a peer named in `down` fails, in `slow` never
   * answers.
   */
  conduct: Record<string, object[]>;
  evidence: Record<string, object[]>;
  /** The rules with which each room runs, in the order of the alphabet. */
  rules: Record<string, string[]>;
  /** And to `<name>Kept` and `<name>Copy`. */
  kept: Record<string, { what: string; why: string; untilMs: string | null }[]>;
  copies: Record<string, CopySection[]>;
  /** What sellers tells in plain for a return, and what it was asked. */
  parties: { partyId: string }[];
  told: Record<string, unknown>[];
  /** What sellers tells of a filing that went back, by its id. */
  returned: Record<string, { partyName: string; submittedOn: string; reason: string | null }>;
  /** The orders that an authority named, and what each room tells of them. */
  named: { id: string; partyId: string }[];
  cases: Record<string, CopySection[]>;
  down: Set<string>;
  slow: Set<string>;
  wechat: {
    opinion: 'pass' | 'review' | 'risky' | 'down';
    sent: OutgoingMessage[];
    sends: 'sent' | 'refused' | 'down';
  };
  /** What payments knows of paid orders. */
  trades: { orderId: string; transactionId: string; title: string; payerAccountId: string | null }[];
  /** Calls made, and what WeChat answers: to uploads in turn (then yes), to questions about an order. */
  shipping: {
    uploads: { transactionId: unknown; parcels: Shipping['parcels']; openid: string; uploadedAtMs: number }[];
    answers: WechatResult<null>[];
    asked: number;
    order: WechatResult<ShippingOrder> | null;
  };
  sms: { sent: Sms[]; answer: SmsResult };
  /** Calls to partners' endpoints, and what they answer: a status, or an error's message. */
  webhooks: {
    sent: { url: string; headers: Readonly<Record<string, string>>; body: string }[];
    answer: number | string;
  };
  /** Signs a WeChat user in; the actor is what authenticate says of the token. */
  signIn(openid: string): Promise<{ actor: Actor; token: string }>;
  /** The actor of an event-granted seller owner, carrier manager, or of staff with a role. */
  owner(name: string, partyId: string, kind?: string): Promise<Actor>;
  tell(from: string, type: string, payload: object, id?: string): Promise<void>;
  /** Every event sent since the last call, once each however many consumers; acts and issued papers left out. */
  events(): Promise<{ type: string; payload: Record<string, unknown> }[]>;
  /** Brings trust's own acts and reads to its audit trail, as the relay does. */
  hearOwnActs(): Promise<void>;
  count(table: string): Promise<number>;
}

export const staff = (role: string, ...grants: Grant[]): Actor =>
  account(`STAFF-${role}`, { role: 'consumer' }, { role }, ...grants);

export function orderFact(
  orderId: string,
  buyerAccountId: string,
  more: Partial<OrderOfPeer & { carrierPartyId: string }> = {},
): OrderOfPeer & { carrierPartyId?: string } {
  return {
    orderId,
    orderNumber: `NO-${orderId}`,
    buyerAccountId,
    partyId: SELLER,
    shopId: SHOP,
    state: 'delivered',
    totalFen: 12_800,
    deliveredAtMs: String(Date.parse(NOW)),
    lines: [{ productId: 'PRODUCT1' }],
    ...more,
  };
}

/** What a test says of the world outside, and what was asked of it. */
type Outside = Pick<
  TrustRoom,
  | 'orders'
  | 'conduct'
  | 'evidence'
  | 'rules'
  | 'kept'
  | 'copies'
  | 'parties'
  | 'named'
  | 'returned'
  | 'cases'
  | 'told'
  | 'down'
  | 'slow'
  | 'wechat'
  | 'trades'
  | 'shipping'
  | 'sms'
  | 'webhooks'
>;
const quietOutside = (): Outside => ({
  orders: new Map(),
  conduct: {},
  evidence: {},
  rules: {},
  kept: {},
  copies: {},
  parties: [],
  named: [],
  returned: {},
  cases: {},
  told: [],
  down: new Set(),
  slow: new Set(),
  wechat: { opinion: 'pass', sent: [], sends: 'sent' },
  trades: [],
  shipping: { uploads: [], answers: [], asked: 0, order: null },
  sms: { sent: [], answer: { ok: true, id: 'sms' } },
  webhooks: { sent: [], answer: 204 },
});

const wechatOf = ({ wechat, shipping }: Outside): TrustServices['wechat'] => ({
  async codeToSession(code) {
    if (code === 'down') throw new Error('no answer');
    return code.startsWith('code-of-') ? { openid: code.slice('code-of-'.length) } : null;
  },
  async codeToPhone(code) {
    if (code === 'down') throw new Error('no answer');
    return code.startsWith('phone-') ? code.slice('phone-'.length) : null;
  },
  async uploadCombinedShippingInfo(order, [sub], openid, uploadedAt) {
    shipping.uploads.push({
      transactionId: 'transactionId' in order && order.transactionId,
      parcels: sub!.parcels,
      openid,
      uploadedAtMs: uploadedAt.getTime(),
    });
    return shipping.answers.shift() ?? { ok: true, value: null };
  },
  async getOrder() {
    shipping.asked += 1;
    return (
      shipping.order ?? {
        ok: false,
        error: { outcome: 'unknown', code: 'TIMEOUT', errcode: null, message: '', retryable: false },
      }
    );
  },
  async checkText() {
    if (wechat.opinion === 'down') throw new Error('no answer');
    return wechat.opinion;
  },
  templateOf: (kind) => ({ 'order-delivered': 'DELIVERED', 'order-paid': 'PAID' })[kind] ?? null,
  async sendSubscribeMessage(message) {
    if (wechat.sends === 'down') throw new Error('no answer');
    if (wechat.sends === 'sent') wechat.sent.push(message);
    return wechat.sends;
  },
});

/** As a room tells it. */
export const matrixOf = (rules: string[]) => ({ digest: digestOfLines(rules), ruleCount: rules.length, rules });

function servicesOf(outside: Outside, bootstrap: TrustServices['bootstrap']): TrustServices {
  const { webhooks, sms } = outside;
  return {
    publicUrl: 'https://heitu.example',
    webhooks: {
      allowPrivate: false,
      async post(url, headers, body) {
        webhooks.sent.push({ url, headers, body });
        if (typeof webhooks.answer === 'string') throw new Error(webhooks.answer);
        return webhooks.answer;
      },
    },
    auditKeys: auditKeysOf({ privatePem: generateSigningKey().privatePem, retired: [], formerHeads: [] }),
    chainMemory: memoryInProcess(),
    keysInUse: () => [],
    system: () => ({ product: 'debian', version: '13' }),
    databaseUsers: [],
    matrix: matrixOf(['Query.me: signed-in']),
    bootstrap,
    wechat: wechatOf(outside),
    smsPriceFen: 5,
    sms: {
      async send(message) {
        sms.sent.push(message);
        return sms.answer;
      },
      readReply: (body) => ({ ok: true, reply: JSON.parse(body) }),
    },
  };
}

const peerOf =
  (
    {
      orders,
      named,
      returned,
      cases,
      conduct,
      evidence,
      rules,
      kept,
      copies,
      parties,
      told,
      down,
      slow,
      trades,
    }: Outside,
    peer: string,
  ) =>
  (document: string, variables: Record<string, unknown>) => {
    if (down.has(peer)) throw new Error(`${peer} is down`);
    if (slow.has(peer)) return new Promise(() => {});
    if (document.includes('ordersForPeer'))
      return { ordersForPeer: (variables['ids'] as string[]).flatMap((id) => orders.get(id) ?? []) };
    if (document.includes('pickupCodeForPeer'))
      return { pickupCodeForPeer: variables['shipmentId'] === 'S1' ? '123456' : null };
    if (document.includes('shipmentsForPeer'))
      return {
        shipmentsForPeer: (variables['ids'] as string[]).flatMap((id) =>
          orders.get(id)?.carrierPartyId ? [{ orderId: id, carrierPartyId: orders.get(id)!.carrierPartyId }] : [],
        ),
      };
    if (document.includes('tradesOfOrders'))
      return { tradesOfOrders: trades.filter((trade) => (variables['ids'] as string[]).includes(trade.orderId)) };
    if (document.includes('partiesForReturn')) {
      told.push(variables);
      return { parties: parties.filter(({ partyId }) => (variables['ids'] as string[]).includes(partyId)) };
    }
    if (document.includes('returnedFiling')) return { returnedFiling: returned[String(variables['filingId'])] ?? null };
    if (document.includes('ordersNamed')) return { orders: named };
    if (document.includes('CaseFile(')) return { sections: JSON.stringify(cases[peer] ?? []) };
    if (document.includes('Matrix')) return { matrix: matrixOf(rules[peer] ?? []) };
    if (document.includes('Kept(')) return { records: kept[peer] ?? [] };
    if (document.includes('Copy(')) return { sections: JSON.stringify(copies[peer] ?? []) };
    if (document.includes('Conduct')) return { figures: conduct[peer] ?? [] };
    if (document.includes('Evidence')) return { clauses: evidence[peer] ?? [] };
    return {};
  };

export async function openTrust(
  options: { bootstrap?: TrustServices['bootstrap']; at?: string; url?: string } = {},
): Promise<TrustRoom> {
  const outside = quietOutside();
  const services = servicesOf(outside, options.bootstrap ?? null);
  const room = await testSubgraph(trust, {
    services,
    at: options.at ?? NOW,
    url: options.url,
    peers: Object.fromEntries(
      ['sellers', 'catalog', 'orders', 'logistics', 'payments'].map((peer) => [peer, peerOf(outside, peer)]),
    ),
  });
  return Object.assign(room, { services, ...outside, ...waysIn(room) });
}

/** What a test does in the room. */
function waysIn(room: TestSubgraph): Pick<TrustRoom, 'signIn' | 'owner' | 'tell' | 'events' | 'hearOwnActs' | 'count'> {
  let seen = 0;
  const ways: ReturnType<typeof waysIn> = {
    async signIn(openid: string) {
      const data = await room.graph<{ signInWithWechat: { token: string } }>(
        { kind: 'anonymous', id: '', grants: [] },
        `mutation($c: String!) { signInWithWechat(input: { code: $c }) { ... on SignedIn { token } } }`,
        { c: `code-of-${openid}` },
      );
      const { token } = data.signInWithWechat;
      const actor = await room.subgraph.authenticate(token);
      expect(actor).not.toBeNull();
      return { actor: actor!, token };
    },
    async owner(name: string, partyId: string, kind = 'cooperative') {
      const { actor, token } = await ways.signIn(name);
      await ways.tell('sellers', 'sellers.filing-approved.v1', {
        filingId: `F-${partyId}`,
        partyId,
        partyKind: kind,
        partyName: `${name}的${kind}`,
        accountId: actor.id,
        validUntil: null,
      });
      return (await room.subgraph.authenticate(token))!;
    },
    tell: (from: string, type: string, payload: object, id?: string) => room.receive(from, type, payload, id),
    async events() {
      await room.subgraph.runOnce();
      const fresh = new Map(
        room.sent
          .slice(seen)
          .map(({ event }) => [event.id, { type: event.type, payload: event.payload as Record<string, unknown> }]),
      );
      seen = room.sent.length;
      return [...fresh.values()].filter(({ type }) => !/act-recorded|paper-issued/.test(type));
    },
    async hearOwnActs() {
      await room.subgraph.runOnce();
      for (const { event } of room.sent)
        if (event.type === 'trust.act-recorded.v1')
          await room.receive('trust', event.type, event.payload as object, event.id);
    },
    async count(table: string) {
      const rows = await room.subgraph.orm.em.fork().execute(`select count(*) as n from \`${table}\``);
      return Number((rows as { n: number }[])[0]!.n);
    },
  };
  return ways;
}

/** What code of the room works on, by default as evidence is counted: by who runs the platform. */
export const contextOf = (
  room: Pick<TrustRoom, 'subgraph'>,
  actor: Actor = staff('operator-admin'),
  operation = 'evidence',
): TrustContext => room.subgraph.contextFor(actor, operation) as unknown as TrustContext;
