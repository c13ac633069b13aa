import { View } from '@tarojs/components';
import { moment } from '@/lib/format';
import { useDraft } from '@/lib/drafts';
import { useAction } from '@/lib/once';
import { Button } from './Button';
import { Choice } from './forms';
import { Field, Notice, Section } from './parts';
import { Refusal } from './Refusal';

interface Leg {
  id: string;
  stateLabel: string;
  place: string;
  openedAt: string;
  sealNumber: string | null;
  problems: readonly string[];
  availableActions: readonly string[];
}
export interface LegFound {
  units: number;
  sealWhole?: boolean;
  temperatureCelsius?: number;
}

/** From hand to hand between courier and store; where the other side is still to sign, it counts and signs here. */
export const CustodyLegs = ({
  legs,
  kindOf,
  units,
  isCold,
  sign,
}: {
  legs: readonly Leg[];
  /** What a leg is called. */
  kindOf: (id: string) => string;
  /** How many pieces it has. */
  units: number;
  isCold: boolean;
  sign: (legId: string, found: LegFound) => Promise<void>;
}) =>
  legs.map((leg) => (
    <Section key={leg.id} title={kindOf(leg.id)}>
      <View>
        {leg.place}，{moment(leg.openedAt)}，{leg.stateLabel}
        {leg.sealNumber ? `，封签${leg.sealNumber}` : ''}
      </View>
      {leg.problems.length > 0 && <Notice tone="bad">{leg.problems.join('、')}</Notice>}
      {leg.availableActions.includes('SIGN') && (
        <Sign leg={leg} units={units} isCold={isCold} sign={(found) => sign(leg.id, found)} />
      )}
    </Section>
  ));

function Sign({
  leg,
  units,
  isCold,
  sign,
}: {
  leg: Leg;
  units: number;
  isCold: boolean;
  sign: (found: LegFound) => Promise<void>;
}) {
  const { value, set, clear } = useDraft(`leg ${leg.id}`, { units: String(units), seal: 'whole', celsius: '' });
  const save = useAction(async () => {
    await sign({
      units: Number(value.units),
      ...(leg.sealNumber && { sealWhole: value.seal === 'whole' }),
      ...(value.celsius !== '' && { temperatureCelsius: Number(value.celsius) }),
    });
    clear();
  });
  return (
    <View>
      <Field
        label="点了几件"
        type="number"
        value={value.units}
        onInput={(next) => set({ units: next })}
        error={save.problem?.at('units')}
        maxLength={5}
      />
      {leg.sealNumber && (
        <Choice
          label="封签"
          value={value.seal}
          options={[
            { value: 'whole', label: '完好' },
            { value: 'broken', label: '不完好' },
          ]}
          onChange={(seal) => set({ seal })}
        />
      )}
      {isCold && (
        <Field
          label="货温（°C）"
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
          货对，签字接手
        </Button>
      </View>
    </View>
  );
}
