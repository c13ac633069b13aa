/**
 * Texts that people read and that somebody typed a second time. Who then changes one of them does not change the other,
 * and two pages say two things.
 */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { buildSchema, isEnumType } from 'graphql';

/** Nothing typed in one of them can be read by another: who shares a text shares a realm. */
const REALMS = [['standard', 'kit', 'subgraphs', 'gateway'], ['miniprogram'], ['admin/src'], ['admin/site']];
/** Pages of examples say what others say; the configuration of a page can import nothing. */
const NO_TEXTS = /(\.(spec|fixture|config)|\/examples(\/index)?)\.tsx?$|\/(test|testing|migrations|asks|api)\//;
const TYPED = /(['"`])((?:(?!\1)[^\\\n$]|\\.)*)\1|>([^<>{}]+)</g;
const HANZI = /\p{Script=Han}/gu;
/** Shorter than a sentence: two pages may call two things alike. */
const SENTENCE_HANZI = 7;
/** Shorter than a name: 商品 heads columns that have nothing to do with the room of that name. */
const NAME_HANZI = 4;

/** Typed again all the same, and why. */
const ALLOWED: Readonly<Record<string, string>> = {
  有机产品认证证书: 'a paper of a party and a paper of a lot: two tables, and the law names both',
  这一条不见了: 'the phone checks a chain by itself, in a file that runs without the generated words',
  内容被改动过: 'the same',
  有使用记录的功能: 'a figure of the carriers, and one of the platform, under clauses of their own',
};

/** By text, the files in which it is typed. */
export function textsTyped(files: readonly { file: string; text: string }[]): Map<string, Set<string>> {
  const typed = new Map<string, Set<string>>();
  for (const { file, text } of files)
    for (const [, , quoted, between] of text.matchAll(TYPED)) {
      const said = (quoted ?? between ?? '').trim();
      if (hanziOf(said) === 0) continue;
      typed.set(said, (typed.get(said) ?? new Set()).add(file));
    }
  return typed;
}
const hanziOf = (text: string): number => text.match(HANZI)?.length ?? 0;

/** Sentences that stand in two files of a realm. */
export const typedTwice = (typed: ReadonlyMap<string, ReadonlySet<string>>): string[] =>
  [...typed]
    .filter(([text, files]) => hanziOf(text) >= SENTENCE_HANZI && files.size > 1 && !ALLOWED[text])
    .map(([text, files]) => `“${text}” is typed in ${[...files].join(', ')}`);

/** Words of the API's kinds and states that a client types instead of taking them from the generated tables. */
export const typedAgain = (
  typed: ReadonlyMap<string, ReadonlySet<string>>,
  words: ReadonlyMap<string, string>,
): string[] => {
  const valueOf = new Map([...words].map(([value, word]) => [word, value]));
  return [...typed]
    .filter(([text]) => hanziOf(text) >= NAME_HANZI && valueOf.has(text) && !ALLOWED[text])
    .map(([text, files]) => `“${text}” is ${valueOf.get(text)}, and typed in ${[...files].join(', ')}`);
};

/** By `OrderAct.CANCEL`, what the value is called. */
export function wordsOfKinds(schema: string): Map<string, string> {
  const types = Object.values(buildSchema(schema).getTypeMap())
    .filter(isEnumType)
    .filter(({ name }) => !name.startsWith('__') && !name.endsWith('RefusalCode'));
  return new Map(
    types.flatMap((type) =>
      type.getValues().map(({ name, description }) => [`${type.name}.${name}`, description ?? ''] as const),
    ),
  );
}

export const filesOf = (folders: readonly string[]): { file: string; text: string }[] =>
  execFileSync('git', ['ls-files', ...folders.flatMap((folder) => [`${folder}/*.ts`, `${folder}/*.tsx`])], {
    encoding: 'utf8',
  })
    .trim()
    .split('\n')
    .filter((file) => !NO_TEXTS.test(file))
    .map((file) => ({ file, text: readFileSync(file, 'utf8') }));

export function wordProblems(): string[] {
  const words = wordsOfKinds(readFileSync('schema/api.graphql', 'utf8'));
  return REALMS.flatMap((folders) => {
    const typed = textsTyped(filesOf(folders));
    return [...typedTwice(typed), ...(folders.length > 1 ? [] : typedAgain(typed, words))];
  });
}
if (import.meta.main) console.log(wordProblems().join('\n'));
