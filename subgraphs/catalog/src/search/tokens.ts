import { Jieba } from '@node-rs/jieba';
import { dict } from '@node-rs/jieba/dict.js';
import { pinyin } from 'pinyin-pro';
import { TOKEN_LENGTH_MAX } from './product-token.entity.ts';

export const TOKENS_PER_PRODUCT_MAX = 600;
export const SEARCH_TEXT_MAX = 60;
export const SEARCH_TOKENS_MAX = 16;
/** Pinyin is indexed for runs of up to this many syllables: `huangxiaomi`, `hxm`. */
const PINYIN_RUN_MAX = 8;
/** Words that every text has find nothing. */
const STOP_WORDS: ReadonlySet<string> = new Set([
  '的',
  '了',
  '和',
  '与',
  '及',
  '是',
  '在',
  '或',
  '等',
  '之',
  '个',
  '这',
  '那',
  '有',
  '为',
]);

let jieba: Jieba | undefined;
/** The dictionary costs a quarter of a second: loaded at the first use. */
const segmenter = (): Jieba => (jieba ??= Jieba.withDict(dict));

const HAN = /\p{Script=Han}+/gu;

const plainOf = (text: string): string => text.normalize('NFKC').toLowerCase();
const latinOf = (plain: string): string[] => plain.match(/[a-z]+|\d+(?:\.\d+)?/g) ?? [];
/** Pairs of neighbouring characters, or the one character there is. */
const pairsOf = (han: string): string[] => {
  const characters = [...han];
  const pairs = characters.slice(0, -1).map((character, i) => `${character}${characters[i + 1]}`);
  return pairs.length > 0 ? pairs : characters;
};

/**
 * The tokens of a text, each once: characters and pairs of its Chinese, so that whatever stands in it is found however
 * it was segmented; Latin words and numbers.
 */
export function gramsOf(text: string): string[] {
  const plain = plainOf(text);
  const han = (plain.match(HAN) ?? []).flatMap((run) => [...run, ...pairsOf(run)]);
  return [...new Set([...han, ...latinOf(plain)])].filter((token) => token.length <= TOKEN_LENGTH_MAX);
}

/** Full pinyin and initials of every run of syllables in a text's Chinese stretches. */
export function pinyinOf(text: string): string[] {
  const found = new Set<string>();
  for (const run of text.match(HAN) ?? []) {
    const syllables = pinyin(run, { toneType: 'none', type: 'array', v: true }).map((syllable) =>
      syllable.toLowerCase(),
    );
    for (let start = 0; start < syllables.length; start++) {
      for (let length = 1; length <= Math.min(PINYIN_RUN_MAX, syllables.length - start); length++) {
        const part = syllables.slice(start, start + length);
        found.add(part.join(''));
        if (length >= 2) found.add(part.map((syllable) => syllable[0]).join(''));
      }
    }
  }
  return [...found].filter((token) => token.length >= 2 && token.length <= TOKEN_LENGTH_MAX);
}

export interface IndexedText {
  text: string;
  weight: number;
  withPinyin: boolean;
}

/** Every token of a product with the weight of its best place. */
export function tokensFor(texts: readonly IndexedText[]): Map<string, number> {
  const tokens = new Map<string, number>();
  const add = (token: string, weight: number) => tokens.set(token, Math.max(tokens.get(token) ?? 0, weight));
  for (const { text, weight } of texts) for (const token of gramsOf(text)) add(token, weight);
  for (const { text, weight, withPinyin } of texts) {
    if (withPinyin) for (const token of pinyinOf(text)) add(token, Math.ceil(weight / 2));
  }
  return new Map([...tokens].sort(([, a], [, b]) => b - a).slice(0, TOKENS_PER_PRODUCT_MAX));
}

/** What must all be in a product for this text to find it: its words in any order, each by the pairs it is made of. */
export function searchTokens(text: string): string[] {
  const plain = plainOf(text);
  const words = (plain.match(HAN) ?? [])
    .flatMap((run) => segmenter().cutForSearch(run, true))
    .filter((word) => !STOP_WORDS.has(word));
  return [...new Set([...words.flatMap(pairsOf), ...latinOf(plain)])]
    .filter((token) => token.length <= TOKEN_LENGTH_MAX)
    .slice(0, SEARCH_TOKENS_MAX);
}
