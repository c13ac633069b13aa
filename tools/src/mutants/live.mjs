/**
 * A list that is made anew whenever somebody looks into it: which of its items a mutant has taken out is seen by tests
 * without loading the module again, and each look is counted where it happens.
 */
export const live = (make) => {
  const now =
    (trap) =>
    (_list, ...rest) =>
      trap(make(), ...rest);
  return new Proxy([], {
    get: now((list, key) => {
      const value = Reflect.get(list, key);
      return typeof value === 'function' ? value.bind(list) : value;
    }),
    has: now(Reflect.has),
    ownKeys: now(Reflect.ownKeys),
    getOwnPropertyDescriptor: now(Reflect.getOwnPropertyDescriptor),
  });
};
