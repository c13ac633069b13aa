import { describe, expect, it } from '@jest/globals';
import { globSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const SOURCES = fileURLToPath(new URL('../../miniprogram/src/', import.meta.url));
/** Opening tags of what is neither a button nor a field by itself. */
const TAGS = /<(?:View|Text|Image)\b(?:=>|[^>])*>/g;

describe('what can be tapped', () => {
  it('is told to a screen reader as what it is', () => {
    const files = globSync('**/*.tsx', { cwd: SOURCES }).filter((file) => !file.startsWith('ui/browser'));
    const tapped = files.flatMap((file) =>
      (readFileSync(`${SOURCES}${file}`, 'utf8').match(TAGS) ?? [])
        .filter((tag) => tag.includes('onClick='))
        .map((tag) => ({ file, tag })),
    );
    expect(tapped.length).toBeGreaterThan(30);
    expect(tapped.filter(({ tag }) => !/aria-role|ariaRole/.test(tag))).toEqual([]);
  });
});
