import { readFileSync } from 'node:fs';
import { wordsOfKinds } from './typed-words.ts';
import { CAPTURE, INTERFACES, PROGRAM_SCOPE, ROLES, SUBGRAPHS, type SubgraphName } from '@heitu/standard';

const read = (file: string): string => readFileSync(new URL(`../../${file}`, import.meta.url), 'utf8');

export const ROOMS: Readonly<Record<SubgraphName, string>> = {
  sellers: '经营主体与店铺',
  catalog: '商品与溯源',
  orders: '订单与库存',
  logistics: '配送',
  payments: '货款',
  trust: '账号、授权、投诉与监管',
};
export const roomOf = (subgraph: string): string => {
  const name = SUBGRAPHS.find((one) => one === subgraph);
  return name ? ROOMS[name] : subgraph;
};

/** The words that the admin's table of acts names instead of typing them: of kinds, and of sentences. */
const NAMED = new Map([
  ...[...wordsOfKinds(read('schema/api.graphql'))].map(([value, word]): [string, string] => [
    value.replace('.', 'Words.'),
    word,
  ]),
  ...[...read('admin/src/lib/said.ts').matchAll(/^ {2}(\w+): '([^']+)',$/gm)].map(
    ([, name = '', word = '']): [string, string] => [`SAID.${name}`, word],
  ),
]);
/** What acts are called where people read of them: the pages of the admin have the words. */
const ACTS = new Map(
  [...read('admin/src/lib/operations.ts').matchAll(/^ {2}(\w+): (?:'([^']+)'|([\w.]+)),$/gm)].map(
    ([, name = '', word, told = '']): [string, string | undefined] => [name, word ?? NAMED.get(told)],
  ),
);
/** Acts of that table whose word was not found. */
export const actsWithoutWord = (): string[] => [...ACTS].flatMap(([name, word]) => (word ? [] : [name]));
/** What types are called: the glossary's row that has them between backquotes. */
const THINGS = new Map(
  [...read('docs/GLOSSARY.md').matchAll(/^\| ([^|]*\p{Script=Han}[^|]*) \|[^|]*\| ([^|]*) \|/gmu)].flatMap(
    ([, word = '', identifiers = '']) =>
      [...identifiers.matchAll(/`([A-Z]\w*)`/g)].map(([, type = '']): [string, string] => [type, word.trim()]),
  ),
);
const code = (name: string): string => `\`${name}\``;
const named = (word: string | undefined, name: string): string => (word ? `${word} ${code(name)}` : code(name));
export const actOf = (mutation: string): string => named(ACTS.get(mutation), mutation);
export const thingOf = (type: string): string => named(THINGS.get(type), type);
export const codes = (names: readonly string[]): string => names.map(code).join('、');

const TITLES = new Map<string, string>(ROLES.map(({ role, title }) => [role, title]));
const SCOPES = new Map<string, string>([
  ...Object.entries({ ...INTERFACES, ...CAPTURE }).map(([scope, { title }]): [string, string] => [scope, title]),
  [PROGRAM_SCOPE, '管理自己的密钥与通知'],
]);
export const personOf = (name: string): string => TITLES.get(name) ?? name;

/** A rule, as the permission tree names it, in Chinese. Throws for one that it does not know. */
export function whoOf(rule: string): string {
  return rule
    .split(' or ')
    .map((part) => {
      const [word = '', names = ''] = part.split(' ');
      switch (word) {
        case 'anyone':
          return '任何人';
        case 'nobody':
          return '没有人';
        case 'signed-in':
          return '登录的人';
        case 'in-person':
          return '登录的本人（代办的人不行）';
        case 'role':
          return names.split('/').map(personOf).join('、');
        case 'scope':
          return `合作方系统（范围：${SCOPES.get(names) ?? names}）`;
        case 'peer':
          return `子系统 ${codes(names.split('/'))}`;
        default:
          throw new Error(`a rule without words: ${rule}`);
      }
    })
    .join('；');
}
