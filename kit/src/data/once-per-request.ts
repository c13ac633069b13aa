/**
 * What several entries of one report are counted from, read once for each request (`context`) and for what else is
 * asked. What is kept is shared: nobody changes it.
 */
export function oncePerRequest<Context extends object, Asked extends readonly unknown[], Answer>(
  read: (context: Context, ...asked: Asked) => Promise<Answer>,
): (context: Context, ...asked: Asked) => Promise<Answer> {
  const kept = new WeakMap<Context, Map<string, Promise<Answer>>>();
  return (context, ...asked) => {
    const ofRequest = kept.get(context) ?? new Map<string, Promise<Answer>>();
    kept.set(context, ofRequest);
    const key = JSON.stringify(asked);
    const known = ofRequest.get(key) ?? read(context, ...asked);
    ofRequest.set(key, known);
    return known;
  };
}
