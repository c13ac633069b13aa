import Sequencer from '@jest/test-sequencer';

/**
 * What takes minutes begins first, so that no worker is left with it alone; jest knows how long a file took only where
 * it has run it before. What starts many processes stands between what runs in one: four of those at once, beside what
 * is built, keep each other waiting until something gives up.
 */
const MINUTES = [
  'tests/journeys/journey',
  'tests/simulation/',
  'tests/gateway/differential',
  'tests/permissions/denials',
  'tests/faults/faults',
  'tests/permissions/never',
  'tests/journeys/',
  'tests/contract/at-once',
  'tests/backup/',
  'tests/permissions/',
  'tests/contract/bad-input',
  'tests/processes/',
  'tests/gateway/',
  'tests/plants/',
  'tests/clients/every-desk',
  'tests/clients/admin-acts',
  'tests/clients/carrier-h5',
];
/** Keeps two cores busy by itself: beside the office's walk and its acts each takes three times as long. */
const LAST = 'tests/clients/every-page';
const rank = (path) =>
  path.includes(LAST)
    ? MINUTES.length + 1
    : (MINUTES.findIndex((part) => path.includes(part)) + MINUTES.length + 1) % (MINUTES.length + 1);

export default class LongestFirst extends Sequencer {
  sort(tests) {
    return tests.toSorted((a, b) => rank(a.path) - rank(b.path));
  }
}
