import { describe, expect, it } from '@jest/globals';
import { CARE_COLOURS, COLOURS, SIZES, TONES, type Colour } from '../../look/tokens.ts';

/** What words stand upon. */
const GROUNDS = ['paper', 'card', 'sunk', ...Object.values(TONES).map(([ground]) => ground)] as const;
const LIGHTS = ['light', 'dark'] as const;

/** Relative luminance (WCAG 2.2) of a colour written `#rrggbb`. */
function luminance(colour: string): number {
  const [red, green, blue] = [1, 3, 5].map((at) => {
    const part = parseInt(colour.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red! + 0.7152 * green! + 0.0722 * blue!;
}
function contrast(one: string, other: string): number {
  const [dark, light] = [luminance(one), luminance(other)].toSorted((a, b) => a - b);
  return (light! + 0.05) / (dark! + 0.05);
}

/** What stands on what, and how much more light the one gives (WCAG 2.2: words 4.5, the edges of what acts 3). */
const WORDS_ON: readonly (readonly [words: Colour, grounds: readonly Colour[], least: number])[] = [
  ...(['ink', 'ink-2', 'ink-3'] as const).map((words) => [words, ['paper', 'card', 'sunk'], 4.5] as const),
  ...(['sprout', 'ember', 'rice-ink', 'cold'] as const).map((words) => [words, ['paper', 'card'], 4.5] as const),
  ...Object.values(TONES).map(([ground, words]) => [words, [ground], 4.5] as const),
  ['on-soil', ['soil'], 4.5],
  ['on-soil-2', ['soil', 'soil-2'], 4.5],
  ['on-rice', ['rice'], 4.5],
  ['on-sprout', ['sprout'], 4.5],
  ['on-ember', ['ember'], 4.5],
  ['on-sheet', ['sheet'], 4.5],
  ['edge', ['paper', 'card'], 3],
];
describe('colours, by day and by night', () => {
  it.each(WORDS_ON)('%s can be read on %j', (words, grounds, least) => {
    for (const light of LIGHTS)
      for (const ground of grounds) {
        const is = contrast(COLOURS[words][light], COLOURS[ground][light]);
        expect({ words, ground, light, is, isEnough: is >= least }).toMatchObject({ isEnough: true });
      }
  });
});

/**
 * Each page is measured in all three modes (tests/clients/every-page.spec.ts); these hold for words that no page has
 * yet.
 */
describe('what care mode changes', () => {
  it.each(Object.keys(CARE_COLOURS) as (keyof typeof CARE_COLOURS)[])('%s stands out more on every ground', (word) => {
    for (const light of LIGHTS)
      for (const ground of GROUNDS) {
        const [usual, care] = [COLOURS[word], CARE_COLOURS[word]].map((tone) =>
          contrast(tone[light], COLOURS[ground as Colour][light]),
        );
        expect({ word, ground, light, isMore: care! > usual! }).toEqual({ word, ground, light, isMore: true });
      }
  });

  it('makes no letter and no target smaller', () => {
    for (const [name, { normal, care }] of Object.entries(SIZES))
      expect({ name, isLess: care < normal }).toEqual({ name, isLess: false });
  });
});
