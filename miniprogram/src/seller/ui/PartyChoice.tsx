import { Choice } from '@/ui/forms';
import { Section } from '@/ui/parts';
import { chooseParty, sellingParties, useChosenParty, type Party } from './parties';

/**
 * Who sells for several says for which one; the phone remembers it, and listing, lots, papers and the shop's page go by
 * it.
 */
export function PartyChoice({ parties }: { parties: readonly (Party & { name: string })[] }) {
  const chosen = useChosenParty(parties);
  const several = sellingParties(parties);
  if (several.length < 2 || !chosen) return null;
  return (
    <Section>
      <Choice
        label="您现在替谁办事"
        value={chosen.id}
        options={several.map(({ id, name }) => ({ value: id, label: name }))}
        onChange={chooseParty}
      />
    </Section>
  );
}
