import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';
import { areaOf } from './areas.ts';
import { Child, type Answer, type Task } from './children.ts';
import { instrument } from './instrument.ts';
import type { Verdict } from './lane.ts';
import { outcomeOf } from './mutants.ts';

const directory = mkdtempSync(path.join(tmpdir(), 'mutants-'));
afterAll(() => rmSync(directory, { recursive: true }));

const madeOf = async (file: string) =>
  (await instrument([file], directory)).map(({ mutator, was, becomes }) => [mutator, was, becomes] as const);

describe('what is changed in rules', () => {
  it('rounds the odd fen of a fee to the other side, behind a switch of its own', async () => {
    const roundedIn = async (file: string) => (await madeOf(file)).filter(([mutator]) => mutator === 'Rounding');
    expect(await roundedIn('subgraphs/payments/src/share/share.policy.ts')).toContainEqual([
      'Rounding',
      "Math.floor((Math.max(feeOn === 'goods' ? baseFen - deliveryFen : baseFen, 0) * permille) / 1000)",
      "Math.ceil(Math.max(feeOn === 'goods' ? baseFen - deliveryFen : baseFen, 0) * permille / 1000)",
    ]);
    const file = 'subgraphs/payments/src/settlement/settlement.policy.ts';
    expect(await roundedIn(file)).toEqual([
      ['Rounding', 'Math.ceil((keptFen * feeBasisPoints) / 10_000)', 'Math.floor(keptFen * feeBasisPoints / 10_000)'],
      [
        'Rounding',
        'Math.floor((splittableFen * Math.min(sharedPercentMax, SHARED_PERCENT_MAX)) / 100)',
        'Math.ceil(splittableFen * Math.min(sharedPercentMax, SHARED_PERCENT_MAX) / 100)',
      ],
    ]);
    expect(readFileSync(path.join(directory, file), 'utf8')).toMatch(/stryMutAct_9fa48\("0-\d+"\) \? Math\.ceil\(/);
  });
  it('opens a root of the audit trail to everybody who is signed in', async () => {
    expect(await madeOf('subgraphs/trust/src/permissions.ts')).toContainEqual([
      'Opened',
      'overseers',
      'permit.signedIn',
    ]);
  });
  it('leaves out the condition that keeps withdrawn papers from counting, and the one that says whose they are', async () => {
    const made = await madeOf('subgraphs/sellers/src/filing/submit-filing.ts');
    const query = "tx.rows.selectFrom('Document').select(['type', 'validFrom', 'validUntil'])";
    expect(made.filter(([mutator]) => mutator === 'WithoutCondition').map(([, , becomes]) => becomes)).toEqual([
      `${query}.where('partyId', '=', partyId)`,
      query,
    ]);
  });
  it('touches no words, no specs, and nothing that types hold already', async () => {
    expect(areaOf('subgraphs/orders/src/orders.spec.ts')).toBeNull();
    const made = await madeOf('subgraphs/payments/src/settlement/settlement.lifecycle.ts');
    expect(made.length).toBeGreaterThan(5);
    expect(made.filter(([, was]) => was === 'true' || /[一-鿿]/.test(was) || was === "['system']")).toEqual([]);
  });
});

describe('when it is enough', () => {
  const verdict = (state: Verdict['state'], line: number): Verdict => ({
    id: `0-${line}`,
    file: 'a.policy.ts',
    line,
    mutator: 'EqualityOperator',
    was: `a < ${line}`,
    becomes: `a <= ${line}`,
    state,
  });
  const killed = Array.from({ length: 9 }, (_, line) => verdict('killed', line));
  const listed = { file: 'a.policy.ts', was: 'a < 9', becomes: 'a <= 9', why: 'nine never comes' };

  it('asks for nine of ten, and a reason for the tenth', () => {
    const verdicts = [...killed, verdict('survived', 9)];
    expect(outcomeOf(verdicts, [listed])).toEqual({
      mutants: 10,
      killed: 9,
      alive: 1,
      listed: 1,
      killedPercent: 90,
      passed: true,
    });
    expect(outcomeOf(verdicts, [{ ...listed, becomes: 'true' }])).toMatchObject({ listed: 0, passed: false });
  });
  it('does not take reasons for tests: what is listed is alive', () => {
    const verdicts = [...killed.slice(1), verdict('no coverage', 9)];
    expect(outcomeOf(verdicts, [listed])).toMatchObject({ killedPercent: 88.8, listed: 1, passed: false });
  });
});

describe('a process that has grown too far', () => {
  const [first, second] = ['kit/src/rules/checked.spec.ts', 'kit/src/rules/holidays.spec.ts'] as const;
  const asked = [
    { spec: first, tests: null },
    { spec: second, tests: null },
  ];
  const withinMs = 60_000;
  const inProcess = async <T>(grownBytes: number | undefined, work: (child: Child) => Promise<T>): Promise<T> => {
    const child = new Child(directory, grownBytes);
    try {
      return await work(child);
    } finally {
      child.stop();
    }
  };

  it('runs one file and says what is left; one that has not runs all, and so does a second look at it', async () => {
    const left = await inProcess(1, (child) => child.run({ mutant: '0-0', asked, withinMs }));
    expect(left).toEqual({ found: null, rest: [asked[1]] });
    const all = await inProcess(undefined, (child) => child.run({ mutant: '0-0', asked, withinMs }));
    expect(all).toEqual({ found: null });
    const looked = await inProcess(1, (child) => child.run({ mutant: 'none', asked, withinMs }));
    expect(looked).toEqual({ found: null });
  });

  it('leaves the tests of a file to others, each of which runs one at least: all of them are met', async () => {
    const whole = await inProcess(undefined, (child) => child.run({ mutant: null, asked: asked.slice(1), withinMs }));
    const tests = whole?.coverage?.alone.length ?? 0;
    expect(tests).toBeGreaterThan(1);
    const alone = [];
    for (let from: number | undefined = 0, runs = 0; from !== undefined; runs++) {
      expect(runs).toBeLessThan(tests);
      const task: Task = { mutant: null, asked: asked.slice(1), withinMs, from };
      const answer: Answer | null = await inProcess(1, (child) => child.run(task));
      alone.push(...(answer?.coverage?.alone ?? []));
      from = answer?.coverage?.next;
    }
    expect(alone).toEqual(whole?.coverage?.alone);
  });
});
