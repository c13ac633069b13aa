import { describe, expect, it } from '@jest/globals';
import { account } from '@heitu/kit/serving/testing';
import { covenantParties, lastPeriod, median, returnPeriod, staffedMinutes } from './disclosure.policy.ts';

const at = (day: string) => Date.parse(`${day}T00:00:00+08:00`);

describe('the middle of some durations', () => {
  it('is the one in the middle, or between the two', () => {
    expect(median([])).toBeNull();
    expect(median([7])).toBe(7);
    expect(median([30, 1, 10])).toBe(10);
    expect(median([30, 1, 10, 20])).toBe(15);
    expect(median([2, 10])).toBe(6);
  });
});

describe('who is on duty [6.6.b]', () => {
  const shift = (weekday: number, startsMinute: number, endsMinute: number) => ({ weekday, startsMinute, endsMinute });
  it('is counted by the minutes in which somebody is there, day by day', () => {
    expect(staffedMinutes([])).toBe(0);
    expect(staffedMinutes([shift(1, 480, 720), shift(2, 480, 720)])).toBe(480);
    expect(staffedMinutes([shift(1, 600, 900), shift(1, 480, 720)])).toBe(420);
    expect(staffedMinutes([shift(1, 480, 720), shift(1, 500, 600), shift(1, 720, 730)])).toBe(250);
    expect(staffedMinutes([shift(1, 480, 900), shift(1, 500, 600), shift(1, 700, 960)])).toBe(480);
  });
});

describe('the returns that are owed [6.1.f]', () => {
  it('are of a month, half a year or a quarter, due by the end of the month after', () => {
    const period = (from: string, to: string, due: string) => ({ fromMs: at(from), toMs: at(to), dueAtMs: at(due) });
    expect(returnPeriod('trade-month', '2026-11')).toEqual(period('2026-11-01', '2026-12-01', '2027-01-01'));
    expect(returnPeriod('trade-month', '2026-12')).toEqual(period('2026-12-01', '2027-01-01', '2027-02-01'));
    expect(returnPeriod('trade-month', '2028-01')).toEqual(period('2028-01-01', '2028-02-01', '2028-03-01'));
    expect(returnPeriod('identity-half-year', '2026-H1')).toEqual(period('2026-01-01', '2026-07-01', '2026-08-01'));
    expect(returnPeriod('identity-half-year', '2026-H2')).toEqual(period('2026-07-01', '2027-01-01', '2027-02-01'));
    expect(returnPeriod('income-quarter', '2026-Q4')).toEqual(period('2026-10-01', '2027-01-01', '2027-02-01'));
    // Thirty days has April: 31 days after the quarter would be a day late.
    expect(returnPeriod('income-quarter', '2026-Q1')).toEqual(period('2026-01-01', '2026-04-01', '2026-05-01'));
  });
  it('are of no other period', () => {
    for (const text of ['2026-00', '2026-13', '2026-1', '2026-H1', '1926-11', 'x2026-11', '2026-111'])
      expect([text, returnPeriod('trade-month', text)]).toEqual([text, null]);
    for (const text of ['2026-H3', '2026-H0', '2026-01']) expect(returnPeriod('identity-half-year', text)).toBeNull();
    for (const text of ['2026-Q5', '2026-Q0', '2026-Q11']) expect(returnPeriod('income-quarter', text)).toBeNull();
  });
  it('are made of the newest period that is over', () => {
    const last = (day: string) =>
      (['trade-month', 'income-quarter', 'identity-half-year'] as const).map((kind) => lastPeriod(kind, at(day)));
    expect(last('2026-11-25')).toEqual(['2026-10', '2026-Q3', '2026-H1']);
    expect(last('2027-01-01')).toEqual(['2026-12', '2026-Q4', '2026-H2']);
    expect(last('2026-07-01')).toEqual(['2026-06', '2026-Q2', '2026-H1']);
    expect(last('2026-06-30')).toEqual(['2026-05', '2026-Q1', '2025-H2']);
    expect(last('2026-03-31')).toEqual(['2026-02', '2025-Q4', '2025-H2']);
    expect(last('2026-04-01')).toEqual(['2026-03', '2026-Q1', '2025-H2']);
    expect(lastPeriod('trade-month', at('2026-12-01') - 1)).toBe('2026-10');
  });
});

it('lets into the covenant a seller’s owner, a carrier’s desk and a station’s agent [12.2.end]', () => {
  const parties = (role: string) => covenantParties(account('a', { role, partyId: 'p' }));
  expect(['seller-owner', 'carrier-manager', 'station-agent'].flatMap(parties)).toEqual(['p', 'p', 'p']);
  expect(['seller-staff', 'courier', 'consumer'].flatMap(parties)).toEqual([]);
});
