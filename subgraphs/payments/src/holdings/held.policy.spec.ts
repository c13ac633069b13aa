import { describe, expect, it } from '@jest/globals';
import { whyHeld, type HeldOrder } from './held.policy.ts';

const order = (state: string, openAfterSales = 0) => ({ state, openAfterSales });
const held = (of: Partial<HeldOrder>): HeldOrder => ({ isRefunding: false, settlement: null, order: null, ...of });

describe('why money is held', () => {
  it.each([
    ['on-its-way', { order: order('paid') }],
    ['on-its-way', { order: order('in-transit') }],
    ['on-its-way', {}],
    ['window', { order: order('delivered') }],
    ['after-sale', { order: order('delivered', 1) }],
    ['coming-back', { order: order('coming-back') }],
    ['settling', { order: order('completed') }],
    ['settling', { order: order('lost') }],
    ['settling', { order: order('completed'), settlement: 'due' }],
    ['settling', { order: order('completed'), settlement: 'sharing' }],
    ['stuck', { order: order('completed'), settlement: 'failed', isRefunding: true }],
    ['refunding', { order: order('delivered', 1), isRefunding: true }],
    ['refunding', { order: order('completed'), settlement: 'due', isRefunding: true }],
    ['rest', { order: order('cancelled') }],
    ['rest', { order: order('completed'), settlement: 'settled' }],
  ] as const)('%s: %j', (why, of) => {
    expect(whyHeld(held(of))).toBe(why);
  });
});
