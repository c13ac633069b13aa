import { View } from '@tarojs/components';
import { SAID } from '@/lib/said';
import { Acts } from '@/ui/Acts';
import { Button } from '@/ui/Button';
import { DateField } from '@/ui/forms';
import { Field, Section } from '@/ui/parts';
import { PhotoField } from '@/ui/Photos';
import { Refusal } from '@/ui/Refusal';
import { Pad } from '@/ui/SignaturePad';
import { DECLARATION } from '../../ui/farmer-declaration';
import { ReadAloud } from '../../ui/ReadAloud';
import { useFiling } from './filing';

interface FileForProps {
  errandId: string;
  name: string;
  reload: () => Promise<void>;
}
/** A farmer stands there: the card by photo, the declaration read to them, their name by their own finger. */
export function FileFor({ errandId, name, reload }: FileForProps) {
  const { form, set, pad, file, stop } = useFiling(errandId, reload);
  return (
    <Section title={`替${name}办农户备案`}>
      <Field
        label="身份证号"
        type="idcard"
        value={form.idNumber}
        onInput={(idNumber) => set({ idNumber })}
        error={file.at('idNumber')}
        maxLength={18}
      />
      <PhotoField
        label="身份证人像面"
        photo={form.front}
        onChange={(front) => set({ front })}
        hint={SAID.allFourCorners}
        error={file.at('frontFileId')}
      />
      <PhotoField
        label="身份证国徽面"
        photo={form.back}
        onChange={(back) => set({ back })}
        hint={SAID.allFourCorners}
        error={file.at('backFileId')}
      />
      <Field
        label="签发机关"
        value={form.issuer}
        onInput={(issuer) => set({ issuer })}
        error={file.at('issuer')}
        placeholder="比如 某某市公安局"
        maxLength={100}
      />
      <DateField
        label="从哪天起有效"
        value={form.from}
        onChange={(from) => set({ from })}
        error={file.at('validFromOn')}
      />
      <DateField
        label="到哪天（长期不选）"
        clearable="长期"
        value={form.until}
        onChange={(until) => set({ until })}
        error={file.at('validUntilOn')}
      />
      <View className="bold gap-top">念给他听，他同意再签</View>
      <View>{DECLARATION}</View>
      <ReadAloud text={DECLARATION} />
      <Pad started={pad.started} down={pad.down} move={pad.move} />
      {file.at('signature') && <View className="field-error small red">{file.at('signature')}</View>}
      {pad.started && (
        <Button small kind="plain" onTap={pad.wipe}>
          重写
        </Button>
      )}
      <View className="small grey">备案是他自己的，您只是见证人。他用这个手机号登录，就能自己管。</View>
      <Refusal problem={file.problem ?? stop.problem} fields={file.fields} />
      <Acts>
        <Button busy={stop.busy} off={file.busy} onTap={() => !file.busy && stop.run()}>
          他不办了
        </Button>
        <Button kind="main" busy={file.busy} onTap={file.run}>
          他签好了，交上去
        </Button>
      </Acts>
    </Section>
  );
}
