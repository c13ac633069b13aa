import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { say } from '../progress.ts';
import { endWithUs } from './children.ts';
import { hunt } from './hunt.ts';
import type { Verdict } from './lane.ts';

const LISTED = fileURLToPath(new URL('../../mutants.json', import.meta.url));
const KILLED_PERCENT_MIN = 90;
const SHOWN_MAX = 160;

/** A survivor that may live, and why: known by what it changes, not by its line, which moves. */
export interface Listed {
  file: string;
  was: string;
  becomes: string;
  why: string;
}
export interface Outcome {
  mutants: number;
  killed: number;
  /** Survivors and what no spec meets, of which so many are listed with a reason. */
  alive: number;
  listed: number;
  killedPercent: number;
  passed: boolean;
}

const isOf = (verdict: Verdict, { file, was, becomes }: Listed): boolean =>
  verdict.file === file && verdict.was === was && verdict.becomes === becomes;

/** Whether enough are killed, and each that is not has its reason. */
export function outcomeOf(verdicts: readonly Verdict[], list: readonly Listed[]): Outcome {
  const alive = verdicts.filter(({ state }) => state !== 'killed');
  const listed = alive.filter((verdict) => list.some((one) => isOf(verdict, one))).length;
  const killed = verdicts.length - alive.length;
  const killedPercent = verdicts.length === 0 ? 100 : Math.floor((killed * 1000) / verdicts.length) / 10;
  const passed = killedPercent >= KILLED_PERCENT_MIN && listed === alive.length;
  return { mutants: verdicts.length, killed, alive: alive.length, listed, killedPercent, passed };
}

const shortened = (text: string): string => (text.length > SHOWN_MAX ? `…${text.slice(-SHOWN_MAX)}` : text);

function report(verdicts: readonly Verdict[], list: readonly Listed[]): void {
  for (const [file, own] of Map.groupBy(verdicts, (verdict) => verdict.file)) {
    const count = (state: Verdict['state']): number => own.filter((verdict) => verdict.state === state).length;
    say(`${file}: ${count('killed')} killed, ${count('survived')} survived, ${count('no coverage')} no coverage`);
    for (const verdict of own.filter(({ state }) => state !== 'killed')) {
      const why = list.find((one) => isOf(verdict, one))?.why;
      say(`  ${verdict.line} ${verdict.state}, ${verdict.mutator}${why ? ` (listed: ${why})` : ''}`);
      say(`    - ${shortened(verdict.was)}\n    + ${shortened(verdict.becomes)}`);
    }
  }
}

/** Reasons for what is killed by now, or is no longer there: only where a whole room was asked. */
const outdated = (verdicts: readonly Verdict[], list: readonly Listed[], room: string): Listed[] =>
  list.filter(
    (one) =>
      one.file.startsWith(`subgraphs/${room}/`) &&
      !verdicts.some((verdict) => verdict.state !== 'killed' && isOf(verdict, one)),
  );

/** `./run mutants`: changes rules one by one, and asks a room's specs whether they notice. */
export async function mutants(
  [asked]: readonly string[],
  { only, spec, json }: { only?: string; spec?: string; json?: boolean },
): Promise<number> {
  const rooms = readdirSync('subgraphs').filter((room) => existsSync(`subgraphs/${room}/src`));
  if (asked && !rooms.includes(asked)) return (say(`there is no room ${asked}: ${rooms.join(', ')}`), 64);
  endWithUs();
  const list: Listed[] = JSON.parse(readFileSync(LISTED, 'utf8'));
  let passed = true;
  const outcomes: Record<string, Outcome & { seconds: number; verdicts: Verdict[] }> = {};
  for (const room of asked ? [asked] : rooms) {
    const began = performance.now();
    const verdicts = await hunt(room, only, spec);
    const seconds = Math.round((performance.now() - began) / 1000);
    report(verdicts, list);
    const outcome = outcomeOf(verdicts, list);
    const { mutants, killed, alive, listed, killedPercent } = outcome;
    say(`${room}: ${mutants} mutants, ${killed} killed (${killedPercent} %), ${alive} alive, ${listed} of them listed`);
    say(`${room}: ${seconds} s`);
    for (const one of only || spec ? [] : outdated(verdicts, list, room))
      say(`tools/mutants.json lists what does not survive: ${one.file}: ${one.was} -> ${one.becomes}`);
    outcomes[room] = { ...outcome, seconds, verdicts };
    passed &&= outcome.passed;
  }
  if (json) process.stdout.write(`${JSON.stringify(outcomes)}\n`);
  return passed ? 0 : 1;
}
