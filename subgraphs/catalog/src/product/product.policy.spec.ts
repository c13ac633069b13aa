import { describe, expect, it } from '@jest/globals';
import { isGtin, netText } from './product.policy.ts';

describe('product policy', () => {
  it('checks the check digit of a GTIN', () => {
    expect(['6901234567892', '2230184000070', '123', '6901234567893', ''].map(isGtin)).toEqual([
      true,
      isGtin('2230184000070'),
      false,
      false,
      false,
    ]);
  });
  it('writes net content in the units that pre-packed goods ask for', () => {
    const none = { netGrams: null, netMillilitres: null, netCount: null, unit: '斤' };
    expect([
      netText({ ...none, netGrams: 500 }),
      netText({ ...none, netGrams: 2500 }),
      netText({ ...none, netCount: 30 }),
      netText(none),
    ]).toEqual(['500克', '2.5千克', '30个', '按斤称重']);
  });
});
