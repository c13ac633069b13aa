import { View } from '@tarojs/components';
import { GivePromise, PromiseBasisWords, type PromiseBasis } from '@/api/seller';
import { act } from '@/lib/client';
import { useDraft } from '@/lib/drafts';
import { useAction } from '@/lib/once';
import { stopWhere } from '@/lib/problem';
import { Acts } from '@/ui/Acts';
import { Button } from '@/ui/Button';
import { Field, Opened } from '@/ui/parts';
import { Refusal } from '@/ui/Refusal';

interface Props {
  lotId: string;
  basis: PromiseBasis;
  done: () => Promise<void>;
  close: () => void;
}

/** One name is asked for: the rest of the certificate is known. */
export function PromiseForm({ lotId, basis, done, close }: Props) {
  const { value: form, set, clear } = useDraft(`promise ${lotId}`, { signedBy: '', tried: false });
  const lacking = !form.signedBy.trim() && '请签上您的名字';
  const sign = useAction(async () => {
    set({ tried: true });
    stopWhere({ signedBy: lacking });
    await act(GivePromise, { lotId, signedBy: form.signedBy.trim() }, `promise ${lotId}`);
    clear();
    await done();
  });
  return (
    <Opened title="签字前看一遍">
      <Refusal problem={sign.problem} fields={['signedBy']} />
      <View className="grey">
        签了就是承诺：没用禁用的农药、兽药，残留不超标。凭的是{PromiseBasisWords[basis]}
        。品名、多少、产地和电话照这批货填好，买家下单前就看得到。
      </View>
      <Field
        label="您的名字"
        value={form.signedBy}
        onInput={(signedBy) => set({ signedBy })}
        error={(form.tried && lacking) || sign.problem?.at('signedBy') || null}
        maxLength={20}
      />
      <Acts>
        <Button onTap={close}>先不开</Button>
        <Button kind="main" busy={sign.busy} onTap={sign.run}>
          签字，开出来
        </Button>
      </Acts>
    </Opened>
  );
}
