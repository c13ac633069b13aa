import Sequencer from '@jest/test-sequencer';

/**
 * What takes minutes begins first, so that no worker is left with it alone; jest knows how long a file took only where
 * it has run it before.
 */
const MINUTES = [
  'tests/gateway/differential',
  'tests/faults/faults',
  'tests/journeys/',
  'tests/simulation/',
  'tests/backup/',
  'tests/permissions/',
  'tests/contract/at-once',
  'tests/contract/bad-input',
  'tests/processes/',
  'tests/gateway/',
  'tests/clients/every-',
  'tests/clients/admin-',
  'tests/clients/carrier-h5',
];
const rank = (path) => (MINUTES.findIndex((part) => path.includes(part)) + MINUTES.length + 1) % (MINUTES.length + 1);

export default class LongestFirst extends Sequencer {
  sort(tests) {
    return tests.toSorted((a, b) => rank(a.path) - rank(b.path));
  }
}
