import { describe, expect, it } from '@jest/globals';
import { ANONYMOUS } from '../rules/actor.ts';
import { createContext } from './request-context.ts';

describe("a request's context", () => {
  it('has no accessors of its own: each would keep what it closes over until the next full collection', () => {
    const context = createContext({ name: 'room', clock: { now: () => 1 }, services: {} } as never, {
      actor: ANONYMOUS,
      requestId: 'r',
      operation: 'q',
    });
    const own = Object.entries(Object.getOwnPropertyDescriptors(context))
      .filter(([, { get, set }]) => get || set)
      .map(([name]) => name);
    expect(own).toEqual([]);
    expect(context.operation).toBe('q');
  });
});
