import { View } from '@tarojs/components';
import { useDraft } from '@/lib/drafts';
import { useAction } from '@/lib/once';
import { Button } from './Button';
import { Choice } from './forms';
import { Field } from './parts';
import { Refusal } from './Refusal';

/** What whoever takes goods over has found. */
export interface Counted {
  units: number;
  sealWhole?: boolean;
  temperatureCelsius?: number;
}
interface CountAndSignProps {
  /** Under which name the phone keeps what is typed. */
  draft: string;
  /** How many there should be. */
  units: number;
  sealNumber: string | null;
  isCold: boolean;
  words: { units: string; seal: string; celsius: string; sign: string };
  sign: (found: Counted) => Promise<void>;
}
const SEALS = [
  { value: 'whole', label: '完好' },
  { value: 'broken', label: '不完好' },
];

/** Goods change hands: who takes them counts, looks at the seal, measures where they are cold, and signs. */
export function CountAndSign({ draft, units, sealNumber, isCold, words, sign }: CountAndSignProps) {
  const { value, set, clear } = useDraft(draft, { units: String(units), seal: 'whole', celsius: '' });
  const save = useAction(
    async () => {
      await sign({
        units: Number(value.units),
        ...(sealNumber && { sealWhole: value.seal === 'whole' }),
        ...(value.celsius !== '' && { temperatureCelsius: Number(value.celsius) }),
      });
      clear();
    },
    { onKept: clear },
  );
  return (
    <View>
      <Field
        label={words.units}
        type="number"
        value={value.units}
        onInput={(next) => set({ units: next })}
        error={save.problem?.at('units')}
        maxLength={5}
      />
      {sealNumber && (
        <Choice label={words.seal} value={value.seal} options={SEALS} onChange={(seal) => set({ seal })} />
      )}
      {isCold && (
        <Field
          label={words.celsius}
          type="digit"
          value={value.celsius}
          onInput={(celsius) => set({ celsius })}
          error={save.problem?.at('temperatureCelsius')}
          maxLength={5}
        />
      )}
      <Refusal problem={save.problem} fields={['units', 'temperatureCelsius']} />
      <View className="buttons">
        <Button kind="main" busy={save.busy} onTap={save.run}>
          {words.sign}
        </Button>
      </View>
    </View>
  );
}
