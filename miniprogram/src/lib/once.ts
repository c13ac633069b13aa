import { useCallback, useRef, useState } from 'react';
import { asProblem, type Problem } from './problem';
import { say } from './say';

export interface Action<TArguments extends unknown[]> {
  /** Does nothing while it is under way: a double tap does one thing. True when it was done. */
  run(...rest: TArguments): Promise<boolean>;
  busy: boolean;
  problem: Problem | null;
  clear(): void;
}

/** A thing that a tap does. What goes wrong is told in a sentence; a form shows `problem.at(field)` beside its field as well. */
export function useAction<TArguments extends unknown[]>(work: (...rest: TArguments) => Promise<unknown>, { quiet = false }: { quiet?: boolean } = {}): Action<TArguments> {
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const running = useRef(false);
  const newest = useRef(work);
  newest.current = work;
  const run = useCallback(async (...rest: TArguments) => {
    if (running.current) return false;
    running.current = true;
    setBusy(true);
    setProblem(null);
    try {
      await newest.current(...rest);
      return true;
    } catch (error) {
      const told = asProblem(error);
      setProblem(told);
      if (!quiet) say(told.message);
      return false;
    } finally {
      running.current = false;
      setBusy(false);
    }
  }, [quiet]);
  return { run, busy, problem, clear: useCallback(() => setProblem(null), []) };
}
