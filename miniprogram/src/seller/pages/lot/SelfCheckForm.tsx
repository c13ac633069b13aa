import { RecordSelfCheck } from '@/api/seller';
import { act } from '@/lib/client';
import { chinaToday } from '@/lib/china-day';
import { useDraft } from '@/lib/drafts';
import { dropPhoto } from '@/lib/photos';
import { newId } from '@/lib/request-id';
import { useSave } from '@/lib/save';
import { uploadPhoto } from '@/lib/uploads';
import { Acts } from '@/ui/Acts';
import { Button } from '@/ui/Button';
import { DateField } from '@/ui/forms';
import { Field, Opened } from '@/ui/parts';
import { PhotoField } from '@/ui/Photos';
import { Refusal } from '@/ui/Refusal';
import { LookLines, LookPromise, findings, unlooked, type LookLine } from '../../ui/LookLines';

const NOTHING: Readonly<Record<string, string>> = {};
interface Props {
  lotId: string;
  lines: readonly LookLine[];
  done: () => Promise<void>;
  close: () => void;
}

/** A farmer's own look, line by line, with a photo: buyers see that it is one. */
export function SelfCheckForm({ lotId, lines, done, close }: Props) {
  const {
    value: form,
    set,
    clear,
  } = useDraft(`self-check ${lotId}`, {
    checkedBy: '',
    checkedOn: chinaToday(),
    found: NOTHING,
    photo: '',
    fileId: '',
    run: '',
  });
  const wrong = {
    photo: !form.photo && '请拍一张照片',
    checkedBy: !form.checkedBy.trim() && '请填写谁检的',
    ...unlooked(lines, form.found),
  };
  const save = useSave(wrong, async () => {
    const run = form.run || newId();
    const fileId = form.fileId || (await uploadPhoto('catalog', 'inspection-report', form.photo));
    set({ run, fileId });
    await act(
      RecordSelfCheck,
      {
        lotId,
        checkedBy: form.checkedBy.trim(),
        checkedOn: form.checkedOn,
        fileId,
        promised: true,
        items: findings(lines, form.found),
      },
      `self-check ${run}`,
    );
    dropPhoto(form.photo);
    clear();
    await done();
  });
  return (
    <Opened title="填自检表">
      <Refusal problem={save.problem} fields={['checkedBy', 'checkedOn', 'fileId']} />
      <PhotoField
        label="照片"
        photo={form.photo}
        onChange={(photo) => set({ photo, fileId: '' })}
        hint="拍货，或拍量的时候"
        error={save.at('photo') ?? save.at('fileId')}
      />
      <LookLines lines={lines} found={form.found} onFind={(found) => set({ found })} at={save.at} />
      <Field
        label="检的人"
        value={form.checkedBy}
        onInput={(checkedBy) => set({ checkedBy })}
        error={save.at('checkedBy')}
        maxLength={20}
      />
      <DateField
        label="哪天检的"
        value={form.checkedOn}
        end={chinaToday()}
        onChange={(checkedOn) => set({ checkedOn })}
        error={save.at('checkedOn')}
      />
      <LookPromise />
      <Acts>
        <Button onTap={close}>先不填</Button>
        <Button kind="main" busy={save.busy} onTap={save.run}>
          承诺并保存
        </Button>
      </Acts>
    </Opened>
  );
}
