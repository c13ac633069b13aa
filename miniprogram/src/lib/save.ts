import { useState } from 'react';
import { useAction, type Action } from './once';
import { stopWhere } from './problem';

export interface Save<TArguments extends unknown[] = []> extends Pick<Action<TArguments>, 'run' | 'busy' | 'problem'> {
  /** Those that tell what is wrong with them themselves. */
  fields: readonly string[];
  /** What is wrong at a field: found before it is sent, or told by the platform. */
  at(field: string): string | null;
}

/**
 * Sends a form once nothing in it is plainly missing. `about`: refusals that concern one field, so that they are told
 * there. `onKept` clears a form that waits for a network.
 */
export function useSave<TArguments extends unknown[]>(
  wrong: Readonly<Record<string, string | false>>,
  send: (...rest: TArguments) => Promise<unknown>,
  about: Readonly<Record<string, string>> = {},
  onKept?: () => void,
): Save<TArguments> {
  const [tried, setTried] = useState(false);
  const action = useAction(
    async (...rest: TArguments) => {
      setTried(true);
      stopWhere(wrong);
      await send(...rest);
    },
    { onKept },
  );
  const refusal = action.problem?.refusal;
  return {
    run: action.run,
    busy: action.busy,
    problem: action.problem,
    fields: Object.keys(wrong),
    at: (field) =>
      (tried && wrong[field]) ||
      action.problem?.at(field) ||
      (refusal?.code && about[refusal.code] === field ? refusal.message : null),
  };
}
