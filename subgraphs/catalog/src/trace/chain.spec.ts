import { describe, expect, it } from '@jest/globals';
import { leafHash, merkleTree, rootFrom } from './chain.ts';

describe('merkle trees', () => {
  it.each([1, 2, 3, 5, 8, 13])('of %d leaves prove each leaf and no other', (count) => {
    const leaves = Array.from({ length: count }, (_, i) =>
      leafHash({ lotId: `lot-${i}`, length: i, headHash: `${i}` }),
    );
    const tree = merkleTree(leaves);
    leaves.forEach((leaf, i) => expect(rootFrom(leaf, tree.proofOf(i))).toBe(tree.root));
    expect(rootFrom(leafHash({ lotId: 'other', length: 0, headHash: '0' }), tree.proofOf(0))).not.toBe(tree.root);
  });
});
