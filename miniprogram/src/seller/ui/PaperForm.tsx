import { useState } from 'react';
import { useDraft } from '@/lib/drafts';
import { useAction } from '@/lib/once';
import { stopWhere } from '@/lib/problem';
import { SAID } from '@/lib/said';
import { uploadPhoto } from '@/lib/uploads';
import { dropPhoto } from '@/lib/photos';
import { Acts } from '@/ui/Acts';
import { Button } from '@/ui/Button';
import { DateField, Select, type Option } from '@/ui/forms';
import { PhotoField } from '@/ui/Photos';
import { Field, Opened } from '@/ui/parts';
import { Refusal } from '@/ui/Refusal';

export interface Paper<Type extends string> {
  type: Type;
  number: string;
  issuer: string;
  from: string;
  /** Empty: without term. */
  until: string;
}
interface Props<Type extends string> {
  title: string;
  /** Under which name the half-filled form is kept. */
  draft: string;
  /** Which it most likely is; empty: nothing is known. */
  type: Type | '';
  types: readonly Option<Type>[];
  edge: 'sellers' | 'catalog';
  purpose: string;
  /** Of the paper that a new one takes the place of: what stays the same need not be typed again. */
  former?: { number: string; issuer: string };
  /** What saving is called where it does more. */
  saves?: string;
  onSave: (paper: Paper<Type>, fileId: string, key: string) => Promise<void>;
  onClose: () => void;
}

/** As it is kept on the phone: the kind may be a word of an earlier version. */
interface Typed extends Paper<string> {
  photo: string;
  fileId: string;
}

/** A paper by photo, with its number and days. The photo is handed in once: a lost network tries only what is missing. */
export function PaperForm<Type extends string>({
  title,
  draft,
  type,
  types,
  edge,
  purpose,
  former = { number: '', issuer: '' },
  saves = '保存',
  onSave,
  onClose,
}: Props<Type>) {
  const {
    value: form,
    set,
    clear,
  } = useDraft<Typed>(draft, { type, ...former, from: '', until: '', photo: '', fileId: '' });
  // The phone may have kept a kind from before, by a word that is none any more.
  const chosen = types.find(({ value }) => value === form.type)?.value ?? type;
  const [tried, setTried] = useState(false);
  const wrong: Record<string, string | false> = {
    type: !chosen && '请选择是什么证',
    number: !form.number.trim() && '请填写证上的编号',
    issuer: !form.issuer.trim() && '请填写发证单位',
    from: !form.from && SAID.chooseFirstDay,
    until: !!form.until && form.until < form.from && '截止日期不能早于开始日期',
    photo: !form.photo && '请拍一张照片',
  };
  const save = useAction(async () => {
    setTried(true);
    stopWhere(wrong);
    if (!chosen) return;
    const fileId = form.fileId || (await uploadPhoto(edge, purpose, form.photo));
    set({ fileId });
    await onSave(
      { type: chosen, number: form.number.trim(), issuer: form.issuer.trim(), from: form.from, until: form.until },
      fileId,
      draft,
    );
    dropPhoto(form.photo);
    clear();
  });
  /** What is wrong with a field, as it is called here or in what was sent. */
  const at = (field: string, ...sent: string[]): string | null =>
    (tried && wrong[field]) || [field, ...sent].map((name) => save.problem?.at(name)).find(Boolean) || null;
  return (
    <Opened title={title}>
      <Refusal
        problem={save.problem}
        fields={['fileId', 'type', 'number', 'issuer', 'issuedOn', 'validFromOn', 'validUntilOn']}
      />
      <PhotoField
        label="照片"
        photo={form.photo}
        onChange={(photo) => set({ photo, fileId: '' })}
        hint={SAID.allFourCorners}
        error={at('photo', 'fileId')}
      />
      <Select
        label="什么证"
        value={chosen}
        options={types}
        onChange={(value) => set({ type: value })}
        error={at('type')}
      />
      <Field
        label="编号"
        value={form.number}
        onInput={(number) => set({ number })}
        error={at('number')}
        maxLength={60}
      />
      <Field
        label="发证单位"
        value={form.issuer}
        onInput={(issuer) => set({ issuer })}
        error={at('issuer')}
        maxLength={60}
      />
      <DateField
        label="哪天发的"
        value={form.from}
        onChange={(from) => set({ from })}
        error={at('from', 'validFromOn', 'issuedOn')}
      />
      <DateField
        label="有效到哪天（长期的不用选）"
        value={form.until}
        onChange={(until) => set({ until })}
        clearable="改为长期"
        error={at('until', 'validUntilOn')}
      />
      <Acts>
        <Button onTap={onClose}>先不拍</Button>
        <Button kind="main" busy={save.busy} onTap={save.run}>
          {saves}
        </Button>
      </Acts>
    </Opened>
  );
}
