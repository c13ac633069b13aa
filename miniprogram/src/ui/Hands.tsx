import { CustodyLegKindWords } from '@/api/shop';
import { moment } from '@/lib/format';
import type { Leg } from './CustodyLegs';
import { Section, Steps } from './parts';

/** Whose hands it went through; what both signed and does not agree is said. */
export const Hands = ({
  legs,
}: {
  legs: readonly Pick<Leg, 'id' | 'kind' | 'place' | 'openedAt' | 'stateLabel' | 'problems'>[];
}) =>
  legs.length > 0 && (
    <Section title="经过谁的手">
      <Steps
        steps={legs.map(({ id, kind, place, openedAt, stateLabel, problems }) => ({
          key: id,
          state: problems.length > 0 ? ('bad' as const) : undefined,
          title: CustodyLegKindWords[kind],
          more: [place, moment(openedAt), stateLabel, ...problems].filter(Boolean).join('，'),
        }))}
      />
    </Section>
  );
