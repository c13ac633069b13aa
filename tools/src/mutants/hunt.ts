import { globSync, readFileSync, rmSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import path from 'node:path';
import { progressBar, say } from '../progress.ts';
import { areaOf } from './areas.ts';
import { Child, eachOf, type Answer, type Asked, type Coverage, type Task } from './children.ts';
import { instrument, type Mutant } from './instrument.ts';
import { Lane, type Question, type Verdict } from './lane.ts';

/** So many processes at once, whatever the machine has: each may hold a gigabyte (children.ts). */
const AT_ONCE_MAX = 2;
const AT_ONCE = Math.min(AT_ONCE_MAX, availableParallelism());
/** A spec file under a mutant that takes so many times its own time, and this more, hangs. */
const PATIENCE = 6;
const START_MS = 30_000;
const SPEC_MS = 600_000;

/** What a spec file meets, and how long it takes. */
interface Met extends Coverage {
  spec: string;
  ms: number;
}

/**
 * Every mutant of a room, or of its files whose path `only` matches, and which of its specs, or of those whose path
 * `spec` matches, kills it.
 */
export async function hunt(room: string, only = '', spec = ''): Promise<Verdict[]> {
  const source = `subgraphs/${room}/src`;
  const directory = `node_modules/.cache/mutants/${room}-${process.pid}`;
  const files = globSync(`${source}/**/*.ts`).filter((file) => areaOf(file) && new RegExp(only).test(file));
  const mutants = await instrument(files.sort(), directory);
  say(`${room}: ${mutants.length} mutants in ${new Set(mutants.map(({ file }) => file)).size} files`);
  if (mutants.length === 0) return [];
  try {
    const met = await meet(specsOf(source, spec), directory);
    return await judgeAll(room, mutants, met, directory);
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}

/** On SQLite: what needs a MariaDB tries locks, and takes long. */
const specsOf = (source: string, part: string): string[] =>
  globSync(`${source}/**/*.spec.ts`).filter(
    (spec) => new RegExp(part).test(spec) && !/freshDatabase|TEST_DATABASE_URL/.test(readFileSync(spec, 'utf8')),
  );

/**
 * Every spec file once, each in a process of its own, without a mutant: it tells what it meets; one that fails kills
 * nothing.
 */
async function meet(specs: readonly string[], directory: string): Promise<Met[]> {
  const met: Met[] = [];
  const bar = progressBar('which spec meets which mutant', specs.length);
  await eachOf(specs, AT_ONCE, async (spec) => {
    const began = performance.now();
    const answer = await meetWhole(spec, directory);
    // Fewer specs can only let more survive.
    if (!answer || answer.found) return say(`left out: ${spec} fails: ${answer?.found?.failure ?? 'it hangs'}`);
    if (answer.coverage) met.push({ spec, ms: performance.now() - began, ...answer.coverage });
    bar(met.length);
  });
  if (met.length === 0) throw new Error('no spec is green without a mutant');
  return met;
}

/** All of its tests, in as many processes as that takes. */
async function meetWhole(spec: string, directory: string): Promise<Answer | null> {
  let whole: Answer | null = null;
  for (let from: number | undefined = 0; from !== undefined;) {
    const child = new Child(directory);
    const answer: Answer | null = await child.run({
      mutant: null,
      asked: [{ spec, tests: null }],
      withinMs: SPEC_MS,
      from,
    });
    child.stop();
    if (!answer?.coverage) return answer;
    const { next, ...coverage } = answer.coverage;
    const before: Coverage['alone'] = whole?.coverage?.alone ?? [];
    whole = { found: null, coverage: { ...coverage, alone: [...before, ...coverage.alone] } };
    from = next;
  }
  return whole;
}

async function judgeAll(room: string, mutants: readonly Mutant[], met: readonly Met[], directory: string) {
  const bar = progressBar(`${room}: mutants`, mutants.length);
  const verdicts = new Map<string, Verdict>();
  const lanes = Array.from({ length: AT_ONCE }, () => new Lane(directory));
  await eachOf(mutants, lanes.length, async (mutant, lane) => {
    const question = questionOf(mutant, met);
    const verdict = (question && (await lanes[lane]?.judge(mutant, question))) ?? { ...mutant, state: 'no coverage' };
    verdicts.set(mutant.id, verdict);
    if (verdict.state !== 'killed') say(`${mutant.file}:${mutant.line} ${verdict.state}: ${mutant.becomes}`);
    bar(verdicts.size);
  });
  for (const lane of lanes) await lane.end();
  return [...verdicts.values()].sort((a, b) => a.file.localeCompare(b.file) || a.line - b.line);
}

/** The tests that meet a mutant, of the nearest spec first. */
function questionOf(mutant: Mutant, met: readonly Met[]): Question | null {
  const near = met.toSorted((a, b) => nearness(b.spec, mutant) - nearness(a.spec, mutant) || a.ms - b.ms);
  const kept = near.flatMap((one) => askedOf(mutant, one));
  const readOnce = near.filter((one) => isReadOnce(mutant, one));
  const isBuiltOnce = readOnce.some(({ inLoading }) => !inLoading.includes(mutant.id));
  const fresh = readOnce.length > 0 ? near.filter((one) => meets(mutant, one)) : [];
  if (kept.length === 0 && fresh.length === 0) return null;
  const taskOf = (asked: readonly Asked[]): Task | null => {
    const ms = met.reduce((sum, one) => sum + (asked.some(({ spec }) => spec === one.spec) ? one.ms : 0), 0);
    return asked.length > 0 ? { mutant: mutant.id, asked, withinMs: START_MS + PATIENCE * ms } : null;
  };
  return {
    // What a test builds one time would stay built in a process that is kept.
    kept: isBuiltOnce ? null : taskOf(kept),
    // A statement's text may have been built before, without the mutant: one that survives so is asked again.
    fresh: taskOf(fresh.map(allOf)) ?? (mutant.mutator === 'WithoutCondition' ? taskOf(kept) : null),
  };
}
const meets = ({ id }: Mutant, { inLoading, inTests, alone }: Met): boolean =>
  inLoading.includes(id) || inTests.includes(id) || alone.some((met) => met?.includes(id));
/** A file whose tests need one another is asked as a whole; of one that is not green, what is. */
function askedOf({ id }: Mutant, { spec, alone, inTests, isWhole }: Met): Asked[] {
  if (isWhole && alone.includes(null)) return inTests.includes(id) ? [{ spec, tests: null }] : [];
  const tests = alone.flatMap((met, test) => (met?.includes(id) ? [test] : []));
  return tests.length > 0 ? [{ spec, tests }] : [];
}
const allOf = ({ spec, alone, isWhole }: Met): Asked => ({
  spec,
  tests: isWhole ? null : alone.flatMap((met, test) => (met ? [test] : [])),
});
/** Read while modules load, or by whichever test needs it first. */
const isReadOnce = (mutant: Mutant, one: Met): boolean =>
  one.inLoading.includes(mutant.id) || (one.inTests.includes(mutant.id) && askedOf(mutant, one).length === 0);

/** Specs that walk through all of a kind are asked of it first: they are made for it, and quick. */
const WALKERS: readonly { of: (mutant: Mutant) => boolean; spec: RegExp }[] = [
  { of: ({ file }) => file.endsWith('.lifecycle.ts'), spec: /\/lifecycles/ },
  { of: ({ file, mutator }) => file.endsWith('permissions.ts') || mutator === 'Opened', spec: /\/permissions/ },
  { of: ({ file, mutator }) => file.endsWith('access.ts') || mutator === 'WithoutCondition', spec: /\/ownership/ },
];
const WALKS = 100;

/** How near a spec stands to a mutant: what walks through its kind is asked first, then what is beside its file. */
function nearness(spec: string, mutant: Mutant): number {
  const [one, other] = [path.dirname(spec).split('/'), path.dirname(mutant.file).split('/')];
  const differ = one.findIndex((folder, at) => folder !== other[at]);
  const stem = path.basename(mutant.file).split('.')[0] ?? '';
  return (
    (differ < 0 ? one.length : differ) +
    (path.basename(spec).startsWith(stem) ? 0.5 : 0) +
    (WALKERS.some((walker) => walker.of(mutant) && walker.spec.test(spec)) ? WALKS : 0)
  );
}
