import { spawnSync } from 'node:child_process';
import { say } from './progress.ts';

interface Check {
  what: string;
  command: readonly string[];
}
const ROOMS = ['standard', 'schema', 'kit', 'subgraphs', 'gateway', 'sandbox', 'tests', 'tools', 'examples'];
/** Pages: what they import is the linter's to watch. */
const CLIENTS = ['miniprogram', 'admin'];
const CHECKS: readonly Check[] = [
  { what: 'format', command: ['node_modules/.bin/oxfmt', '--check', '.'] },
  {
    what: 'types',
    command: [
      'node_modules/.bin/tsc',
      '-p',
      '.',
      '--incremental',
      '--tsBuildInfoFile',
      'node_modules/.cache/tsbuildinfo',
      // Each checker infers the tables' rows anew: four take twice the processor time of one, beside a build.
      '--checkers',
      '1',
    ],
  },
  { what: 'lint', command: ['node_modules/.bin/oxlint', '--deny-warnings', ...ROOMS, ...CLIENTS] },
  {
    what: 'import rules',
    command: ['node_modules/.bin/depcruise', '--config', '.dependency-cruiser.cjs', '--output-type', 'err', ...ROOMS],
  },
  {
    what: 'schema drift',
    command: ['node', '--import', './tools/register.mjs', 'tools/src/cli.ts', 'compose', '--check'],
  },
  { what: 'API rules', command: ['node', '--import', './tools/register.mjs', 'tools/src/api-walk.ts', '--check'] },
  {
    what: 'classes of pages',
    command: ['node', '--import', './tools/register.mjs', 'tools/src/markup-classes.ts'],
  },
  { what: 'shape', command: ['node', '--import', './tools/register.mjs', 'tools/src/shape.ts', '--check'] },
  { what: 'plants drift', command: ['node', '--import', './tools/register.mjs', 'tools/src/plants.ts', '--check'] },
  { what: 'trace drift', command: ['node', '--import', './tools/register.mjs', 'tools/src/trace.ts', '--check'] },
  {
    what: 'settings drift',
    command: ['node', '--import', './tools/register.mjs', 'tools/src/cli.ts', 'settings', '--check'],
  },
  {
    what: 'deploy drift',
    command: ['node', '--import', './tools/register.mjs', 'tools/src/cli.ts', 'deploy', '--check'],
  },
];

/** `./run check`: everything that needs no database. Answers whether all passed. */
export function check(): boolean {
  let passed = true;
  for (const { what, command } of CHECKS) {
    const began = performance.now();
    const [program = '', ...args] = command;
    const result = spawnSync(program, args, { encoding: 'utf8' });
    const good = result.status === 0;
    say(`${good ? 'ok    ' : 'FAILED'} ${what} (${((performance.now() - began) / 1000).toFixed(1)} s)`);
    if (!good) {
      passed = false;
      say((result.stdout + result.stderr).trim());
    }
  }
  return passed;
}
