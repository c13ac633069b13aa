import { View } from '@tarojs/components';
import { useDraft } from '@/lib/drafts';
import { useSave } from '@/lib/save';
import { say } from '@/lib/say';
import { Acts } from '@/ui/Acts';
import { Button } from '@/ui/Button';
import { Field, Section } from '@/ui/parts';
import { Refusal } from '@/ui/Refusal';

/** What somebody has written to the platform, or the platform to them. */
export const Said = ({ who, text }: { who: string; text: string | null | undefined }) => (
  <View className="gap-top">
    <View className="small grey">{who}</View>
    <View className="break">{text}</View>
  </View>
);

interface TextFormProps {
  /** Under which name the phone keeps what is typed. */
  draft: string;
  title: string;
  hint: string;
  label: string;
  placeholder: string;
  maxLength: number;
  send: (text: string) => Promise<unknown>;
  /** What is said when it was sent. */
  done: string;
  close: () => void;
  reload: () => Promise<void>;
}
/** One text that somebody answers the platform with. */
export function TextForm({ draft, title, hint, send, done, close, reload, ...field }: TextFormProps) {
  const { value: form, set, clear } = useDraft(draft, { text: '' });
  const save = useSave({ text: form.text.trim().length < 2 && '请写清楚' }, async () => {
    await send(form.text.trim());
    clear();
    close();
    say(done);
    await reload();
  });
  return (
    <Section title={title}>
      <View className="grey">{hint}</View>
      <Field {...field} long value={form.text} onInput={(text) => set({ text })} error={save.at('text')} />
      <Refusal problem={save.problem} fields={save.fields} />
      <Acts>
        <Button onTap={close}>先不写</Button>
        <Button kind="main" busy={save.busy} onTap={save.run}>
          提交
        </Button>
      </Acts>
    </Section>
  );
}
