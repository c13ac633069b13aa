import { View } from '@tarojs/components';
import { moment } from '@/lib/format';
import { CountAndSign, type Counted } from './CountAndSign';
import { Notice, Section } from './parts';

interface Leg {
  id: string;
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
  sign: (legId: string, found: Counted) => Promise<void>;
}) =>
  legs.map((leg) => (
    <Section key={leg.id} title={kindOf(leg.id)}>
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
          isCold={isCold}
          words={WORDS}
          sign={(found) => sign(leg.id, found)}
        />
      )}
    </Section>
  ));
