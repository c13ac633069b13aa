import { View } from '@tarojs/components';
import { useEffect, useState } from 'react';
import { LabelDoubtCauseWords, LotStateWords, ScanLabel, type ScanLabelMutation } from '@/api/shop';
import { act } from '@/lib/client';
import { moment } from '@/lib/format';
import type { LabelAddress } from '@/lib/label-address';
import { DO_NOT_TRUST } from '@/lib/label-words';
import { useAction } from '@/lib/once';
import { asProblem, type Problem } from '@/lib/problem';
import { newId } from '@/lib/request-id';
import { Fields } from '@/ui/Fields';
import { Found, RecalledFound } from '@/ui/Found';
import { Notice, Section } from '@/ui/parts';
import { RegionField, type Region } from '@/ui/RegionField';

type Scanned = Extract<ScanLabelMutation['scanLabel'], { __typename: 'ScannedLabel' }>;

/** What the platform says of the bag now, where it can be asked. */
export function Now({ label }: { label: LabelAddress }) {
  const [visit] = useState(newId);
  const [place, setPlace] = useState<readonly Region[]>([]);
  const [scanned, setScanned] = useState<Scanned | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const { path, digits } = label;
  const ask = async (placeCode: string | null): Promise<void> => {
    setScanned(await act(ScanLabel, { path, digits, visit, placeCode }));
    setProblem(null);
  };
  useEffect(() => void ask(null).catch((error: unknown) => setProblem(asProblem(error))), []);
  const tell = useAction(async (chosen: Region[]) => {
    setPlace(chosen);
    await ask(chosen[chosen.length - 1]?.code ?? null);
  });
  if (problem?.kind === 'refused')
    return (
      <Found kind="bad" title={problem.message}>
        {DO_NOT_TRUST}
      </Found>
    );
  if (problem)
    return (
      <Notice tone="away">
        {problem.message}。现在只核对了签名：这批货有没有召回、这个码有没有在别处被扫过，联网后再看。
      </Notice>
    );
  if (!scanned) return <Section>正在问平台，这批货现在怎样…</Section>;
  return (
    <>
      <Warnings of={scanned} />
      <Section title="平台现在说">
        <View>这批货{LotStateWords[scanned.lotState]}。</View>
        <View>
          {scanned.earlierScans === 0 || !scanned.firstScannedAt
            ? '这个码第一次被扫。'
            : `这个码以前被扫过${scanned.earlierScans}次，第一次在${moment(scanned.firstScannedAt)}。`}
        </View>
        {scanned.isInHistory && <View>追溯记录还接着签名时的那一份。</View>}
        <RegionField
          label="您在哪里（可以不说）"
          wide
          path={place}
          home={null}
          onChange={(path) => void tell.run(path)}
        />
        <View className="small grey">
          说了能帮着发现仿印的码。平台只记城市和时间，不记您是谁，{scanned.keptDays}天后删掉。
        </View>
      </Section>
      <Fields of={scanned.fields} bought={scanned.purchases} />
    </>
  );
}

/** What is worth a warning, the worst first. */
const Warnings = ({ of }: { of: Scanned }) => (
  <>
    {of.lotState === 'RECALLED' && <RecalledFound />}
    {of.lotState === 'HELD' && (
      <Found kind="bad" title="这批货暂停销售">
        收之前用过药，没有隔够天数，正等平台定。先不要吃。
      </Found>
    )}
    {of.isSpoiled && (
      <Found kind="bad" title="这个码已经作废">
        {`它不该贴在卖的货上。${DO_NOT_TRUST}`}
      </Found>
    )}
    {of.doubt && (
      <Found kind="bad" title="这个码在别处被扫过">
        {`${LabelDoubtCauseWords[of.doubt]}。可能有人仿印，请看清包装，拿不准就问商家或平台。`}
      </Found>
    )}
    {!of.isInHistory && (
      <Found kind="bad" title="追溯记录和签名时的不一样">
        签名以后有人改动过这批货的记录。请谨慎，并向平台反映。
      </Found>
    )}
  </>
);
