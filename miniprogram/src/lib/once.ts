import { useCallback, useRef, useState } from 'react';
import { bringToLight } from './platform';
import { Kept, keptText } from './outbox';
import { asProblem, Unfilled, type Problem } from './problem';
import { say } from './say';

export interface Action<TArguments extends unknown[]> {
  /** Does nothing while it is under way: a double tap does one thing. True when it was done. */
  run(...rest: TArguments): Promise<boolean>;
  busy: boolean;
  problem: Problem | null;
  clear(): void;
}

/** By then the page shows what went wrong, or nothing on it does. */
const SHOWN_WITHIN_MS = 80;
const TOLD = '.field-error, .told';

/**
 * A thing that a tap does. What goes wrong is told once: where the form shows it, which is brought before the eyes (a
 * field by `problem.at`, the rest by <Refusal>), or else in a sentence over the page. What waits for a network
 * (lib/outbox) is done as far as the page goes: `onKept` clears its form.
 */
export function useAction<TArguments extends unknown[]>(
  work: (...rest: TArguments) => Promise<unknown>,
  { quiet = false, onKept }: { quiet?: boolean; onKept?: () => void } = {},
): Action<TArguments> {
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const running = useRef(false);
  const newest = useRef(work);
  newest.current = work;
  const forms = useRef(onKept);
  forms.current = onKept;
  const run = useCallback(
    async (...rest: TArguments) => {
      if (running.current) return false;
      running.current = true;
      setBusy(true);
      setProblem(null);
      try {
        await newest.current(...rest);
        return true;
      } catch (error) {
        if (error instanceof Kept) {
          say(keptText(error));
          forms.current?.();
          return true;
        }
        const told = error instanceof Unfilled ? null : asProblem(error);
        setProblem(told);
        setTimeout(() => {
          if (told && !told.isTold && !quiet) say(told.message);
          else if (!told || told.isTold) bringToLight(TOLD);
        }, SHOWN_WITHIN_MS);
        return false;
      } finally {
        running.current = false;
        setBusy(false);
      }
    },
    [quiet],
  );
  return { run, busy, problem, clear: useCallback(() => setProblem(null), []) };
}
