import type { ReactNode } from 'react';
import type { Save } from '@/lib/save';
import { Acts } from '@/ui/Acts';
import { Button } from '@/ui/Button';
import { Opened, Section } from '@/ui/parts';
import { Refusal } from '@/ui/Refusal';

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
