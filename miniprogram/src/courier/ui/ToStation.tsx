import { HandParcelToStation, type CourierParcelQuery } from '@/api/courier';
import { act } from '@/lib/client';
import { useDraft } from '@/lib/drafts';
import { useAction } from '@/lib/once';
import { say } from '@/lib/say';
import { Acts } from '@/ui/Acts';
import { Button } from '@/ui/Button';
import { Field, Notice, Section } from '@/ui/parts';
import { Refusal } from '@/ui/Refusal';
import { StationPlace } from '@/ui/StationPlace';

/**
 * At the village station: the courier counts, seals, measures and signs; the goods are the station's when it signs,
 * too.
 */
export function ToStation({
  parcel,
  reload,
}: {
  parcel: NonNullable<CourierParcelQuery['shipment']>;
  reload: () => Promise<void>;
}) {
  const { value, set, clear } = useDraft(`station ${parcel.id}`, {
    units: String(parcel.units),
    seal: '',
    celsius: '',
  });
  const hand = useAction(
    async () => {
      await act(HandParcelToStation, {
        shipmentId: parcel.id,
        units: Number(value.units),
        ...(value.seal.trim() && { sealNumber: value.seal.trim(), sealWhole: true }),
        ...(value.celsius !== '' && { temperatureCelsius: Number(value.celsius) }),
      });
      clear();
      say('您签好了，请站里的人点清签字');
      await reload();
    },
    { onKept: clear },
  );
  const { pickup } = parcel;
  if (!pickup || !parcel.availableActions.includes('HAND_TO_STATION')) return null;
  const isWaiting = parcel.legs.some(({ kind, state }) => kind === 'TO_STATION' && state === 'OPEN');
  return (
    <Section title={`交给${pickup.stationName}`}>
      <StationPlace of={pickup} />
      {isWaiting ? (
        <Notice>您签过了，等站里的人点清签字。他没签，货还算您手里的。</Notice>
      ) : (
        <>
          <Field
            label="交几件"
            type="number"
            value={value.units}
            onInput={(units) => set({ units })}
            error={hand.problem?.at('units')}
            maxLength={5}
          />
          <Field label="封签号（没有不写）" value={value.seal} onInput={(seal) => set({ seal })} maxLength={40} />
          {parcel.storage !== 'AMBIENT' && (
            <Field
              label="货温（°C）"
              type="digit"
              value={value.celsius}
              onInput={(celsius) => set({ celsius })}
              error={hand.problem?.at('temperatureCelsius')}
              maxLength={5}
            />
          )}
          <Refusal problem={hand.problem} fields={['units', 'temperatureCelsius']} />
          <Acts>
            <Button kind="main" busy={hand.busy} onTap={hand.run}>
              点清了，我签字
            </Button>
          </Acts>
        </>
      )}
    </Section>
  );
}
