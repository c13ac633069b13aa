import { parseEnv } from 'node:util';

/** What stands in an env file, in its order. */
export type Values = Readonly<Record<string, string>>;

/** One line of an env file that a person reads: what it is, its name, its value. */
export interface Line {
  name: string;
  value: string;
  says?: string;
}

export const readEnvFile = (text: string): Values =>
  Object.fromEntries(Object.entries(parseEnv(text)).map(([name, value]) => [name, value ?? '']));

/**
 * systemd, a shell and Node read single quotes alike, over several lines as well (a key in PEM), and take nothing
 * within for anything else.
 */
export function writeEnvFile(title: string, lines: readonly Line[]): string {
  const written = lines.map(({ name, value, says }) => {
    if (value.includes("'")) throw new Error(`${name}: a value of an env file cannot hold '`);
    return `${says ? `\n# ${says}\n` : ''}${name}='${value}'\n`;
  });
  return `# ${title}\n${written.join('')}`;
}
