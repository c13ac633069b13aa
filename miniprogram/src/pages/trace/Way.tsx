import { View } from '@tarojs/components';
import { useState } from 'react';
import { TraceUnitWords, type TracePageQuery } from '@/api/shop';
import { day, moment, nearOrigin } from '@/lib/format';
import type { Amount, ShownEvent, Verdict } from '@/lib/verify-trace';
import { Button } from '@/ui/Button';
import { isWild } from '@/ui/Fields';
import { Section, Steps, type Step } from '@/ui/parts';

type Trace = NonNullable<TracePageQuery['trace']>;
type Story = Trace['lot']['fields'][number];

/** One step of the chain. */
export interface Told {
  sequence: number;
  at: string;
  title: string;
  place: string | null;
  note: string | null;
  celsius: number | null;
  inputs: ShownEvent['inputs'];
  consumed: readonly Amount[];
  produced: readonly Amount[];
  corrects: number | null;
  isWhole: boolean;
}
/** As it was committed to, where this phone has seen that; else as the platform tells it. */
export function told(trace: Trace, verdict: Verdict | null): Told[] {
  return trace.events.map((event) => {
    const shown = verdict?.events.get(event.sequence);
    const isWhole = verdict ? shown !== undefined : event.verified;
    return shown
      ? {
          sequence: event.sequence,
          at: new Date(shown.atMs).toISOString(),
          title: shown.title,
          place: shown.place,
          note: shown.note,
          celsius: shown.temperatureCelsius,
          inputs: shown.inputs,
          consumed: shown.consumed ?? [],
          produced: shown.produced ?? [],
          corrects: shown.correctsSequence,
          isWhole,
        }
      : {
          sequence: event.sequence,
          at: event.at,
          title: event.title,
          place: event.place ?? null,
          note: event.note ?? null,
          celsius: event.temperatureCelsius ?? null,
          inputs: event.inputs as ShownEvent['inputs'],
          consumed: event.consumed,
          produced: event.produced,
          corrects: event.correctsSequence ?? null,
          isWhole,
        };
  });
}
const amountOf = ({ name, quantity, unit }: Amount): string =>
  `${name}${quantity}${unit.toLowerCase() === 'kg' ? TraceUnitWords.KG : TraceUnitWords.PIECE}`;
/** What went in, be it weighed or only named. */
const usedIn = ({ inputs, consumed }: Told): string =>
  [...inputs.map(({ name, amount }) => `${name}${amount ? ` ${amount}` : ''}`), ...consumed.map(amountOf)].join('、');

const stepOf = (event: Told): Step => {
  const { sequence, at, title, place, note, celsius, produced, corrects, isWhole } = event;
  const used = usedIn(event);
  return {
    key: sequence,
    state: isWhole ? 'done' : 'bad',
    title: (
      <View className={isWhole ? 'bold' : 'bold red'}>
        {title}
        {!isWhole && '（被改动过，或无法核对）'}
      </View>
    ),
    more: (
      <>
        <View>
          {moment(at)}
          {place ? `　${nearOrigin(place)}` : ''}
          {celsius === null ? '' : `　${celsius}°C`}
        </View>
        {note && <View>{note}</View>}
        {used && <View>用了：{used}</View>}
        {produced.length > 0 && <View>得到：{produced.map(amountOf).join('、')}</View>}
        {corrects !== null && <View>更正第{corrects}条</View>}
      </>
    ),
  };
};

/** What the grower wrote down of a field: no part of the chain, so that it has no mark of its own. */
const stepsOfField = (story: Story): (Step & { on: string })[] => [
  {
    key: `${story.id} ${story.startedOn}`,
    on: story.startedOn,
    title: <View className="bold">{`${isWild(story) ? '进山采' : '开始种养'}：${story.crop}`}</View>,
    more: (
      <>
        <View>
          {day(story.startedOn)}　{story.township}
          {story.village}
        </View>
        <View>{story.grower ?? (isWild(story) ? '采的人' : '种植户')}自己记的</View>
      </>
    ),
  },
  {
    key: `${story.id} ${story.harvestedOn}`,
    on: story.harvestedOn,
    title: <View className="bold">{`${isWild(story) ? '采了' : '收了'}：${story.crop}`}</View>,
    more: (
      <View>
        {day(story.harvestedOn)}　这批用了{story.quantity}
        {TraceUnitWords[story.unit]}
      </View>
    ),
  },
];

/** Of a long way the first and the last steps stand; a step that does not fit stands always. */
const FIRST = 4;
const LAST = 1;
/** Of many fields that one lot was pooled from, each has its own section below. */
const FIELDS_MAX = 2;
/** Whether the chain itself begins after the field did: then what the grower wrote down comes first. */
const beginsLater = (events: readonly Told[], { startedOn }: Story): boolean =>
  !events.some(({ at }) => at.slice(0, startedOn.length) <= startedOn);

/** From the field to the hand on one line. */
export function Way({ trace, events }: { trace: Trace; events: readonly Told[] }) {
  const [isOpen, setOpen] = useState(false);
  const { fields } = trace.lot;
  const isPooled = fields.length > FIELDS_MAX;
  const before = isPooled ? [] : fields.filter((story) => beginsLater(events, story)).flatMap(stepsOfField);
  const steps: Step[] = [...before.sort((one, other) => (one.on < other.on ? -1 : 1)), ...events.map(stepOf)];
  const hidden = isOpen ? [] : steps.slice(FIRST, -LAST).filter(({ state }) => state !== 'bad');
  const folds = hidden.length > 1;
  return (
    <Section title="从地里到您手里">
      {isPooled && <View className="small grey">{fields.length}块地的收成合在一起，每块地的记录在下面</View>}
      <Steps steps={folds ? steps.slice(0, FIRST) : steps} />
      {folds && (
        <>
          <Button onTap={() => setOpen(true)}>{`中间还有${hidden.length}步，点开看`}</Button>
          <Steps steps={steps.slice(FIRST).filter((step) => !hidden.includes(step))} />
        </>
      )}
      {trace.eventCount > events.length && <View className="small grey">一共{trace.eventCount}条，中间的没有列出</View>}
    </Section>
  );
}
