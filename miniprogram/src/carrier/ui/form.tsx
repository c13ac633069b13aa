import { useState, type ReactNode } from 'react';
import type { Problem } from '@/lib/problem';
import { useAction } from '@/lib/once';
import { stopWhere } from '@/lib/problem';
import { Acts } from '@/ui/Acts';
import { Button } from '@/ui/Button';
import { Opened, Section } from '@/ui/parts';
import { Refusal } from '@/ui/Refusal';

interface Save<TArguments extends unknown[] = []> {
  run(...rest: TArguments): Promise<boolean>;
  busy: boolean;
  problem: Problem | null;
  /** Those that tell what is wrong with them themselves. */
  fields: readonly string[];
  /** What is wrong at a field: found before it is sent, or told by the platform. */
  at(field: string): string | null;
}

/**
 * Sends a form once nothing in it is plainly missing. `about`: refusals that concern one field, so that they are told
 * there.
 */
export function useSave<TArguments extends unknown[]>(
  wrong: Readonly<Record<string, string | false>>,
  send: (...rest: TArguments) => Promise<unknown>,
  about: Readonly<Record<string, string>> = {},
): Save<TArguments> {
  const [tried, setTried] = useState(false);
  const action = useAction(async (...rest: TArguments) => {
    setTried(true);
    stopWhere(wrong);
    await send(...rest);
  });
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

interface FormProps {
  title: string;
  save: Save;
  word?: string;
  onClose?: () => void;
  children: ReactNode;
}
/** A form within a page: its fields, what went wrong, and the two buttons. */
export function Form({ title, save, word = '保存', onClose, children }: FormProps) {
  // One that can be closed was opened by a tap.
  const Part = onClose ? Opened : Section;
  return (
    <Part title={title}>
      {children}
      <Refusal problem={save.problem} fields={save.fields} />
      <Acts>
        {onClose && <Button onTap={onClose}>先不办</Button>}
        <Button kind="main" busy={save.busy} onTap={save.run}>
          {word}
        </Button>
      </Acts>
    </Part>
  );
}
