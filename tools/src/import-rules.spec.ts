import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

/** Each rule of .dependency-cruiser.cjs, proven by a file that breaks it: [rule, file, what it imports]. */
const PLANTED: readonly (readonly [string, string, string])[] = [
  ['standard-imports-nothing', 'standard/src/bad.ts', 'kit/src/good.ts'],
  ['kit-imports-standard', 'kit/src/bad.ts', 'schema/events/good.ts'],
  ['events-import-kit', 'schema/events/bad.ts', 'gateway/src/good.ts'],
  ['orders-imports-no-other-subgraph', 'subgraphs/orders/src/bad.ts', 'subgraphs/catalog/src/index.ts'],
  ['trust-imports-no-other-subgraph', 'subgraphs/trust/src/bad.ts', 'subgraphs/sellers/src/index.ts'],
  ['gateway-imports-kit', 'gateway/src/bad.ts', 'subgraphs/orders/src/index.ts'],
  ['standalone-imports-manifests', 'gateway/src/standalone.ts', 'subgraphs/orders/src/order.entity.ts'],
  ['the-simulated-world-imports-no-room-of-ours', 'sandbox/src/bad.ts', 'subgraphs/orders/src/index.ts'],
  ['seeding-uses-public-indexes', 'sandbox/seed/bad.ts', 'subgraphs/orders/src/order.entity.ts'],
  ['tests-use-public-indexes', 'tests/bad.ts', 'subgraphs/orders/src/order.entity.ts'],
  ['examples-import-nothing-of-ours', 'examples/partner/bad.ts', 'kit/src/good.ts'],
  ['nobody-imports-tests-or-tools', 'gateway/src/worse.ts', 'tools/src/good.ts'],
  ['resolvers-are-last', 'subgraphs/orders/src/order.entity.ts', 'subgraphs/orders/src/order.resolver.ts'],
  ['questions-are-generated', 'subgraphs/orders/src/by-hand.ts', 'kit/src/messages/question.ts'],
  ['no-cycles', 'subgraphs/orders/src/a.ts', 'subgraphs/orders/src/b.ts'],
];

describe('import rules', () => {
  const folder = mkdtempSync(join(tmpdir(), 'heitu-rules-'));
  let violations: { rule: { name: string }; from: string; to: string }[] = [];
  const plant = (file: string, text: string) => {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, file), text);
  };
  const relative = (from: string, to: string) => '../'.repeat(from.split('/').length - 1) + to;

  beforeAll(() => {
    for (const file of [
      'kit/src/good.ts',
      'kit/src/messages/question.ts',
      'schema/events/good.ts',
      'gateway/src/good.ts',
      'tools/src/good.ts',
      'subgraphs/catalog/src/index.ts',
      'subgraphs/sellers/src/index.ts',
      'subgraphs/orders/src/index.ts',
      'subgraphs/orders/src/order.resolver.ts',
    ])
      plant(file, 'export const x = 1;\n');
    for (const [, file, target] of PLANTED)
      plant(file, `import { x } from '${relative(file, target)}';\nexport const y = x;\nexport { x };\n`);
    plant('subgraphs/orders/src/b.ts', "import { y } from './a.ts';\nexport const x = y;\n");
    plant('subgraphs/orders/src/c.ts', "import type { D } from './d.ts';\nexport interface C { d: D }\n");
    plant('subgraphs/orders/src/d.ts', "import type { C } from './c.ts';\nexport interface D { c: C }\n");
    const run = spawnSync(
      process.execPath,
      [
        resolve('node_modules/dependency-cruiser/bin/dependency-cruiser.mjs'),
        '--config',
        resolve('.dependency-cruiser.cjs'),
        '--output-type',
        'json',
        '.',
      ],
      { cwd: folder, encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 },
    );
    violations = JSON.parse(run.stdout).summary.violations;
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('no-cycles is broken by types that import one another', () => {
    expect(violations.filter(({ rule }) => rule.name === 'no-cycles').map(({ from }) => from)).toContain(
      'subgraphs/orders/src/c.ts',
    );
  });
  it.each(PLANTED)('%s is broken by %s importing %s', (rule, file) => {
    expect(violations.filter((violation) => violation.rule.name === rule).map((violation) => violation.from)).toContain(
      file,
    );
  });
});
