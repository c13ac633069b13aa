import { describe, expect, it } from '@jest/globals';
import { codeNow } from '../../miniprogram/src/courier/ui/code-now.ts';

const UNTIL = Date.parse('2026-11-30T08:02:00Z');
const codes = { code: '000000', validUntilAt: '2026-11-30T08:02:00.000Z', ahead: ['111111', '222222'] };

describe('the courier’s code where there is no network', () => {
  it.each([
    [UNTIL - 60_000, '000000', UNTIL],
    [UNTIL, '111111', UNTIL + 120_000],
    [UNTIL + 119_999, '111111', UNTIL + 120_000],
    [UNTIL + 120_000, '222222', UNTIL + 240_000],
  ])('at %d is %s', (nowMs, code, untilMs) => expect(codeNow(codes, nowMs)).toEqual({ code, untilMs }));
  it('is none once they have run out', () => expect(codeNow(codes, UNTIL + 240_000)).toBeNull());
});
