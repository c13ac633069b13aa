import { View } from '@tarojs/components';
import { useState, type ReactNode } from 'react';
import { useDraft } from '@/lib/drafts';
import { useSave } from '@/lib/save';
import { say } from '@/lib/say';
import { useTold } from '@/lib/told';
import { Button } from '@/ui/Button';
import { Field, Opened } from '@/ui/parts';
import { Refusal } from '@/ui/Refusal';

interface Shown {
  /** What is written meanwhile is kept by it. */
  draft: string;
  /** On the button that opens it; left out: the title. */
  button?: ReactNode;
  title: string;
  field: { name: string; label: string; missing: string; maxLength: number };
  /** What comes of it. */
  note: string;
  done: string;
  send: (words: string) => Promise<unknown>;
  reload: () => Promise<void>;
}
/** The carrier says one thing of cash of the door, in words; its seller answers. */
export function SayToSeller({ draft, button, title, field, note, done, send, reload }: Shown) {
  const [open, setOpen] = useState(false);
  const { value, set, clear } = useDraft<Record<string, string>>(draft, { [field.name]: '' });
  const typed = value[field.name] ?? '';
  const words = typed.trim();
  const askTold = useTold(['MONEY_ANSWERED']);
  const save = useSave({ [field.name]: !words && field.missing }, async () => {
    askTold();
    await send(words);
    clear();
    say(done);
    await reload();
  });
  if (!open)
    return (
      <Button wide onTap={() => setOpen(true)}>
        {button ?? title}
      </Button>
    );
  return (
    <Opened title={title}>
      <Field
        label={field.label}
        value={typed}
        onInput={(now) => set({ [field.name]: now })}
        error={save.at(field.name)}
        maxLength={field.maxLength}
      />
      <View className="small grey">{note}</View>
      <Refusal problem={save.problem} fields={save.fields} />
      <View className="buttons">
        <Button kind="main" busy={save.busy} onTap={save.run}>
          等商家确认
        </Button>
      </View>
    </Opened>
  );
}
