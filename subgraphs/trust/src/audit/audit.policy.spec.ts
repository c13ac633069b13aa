import { describe, expect, it } from '@jest/globals';
import { DAY_MS, MINUTE_MS } from '@heitu/kit/rules/clock';
import { EVENT_AGE_MAX_MS } from '@heitu/kit/data/housekeeping';
import {
  anchorText,
  AUDIT_KEEP_MS,
  SEAL_LAG_MAX_MS,
  batchText,
  CHAIN_START,
  CLOCK_SKEW_MAX_MS,
  commitmentOf,
  COMMITTED_COLUMNS,
  checkLinks,
  ENTRY_LATE_MAX_MS,
  linkHash,
  missingLinks,
  type EntryContent,
  type Seal,
} from './chain.policy.ts';
import { fieldTitle, listedRoles, operationTitle, rolesTold } from './look.policy.ts';

const NOW_MS = Date.parse('2026-11-25T02:00:00Z');
const entryAt = (id: string, atMs = NOW_MS): EntryContent => ({
  ...(Object.fromEntries(COMMITTED_COLUMNS.map((name) => [name, `${name} of ${id}`])) as EntryContent),
  id,
  atMs,
});
/** A chain of these entries, each sealed at its moment. */
function chained(entries: readonly EntryContent[], sealedAtMs: readonly number[] = entries.map(() => NOW_MS)): Seal[] {
  let { hash } = CHAIN_START;
  return entries.map((entry, index) => {
    const seal = {
      sequence: index + 1,
      entryId: String(entry.id),
      commitment: commitmentOf(entry),
      sealedAtMs: sealedAtMs[index] ?? NOW_MS,
    };
    hash = linkHash(hash, seal);
    return { ...seal, hash };
  });
}
const START = { ...CHAIN_START, sealedAtMs: NOW_MS };
const problemsOf = (seals: readonly Seal[], entries: readonly EntryContent[], limits: object = {}, start = START) =>
  checkLinks(start, seals, (id) => entries.find((entry) => entry.id === id), {
    forgottenTo: 0,
    nowMs: NOW_MS,
    ...limits,
  }).problems.map(({ sequence, kind }) => [sequence, kind]);

