import { useRef } from 'react';
import { Kept, nameThing } from './outbox';
import { asProblem, Problem } from './problem';

/** Which of several it is: what is done to it, the page that it has, and what people call it. */
export interface OneOf {
  key: string;
  of: string;
  name: string;
}

/**
 * One tap that does something to each of several things, each by itself. The first is waited for: what is wrong with
 * the form is wrong with all. The others go together, so that where there is no network nobody waits for each in turn.
 * What was done is not done again by the next tap; a refusal says which one it is about. Where some wait for a network,
 * Kept is thrown when all are kept.
 */
export function useEach<T extends OneOf>(): (all: readonly T[], work: (one: T) => Promise<unknown>) => Promise<void> {
  const done = useRef(new Set<string>());
  return async (all, work) => {
    /** Why it is not done: it waits, or it was refused; null where it is. */
    const hindered = async (one: T): Promise<unknown> => {
      nameThing(one.of, one.name);
      const why = await work(one).then(
        () => null,
        (error: unknown) => error,
      );
      if (why !== null && !(why instanceof Kept)) return one === all[0] ? why : named(one, asProblem(why));
      done.current.add(one.key);
      return why;
    };
    const [first, ...others] = all.filter(({ key }) => !done.current.has(key));
    if (!first) return;
    const whyFirst = await hindered(first);
    if (whyFirst !== null && !(whyFirst instanceof Kept)) throw whyFirst;
    const whys = [...(await Promise.all(others.map(hindered))), whyFirst].filter((why) => why !== null);
    const refused = whys.find((why) => !(why instanceof Kept));
    if (whys.length > 0) throw refused ?? whys[0];
  };
}

const named = ({ name }: OneOf, { kind, message }: Problem): Problem =>
  new Problem(kind, { refusal: { message: `${name} 没办成：${message}` } });
