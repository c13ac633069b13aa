import { describe, expect, it } from '@jest/globals';
import { parse, print } from 'graphql';
import { sharedFragments, withFragments, withRefusal } from './document-parts.ts';

const flat = (text: string): string => text.replace(/\s+/g, ' ').trim();

describe('what a document has beside its own text', () => {
  const shared = sharedFragments([
    parse('fragment Card on Product { id shop { ...Sign } }'),
    parse('fragment Sign on Shop { name }'),
    parse('fragment Unused on Shop { id }'),
  ]);

  it('is the fragments that it spreads, and those that these spread, once each', () => {
    const whole = withFragments(parse('{ a { ...Card } b { ...Card shop { ...Sign } } }'), shared);
    expect(flat(print(whole))).toBe(
      '{ a { ...Card } b { ...Card shop { ...Sign } } } fragment Card on Product { id shop { ...Sign } } fragment Sign on Shop { name }',
    );
  });

  it('is not a fragment that the document has itself; one that nobody has is an error', () => {
    const own = parse('{ a { ...Sign } } fragment Sign on Shop { id }');
    expect(withFragments(own, shared)).toBe(own);
    expect(() => withFragments(parse('{ a { ...Nowhere } }'), shared)).toThrow('the fragment Nowhere');
  });

  it('is what a refusal brings, of each mutation, whether it shows something or not', () => {
    const document = parse('mutation { packOrder(input: 1) { ... on Order { id } } signOut }');
    expect(flat(print(withRefusal(document, true)))).toBe(
      'mutation { packOrder(input: 1) { __typename ... on Order { id } ' +
        '... on PackOrderRefused { code message clause details { path about text } } } ' +
        'signOut { __typename ... on SignOutRefused { code message clause details { path about text } } } }',
    );
    expect(print(withRefusal(document, false))).not.toContain('clause');
  });

  it('leaves a refusal alone that the document asks by itself', () => {
    const document = parse(
      'mutation { showCode { __typename ... on Shown { code } ... on ShowCodeRefused { message } } }',
    );
    expect(print(withRefusal(document, true))).toBe(print(document));
  });
});
