import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { Instrumenter } from '@stryker-mutator/instrumenter';
import { areaOf } from './areas.ts';
import { knownMutators, typesHold } from './mutators.mjs';

export interface Mutant {
  id: string;
  file: string;
  line: number;
  mutator: string;
  was: string;
  becomes: string;
}

const silent = {
  isTraceEnabled: () => false,
  isDebugEnabled: () => false,
  isInfoEnabled: () => false,
  isWarnEnabled: () => false,
  isErrorEnabled: () => false,
  isFatalEnabled: () => false,
  trace: () => {},
  debug: () => {},
  info: () => {},
  warn: () => {},
  error: () => {},
  fatal: () => {},
};
const oneLine = (text: string): string => text.replaceAll(/\s+/g, ' ').trim();

function textBetween(source: string, from: Position, to: Position): string {
  const lines = source.split('\n');
  const starts = lines.reduce<number[]>((all, line) => [...all, (all.at(-1) ?? 0) + line.length + 1], [0]);
  return source.slice((starts[from.line] ?? 0) + from.column, (starts[to.line] ?? 0) + to.column);
}
interface Position {
  line: number;
  column: number;
}

/** Writes files with all their mutants, each behind a switch, into a folder; answers the mutants. */
export async function instrument(files: readonly string[], directory: string): Promise<Mutant[]> {
  const names = await knownMutators();
  const instrumenter = new Instrumenter(silent);
  rmSync(directory, { recursive: true, force: true });
  const mutants: Mutant[] = [];
  for (const file of files) {
    const source = readFileSync(file, 'utf8');
    const wanted = areaOf(file)?.mutators ?? [];
    const made = await instrumenter.instrument([{ name: file, content: source, mutate: true }], {
      plugins: null,
      excludedMutations: names.filter((name: string) => !wanted.includes(name)),
      ignorers: [typesHold],
    });
    const kept = made.mutants.filter(({ status }) => status !== 'Ignored');
    if (kept.length === 0) continue;
    const number = mutants.length;
    const target = path.join(directory, file);
    mkdirSync(path.dirname(target), { recursive: true });
    // Each file's mutants count from 0: its switches get the file's own name before the number.
    const content = (made.files[0]?.content ?? '').replaceAll(
      /(stry(?:Cov|MutAct)_9fa48\()([^()]*)\)/g,
      (_, call: string, ids: string) => `${call}${ids.replaceAll(/"(\d+)"/g, `"${number}-$1"`)})`,
    );
    writeFileSync(target, content);
    for (const { id, location, mutatorName, replacement } of kept)
      mutants.push({
        id: `${number}-${id}`,
        file,
        line: location.start.line + 1,
        mutator: mutatorName,
        was: oneLine(textBetween(source, location.start, location.end)),
        becomes: oneLine(replacement ?? ''),
      });
  }
  return mutants;
}
