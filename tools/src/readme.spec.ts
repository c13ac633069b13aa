import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { COMMANDS } from './commands.ts';

const LINES_MAX = 100;
const LINE_CHARACTERS = 120;
const textOf = (file: string): string => readFileSync(file, 'utf8');

describe('README', () => {
  it('is two screens, long lines counted as often as they wrap', () => {
    const lines = textOf('README.md').trimEnd().split('\n');
    const shown = lines.reduce((sum, line) => sum + Math.max(1, Math.ceil(line.length / LINE_CHARACTERS)), 0);
    expect(shown).toBeLessThanOrEqual(LINES_MAX);
  });
});

describe('the documents', () => {
  it.each(['README.md', 'docs/COMMANDS.md', 'docs/TESTING.md', 'docs/SETTINGS.md', 'docs/decisions/README.md'])(
    '%s: leads to files that are there',
    (file) => {
      const links = [...textOf(file).matchAll(/\]\((?!https?:|#)([^)#]+)(?:#[^)]*)?\)/g)].map((match) => match[1]!);
      expect(links.length).toBeGreaterThan(0);
      expect(links.filter((link) => !existsSync(join(dirname(file), link)))).toEqual([]);
    },
  );
  it('docs/COMMANDS.md has every command that ./run knows, and no other', () => {
    const known = new Set(Object.keys(COMMANDS).map((name) => name.split(' ')[0]!));
    const told = [...textOf('docs/COMMANDS.md').matchAll(/^\| `\.\/run ([\w-]+)/gm)].map((match) => match[1]!);
    expect(told.toSorted()).toEqual([...known].toSorted());
  });
  it('docs/COMMANDS.md names only options that a command of its row has', () => {
    const rows = textOf('docs/COMMANDS.md').matchAll(/^\| `\.\/run ([\w-]+)(.*?) \| /gm);
    const told = [...rows].flatMap(([, command, rest]) =>
      [...rest!.matchAll(/--([\w-]+)/g)].map(([, option]) => [command!, option!] as const),
    );
    const has = (command: string, option: string): boolean =>
      Object.entries(COMMANDS).some(([name, { options }]) => name.split(' ')[0] === command && option in options);
    expect(told.length).toBeGreaterThan(20);
    expect(told.filter(([command, option]) => !has(command, option))).toEqual([]);
  });
  it('docs/decisions/README.md has every record under its number and title, and no number is left out', () => {
    const records = readdirSync('docs/decisions').filter((file) => /^\d{4}-/.test(file));
    const rows = records.toSorted().map((file, i) => {
      const title = textOf(join('docs/decisions', file))
        .split('\n')[0]!
        .replace(`# ${i + 1}. `, '');
      return `| ${i + 1} | [${title}](${file}) |`;
    });
    const index = textOf('docs/decisions/README.md');
    expect(rows.filter((row) => !index.includes(row))).toEqual([]);
    expect(index.match(/^\| \d+ \|/gm)).toHaveLength(records.length);
  });
});
