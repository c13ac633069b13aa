import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { CLAUSES, type ClauseId } from '@heitu/standard';
import { PLANTS } from '../../tests/plants/plants.table.ts';

const DOCS = join(import.meta.dirname, '../../docs');
const isEntry = (id: string): id is ClauseId => CLAUSES.some((clause) => clause.id === id);
const rows = readFileSync(join(DOCS, 'FORMER-GAPS.md'), 'utf8')
  .split('\n')
  .filter((line) => /^\| \d/.test(line))
  .map((line) => {
    const [, entry = '', was = '', decides = '', turns = '', open = ''] = line.split('|').map((cell) => cell.trim());
    return { entry, was, decides, turns, open };
  });
/** `[shown](path)`, and the word there that decides. */
const PLACE = /\[([^\]]+)\]\(([^)]+)\)(?: `([^`]+)`)?/g;
const hasPlant = (id: string): boolean => {
  const planted = isEntry(id) ? PLANTS[id] : undefined;
  return [planted?.act, planted?.silence, planted?.elsewhere].some((one) => one !== undefined);
};

describe('the table of what was thin', () => {
  it('has an entry of the standard in each row, once', () => {
    expect(rows.length).toBeGreaterThan(80);
    expect(rows.filter(({ entry }) => !isEntry(entry))).toEqual([]);
    expect(new Set(rows.map(({ entry }) => entry)).size).toBe(rows.length);
    expect(rows.filter(({ was }) => !/^(thin|toy|weak): ./.test(was))).toEqual([]);
  });

  it('names files that are there, and words that stand in them', () => {
    const lost = rows.flatMap(({ entry, decides }) => {
      const places = [...decides.matchAll(PLACE)];
      if (places.length === 0) return [[entry, 'nothing']];
      return places.flatMap(([said, , path = '', word]) => {
        const file = join(DOCS, path);
        if (!existsSync(file)) return [[entry, said]];
        return word === undefined || (statSync(file).isFile() && readFileSync(file, 'utf8').includes(word))
          ? []
          : [[entry, said]];
      });
    });
    expect(lost).toEqual([]);
  });

  it('names a plant where there is one, and says what is open where there is none', () => {
    const odd = rows.filter(({ entry, turns, open }) =>
      hasPlant(entry) ? turns !== 'its plant' : turns !== '–' || open === '',
    );
    expect(odd).toEqual([]);
  });
});
