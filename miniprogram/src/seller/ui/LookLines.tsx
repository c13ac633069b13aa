import { View } from '@tarojs/components';
import { Choice } from '@/ui/forms';
import { Field } from '@/ui/parts';

export interface LookLine {
  name: string;
  unit: string | null;
  choices: readonly string[];
  usual: readonly string[];
}
interface Props {
  lines: readonly LookLine[];
  found: Readonly<Record<string, string>>;
  onFind: (found: Record<string, string>) => void;
  at: (field: string) => string | null;
}

/** What is looked at and measured, line by line: a tap each, and a figure that no tap has is typed. */
export const LookLines = ({ lines, found, onFind, at }: Props) => (
  <>
    {lines.map(({ name, unit, choices, usual }) => {
      const value = found[name] ?? '';
      const find = (one: string): void => onFind({ ...found, [name]: one });
      const label = unit ? `${name}（${unit}）` : name;
      const taps = choices.length > 0 ? choices : usual;
      return (
        <View key={name}>
          {taps.length > 0 && (
            <Choice
              label={label}
              value={value}
              options={taps.map((one) => ({ value: one, label: `${one}${unit ?? ''}` }))}
              onChange={find}
              error={at(name)}
            />
          )}
          {choices.length === 0 && (
            <Field
              label={usual.length > 0 ? `别的数（${unit ?? ''}）` : label}
              type="digit"
              value={usual.includes(value) ? '' : value}
              onInput={find}
              error={usual.length > 0 ? null : at(name)}
              maxLength={10}
            />
          )}
        </View>
      );
    })}
  </>
);

/** Lines that nothing is said of. */
export const unlooked = (lines: readonly LookLine[], found: Props['found']): Record<string, string | false> =>
  Object.fromEntries(lines.map(({ name }) => [name, !found[name]?.trim() && '请填写']));

export const findings = (lines: readonly LookLine[], found: Props['found']) =>
  lines.map(({ name, unit }) => ({ name, unit, value: (found[name] ?? '').trim() }));

export const LookPromise = () => (
  <View className="grey">
    交了就是承诺：没用禁用的农药、兽药，残留不超标，填的是真的。合格证跟着就开出来。买家会看到这是自检，不是检测机构的报告。
  </View>
);
