import { TraceUnitWords, type NewLotQuery } from '@/api/seller';
import { day } from '@/lib/format';
import { View } from '@tarojs/components';
import { Button } from '@/ui/Button';
import { Select } from '@/ui/forms';
import { Field, Section } from '@/ui/parts';
import { NumberField } from '../../ui/NumberField';

const NO_RECORD = '不是自己收的，或没有记';
/** What came in and no lot has taken yet, of all plots. */
export const harvestsOf = (data: NewLotQuery) =>
  (data.plots?.edges ?? []).flatMap(({ node: { name, grower, harvests } }) =>
    harvests
      .filter(({ left }) => left > 0)
      .map((harvest) => ({ ...harvest, plot: name, grower: grower?.name ?? null })),
  );
export type Harvest = ReturnType<typeof harvestsOf>[number];
const optionOf = ({ root, plot, grower, harvestedOn, left, unit }: Harvest) => ({
  value: root,
  label: `${grower ? `${grower}家，` : ''}${plot}，${day(harvestedOn)}收的，还有${left}${TraceUnitWords[unit]}`,
});

/** What of which harvest goes in; with a price, its grower is paid as the lot is sold. */
export interface Draw {
  harvestId: string;
  quantity: string;
  grade: string;
  price: string;
}
export const NO_DRAW: Draw = { harvestId: '', quantity: '', grade: '', price: '' };
const FIRST_GRADE = '一等';

/** What is plainly missing, by the fields that the platform names. */
export function wrongDraws(draws: readonly Draw[], harvests: readonly Harvest[]): Record<string, string | false> {
  const wrong: Record<string, string | false> = {};
  for (const [i, { harvestId, quantity, grade, price }] of draws.entries()) {
    if (!harvests.some(({ root }) => root === harvestId)) continue;
    wrong[`harvests.${i}.quantity`] = !(Number(quantity) > 0) && '请填用了多少';
    wrong[`harvests.${i}.priceFen`] = price !== '' && !(Number(price) > 0) && '价钱要大于0，自己和他结就不填';
    wrong[`harvests.${i}.grade`] = price !== '' && !grade.trim() && '请写上几等';
  }
  return wrong;
}
/** As the platform takes it. */
export const drawsToSend = (draws: readonly Draw[]) =>
  draws
    .filter(({ harvestId }) => harvestId !== '')
    .map(({ harvestId, quantity, grade, price }) => ({
      harvestId,
      quantity: Number(quantity),
      ...(price !== '' && { priceFen: Math.round(Number(price) * 100), grade: grade.trim() }),
    }));

interface Props {
  draws: readonly Draw[];
  change: (draws: Draw[]) => void;
  harvests: readonly Harvest[];
  at: (field: string) => string | null;
}
/** From which harvests a lot comes, of several growers where it is pooled; whoever has none says so. */
export function FromHarvests({ draws, change, harvests, at }: Props) {
  const set = (index: number, part: Partial<Draw>) =>
    change(draws.map((draw, i) => (i === index ? { ...draw, ...part } : draw)));
  const others = harvests.filter(({ root }) => draws.every(({ harvestId }) => harvestId !== root));
  return (
    <Section title="从哪次采收来的">
      {draws.map((draw, i) => (
        <OneDraw
          key={i}
          draw={draw}
          isOnly={draws.length === 1}
          harvests={harvests.filter(({ root }) => root === draw.harvestId || others.some((one) => one.root === root))}
          set={(part) => set(i, part)}
          at={(field) => at(`harvests.${i}.${field}`)}
        />
      ))}
      {draws[0]?.harvestId !== '' && others.length > 0 && (
        <View className="buttons">
          <Button onTap={() => change([...draws, NO_DRAW])}>再拼一家的</Button>
        </View>
      )}
    </Section>
  );
}

interface OneProps {
  draw: Draw;
  isOnly: boolean;
  harvests: readonly Harvest[];
  set: (part: Partial<Draw>) => void;
  at: (field: string) => string | null;
}
function OneDraw({ draw, isOnly, harvests, set, at }: OneProps) {
  const harvest = harvests.find(({ root }) => root === draw.harvestId);
  const unit = harvest && TraceUnitWords[harvest.unit];
  return (
    <>
      <Select
        label="哪次收的"
        value={draw.harvestId}
        options={[{ value: '', label: isOnly ? NO_RECORD : '不要这一家了' }, ...harvests.map(optionOf)]}
        onChange={(harvestId) => set({ harvestId })}
        error={at('harvestId')}
      />
      {harvest && (
        <NumberField
          label={`用了多少${unit}（还有${harvest.left}）`}
          value={draw.quantity}
          onInput={(quantity) => set({ quantity })}
          error={at('quantity')}
          maxLength={9}
          money
        />
      )}
      {harvest?.grower && (
        <>
          <NumberField
            label={`每${unit}给${harvest.grower}多少元（卖一袋付一袋；当面结清的不填）`}
            value={draw.price}
            onInput={(price) => set({ price, grade: draw.grade || FIRST_GRADE })}
            error={at('priceFen')}
            maxLength={7}
            money
          />
          {draw.price !== '' && (
            <Field
              label="几等"
              value={draw.grade}
              onInput={(grade) => set({ grade })}
              error={at('grade')}
              maxLength={20}
            />
          )}
        </>
      )}
    </>
  );
}
