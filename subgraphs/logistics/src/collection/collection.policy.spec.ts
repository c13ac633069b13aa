import { expect, it } from '@jest/globals';
import { missingBefore, type CollectionColumn } from './collection.policy.ts';

const DONE = {
  appointedAtMs: 1,
  identityCheckedAtMs: 2,
  settledAtMs: 3,
  inspectedAtMs: 4,
  recordedAtMs: 5,
  courierSignedAtMs: 6,
};
const missing = (done: object, column: CollectionColumn) => missingBefore(done, column).map((row) => row.column);

it('asks for every earlier step of the six; the halves of one may come in any order [8.6.ch]', () => {
  expect(missing({}, 'appointedAtMs')).toEqual([]);
  expect(missing({}, 'identityCheckedAtMs')).toEqual(['appointedAtMs']);
  expect(missing({ appointedAtMs: 1 }, 'settledAtMs')).toEqual([]);
  expect(missing({ appointedAtMs: 1, settledAtMs: null }, 'inspectedAtMs')).toEqual([
    'identityCheckedAtMs',
    'settledAtMs',
  ]);
  expect(missing(DONE, 'consumerSignedAtMs')).toEqual([]);
  expect(missing(DONE, 'takenAtMs')).toEqual(['consumerSignedAtMs']);
});
