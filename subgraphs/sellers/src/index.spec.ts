import { describe, expect, it } from '@jest/globals';
import { buildSubgraph } from '@heitu/kit/serving/subgraph';
import { CLAUSES } from '@heitu/standard';
import { evidence } from './evidence.ts';
import { sellers } from './index.ts';

describe('the manifest', () => {
  it('gives every field of its schema a rule', () => {
    const unruled = buildSubgraph(sellers).permissionRows.filter(({ rule }) => rule === 'nobody');
    expect(unruled).toEqual([]);
  });

  it('has evidence for exactly the clauses it answers for, and of shops for what the catalog says of goods', () => {
    const owned = CLAUSES.filter((clause) => clause.owner === 'sellers').map((clause) => clause.id);
    expect(Object.keys(evidence).toSorted()).toEqual([...owned, '6.5.b', '7.3.7.k-l'].toSorted());
  });
});
