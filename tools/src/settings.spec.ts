import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { MANIFESTS } from '@heitu/gateway/standalone';
import { readConfig } from '@heitu/kit/serving/config';
import { settingsOf } from '@heitu/kit/serving/settings';
import { renderSettings, SETTING_GROUPS, settingDifferences } from './settings.ts';

const PORT = { name: 'PORT', default: '4000', meaning: 'The port.' };
const declare = (...names: string[]) => [{ title: 'All', settings: names.map((name) => ({ ...PORT, name })) }];

describe('docs/SETTINGS.md', () => {
  it('is what the tables say', () => {
    expect(readFileSync('docs/SETTINGS.md', 'utf8')).toBe(renderSettings());
  });
  it('has every setting that a program of ours reads, and none that nobody reads', () => {
    expect(settingDifferences()).toEqual([]);
  });
  it('says who production cannot start without, as the start says it', () => {
    const always = SETTING_GROUPS.filter(({ title }) => !title.includes('backup')).flatMap(({ settings }) =>
      settings.filter(({ requiredInProduction }) => requiredInProduction).map(({ name }) => name),
    );
    const env = { NODE_ENV: 'production', DATA_DIR: join(tmpdir(), 'nowhere') };
    const config = readConfig('standalone', env);
    const named = [
      ...config.keyProblems(['MASTER_KEYS', 'SIGNING_KEY', 'TRUSTED_KEYS']),
      ...MANIFESTS.flatMap(({ settingProblems }) => settingProblems?.(settingsOf(config, env)) ?? []),
    ];
    expect([...named.map(({ name }) => name), '<SUBGRAPH>_URL'].toSorted()).toEqual(always.toSorted());
    for (const { text } of named) expect(text).toMatch(/^\S.+[^.]$/);
  });
});

describe('the check of settings', () => {
  let root: string;
  beforeEach(() => void (root = mkdtempSync(join(tmpdir(), 'settings-'))));
  afterEach(() => rmSync(root, { recursive: true }));
  const plant = (file: string, text: string): void => {
    mkdirSync(dirname(join(root, file)), { recursive: true });
    writeFileSync(join(root, file), text);
  };

  it.each([
    ['an environment', "const port = env['NEW_PORT'] ?? 1;"],
    ['the process itself', 'const port = process.env.NEW_PORT;'],
    ['what a file says is an environment', "function open(given: Environment) {\n  return given['NEW_PORT'];\n}"],
    ['an environment under another name', "const mine = process.env;\nopen(mine['NEW_PORT']);"],
    ['an environment, taken apart', 'const {\n  NEW_PORT: port = 1,\n} = settings;'],
    ['an environment, taken apart with others', 'const { PATH, NEW_PORT } = process.env;'],
    ['a schema', 'readConfig(env);\nz.object({\n  NEW_PORT: z.string(),\n}).safeParse(env);'],
    ['a secret', "const key = secrets.secret('NEW_PORT', FILE, make);"],
    ['what is kept', "const key = config.kept(\n  'NEW_PORT', FILE);"],
  ])('sees a name that is read from %s', (_what, text) => {
    plant('subgraphs/orders/src/a.ts', text);
    expect(settingDifferences(root, [])).toEqual([
      'subgraphs/orders/src/a.ts reads NEW_PORT, which no table of settings declares',
    ]);
    expect(settingDifferences(root, declare('NEW_PORT'))).toEqual([]);
  });

  it('sees what nobody reads, though a comment, a table or a test names it', () => {
    plant('kit/src/a.ts', "// env['PORT']\nconst PORT = 1;");
    plant('kit/src/a.settings.ts', "const table = { name: 'PORT', meaning: env['PORT'] };");
    plant('kit/src/a.spec.ts', "start(env['PORT']);");
    expect(settingDifferences(root, declare('PORT'))).toEqual(['PORT is declared, but nobody reads it']);
  });
  it('sees what is declared twice', () => {
    plant('kit/src/a.ts', "open(env['PORT']);");
    expect(settingDifferences(root, declare('PORT', 'PORT'))).toEqual(['PORT is declared twice']);
  });
  it('sees a name that is computed, which it could not compare', () => {
    plant('kit/src/data/a.ts', 'const read = (name: string) => env[name];');
    expect(settingDifferences(root, [])).toEqual(['kit/src/data/a.ts reads 1 settings by a computed name']);
  });
});
