import type { NewLotQuery } from '@/api/seller';
import { View } from '@tarojs/components';
import { Button } from '@/ui/Button';
import { Select } from '@/ui/forms';
import { Section } from '@/ui/parts';
import { NumberField } from '../../ui/NumberField';

/** Of which lot, and how many of its packs. */
export interface Source {
  code: string;
  units: string;
}
const NO_SOURCE: Source = { code: '', units: '' };
export const NO_SOURCES: Source[] = [];

export const ownLotsOf = ({ lots }: NewLotQuery) => (lots?.edges ?? []).map(({ node }) => node);
type OwnLot = ReturnType<typeof ownLotsOf>[number];

/** What is plainly missing, by the fields that the platform names. */
export const wrongSources = (sources: readonly Source[]): Record<string, string | false> =>
  Object.fromEntries(
    sources.map(({ code, units }, i) => [
      `sources.${i}.units`,
      code !== '' && !/^[1-9]\d{0,5}$/.test(units) && '请填用了多少件',
    ]),
  );
/** As the platform takes it. */
export const sourcesToSend = (sources: readonly Source[]) =>
  sources.filter(({ code }) => code !== '').map(({ code, units }) => ({ code, units: Number(units) }));

interface Props {
  sources: readonly Source[];
  change: (sources: Source[]) => void;
  lots: readonly OwnLot[];
  at: (field: string) => string | null;
}
/** Which own lots it was made of: paddy that was pooled and then milled, say. Most lots are made of none. */
export function FromLots({ sources, change, lots, at }: Props) {
  const others = lots.filter(({ lotCode }) => sources.every(({ code }) => code !== lotCode));
  const set = (index: number, part: Partial<Source>) =>
    change(
      sources.map((source, i) => (i === index ? { ...source, ...part } : source)).filter(({ code }) => code !== ''),
    );
  if (lots.length === 0) return null;
  return (
    <Section title="用自家哪批货做的">
      {sources.map(({ code, units }, i) => (
        <View key={code}>
          <Select
            label="哪一批"
            value={code}
            options={[
              { value: '', label: '不用这一批了' },
              ...lots
                .filter(({ lotCode }) => lotCode === code || others.some((one) => one.lotCode === lotCode))
                .map(optionOf),
            ]}
            onChange={(chosen) => set(i, { code: chosen })}
            error={at(`sources.${i}.code`)}
          />
          <NumberField
            label="用了多少件"
            value={units}
            onInput={(value) => set(i, { units: value })}
            error={at(`sources.${i}.units`)}
            maxLength={6}
          />
        </View>
      ))}
      {others[0] && (
        <View className="buttons">
          <Button onTap={() => change([...sources, { ...NO_SOURCE, code: others[0]?.lotCode ?? '' }])}>
            {sources.length === 0 ? '是用别的批次做的' : '还用了一批'}
          </Button>
        </View>
      )}
    </Section>
  );
}

const optionOf = ({ lotCode, product, specification }: OwnLot) => ({
  value: lotCode,
  label: `${lotCode} ${product?.title ?? ''} ${specification ?? ''}`.trim(),
});
