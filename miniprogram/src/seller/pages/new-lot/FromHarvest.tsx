import { TraceUnitWords, type NewLotQuery } from '@/api/seller';
import { day } from '@/lib/format';
import { Select } from '@/ui/forms';
import { Section } from '@/ui/parts';
import { NumberField } from '../../ui/NumberField';

const NO_RECORD = '没有田间记录';
/** What came in and no lot has taken yet, of all plots. */
export const harvestsOf = (data: NewLotQuery) =>
  (data.plots?.edges ?? []).flatMap(({ node: { name, harvests } }) =>
    harvests.filter(({ left }) => left > 0).map((harvest) => ({ ...harvest, plot: name })),
  );
type Harvest = ReturnType<typeof harvestsOf>[number];
const optionOf = ({ root, plot, harvestedOn, left, unit }: Harvest) => ({
  value: root,
  label: `${plot}，${day(harvestedOn)}收的，还有${left}${TraceUnitWords[unit]}`,
});

interface Props {
  form: { harvestId: string; harvestQuantity: string };
  set: (change: { harvestId?: string; harvestQuantity?: string }) => void;
  harvests: readonly Harvest[];
  at: (field: string) => string | null;
}
/** From which harvest a lot comes; whoever has none says so. */
export function FromHarvest({ form, set, harvests, at }: Props) {
  const harvest = harvests.find(({ root }) => root === form.harvestId);
  return (
    <Section title="从哪次采收来的">
      <Select
        label="哪次收的"
        value={form.harvestId}
        options={[{ value: '', label: NO_RECORD }, ...harvests.map(optionOf)]}
        onChange={(harvestId) => set({ harvestId })}
        error={at('harvests.0.harvestId')}
      />
      {harvest && (
        <NumberField
          label={`用了多少${TraceUnitWords[harvest.unit]}（还有${harvest.left}）`}
          value={form.harvestQuantity}
          onInput={(harvestQuantity) => set({ harvestQuantity })}
          error={at('harvestQuantity') ?? at('harvests.0.quantity')}
          maxLength={9}
          money
        />
      )}
    </Section>
  );
}
