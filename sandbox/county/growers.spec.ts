import { readFileSync, statSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { forbiddenWordsIn, growers, sellers, staff } from './index.ts';

const BYTES_MAX = 60_000;

describe('growers', () => {
  it('stand behind the goods of every seller, each one of its people, with a story that may be told and a face', () => {
    expect(new Set(growers.map(({ sellerKey }) => sellerKey))).toEqual(new Set(sellers.map(({ key }) => key)));
    for (const { staffKey, sellerKey, name, story, face } of growers) {
      expect(staff.find(({ key }) => key === staffKey)?.partyKey).toBe(sellerKey);
      expect(name.length).toBeLessThanOrEqual(20);
      expect(story.length).toBeLessThanOrEqual(300);
      expect(forbiddenWordsIn(story)).toEqual([]);
      expect(face.alt.length).toBeLessThanOrEqual(60);
      expect(statSync(face.file).size).toBeLessThan(BYTES_MAX);
      expect(readFileSync(face.file, 'utf8').replace('http://www.w3.org/2000/svg', '')).not.toMatch(
        /https?:|<script|<image/,
      );
    }
  });
});
