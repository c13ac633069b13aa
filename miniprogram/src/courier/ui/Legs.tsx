import { CustodyLegKindWords, SignCustodyLeg, type CourierParcelQuery } from '@/api/courier';
import { act } from '@/lib/client';
import { say } from '@/lib/say';
import { CustodyLegs } from '@/ui/CustodyLegs';

/** Who had the parcel, and what still waits for a signature. */
export function Legs({
  parcel: { legs, units, storage },
  reload,
}: {
  parcel: NonNullable<CourierParcelQuery['shipment']>;
  reload: () => Promise<void>;
}) {
  return (
    <CustodyLegs
      legs={legs}
      kindOf={(id) => {
        const leg = legs.find((one) => one.id === id);
        return leg ? CustodyLegKindWords[leg.kind] : '';
      }}
      units={units}
      isCold={storage !== 'AMBIENT'}
      sign={async (legId, found) => {
        await act(SignCustodyLeg, { legId, ...found });
        say('签好了');
        await reload();
      }}
    />
  );
}
