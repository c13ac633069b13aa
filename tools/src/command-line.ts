import { parseArgs } from 'node:util';
import { keysOf } from '@heitu/kit/rules/checked';
import { COMMANDS, type Command, type CommandName, type Option } from './commands.ts';
import { say } from './progress.ts';

export const EX_USAGE = 64;

/** A command was asked for wrongly: one line says how it is asked. */
export class WronglyAsked extends Error {}

const shownOption = (name: string, { value, multiple }: Option): string =>
  `[--${name}${value ? ` ${value}` : ''}]${multiple ? '…' : ''}`;
/** A command with all that may follow it, as people type it. */
export const usageOf = (name: CommandName): string => {
  const { words, options }: Command = COMMANDS[name];
  const parts = [name, words?.shown, ...Object.entries(options).map(([option, how]) => shownOption(option, how))];
  return `./run ${parts.filter(Boolean).join(' ')}`;
};
/** `./run help`: what one command takes, or all that begin alike, or everything. */
export const helpOf = (beginning = ''): string =>
  keysOf(COMMANDS)
    .filter((name) => `${name} `.startsWith(beginning && `${beginning} `))
    .map((name) => `${usageOf(name)}\n    ${COMMANDS[name].does}`)
    .join('\n');

const isCommand = (name: string): name is CommandName => Object.hasOwn(COMMANDS, name);
/** Which command the first words name, and what follows it. */
export function commandOf(args: readonly string[]): { name: CommandName; rest: string[] } | null {
  for (const length of [2, 1]) {
    const name = args.slice(0, length).join(' ');
    if (isCommand(name)) return { name, rest: args.slice(length) };
  }
  return null;
}

/**
 * What was given with a command: read by node:util's parseArgs, which refuses what the command's table does not have.
 * Here a value's form is looked at, and how many words there are.
 */
export function read<Name extends CommandName>(name: Name, args: readonly string[]) {
  const wrongly = (why: string): WronglyAsked => new WronglyAsked(`${why} (${usageOf(name)})`);
  const { words = { shown: '', min: 0, max: 0 } }: Command = COMMANDS[name];
  const options: (typeof COMMANDS)[Name]['options'] = COMMANDS[name].options;
  const given = parsed(options, args, wrongly);
  const { length } = given.positionals;
  if (length < words.min || length > words.max)
    throw wrongly(length < words.min ? 'something is missing' : `not understood: ${given.positionals[words.max]}`);
  const values: Readonly<Record<string, unknown>> = given.values;
  for (const [option, { form }] of Object.entries<Option>(options))
    for (const value of [values[option] ?? []].flat())
      if (form && !form.test(String(value))) throw wrongly(`--${option} ${String(value)} is not understood`);
  return given;
}

function parsed<Options extends Readonly<Record<string, Option>>>(
  options: Options,
  args: readonly string[],
  wrongly: (why: string) => WronglyAsked,
) {
  try {
    return parseArgs({ args, options, allowPositionals: true, strict: true });
  } catch (error) {
    // What parseArgs explains at length after its first sentence is said by the usage.
    if (error instanceof TypeError) throw wrongly(error.message.split(/\. |\n/)[0] ?? '');
    throw error;
  }
}

/** As `read`, for a program's first lines: who asks wrongly is told, and the process ends with 64. */
export function given<Name extends CommandName>(name: Name, args: readonly string[] = process.argv.slice(2)) {
  try {
    return read(name, args);
  } catch (error) {
    if (!(error instanceof WronglyAsked)) throw error;
    say(error.message);
    return process.exit(EX_USAGE);
  }
}
/** A number that its form has let pass. */
export const numberOr = <Standard>(value: string | undefined, standard: Standard): number | Standard =>
  value === undefined ? standard : Number(value);
