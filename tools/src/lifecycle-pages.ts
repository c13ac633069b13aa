import { readFileSync } from 'node:fs';
import { isKeyOf } from '@heitu/kit/rules/checked';
import type { AnyMoves } from '@heitu/kit/data/moves';
import type { AnyLifecycle, Until } from '@heitu/kit/rules/lifecycle';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '@heitu/kit/rules/clock';
import type { Manifest } from '@heitu/kit/serving/subgraph';
import { DESKS } from '@heitu/standard';

const BEGIN = '<!-- Lifecycles: `./run compose` writes what follows. -->';
const END = '<!-- End of the lifecycles. -->';
const SUBGRAPHS_DIR = new URL('../../subgraphs/', import.meta.url);

/** The README of each room with its lifecycles drawn from their tables: path below subgraphs/ → text. */
export const lifecyclePages = (manifests: readonly Manifest[]): Map<string, string> =>
  new Map(
    manifests.map((manifest): [string, string] => {
      const path = `${manifest.name}/README.md`;
      return [path, withLifecycles(readFileSync(new URL(path, SUBGRAPHS_DIR), 'utf8'), manifest)];
    }),
  );

export function withLifecycles(
  readme: string,
  { lifecycles = [] }: { lifecycles?: readonly Pick<AnyMoves, 'lifecycle'>[] },
): string {
  const begin = readme.indexOf(BEGIN);
  const before = (begin === -1 ? readme : readme.slice(0, begin)).trimEnd();
  const after = begin === -1 ? '' : readme.slice(readme.indexOf(END) + END.length).trim();
  const drawn = lifecycles.map(({ lifecycle }) => pageOf(lifecycle)).join('\n\n');
  return `${[before, BEGIN, '## Lifecycles', drawn, END, after].filter(Boolean).join('\n\n')}\n`;
}

function pageOf(lifecycle: AnyLifecycle & { diagram(): string }): string {
  const rows = Object.entries(lifecycle.states).map(([state, rule]) => {
    if ('end' in rule) return `| ${state} | ${rule.text} | | an end | |`;
    if ('rests' in rule) return `| ${state} | ${rule.text} | | rests: ${rule.rests} | |`;
    const then =
      'desk' in rule.then ? `also with ${deskOf(rule.then.desk)}` : `${rule.then.action} (job ${rule.then.job})`;
    const { atLast } = rule;
    const last = atLast ? `; ${untilOf(atLast.until)}: ${atLast.action} (job ${atLast.job})` : '';
    return `| ${state} | ${rule.text} | ${deskOf(rule.desk)} | ${untilOf(rule.until)} | ${then}${last} |`;
  });
  return [
    `### ${lifecycle.name}`,
    '',
    '| state | 状态 | on whose desk | until | then |',
    '|---|---|---|---|---|',
    ...rows,
    '',
    '```mermaid',
    lifecycle.diagram(),
    '```',
  ].join('\n');
}

const deskOf = (desk: string): string => (isKeyOf(DESKS, desk) ? DESKS[desk] : desk);

function untilOf(until: Until<Record<string, unknown>>): string {
  if (typeof until === 'string') return until;
  const { since } = until;
  return 'ms' in until ? `${lasting(until.ms)} after ${since}` : `${until.workingDays} working days after ${since}`;
}

function lasting(ms: number): string {
  const [unit, name] = (
    [
      [DAY_MS, 'days'],
      [HOUR_MS, 'hours'],
      [MINUTE_MS, 'minutes'],
    ] as const
  ).find(([each]) => ms % each === 0) ?? [1000, 'seconds'];
  return `${ms / unit} ${name}`;
}
