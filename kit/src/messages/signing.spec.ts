import { describe, expect, it } from '@jest/globals';
import { readConfig } from '../serving/config.ts';
import { createCallMemory } from './replay.ts';
import { isRepeatable } from './repeatable.ts';
import { generateSigningKey, privateKeyOf, publicKeysOf, signActor, verifyActor } from './signing.ts';

const user = { kind: 'account' as const, id: 'u1', grants: [] };

describe('signed actors', () => {
  const [old, next, other] = [generateSigningKey(), generateSigningKey(), generateSigningKey()];
  const signedBy = (pem: string) =>
    signActor({ name: 'gateway', privateKey: privateKeyOf(pem) }, 'catalog/graphql', user, 'body');
  const verdict = async (trusted: string, token: string) => {
    const call = await verifyActor({ gateway: publicKeysOf(trusted) }, 'catalog/graphql', token, 'body');
    return call.ok ? call.actor : call.reason;
  };

  it('pass with the old key and the new while both are trusted, then with the new one only', async () => {
    const both = old.publicPem + next.publicPem;
    expect(await verdict(old.publicPem, await signedBy(next.privatePem))).toBe('unknown-key');
    expect(await verdict(both, await signedBy(old.privatePem))).toEqual(user);
    expect(await verdict(both, await signedBy(next.privatePem))).toEqual(user);
    expect(await verdict(both, await signedBy(other.privatePem))).toBe('unknown-key');
    expect(await verdict(next.publicPem, await signedBy(old.privatePem))).toBe('unknown-key');
  });

  it('are configured with at most two keys for one process', () => {
    const keys = (...pems: string[]) =>
      readConfig('x', {
        TRUSTED_KEYS: JSON.stringify({ gateway: pems.join('\n') }),
        MASTER_KEY: 'a'.repeat(64),
      }).trustedKeys();
    expect(keys(old.publicPem, next.publicPem)['gateway']).toHaveLength(2);
    expect(() => keys(old.publicPem, next.publicPem, other.publicPem)).toThrow('TRUSTED_KEYS: gateway has 3');
    expect(() => keys(old.privatePem)).toThrow('TRUSTED_KEYS: gateway has 0');
  });
});

describe('the memory of taken calls', () => {
  it('takes each once while its signature holds, forgets it then, and takes none it could not remember', () => {
    const memory = createCallMemory(2);
    expect([memory.take({ id: 'a', untilMs: 100 }, 50), memory.take({ id: 'a', untilMs: 100 }, 100)]).toEqual([
      true,
      false,
    ]);
    expect([memory.take({ id: 'b', untilMs: 110 }, 60), memory.take({ id: 'c', untilMs: 120 }, 70)]).toEqual([
      true,
      false,
    ]);
    expect(memory.take({ id: 'c', untilMs: 120 }, 101)).toBe(true);
  });
});

describe('what may be sent again when its answer was lost', () => {
  it.each([
    ['a question', { query: '{ a }' }, true],
    ['a question that only speaks of a mutation', { query: 'query { mutation }' }, true],
    ['a mutation', { query: 'mutation { a }' }, false],
    ['a mutation with its request id', { query: 'mutation { a(requestId: "r1") }' }, true],
    [
      'one in its input',
      { query: 'mutation($input: I!) { a(input: $input) { id } }', variables: { input: { requestId: 'r1' } } },
      true,
    ],
    [
      'one in a literal input',
      { query: 'mutation($r: String!) { a(input: { requestId: $r }) }', variables: { r: 'r1' } },
      true,
    ],
    [
      'one whose id is empty',
      { query: 'mutation($input: I!) { a(input: $input) }', variables: { input: { requestId: '' } } },
      false,
    ],
    ['one whose id is not given', { query: 'mutation($r: String) { a(requestId: $r) }' }, false],
    ['two, of which one has none', { query: 'mutation { a(requestId: "r1") b }' }, false],
    ['the named one of two', { query: 'mutation A { a } query B { b }', operationName: 'B' }, true],
    ['one hidden in a fragment', { query: 'mutation { ...F } fragment F on Mutation { a(requestId: "r1") }' }, false],
  ])('%s: %#', (_what, request, expected) => expect(isRepeatable(request)).toBe(expected));
});
