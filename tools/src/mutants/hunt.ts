import { globSync, readFileSync, rmSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import path from 'node:path';
import { progressBar, say } from '../progress.ts';
import { areaOf } from './areas.ts';
import { Child, eachOf } from './children.ts';
import { instrument, type Mutant } from './instrument.ts';
import { Lane, type Verdict } from './lane.ts';

const AT_ONCE = Math.max(2, availableParallelism() - 1);
/** A spec file under a mutant that takes so many times its own time, and this more, hangs. */
const PATIENCE = 6;
const START_MS = 60_000;
const SPEC_MS = 600_000;

/** What a spec file meets in its tests and while modules load, and how long it takes. */
interface Met {
  spec: string;
  ms: number;
  inTests: ReadonlySet<string>;
  inLoading: ReadonlySet<string>;
}

/** Every mutant of a room, or of its files whose path has a fragment, and which of its specs kills it. */
export async function hunt(room: string, only = ''): Promise<Verdict[]> {
  const source = `subgraphs/${room}/src`;
  const directory = `node_modules/.cache/mutants/${room}-${process.pid}`;
  const files = globSync(`${source}/**/*.ts`).filter((file) => areaOf(file) && file.includes(only));
  const mutants = await instrument(files.sort(), directory);
  say(`${room}: ${mutants.length} mutants in ${new Set(mutants.map(({ file }) => file)).size} files`);
  if (mutants.length === 0) return [];
  try {
    const met = await meet(specsOf(source), directory);
    return await judgeAll(room, mutants, met, directory);
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}

/** On SQLite: what needs a MariaDB tries locks, and takes long. */
const specsOf = (source: string): string[] =>
  globSync(`${source}/**/*.spec.ts`).filter(
    (spec) => !/freshDatabase|TEST_DATABASE_URL/.test(readFileSync(spec, 'utf8')),
  );

/**
 * Every spec file once, each in a process of its own, without a mutant: it tells what it meets; one that fails kills
 * nothing.
 */
async function meet(specs: readonly string[], directory: string): Promise<Met[]> {
  const met: Met[] = [];
  const bar = progressBar('which spec meets which mutant', specs.length);
  await eachOf(specs, AT_ONCE, async (spec) => {
    const child = new Child(directory);
    const began = performance.now();
    const answer = await child.run({ mutant: null, specs: [spec], withinMs: SPEC_MS });
    child.stop();
    // Fewer specs can only let more survive.
    if (!answer || answer.found) return say(`left out: ${spec} fails: ${answer?.found?.failure ?? 'it hangs'}`);
    met.push({
      spec,
      ms: performance.now() - began,
      inTests: new Set(Object.keys(answer.coverage?.perTest.tests ?? {})),
      inLoading: new Set(Object.keys(answer.coverage?.static ?? {})),
    });
    bar(met.length);
  });
  if (met.length === 0) throw new Error('no spec is green without a mutant');
  return met;
}

async function judgeAll(room: string, mutants: readonly Mutant[], met: readonly Met[], directory: string) {
  const bar = progressBar(`${room}: mutants`, mutants.length);
  const verdicts = new Map<string, Verdict>();
  const lanes = Array.from({ length: AT_ONCE }, () => new Lane(directory));
  await eachOf(mutants, lanes.length, async (mutant, lane) => {
    const verdict = (await judge(mutant, met, lanes[lane])) ?? { ...mutant, state: 'no coverage' };
    verdicts.set(mutant.id, verdict);
    if (verdict.state !== 'killed') say(`${mutant.file}:${mutant.line} ${verdict.state}: ${mutant.becomes}`);
    bar(verdicts.size);
  });
  for (const lane of lanes) await lane.end();
  return [...verdicts.values()].sort((a, b) => a.file.localeCompare(b.file) || a.line - b.line);
}

async function judge(mutant: Mutant, met: readonly Met[], lane: Lane | undefined): Promise<Verdict | undefined> {
  const isStatic = met.some(({ inLoading }) => inLoading.has(mutant.id));
  const specs = met
    .filter(({ inTests, inLoading }) => inTests.has(mutant.id) || inLoading.has(mutant.id))
    .sort((a, b) => nearness(b.spec, mutant.file) - nearness(a.spec, mutant.file) || a.ms - b.ms);
  if (specs.length === 0) return undefined;
  const withinMs = START_MS + PATIENCE * specs.reduce((sum, { ms }) => sum + ms, 0);
  return lane?.judge(mutant, { mutant: mutant.id, specs: specs.map(({ spec }) => spec), withinMs }, isStatic);
}

/** How near a spec stands to a file: what is beside it is asked first, then what walks through every table. */
function nearness(spec: string, file: string): number {
  const [one, other] = [path.dirname(spec).split('/'), path.dirname(file).split('/')];
  const differ = one.findIndex((folder, at) => folder !== other[at]);
  const stem = path.basename(file).split('.')[0] ?? '';
  return (
    (differ < 0 ? one.length : differ) +
    (path.basename(spec).startsWith(stem) ? 0.5 : 0) +
    (spec.includes('lifecycles') ? 0.1 : 0)
  );
}
