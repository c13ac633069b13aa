import type { ReactNode } from 'react';
import type { Draft } from '@/lib/drafts';
import { newId } from '@/lib/request-id';
import { useSave, type Save } from '@/lib/save';
import { Acts } from '@/ui/Acts';
import { Button } from '@/ui/Button';
import { Opened } from '@/ui/parts';
import { Refusal } from '@/ui/Refusal';

/** What each form of a field is given. */
export interface FormProps {
  plotId: string;
  close: () => void;
  saved: () => Promise<void>;
}

/** The part of a draft that sending it needs: each kind of record has its own fields besides. */
interface Sendable extends Pick<Draft<{ run: string }>, 'value' | 'clear'> {
  set(change: { run: string }): void;
}

interface Writing extends Pick<FormProps, 'saved'> {
  wrong: Readonly<Record<string, string | false>>;
  send: (requestName: string) => Promise<unknown>;
}
/** Writes a record down: one draft is one record, however often it is sent. */
export function useRecord(kind: string, { value, set, clear }: Sendable, { wrong, send, saved }: Writing): Save {
  const write = async () => {
    const run = value.run || newId();
    set({ run });
    await send(`${kind} ${run}`);
    clear();
    await saved();
  };
  const kept = () => {
    clear();
    void saved();
  };
  const save = useSave(wrong, write, {}, kept);
  return { ...save, fields: Object.keys(value) };
}

interface RecordFormProps {
  title: string;
  save: Save;
  close: () => void;
  children: ReactNode;
}
export const RecordForm = ({ title, save, close, children }: RecordFormProps) => (
  <Opened title={title}>
    <Refusal problem={save.problem} fields={save.fields} />
    {children}
    <Acts>
      <Button onTap={close}>先不记</Button>
      <Button kind="main" busy={save.busy} onTap={save.run}>
        记下
      </Button>
    </Acts>
  </Opened>
);
