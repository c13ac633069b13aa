import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { ANONYMOUS } from '@heitu/kit/rules/actor';
import type { TestSubgraph } from '@heitu/kit/serving/testing';
import { act, openRoom, otherSeller, rowCount, seller } from '../testing.fixture.ts';
import { traceEventInput, tracedLot } from './traced-lot.fixture.ts';

const TRACE = 'query($code: String!) { trace(code: $code) { verified eventCount } }';

describe('what a seller writes into a trace', () => {
  let room: TestSubgraph;
  let lotId: string;
  let code: string;
  beforeEach(async () => {
    room = await openRoom();
    ({ lotId, code } = await tracedLot(room));
  });
  afterEach(() => room.close());

  it('stays one unbroken chain when many write at once', async () => {
    await Promise.all(
      Array.from({ length: 12 }, () => act(room, seller, 'recordTraceEvent', traceEventInput(lotId), 'sequence')),
    );
    expect((await room.graph<any>(ANONYMOUS, TRACE, { code })).trace).toMatchObject({ verified: true, eventCount: 16 });
  });

  it.each([
    ['a time to come', { at: '2026-12-01T00:00:00Z' }, 'TIME_IN_FUTURE'],
    ['an unknown step', { bizStep: 'magic' }, 'INVALID_INPUT'],
    ['an impossible temperature', { temperatureCelsius: 500 }, 'INVALID_INPUT'],
    ['the correction of an event that is not there', { correctsSequence: 99 }, 'CORRECTED_EVENT_UNKNOWN'],
    ['too many inputs', { inputs: Array.from({ length: 21 }, () => ({ name: '肥' })) }, 'INVALID_INPUT'],
    ['an unknown lot', { lotId: 'nothing' }, 'NOT_FOUND'],
  ])('refuses %s and writes nothing', async (_what, more, code_) => {
    expect(await act(room, seller, 'recordTraceEvent', traceEventInput(lotId, more), 'sequence')).toMatchObject({
      code: code_,
    });
    expect(await act(room, otherSeller, 'recordTraceEvent', traceEventInput(lotId), 'sequence')).toMatchObject({
      code: 'NOT_FOUND',
    });
    expect(await rowCount(room, 'TraceEvent')).toBe(4);
  });

  it('corrects by a new event that names the wrong one', async () => {
    expect(
      await act(
        room,
        seller,
        'recordTraceEvent',
        traceEventInput(lotId, { correctsSequence: 3, note: '11月2日装袋' }),
        'sequence correctsSequence verified',
      ),
    ).toMatchObject({ sequence: 5, correctsSequence: 3, verified: true });
  });
});
