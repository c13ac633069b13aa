import { View } from '@tarojs/components';
import { useState } from 'react';
import { EndDelegation, FileForFarmer } from '@/api/seller';
import { act } from '@/lib/client';
import { useDraft } from '@/lib/drafts';
import { useAction } from '@/lib/once';
import { dropPhoto } from '@/lib/photos';
import { stopWhere } from '@/lib/problem';
import { SAID } from '@/lib/said';
import { say } from '@/lib/say';
import { strokesAsPicture } from '@/lib/strokes';
import { uploadPhoto } from '@/lib/uploads';
import { Acts } from '@/ui/Acts';
import { Button } from '@/ui/Button';
import { DateField } from '@/ui/forms';
import { Field, Section } from '@/ui/parts';
import { PhotoField } from '@/ui/Photos';
import { Refusal } from '@/ui/Refusal';
import { Pad, usePad } from '@/ui/SignaturePad';
import { DECLARATION, EXEMPT_BECAUSE } from '../../ui/farmer-declaration';
import { ReadAloud } from '../../ui/ReadAloud';

const EMPTY = { idNumber: '', issuer: '', from: '', until: '', front: '', back: '' };
const FIELDS = ['idNumber', 'issuer', 'validFromOn', 'validUntilOn', 'frontFileId', 'backFileId', 'signature'];

interface FileForProps {
  errandId: string;
  name: string;
  reload: () => Promise<void>;
}
/** A farmer stands there: the card by photo, the declaration read to them, their name by their own finger. */
export function FileFor({ errandId, name, reload }: FileForProps) {
  // Nothing of somebody else's card stays on this phone.
  const { value: form, set, clear } = useDraft(`file-for ${errandId}`, EMPTY, { never: Object.keys(EMPTY) });
  const [tried, setTried] = useState(false);
  const pad = usePad(errandId, () => undefined);
  const wrong: Record<string, string | false> = {
    idNumber: !/^\d{17}[\dXx]$/.test(form.idNumber.trim()) && '身份证号是18位',
    issuer: !form.issuer.trim() && '请填写背面的签发机关',
    validFromOn: !form.from && SAID.chooseFirstDay,
    frontFileId: !form.front && '请拍人像那一面',
    backFileId: !form.back && '请拍国徽那一面',
    signature: !pad.started && '请他用手指签名字',
  };
  const file = useAction(async () => {
    setTried(true);
    stopWhere(wrong);
    const [frontFileId, backFileId] = await Promise.all(
      [form.front, form.back].map((photo) => uploadPhoto('sellers', 'licence', photo)),
    );
    await act(
      FileForFarmer,
      {
        errandId,
        idNumber: form.idNumber.trim().toUpperCase(),
        issuer: form.issuer.trim(),
        validFromOn: form.from,
        validUntilOn: form.until || null,
        frontFileId: frontFileId ?? '',
        backFileId: backFileId ?? '',
        exemption: { reason: EXEMPT_BECAUSE, declaration: DECLARATION },
        signature: strokesAsPicture(pad.strokes.current) ?? '',
      },
      `file-for ${errandId}`,
    );
    dropPhoto(form.front);
    dropPhoto(form.back);
    clear();
    say('交上去了，审核通过后发短信告诉他');
    await act(EndDelegation, { delegationId: errandId });
    await reload();
  });
  const at = (field: string): string | null => (tried && wrong[field]) || file.problem?.at(field) || null;
  return (
    <Section title={`替${name}办农户备案`}>
      <Field
        label="身份证号"
        type="idcard"
        value={form.idNumber}
        onInput={(idNumber) => set({ idNumber })}
        error={at('idNumber')}
        maxLength={18}
      />
      <PhotoField
        label="身份证人像面"
        photo={form.front}
        onChange={(front) => set({ front })}
        hint={SAID.allFourCorners}
        error={at('frontFileId')}
      />
      <PhotoField
        label="身份证国徽面"
        photo={form.back}
        onChange={(back) => set({ back })}
        hint={SAID.allFourCorners}
        error={at('backFileId')}
      />
      <Field
        label="签发机关"
        value={form.issuer}
        onInput={(issuer) => set({ issuer })}
        error={at('issuer')}
        placeholder="比如 某某市公安局"
        maxLength={100}
      />
      <DateField label="从哪天起有效" value={form.from} onChange={(from) => set({ from })} error={at('validFromOn')} />
      <DateField
        label="到哪天（长期不选）"
        value={form.until}
        onChange={(until) => set({ until })}
        error={at('validUntilOn')}
      />
      <View className="bold gap-top">念给他听，他同意再签</View>
      <View>{DECLARATION}</View>
      <ReadAloud text={DECLARATION} />
      <Pad started={pad.started} down={pad.down} move={pad.move} />
      {at('signature') && <View className="field-error small red">{at('signature')}</View>}
      {pad.started && (
        <Button small kind="plain" onTap={pad.wipe}>
          重写
        </Button>
      )}
      <View className="small grey">备案是他自己的，您只是见证人。他用这个手机号登录，就能自己管。</View>
      <Refusal problem={file.problem} fields={FIELDS} />
      <Acts>
        <Button kind="main" busy={file.busy} onTap={file.run}>
          他签好了，交上去
        </Button>
      </Acts>
    </Section>
  );
}
