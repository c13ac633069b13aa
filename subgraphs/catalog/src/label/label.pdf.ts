import { pdfOf, pdfWidth, type PdfDots, type PdfPage, type PdfText } from '@heitu/kit/rules/pdf';
import type { BagLabel } from './bag-labels.ts';
import type { LabelForm } from './label.policy.ts';

const POINTS_PER_INCH = 72;
const MILLIMETRE = POINTS_PER_INCH / 25.4;
/** Printers of small labels have 203 dots to the inch; three of them for each dot of a code can be read (0.375 mm). */
const THERMAL_DOT = POINTS_PER_INCH / 203;
const THERMAL_DOTS = 3;
/** White dots around a code that readers need. */
const QUIET = 4;

interface Paper {
  width: number;
  height: number;
  columns: number;
  rows: number;
  /** How large a dot of the code is. */
  dot: number;
  /** From the label's edge. */
  margin: number;
}
const PAPERS: Readonly<Record<LabelForm, Paper>> = {
  // 70 by 37 millimetres each, as label sheets of 24 have them.
  sheet: { width: 595.28, height: 841.89, columns: 3, rows: 8, dot: 0.4 * MILLIMETRE, margin: 3 * MILLIMETRE },
  thermal: {
    width: 40 * MILLIMETRE,
    height: 30 * MILLIMETRE,
    columns: 1,
    rows: 1,
    dot: THERMAL_DOTS * THERMAL_DOT,
    margin: THERMAL_DOTS * THERMAL_DOT,
  },
};

/** As many letters a line as there is room for. */
function wrapped(text: string, size: number, room: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const character of text) {
    if (pdfWidth({ text: line + character, size }) > room) {
      lines.push(line);
      line = '';
    }
    line += character;
  }
  return [...lines, line].filter((one) => one !== '');
}

interface Line {
  text: string;
  size: number;
  /** So many lines at most; the rest stands on the bag. */
  linesMax: number;
}
const day = (date: string): string => date.replaceAll('-', '.');
const serialText = (serial: number): string => `第${serial}号`;
/** The lot's code is typed off where nothing can be scanned: its letters stand apart, and all of them are there. */
function numbered(
  label: BagLabel,
  more: string,
  place: { x: number; y: number; size: number; room: number },
): PdfText[] {
  const parts = [{ text: '批号 ' }, { text: label.lot.code, isCode: true }, { text: more }];
  const wide = parts.reduce((sum, part) => sum + pdfWidth({ ...part, size: 1 }), 0);
  const size = Math.min(place.size, place.room / wide);
  let at = place.x;
  return parts.map((part) => {
    const text = { ...part, x: at, y: place.y, size };
    at += pdfWidth(text);
    return text;
  });
}

/** What the law wants on the goods, as it was registered with the lot. */
const sheetLines = ({ goods, lot }: BagLabel): Line[] => {
  const line = (name: string, text: string | null, linesMax = 1): Line[] =>
    text ? [{ text: `${name}：${text}`, size: 6, linesMax }] : [];
  return [
    { text: goods, size: 8, linesMax: 2 },
    ...line('规格', [lot.specification, lot.quality].filter(Boolean).join('，')),
    ...line('生产日期', day(lot.producedOn)),
    ...line('保质期至', lot.expiresOn && day(lot.expiresOn)),
    ...line('生产者', lot.producerName, 2),
    ...line('地址', lot.producerAddress, 2),
    ...line('电话', lot.complaintContact),
  ];
};
/** Beside the code of a small label: the rest stands on the bag, and below the code. */
const thermalLines = ({ goods, lot, serial }: BagLabel): Line[] => [
  { text: goods, size: 6, linesMax: 3 },
  { text: lot.specification ?? '', size: 5.5, linesMax: 2 },
  { text: '生产日期', size: 5.5, linesMax: 1 },
  { text: day(lot.producedOn), size: 5.5, linesMax: 1 },
  ...(lot.expiresOn ? ['保质期至', day(lot.expiresOn)].map((text) => ({ text, size: 5.5, linesMax: 1 })) : []),
  { text: serialText(serial), size: 5.5, linesMax: 1 },
];

const LINE_HEIGHT = 1.22;
function column(lines: readonly Line[], place: { x: number; y: number; room: number; end: number }): PdfText[] {
  let { y } = place;
  return lines
    .flatMap(({ text, size, linesMax }) =>
      wrapped(text, size, place.room)
        .slice(0, linesMax)
        .map((one) => ({ x: place.x, y: (y += size * LINE_HEIGHT), size, text: one })),
    )
    .filter((text) => text.y <= place.end);
}

/** A label with its upper left corner here. */
function labelAt(label: BagLabel, form: LabelForm, x: number, y: number): { dots: PdfDots; texts: PdfText[] } {
  const { dot, margin, width, height, columns, rows } = PAPERS[form];
  const [right, bottom] = [x + width / columns - margin, y + height / rows - margin];
  const side = label.dots.length * dot;
  const quiet = QUIET * dot;
  const isSheet = form === 'sheet';
  // On a small label the white at its edge is a part of the quiet zone.
  const [left, top] = isSheet ? [x + margin + quiet, y + margin + quiet / 2] : [x + quiet, y + margin];
  const textX = left + side + quiet;
  const texts = column(isSheet ? sheetLines(label) : thermalLines(label), {
    x: textX,
    y: top - (isSheet ? 2 : 1),
    room: right - textX,
    end: isSheet ? bottom - 8 : bottom - 6,
  });
  // Below all else, where the longest code has room.
  const more = isSheet ? ` ${serialText(label.serial)}` : '';
  const number = numbered(label, more, { x: left, y: bottom, size: isSheet ? 6.5 : 5.5, room: right - left });
  return { dots: { x: left, y: top, side, rows: label.dots }, texts: [...texts, ...number] };
}

/** The labels, as many on a page as the paper has. */
export function labelsPdf(labels: readonly BagLabel[], form: LabelForm): Buffer {
  const paper = PAPERS[form];
  const onPage = paper.columns * paper.rows;
  const pages = Array.from({ length: Math.ceil(labels.length / onPage) }, (_, page): PdfPage => {
    const placed = labels
      .slice(page * onPage, (page + 1) * onPage)
      .map((label, i) =>
        labelAt(
          label,
          form,
          (i % paper.columns) * (paper.width / paper.columns),
          Math.floor(i / paper.columns) * (paper.height / paper.rows),
        ),
      );
    return { texts: placed.flatMap(({ texts }) => texts), dots: placed.map(({ dots }) => dots) };
  });
  return pdfOf(paper, pages);
}
