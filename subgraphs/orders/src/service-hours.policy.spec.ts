import { describe, expect, it } from '@jest/globals';
import { staffedHours } from './service-hours.policy.ts';

describe('the hours that a shop says it handles orders [7.5.v]', () => {
  it.each([
    ['周一至周日 8:00-18:00', 70],
    ['周一至周五 9:00—17:00', 40],
    ['工作日 9点到12点，13点到18点', 40],
    ['每天 7×24 小时', 168],
    ['全天候', 168],
    ['每天8:30-17:30', 63],
    ['周六到周日 8:00-12:00', 8],
    ['每月24日上午1小时', null],
    ['随时', null],
    ['有空就在', null],
  ])('%s: %s hours a week', (text, hours) => expect(staffedHours(text)).toBe(hours));
});
