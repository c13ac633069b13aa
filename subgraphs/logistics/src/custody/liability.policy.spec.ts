import { describe, expect, it } from '@jest/globals';
import { claimedBy, proposeShares, type Held, type LiabilityFacts } from './liability.policy.ts';

const held = (more: Partial<Held> = {}): Held => ({
  part: 'carrier',
  partyId: 'C',
  fromMs: 0,
  toMs: 60_000,
  minutesOut: 0,
  worstCelsius: null,
  isWatched: true,
  ...more,
});
const STATION = { part: 'station', partyId: 'T' } as const;
const facts = (more: Partial<LiabilityFacts> = {}): LiabilityFacts => ({
  cause: 'temperature',
  sellerPartyId: 'S',
  held: [held()],
  isInsideOnly: false,
  ...more,
});
const bears = (of: LiabilityFacts, carrierPermille?: number) => {
  const term =
    carrierPermille === undefined ? undefined : { cause: of.cause, carrierPermille, clause: '8.5.1.bs' as const };
  const proposal = proposeShares(of, term);
  return (
    proposal && [
      proposal.rule,
      proposal.clause,
      proposal.shares.map((one) => `${one.partyId} ${one.permille}`).join(', '),
    ]
  );
};

describe('who is proposed to bear what became of goods on their way', () => {
  it.each([
    [
      'warm while the carrier had them [8.4.3.bo]',
      facts({ held: [held({ minutesOut: 12 })] }),
      ['out-of-range', '8.4.3.bo', 'C 1000, S 0'],
    ],
    [
      'warm with two, by the minutes and to the last thousandth [8.4.3.bo]',
      facts({ held: [held({ minutesOut: 20 }), held({ ...STATION, minutesOut: 10 })] }),
      ['out-of-range', '8.4.3.bo', 'C 667, T 333, S 0'],
    ],
    [
      'warm with the carrier twice, and with nobody else',
      facts({ held: [held({ minutesOut: 5 }), held(STATION), held({ minutesOut: 7 })] }),
      ['out-of-range', '8.4.3.bo', 'C 1000, S 0'],
    ],
    [
      'refused as warm where no thermometer reported [8.4.3.bp]',
      facts({ held: [held({ isWatched: false })] }),
      ['unwatched', '8.4.3.bp', 'C 1000, S 0'],
    ],
    ['refused as warm, and the cold was kept all the way [8.4.2.bh]', facts(), ['kept-cold', '8.4.2.bh', 'S 1000']],
    [
      'damaged after both signed that it was whole [8.4.3.bm]',
      facts({ cause: 'damage' }),
      ['after-signing', '8.4.3.bm', 'C 1000, S 0'],
    ],
    [
      'short, and the station had them last [8.4.3.bm]',
      facts({ cause: 'shortage', held: [held(), held(STATION)] }),
      ['after-signing', '8.4.3.bm', 'T 1000, S 0'],
    ],
    [
      'damaged inside a whole packaging [8.5.4.3.cg]',
      facts({ cause: 'damage', isInsideOnly: true }),
      ['inside-only', '8.5.4.3.cg', 'S 1000'],
    ],
    [
      'it came late, and the carrier had it when it was due [8.5.3.by]',
      facts({ cause: 'late', due: { deliverByMs: 50, fetchByMs: 60 } }),
      ['late', '8.5.3.by', 'C 1000, S 0'],
    ],
    [
      'the station had it when it was due',
      facts({
        cause: 'late',
        held: [held(), held({ ...STATION, fromMs: 50 })],
        due: { deliverByMs: 50, fetchByMs: 9 },
      }),
      ['late', '8.5.3.by', 'T 1000, S 0'],
    ],
    [
      'its seller had it ready too late',
      facts({ cause: 'late', held: [held({ fromMs: 90 })], due: { deliverByMs: 50, fetchByMs: 51 } }),
      ['late', '8.5.3.by', 'S 1000'],
    ],
    [
      'it was ready in time, and the carrier fetched it too late',
      facts({ cause: 'late', held: [held({ fromMs: 90 })], due: { deliverByMs: 50, fetchByMs: 50 } }),
      ['late', '8.5.3.by', 'C 1000, S 0'],
    ],
    ['nobody but the seller had them', facts({ held: [] }), null],
  ])('%s', (_case, of, meant) => expect(bears(of)).toEqual(meant));

  it("the contract may leave a part of the carrier's with the seller", () => {
    expect(bears(facts({ cause: 'damage' }), 800)).toEqual(['after-signing', '8.5.1.bs', 'C 800, S 200']);
    const both = facts({ held: [held({ minutesOut: 20 }), held({ ...STATION, minutesOut: 10 })] });
    expect(bears(both, 500)).toEqual(['out-of-range', '8.5.1.bs', 'C 333, T 333, S 334']);
    // Where the carrier bears nothing, its contract says nothing.
    expect(bears(facts(), 800)).toEqual(['kept-cold', '8.4.2.bh', 'S 1000']);
  });
  it('is asked for what is done on the way, not for what was bought', () => {
    expect([claimedBy('damaged'), claimedBy('short'), claimedBy('temperature'), claimedBy('late')]).toEqual([
      'damage',
      'shortage',
      'temperature',
      'late',
    ]);
    expect([claimedBy('quality'), claimedBy('changed-mind'), claimedBy('wrong-goods')]).toEqual([null, null, null]);
  });
});
