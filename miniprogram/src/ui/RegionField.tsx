import { Button as Native, View } from '@tarojs/components';
import { useState } from 'react';
import { DivisionPath, Divisions } from '@/api/shop';
import { ask } from '@/lib/client';
import { useAction } from '@/lib/once';
import { Button } from './Button';
import { Arrow } from './Icon';

export interface Region {
  code: string;
  name: string;
}
interface Props {
  label?: string;
  /** A whole province or city may be chosen, too. */
  wide?: boolean;
  /** From the province down. */
  path: readonly Region[];
  home: Region | null;
  error?: string | null;
  onChange: (path: Region[]) => void;
}
const COUNTY_DIGITS = 6;
/** Municipalities are their own only city: said once. */
export const regionText = (path: readonly Region[]): string =>
  path
    .map(({ name }) => name)
    .filter((name, i, names) => name !== names[i - 1])
    .join('');

/** Where somebody lives, chosen step by step: it begins in the platform's own county, where most live. */
export function RegionField({ label = '所在地区', wide, path, home, error, onChange }: Props) {
  const [open, setOpen] = useState<{
    path: Region[];
    parts: { code: string; name: string; hasParts: boolean }[];
  } | null>(null);
  const into = useAction(async (next: Region[]) => {
    const parentCode = next[next.length - 1]?.code ?? null;
    const { divisions } = await ask(Divisions, { parentCode });
    // A province with one city of its own name is passed through.
    if (divisions.length === 1 && divisions[0]!.name === next[next.length - 1]?.name)
      return into_(next.concat(divisions[0]!));
    setOpen({ path: next, parts: [...divisions] });
  });
  const into_ = async (next: Region[]): Promise<void> => {
    const { divisions } = await ask(Divisions, { parentCode: next[next.length - 1]!.code });
    setOpen({ path: next, parts: [...divisions] });
  };
  // Choosing may have begun in the county: the whole way from the province is asked for.
  const chosen = useAction(async (code: string) => {
    const { divisionPath } = await ask(DivisionPath, { code });
    setOpen(null);
    onChange(divisionPath.map((part) => ({ code: part.code, name: part.name })));
  });
  const take = (whole: readonly Region[]) => void chosen.run(whole[whole.length - 1]!.code);
  const last = open?.path[open.path.length - 1];
  return (
    <View className={error ? 'field wrong' : 'field'}>
      <View className="small grey">{label}</View>
      <View className="between">
        <View className="grow">{path.length > 0 ? regionText(path) : <View className="grey">请选择</View>}</View>
        {!open && (
          <Button small busy={into.busy} onTap={() => into.run(home ? [home] : [])}>
            {path.length > 0 ? '重选' : '选择地区'}
          </Button>
        )}
      </View>
      {open && (
        <View className="gap-top">
          <View className="row wrap">
            {open.path.length > 0 && (
              <Button small onTap={() => into.run([])}>
                全国
              </Button>
            )}
            {open.path.map((region, i) => (
              <Button
                key={region.code}
                small
                kind={i === open.path.length - 1 ? 'main' : undefined}
                onTap={() => into.run(open.path.slice(0, i + 1))}
              >
                {region.name}
              </Button>
            ))}
            <Button small kind="plain" onTap={() => setOpen(null)}>
              收起
            </Button>
          </View>
          <View className="scrolls">
            {last && (wide || last.code.length >= COUNTY_DIGITS) && (
              <Native className="press cell between whole" onClick={() => take(open.path)}>
                <View className="green">就选{last.name}</View>
              </Native>
            )}
            {open.parts.map((part) => (
              <Native
                key={part.code}
                className="press cell between whole"
                {...((into.busy || chosen.busy) && { disabled: true })}
                onClick={() => void (part.hasParts ? into.run([...open.path, part]) : take([...open.path, part]))}
              >
                <View>{part.name}</View>
                {part.hasParts && <Arrow />}
              </Native>
            ))}
          </View>
        </View>
      )}
      {error && <View className="field-error small red">{error}</View>}
    </View>
  );
}
