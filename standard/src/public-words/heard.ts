/** A text as a reader hears it; `places` say where each unit that was kept came from. */
export interface Heard {
  plain: string;
  places: readonly { start: number; end: number }[];
}
interface Unit {
  unit: string;
  start: number;
  end: number;
}

/** What stands between characters without being read: spaces, marks, pictures. 100% keeps its sign. */
const FILLER = /^(?!%)[\p{P}\p{S}\p{Z}\p{C}\p{M}]$/u;
/** Ends a clause: what stands on both sides of it is not one word, unless a single character stands there alone. */
const STOP = /^[,，、。;；:：!！?？\n\r]$/u;

/** Characters that are written in the traditional way, by the plain one that the rules know. */
const TRADITIONAL: ReadonlyMap<string, string> = new Map(
  [
    ...('療疗癒愈愈愈熱热藥药預预養养補补腎肾護护肝肝潤润濕湿壓压糖糖強强級级國国頂顶極极獨独無无絕绝對对' +
      '優优質质萬万榮荣獲获獎奖專专家家薦荐馳驰標标權权威威認认證证檢检產产軍军隊队禮礼價价場场櫃柜' +
      '業业碾碾開开轉转運运邪邪財财蓋盖碼码銷销領领導导醫医術术癥症腫肿風风濟济緩缓増增貢贡機机關关'),
  ].reduce<[string, string][]>(
    (pairs, character, i, all) => (i % 2 ? [...pairs, [all[i - 1] ?? '', character]] : pairs),
    [],
  ),
);
/** Characters that are taken apart, by what they are when one reads them together. */
const TAKEN_APART: readonly (readonly [string, string])[] = [
  ['疒品山', '癌'],
  ['疒嵒', '癌'],
  ['扌亢', '抗'],
  ['氵台', '治'],
  ['疒了', '疗'],
  ['日取', '最'],
  ['丁页', '顶'],
  ['木及', '极'],
  ['纟及', '级'],
  ['广東', '库'],
  ['彳正', '征'],
];

function read(text: string): Unit[] {
  const units: Unit[] = [];
  let start = 0;
  for (const character of text) {
    const end = start + character.length;
    for (const part of character.normalize('NFKD')) {
      const unit = part.toLowerCase();
      units.push({ unit: TRADITIONAL.get(unit) ?? unit, start, end });
    }
    start = end;
  }
  return units;
}

/** Leaves out what is not read. A stop stays, so that the end of one clause and the head of the next make no word. */
function withoutFillers(units: readonly Unit[]): Unit[] {
  const kept = units.filter(({ unit }) => STOP.test(unit) || !FILLER.test(unit));
  const isStop = (i: number) => i < 0 || i >= kept.length || STOP.test(kept[i]?.unit ?? '');
  return kept.flatMap((one, i) => {
    if (!STOP.test(one.unit)) return [one];
    const standsAlone = (!isStop(i - 1) && isStop(i - 2)) || (!isStop(i + 1) && isStop(i + 2));
    return standsAlone ? [] : [{ ...one, unit: '\n' }];
  });
}

function together(units: readonly Unit[]): Unit[] {
  const whole: Unit[] = [];
  for (let i = 0; i < units.length;) {
    const rest = units
      .slice(i, i + 3)
      .map(({ unit }) => unit)
      .join('');
    const [parts, meant] = TAKEN_APART.find(([apart]) => rest.startsWith(apart)) ?? [rest.slice(0, 1), null];
    const first = units[i];
    const last = units[i + (meant === null ? 1 : parts.length) - 1];
    if (first && last) whole.push({ unit: meant ?? first.unit, start: first.start, end: last.end });
    i += meant === null ? 1 : parts.length;
  }
  return whole;
}

/** One width, one script, no filler between characters, what was taken apart put together. */
export function heard(text: string): Heard {
  let plain = '';
  const places: { start: number; end: number }[] = [];
  for (const { unit, start, end } of together(withoutFillers(read(text)))) {
    plain += unit;
    for (let i = 0; i < unit.length; i++) places.push({ start, end });
  }
  return { plain, places };
}
