import { must } from '@heitu/kit/rules/checked';
import type { Look, ProviderBooks } from '../invariants/books.ts';
import { brokenTogether, notAtRest } from '../invariants/together.invariants.ts';
import type { County } from './county.ts';
import { OPENING_FEN, type Provider } from './provider.model.ts';
import { sumOf } from './provider.sharing.ts';
import { PLATFORM_MERCHANT } from './provider.types.ts';
import { Violation } from './violation.ts';
import type { World } from './world.ts';

/** A line names a payment, or a refund of one. */
const transactionOf = (provider: Provider, references: readonly string[]): string => {
  const refund = [...provider.refunds.values()].find(({ refundId }) => references.includes(refundId));
  return refund?.transactionId ?? must(references[0], 'what a fee is of');
};

function booksOf(provider: Provider): ProviderBooks {
  const parts = [...provider.orders.values()]
    .filter(({ state }) => state === 'paid')
    .flatMap((order) => order.parts.map((part) => ({ ...part, combineNumber: order.outTradeNo })));
  return {
    paid: parts.map((part) => ({
      ...part,
      transactionId: `T${part.outTradeNo}`,
      // What growers had at once is shared, too.
      sharedFen: (part.share?.feeFen ?? 0) + sumOf(part.share?.persons ?? []),
      toBankFen: [...provider.refunds.values()].reduce(
        (sum, { transactionId, receivedBy, state, refundFen }) =>
          sum +
          (transactionId === `T${part.outTradeNo}` && receivedBy === 'seller' && state === 'succeeded' ? refundFen : 0),
        0,
      ),
      compensatedFen: [...provider.compensations.values()].reduce(
        (sum, bill) =>
          sum + (bill.transactionId === `T${part.outTradeNo}` && bill.state === 'succeeded' ? bill.amountFen : 0),
        0,
      ),
    })),
    platformMerchant: PLATFORM_MERCHANT,
    told: provider.flow.fees().map((line) => ({ ...line, transactionId: transactionOf(provider, line.references) })),
    depositFen: (merchant) => provider.deposits.get(merchant) ?? 0,
    holdingsFen: (merchant) =>
      provider.availableOf(merchant) -
      OPENING_FEN +
      parts.reduce((sum, part) => sum + (part.merchant === merchant ? part.frozenFen : 0), 0),
  };
}
const lookOf = (county: County): Look => ({
  rows: (subgraph, sql) => county.rows(subgraph, sql),
  nowMs: county.clock.now(),
  provider: booksOf(county.provider),
});

export const isAtRest = (county: County): Promise<string[]> => notAtRest(lookOf(county));

/**
 * All outboxes are empty and nothing is under way: now the subgraphs, and the provider, must say the same, and every
 * accepted mutation is on record.
 */
export async function checkAtRest(world: World): Promise<void> {
  const { county } = world;
  for (const { invariant, rows } of await brokenTogether(lookOf(county))) throw new Violation(invariant, rows);
  const entered = new Set(county.rows('trust', 'select requestId from AuditEntry').map((row) => row['requestId']));
  const missing = world.accepted.filter(
    ({ requestId, mutation }) => !entered.has(requestId) && !isRepeat(world, requestId, mutation),
  );
  if (missing.length > 0)
    throw new Violation(
      'each mutation that was accepted is in the audit trail',
      missing.map(({ requestId, mutation }) => `${mutation} ${requestId}`),
    );
  const { auditCheck } = (await world.ask(
    'trust',
    '{ auditCheck(from: 1) { total verifiedTo problems { text } } }',
    county.holder('operator-admin'),
  )) as { auditCheck: { total: number; verifiedTo: number; problems: { text: string }[] } };
  if (auditCheck.problems.length > 0 || auditCheck.total !== auditCheck.verifiedTo)
    throw new Violation('the audit chain is whole', [JSON.stringify(auditCheck)]);
}

/** A repeated request changed nothing the second time: its act is entered under the first. */
const isRepeat = (world: World, requestId: string, mutation: string): boolean =>
  world.repeats.has(requestId) || mutation === 'startPayment' || mutation === 'assignReadyShipments';
