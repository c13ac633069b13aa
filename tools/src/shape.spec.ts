import { describe, expect, it } from '@jest/globals';
import { shapeProblems } from './shape.ts';

const ALLOWED = { casts: 3, nonNullMarks: 2, wideLines: 1, rawColours: 0, rawSizes: 5 };

describe('the shape of code', () => {
  it('may not get worse, and what was won is written down', () => {
    expect(shapeProblems(ALLOWED, ALLOWED)).toEqual([]);
    expect(shapeProblems(ALLOWED, { casts: 4, nonNullMarks: 1, wideLines: 1, rawColours: 0, rawSizes: 5 })).toEqual([
      'casts: 4, and 3 are allowed',
      'nonNullMarks: only 1 are left of 2: node --import ./tools/register.mjs tools/src/shape.ts',
    ]);
  });
});
