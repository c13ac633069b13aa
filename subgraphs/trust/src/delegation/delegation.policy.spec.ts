import { expect, it } from '@jest/globals';
import { shownState, delegationParts } from './delegation.lifecycle.ts';
import { activeKey, ASK_LIFETIME_MS, endOfLastDay } from './delegation.policy.ts';

const NOW_MS = Date.parse('2026-11-25T02:00:00Z');
const end = (day: string) => Date.parse(`${day}T24:00:00+08:00`);

it('is given for today at least and 183 days at most, to the end of the day [11.5.de]', () => {
  expect(endOfLastDay('2026-11-24', NOW_MS)).toBeNull();
  expect(endOfLastDay('2026-11-25', NOW_MS)).toBe(end('2026-11-25'));
  expect(endOfLastDay('2027-05-27', NOW_MS)).toBe(end('2027-05-27'));
  expect(endOfLastDay('2027-05-28', NOW_MS)).toBeNull();
  // The day is over at midnight in China.
  expect(endOfLastDay('2026-11-25', end('2026-11-25') - 1)).toBe(end('2026-11-25'));
  expect(endOfLastDay('2026-11-25', end('2026-11-25'))).toBeNull();
});
it('has ended for everybody in the moment that it ends, whatever its row says', () => {
  const row = { askedAtMs: NOW_MS, untilMs: NOW_MS + 100 };
  const shown = (state: 'asked' | 'active', nowMs: number) => shownState({ ...row, state }, nowMs);
  expect([shown('active', NOW_MS + 99), shown('active', NOW_MS + 100)]).toEqual(['active', 'ended']);
  expect([shown('asked', NOW_MS + ASK_LIFETIME_MS - 1), shown('asked', NOW_MS + ASK_LIFETIME_MS)]).toEqual([
    'asked',
    'ended',
  ]);
});
it('gives an owner ten minutes to read out the code', () => expect(ASK_LIFETIME_MS).toBe(600_000));
it('is one of an owner and an agent', () => {
  const row = { delegatorId: 'owner', agentId: 'agent' };
  expect(['owner', 'agent', 'other'].map((id) => delegationParts(row, id))).toEqual([['owner'], ['agent'], []]);
  expect(activeKey({ partyId: 'p', agentId: 'a' })).toBe('p a');
});