describe('the audit chain [11.5.df]', () => {
  const entries = ['a', 'b', 'c', 'd'].map((id) => entryAt(id));
  const seals = chained(entries);

  it('is whole where every entry is as it was sealed, and says where it ends', () => {
    expect(problemsOf(seals, entries)).toEqual([]);
    const { last } = checkLinks(START, seals, (id) => entries.find((entry) => entry.id === id), {
      forgottenTo: 0,
      nowMs: NOW_MS,
    });
    expect(last).toEqual({ sequence: 4, hash: seals[3]?.hash, sealedAtMs: NOW_MS });
  });
  it('covers every column of an entry, and nothing of the order they come in', () => {
    const [entry] = entries as [EntryContent];
    for (const column of COMMITTED_COLUMNS) {
      expect([column, commitmentOf({ ...entry, [column]: 'altered' })]).not.toEqual([column, commitmentOf(entry)]);
    }
    expect(COMMITTED_COLUMNS.toSorted()).toEqual(
      'actorId actorKind atMs clause code delegationId delegatorId id kind operation origin outcome parties reads requestId roles salt sender sessionId subject'.split(
        ' ',
      ),
    );
  });
  it('names what was altered, what is gone, and what does not follow', () => {
    const altered = entries.map((entry) => (entry.id === 'b' ? { ...entry, reads: 'nothing' } : entry));
    expect(problemsOf(seals, altered)).toEqual([[2, 'altered']]);
    expect(
      problemsOf(
        seals,
        entries.filter(({ id }) => id !== 'b'),
      ),
    ).toEqual([[2, 'dropped']]);
    const [a, b, c, d] = seals as [Seal, Seal, Seal, Seal];
    expect(problemsOf([a, c, d], entries)).toEqual([[2, 'dropped']]);
    expect(problemsOf([a, d], entries)).toEqual([
      [2, 'dropped'],
      [3, 'dropped'],
    ]);
    expect(problemsOf([a, { ...b, hash: 'x' }, c, d], entries)).toEqual([
      [2, 'reordered'],
      [3, 'reordered'],
    ]);
    expect(problemsOf([b, c, d], entries, {}, { ...START, hash: 'x', sequence: 1 })).toEqual([[2, 'reordered']]);
  });
  it('does not miss content that was deleted by the rules, and not a link more', () => {
    const left = entries.slice(2);
    expect(problemsOf(seals, left, { forgottenTo: 2 })).toEqual([]);
    expect(problemsOf(seals, left, { forgottenTo: 1 })).toEqual([[2, 'dropped']]);
  });
  it('takes no time that cannot be: a minute is what clocks may differ', () => {
    const dated = (atMs: number, ...sealedAtMs: number[]) => {
      const dates = sealedAtMs.map((_, index) => entryAt(`e${index}`, atMs));
      return problemsOf(chained(dates, sealedAtMs), dates);
    };
    const SKEW_MS = CLOCK_SKEW_MAX_MS;
    expect(SKEW_MS).toBe(MINUTE_MS);
    expect(dated(NOW_MS, NOW_MS + SKEW_MS)).toEqual([]);
    expect(dated(NOW_MS, NOW_MS + SKEW_MS + 1)).toEqual([[1, 'dated']]);
    // Before the one before it.
    expect(dated(NOW_MS - SKEW_MS, NOW_MS, NOW_MS - SKEW_MS)).toEqual([]);
    expect(dated(NOW_MS - SKEW_MS - 1, NOW_MS, NOW_MS - SKEW_MS - 1)).toEqual([[2, 'dated']]);
    // An act after its own seal, or long before it.
    expect(dated(NOW_MS + SKEW_MS, NOW_MS)).toEqual([]);
    expect(dated(NOW_MS + SKEW_MS + 1, NOW_MS)).toEqual([[1, 'dated']]);
    expect(dated(NOW_MS - ENTRY_LATE_MAX_MS, NOW_MS)).toEqual([]);
    expect(dated(NOW_MS - ENTRY_LATE_MAX_MS - 1, NOW_MS)).toEqual([[1, 'dated']]);
    expect(ENTRY_LATE_MAX_MS % DAY_MS).toBe(10 * MINUTE_MS);
  });
  it('asks no time of what is altered already, and none of what does not follow', () => {
    const late = entryAt('a', NOW_MS - 2 * ENTRY_LATE_MAX_MS);
    const [seal] = chained([late]) as [Seal];
    expect(problemsOf([seal], [{ ...late, code: 'altered' }])).toEqual([[1, 'altered']]);
    expect(problemsOf([{ ...seal, hash: 'x' }], [late])).toEqual([[1, 'reordered']]);
    expect(problemsOf([seal], [late])).toEqual([[1, 'dated']]);
  });
  it('names a hundred missing links one by one, and the rest together', () => {
    const named = (first: number, last: number, kind: 'dropped' | 'truncated' = 'dropped') =>
      missingLinks(first, last, kind);
    expect(named(3, 4).map(({ sequence }) => sequence)).toEqual([3, 4]);
    expect(named(1, 100)).toHaveLength(100);
    expect(named(5, 105)).toHaveLength(101);
    expect(named(5, 205).at(-1)).toMatchObject({ sequence: 105, text: '第105到第205条也一样' });
    expect(named(3, 3)[0]?.text).toBe('第3条的链环不见了');
    expect(named(3, 3, 'truncated')[0]?.text).toBe('第3条被截断');
  });
  it('keeps content for three years, and an entry unsealed for ten minutes at most', () => {
    expect([AUDIT_KEEP_MS / DAY_MS, SEAL_LAG_MAX_MS / MINUTE_MS]).toEqual([1095, 10]);
    expect(ENTRY_LATE_MAX_MS).toBe(EVENT_AGE_MAX_MS + 10 * MINUTE_MS);
  });
  it('signs a head and a batch with all that they say', () => {
    expect(anchorText({ on: '2026-11-25', sequence: 7, hash: 'h', atMs: 9 })).toBe(
      'heitu audit head\n2026-11-25\n7\nh\n9',
    );
    expect(batchText({ first: 1, last: 7, hash: 'h', sealedAtMs: 9 })).toBe('heitu audit batch\n1\n7\nh\n9');
  });
});

describe('who looked at a person’s data, in words [10.4]', () => {
  it('what it was for: by what was done, else by who asked', () => {
    expect(operationTitle('shipOrder', 'orders')).toBe('发货');
    expect(operationTitle('catalogCopy', 'trust')).toBe('按您的要求复制个人信息');
    expect(operationTitle('unheard-of', 'logistics')).toBe('配送和交接');
    expect(operationTitle('unheard-of', 'nobody')).toBe('办理业务');
  });
  it('what was looked at: each part that has a word', () => {
    expect(fieldTitle('recipient.phone')).toBe('收货人信息的电话');
    expect(fieldTitle('unheard.phone')).toBe('电话');
    expect(fieldTitle('unheard.of')).toBe('其他个人信息');
  });
  it('in which roles: a consumer is only said of those who are nothing else', () => {
    expect(listedRoles('consumer,mediator,system,')).toEqual(['consumer', 'mediator']);
    expect(rolesTold('consumer,mediator')).toEqual(['mediator']);
    expect(rolesTold('mediator,finance')).toEqual(['mediator', 'finance']);
    expect(rolesTold('consumer')).toEqual(['consumer']);
    expect(rolesTold('')).toEqual([]);
  });
});
