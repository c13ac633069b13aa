import { lotLifecycle, productLifecycle } from '@heitu/catalog';
import { collectionLifecycle, shipmentLifecycle } from '@heitu/logistics';
import { afterSaleLifecycle, checkoutLifecycle, orderLifecycle } from '@heitu/orders';
import {
  compensationLifecycle,
  depositLifecycle,
  paymentLifecycle,
  reconciliationCaseLifecycle,
  recoveryLifecycle,
  refundLifecycle,
  remedyLifecycle,
  settlementLifecycle,
} from '@heitu/payments';
import { complaintLifecycle, measureLifecycle, reviewLifecycle } from '@heitu/trust';
import type { County } from './county.ts';
import { Violation } from './violation.ts';

interface Leads {
  states: Readonly<Record<string, unknown>>;
  transitions: readonly { from: readonly string[]; to: string }[];
}
const WATCHED: readonly { subgraph: string; table: string; lifecycle: Leads }[] = [
  { subgraph: 'catalog', table: 'Lot', lifecycle: lotLifecycle },
  { subgraph: 'catalog', table: 'Product', lifecycle: productLifecycle },
  { subgraph: 'orders', table: 'Checkout', lifecycle: checkoutLifecycle },
  { subgraph: 'orders', table: 'Order', lifecycle: orderLifecycle },
  { subgraph: 'orders', table: 'AfterSale', lifecycle: afterSaleLifecycle },
  { subgraph: 'logistics', table: 'Shipment', lifecycle: shipmentLifecycle },
  { subgraph: 'logistics', table: 'Collection', lifecycle: collectionLifecycle },
  { subgraph: 'payments', table: 'Payment', lifecycle: paymentLifecycle },
  { subgraph: 'payments', table: 'Refund', lifecycle: refundLifecycle },
  { subgraph: 'payments', table: 'Settlement', lifecycle: settlementLifecycle },
  { subgraph: 'payments', table: 'Recovery', lifecycle: recoveryLifecycle },
  { subgraph: 'payments', table: 'Compensation', lifecycle: compensationLifecycle },
  { subgraph: 'payments', table: 'Deposit', lifecycle: depositLifecycle },
  { subgraph: 'payments', table: 'ReconciliationCase', lifecycle: reconciliationCaseLifecycle },
  { subgraph: 'payments', table: 'CaseRemedy', lifecycle: remedyLifecycle },
  { subgraph: 'trust', table: 'Complaint', lifecycle: complaintLifecycle },
  { subgraph: 'trust', table: 'Measure', lifecycle: measureLifecycle },
  { subgraph: 'trust', table: 'Review', lifecycle: reviewLifecycle },
];

/** Where a row may have come to from each state, by any number of rows of its table. */
function reachableFrom(lifecycle: Leads): ReadonlyMap<string, ReadonlySet<string>> {
  const states = Object.keys(lifecycle.states);
  return new Map(
    states.map((state) => {
      const reached = new Set([state]);
      for (let grew = true; grew;) {
        grew = false;
        for (const { from, to } of lifecycle.transitions)
          if (!reached.has(to) && from.some((one) => reached.has(one))) grew = !!reached.add(to);
      }
      return [state, reached];
    }),
  );
}

/** Watches every row with a lifecycle: from one look to the next it may only have gone where its table leads. */
export function lifecycleWatch(county: County): (touched: ReadonlySet<string>) => void {
  const tables = WATCHED.map((watched) => ({
    ...watched,
    reachable: reachableFrom(watched.lifecycle),
    known: new Map<string, string>(),
  }));
  return (touched) => {
    for (const { subgraph, table, reachable, known } of tables) {
      if (touched.size > 0 && !touched.has(subgraph)) continue;
      for (const row of county.rows(subgraph, `select id, state from "${table}"`)) {
        const [id, state] = [String(row['id']), String(row['state'])];
        const before = known.get(id);
        if (!reachable.has(state))
          throw new Violation(`${table} has only the states of its lifecycle`, [`${id} is ${state}`]);
        if (before !== undefined && !reachable.get(before)!.has(state))
          throw new Violation(`${table} goes only where its lifecycle leads`, [
            `${id} went from ${before} to ${state}`,
          ]);
        known.set(id, state);
      }
    }
  };
}
