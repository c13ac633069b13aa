import { chinaDate } from '@heitu/kit/rules/calendar';

const DAY_MS = 86_400_000;

/**
 * Specs that take long, in three turns: `./run test` plays one of them each day, so that three days play all, and
 * `./run test --whole` plays all three. What stands in no turn is played each time. The figures are seconds of
 * processor (of the pages: of a browser), measured on 2026-12-01; they keep the turns alike.
 */
export const TURNS: readonly Readonly<Record<string, number>>[] = [
  {
    'tests/faults/faults': 230,
    'tests/backup/recall-drill': 57,
    'tests/processes/manuals': 51,
    'tests/permissions/never': 46,
    'tests/permissions/rows': 45,
    'tests/gateway/differential': 30,
    'tests/plants/plants': 29,
    'tests/processes/replicas': 23,
    'tools/src/trace-key': 21,
    'gateway/src/planning/planning': 19,
    'tests/faults/lost-payment': 16,
    'subgraphs/trust/src/disclosure/probes': 14,
    'tests/permissions/revoking': 12,
    'tests/contract/statements': 12,
    'tests/partners/partners': 11,
    'tests/contract/files': 11,
    'gateway/src/gateway': 10,
    'tests/gateway/stale-prices': 10,
    'subgraphs/payments/src/invoice/invoice': 9,
    'tests/gateway/probes': 8,
    'tests/contract/recall-of-many': 7,
    'tests/plants/last-months': 6,
    'subgraphs/payments/src/compensation/who-pays': 9,
    'tests/clients/every-desk': 256,
    'tests/clients/seller-office': 27,
  },
  {
    'tests/journeys/seven': 182,
    'tests/contract/bad-input': 64,
    'tests/backup/sqlite': 55,
    'tests/permissions/fields': 45,
    'tests/processes/rolling-restart': 44,
    'tests/permissions/roles': 42,
    'tests/processes/production-start': 29,
    'tests/faults/cancel-races': 26,
    'tools/src/audit': 21,
    'tests/backup/minute': 20,
    'tests/contract/bad-questions': 19,
    'subgraphs/trust/src/identity/strangers': 17,
    'tests/faults/provider': 16,
    'tests/gateway/away': 13,
    'subgraphs/payments/src/books/books': 12,
    'tests/partners/epcis': 12,
    'tests/gateway/planning': 11,
    'tests/plants/two-hundred-days': 10,
    'gateway/src/front/answers': 9,
    'sandbox/seed/another-county': 9,
    'tests/partners/guide': 9,
    'tests/partners/libraries': 8,
    'tests/contract/recall-on-the-way': 7,
    'tests/privacy/traces': 5,
    'tests/clients/every-page': 157,
    'tests/clients/carrier-h5': 53,
    'tests/clients/admin-money': 53,
    'tests/clients/carrier-settings': 25,
  },
  {
    'tests/simulation/simulation': 129,
    'tests/processes/documents': 81,
    'tests/contract/at-once': 79,
    'tests/permissions/denials': 66,
    'tests/processes/prober': 39,
    'tests/backup/mariadb': 38,
    'tests/permissions/ownership': 32,
    'tests/gateway/hostile': 27,
    'tests/processes/documents-processes': 21,
    'tests/world/who-pays': 20,
    'tests/gateway/hints': 18,
    'tests/contract/lists': 16,
    'tests/processes/empty-server': 13,
    'tests/gateway/apollo': 12,
    'tests/contract/revoked': 12,
    'tools/src/admin': 11,
    'tests/processes/seeing': 11,
    'tests/contract/direct-access': 10,
    'tests/contract/out-of-state': 9,
    'subgraphs/catalog/src/label/scans': 9,
    'subgraphs/trust/src/identity/sign-in-races': 9,
    'subgraphs/catalog/src/label/labels': 9,
    'tests/privacy/names': 8,
    'tests/privacy/persons': 7,
    'tests/processes/alarm': 3,
    'tests/clients/admin-acts': 180,
    'tests/clients/errand.h5': 40,
    'tests/clients/acting': 31,
    'tests/clients/admin-search': 16,
    'tests/clients/shop-walks.h5': 14,
  },
];

export const specOf = (name: string): string => `${name}.spec.ts`;

/** Whose turn it is at a moment, by the day in China: 0, 1 or 2. */
export const turnAt = (atMs: number): number => (Date.parse(chinaDate(atMs)) / DAY_MS) % TURNS.length;

/** The specs that wait while one turn is played. */
export const waitingFor = (turn: number): string[] =>
  TURNS.flatMap((specs, i) => (i === turn ? [] : Object.keys(specs).map(specOf)));
