import { View } from '@tarojs/components';
import { CustodyLegKindWords, type StorageWords } from '@/api/shop';
import { moment } from '@/lib/format';
import { say } from '@/lib/say';
import { CountAndSign, type Counted } from './CountAndSign';
import { Notice, Section } from './parts';

export interface Leg {
  id: string;
  kind: keyof typeof CustodyLegKindWords;
  stateLabel: string;
  place: string;
  openedAt: string;
  sealNumber: string | null;
  problems: readonly string[];
  availableActions: readonly string[];
}
const WORDS = { units: '点了几件', seal: '封签', celsius: '货温（°C）', sign: '货对，签字接手' };

/** From hand to hand; where the other side is still to sign, it counts and signs here. */
export const CustodyLegs = ({
  parcel: { legs, units, storage },
  sign,
  reload,
}: {
  parcel: { legs: readonly Leg[]; units: number; storage: keyof typeof StorageWords };
  /** Signs as whoever's page it is. */
  sign: (signed: Counted & { legId: string }) => Promise<unknown>;
  reload: () => Promise<void>;
}) =>
  legs.map((leg) => (
    <Section key={leg.id} title={CustodyLegKindWords[leg.kind]}>
      <View>
        {[leg.place, moment(leg.openedAt), leg.stateLabel, leg.sealNumber && `封签${leg.sealNumber}`]
          .filter(Boolean)
          .join('，')}
      </View>
      {leg.problems.length > 0 && <Notice tone="bad">{leg.problems.join('、')}</Notice>}
      {leg.availableActions.includes('SIGN') && (
        <CountAndSign
          draft={`leg ${leg.id}`}
          units={units}
          sealNumber={leg.sealNumber}
          isCold={storage !== 'AMBIENT'}
          words={WORDS}
          sign={async (found) => {
            await sign({ legId: leg.id, ...found });
            say('签好了');
            await reload();
          }}
        />
      )}
    </Section>
  ));
