import { chinaDate } from '@heitu/kit/rules/calendar';

const DAY_MS = 86_400_000;

/**
 * Specs that take long, in six turns: `./run test` plays one of them each day, so that six days play all, and `./run
 * test --whole` plays all six. What stands in no turn is played each time. The figures are seconds from begin to end on
 * two cores beside two others, measured on 2026-12-02; they keep the turns alike.
 */
export const TURNS: readonly Readonly<Record<string, number>>[] = [
  {
    'tests/faults/faults': 351,
    'tests/world/who-pays': 82,
    'tests/gateway/hostile': 55,
    'subgraphs/trust/src/identity/strangers': 50,
    'tests/contract/bad-questions': 41,
    'tests/processes/empty-server': 28,
    'tests/contract/revoked': 23,
    'subgraphs/trust/src/disclosure/probes': 21,
    'subgraphs/catalog/src/label/scans': 18,
    'tests/gateway/stale-prices': 14,
    'tests/partners/libraries': 13,
    'tests/privacy/names': 10,
    'tests/clients/admin-money': 87,
    'tests/clients/seller-office': 47,
    'tests/clients/acting': 31,
  },
  {
    'tests/simulation/simulation': 215,
    'tests/backup/sqlite': 117,
    'tests/permissions/fields': 92,
    'tests/processes/rolling-restart': 61,
    'tools/src/audit': 50,
    'gateway/src/front/answers': 42,
    'kit/src/messages/replicas': 29,
    'subgraphs/payments/src/compensation/who-pays': 24,
    'subgraphs/payments/src/invoice/invoice': 21,
    'subgraphs/catalog/src/label/labels': 18,
    'tests/contract/recall-of-many': 14,
    'tests/gateway/probes': 12,
    'tests/privacy/traces': 11,
    'tests/clients/every-other-desk': 140,
    'tests/clients/admin-search': 14,
    'tests/clients/shop-walks.h5': 12,
  },
  {
    'tests/permissions/never': 180,
    'tests/contract/at-once': 135,
    'tests/backup/mariadb': 105,
    'tests/processes/prober': 69,
    'tests/processes/production-start': 46,
    'gateway/src/planning/planning': 41,
    'tests/gateway/hints': 29,
    'tests/partners/partners': 25,
    'tests/plants/two-hundred-days': 21,
    'subgraphs/catalog/src/lot/recall-at-size': 18,
    'tests/plants/last-months': 14,
    'tests/gateway/away': 12,
    'tests/privacy/persons': 11,
    'tests/clients/carrier-h5': 69,
    'tests/clients/admin': 62,
    'tests/clients/errand.h5': 36,
  },
  {
    'tests/processes/documents': 150,
    'tests/plants/plants': 149,
    'tests/contract/bad-input': 115,
    'tests/permissions/ownership': 80,
    'tests/faults/cancel-races': 44,
    'tests/faults/lost-payment': 33,
    'gateway/src/gateway': 31,
    'tests/permissions/revoking': 25,
    'tests/contract/direct-access': 22,
    'tests/processes/seeing': 19,
    'tests/contract/files': 15,
    'tests/gateway/planning': 12,
    'subgraphs/orders/src/recall/recall-at-size': 11,
    'tests/clients/admin-acts': 125,
    'tests/clients/carrier-settings': 45,
  },
  {
    'tests/processes/manuals': 176,
    'tests/permissions/denials': 149,
    'tests/permissions/rows': 99,
    'tests/backup/minute': 59,
    'tests/processes/replicas': 50,
    'tests/faults/provider': 43,
    'tests/contract/lists': 29,
    'sandbox/seed/another-county': 25,
    'tests/gateway/apollo': 21,
    'tools/src/admin': 17,
    'tests/partners/guide': 16,
    'tests/contract/recall-on-the-way': 12,
    'tests/partners/epcis': 7,
    'tests/clients/every-page': 174,
  },
  {
    'tests/journeys/seven': 373,
    'tests/permissions/roles': 81,
    'tests/backup/recall-drill': 50,
    'tests/gateway/differential': 43,
    'tools/src/trace-key': 31,
    'tests/contract/statements': 28,
    'tests/processes/documents-processes': 25,
    'subgraphs/payments/src/books/books': 19,
    'tests/contract/out-of-state': 18,
    'tests/plants/honest': 17,
    'subgraphs/trust/src/identity/sign-in-races': 12,
    'tests/processes/alarm': 4,
    'tests/clients/every-desk': 180,
  },
];

export const specOf = (name: string): string => `${name}.spec.ts`;

/** Whose turn it is at a moment, by the day in China, from 0. */
export const turnAt = (atMs: number): number => (Date.parse(chinaDate(atMs)) / DAY_MS) % TURNS.length;

/** The specs that wait while one turn is played. */
export const waitingFor = (turn: number): string[] =>
  TURNS.flatMap((specs, i) => (i === turn ? [] : Object.keys(specs).map(specOf)));
