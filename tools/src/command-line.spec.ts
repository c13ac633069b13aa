import { describe, expect, it } from '@jest/globals';
import { commandOf, helpOf, read, usageOf, WronglyAsked } from './command-line.ts';
import { COMMANDS } from './commands.ts';

const whyNot = (work: () => unknown): string => {
  try {
    work();
  } catch (error) {
    if (error instanceof WronglyAsked) return error.message;
    throw error;
  }
  throw new Error('it was understood');
};

describe('the command line', () => {
  it('finds a command by two words where there is one of two, and leaves what follows', () => {
    expect(commandOf(['audit', 'verify', '--from', '3'])).toEqual({ name: 'audit verify', rest: ['--from', '3'] });
    expect(commandOf(['build', 'h5'])).toEqual({ name: 'build', rest: ['h5'] });
    for (const args of [[], ['audit'], ['audit', 'check'], ['toString'], ['--check']])
      expect(commandOf(args)).toBeNull();
  });
  it('reads options and words as the table has them', () => {
    const anchors = [1, 2].map((n) => `${n}:${'a'.repeat(64)}`);
    expect(read('audit verify', ['--from=7', ...anchors.flatMap((one) => ['--anchor', one])]).values).toEqual({
      from: '7',
      anchor: anchors,
    });
    expect(read('pictures', ['out', '--readme'])).toMatchObject({ positionals: ['out'], values: { readme: true } });
  });
  it.each([
    ['an option that there is not', () => read('seed', ['--product', '3']), "Unknown option '--product'"],
    ['a value that is missing', () => read('seed', ['--products']), "Option '--products <value>' argument missing"],
    [
      'a value where there is none',
      () => read('compose', ['--check=no']),
      "Option '--check' does not take an argument",
    ],
    ['no number', () => read('seed', ['--products', 'many']), '--products many is not understood'],
    ['nothing of what is counted', () => read('simulate', ['--steps', '0']), '--steps 0 is not understood'],
    ['a word too much', () => read('check', ['twice']), 'not understood: twice'],
    ['a word too few', () => read('admin recover', []), 'something is missing'],
  ])('refuses %s in one line that says how it is asked', (_what, asked, why) => {
    const told = whyNot(asked);
    expect(told).toMatch(/^[^\n]+ \(\.\/run [^\n]+\)$/);
    expect(told.startsWith(`${why} (`)).toBe(true);
  });
  it('prints every command with its options, or what begins with a word', () => {
    const names = Object.keys(COMMANDS);
    expect(helpOf().match(/^\.\/run .*$/gm)).toHaveLength(names.length);
    expect(helpOf('events').match(/^\.\/run .*$/gm)).toEqual([
      './run events parked',
      './run events release [<subgraph>:<number>] [--all]',
    ]);
    expect(usageOf('audit verify')).toBe('./run audit verify [--from N] [--anchor SEQUENCE:HASH]…');
    expect(helpOf('nothing')).toBe('');
  });
});
