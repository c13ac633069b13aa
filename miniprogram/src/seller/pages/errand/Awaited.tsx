import { View } from '@tarojs/components';
import { useState } from 'react';
import { ConfirmDelegation, EndDelegation } from '@/api/seller';
import { act } from '@/lib/client';
import { useAction } from '@/lib/once';
import { SAID } from '@/lib/said';
import { say } from '@/lib/say';
import { Button } from '@/ui/Button';
import { Field, Section } from '@/ui/parts';
import { Refusal } from '@/ui/Refusal';

interface AwaitedProps {
  errandId: string;
  name: string;
  reload: () => Promise<void>;
}
/** A code has gone to somebody who has not read it out yet; the page was opened anew meanwhile. */
export function Awaited({ errandId, name, reload }: AwaitedProps) {
  const [code, setCode] = useState('');
  const confirm = useAction(async () => {
    await act(ConfirmDelegation, { delegationId: errandId, code });
    say(SAID.theyAgreed);
    await reload();
  });
  const end = useAction(async () => {
    await act(EndDelegation, { delegationId: errandId });
    await reload();
  });
  return (
    <Section title={`等${name}念验证码`}>
      <View className="grey">验证码已经发到他手机上，他还没有同意。</View>
      <Field
        label={SAID.codeTheyGot}
        type="number"
        value={code}
        onInput={setCode}
        error={confirm.problem?.at('code')}
        maxLength={6}
      />
      <Refusal problem={confirm.problem ?? end.problem} fields={['code']} />
      <View className="buttons">
        <Button busy={end.busy} onTap={end.run}>
          他不办了
        </Button>
        <Button kind="main" busy={confirm.busy} onTap={confirm.run}>
          他同意，开始办
        </Button>
      </View>
    </Section>
  );
}
