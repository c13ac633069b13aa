import { chinaDate } from '@heitu/kit/rules/calendar';
import { must } from '@heitu/kit/rules/checked';
import { pdfOf, type PdfPage, type PdfText } from '@heitu/kit/rules/pdf';
import { qrOf } from '@heitu/kit/rules/qr';
import { cardText, endOf, inGroups } from './card.policy.ts';

/** A4, standing: above a card for the wall, below the line one for the pocket. */
const PAGE = { width: 595.28, height: 841.89 };
const [LEFT, RIGHT] = [56, 539];
const WALL = { x: 187, y: 130, side: 220 };
const POCKET = { x: LEFT, y: 640, side: 110 };
const CUT_Y = 590;
const STEPS = [
  '1. 请配送员扫上面的码。您看着他点数、量温度。',
  '2. 货对得上，就在他手机上写名字、用手指签字。不对就不签。',
  '3. 货交走了，平台马上告诉您：微信，收不到就发短信。',
];
const SAFE = [
  '这张卡只管交货：不能登录，不能收钱付钱，看不到您的资料。',
  '丢了、被人拍了照，就在小程序的“交货卡”里作废，也可以请服务站帮您。一作废就不能用了。',
];

/** The card as it is printed. Nobody's name stands on it: whoever finds it learns nothing. */
export function cardPdf(code: string, issuedAtMs: number): Buffer {
  const rows = must(qrOf(cardText(code)), 'a short code');
  const made = `尾号${endOf(code)}，${chinaDate(issuedAtMs)}做的`;
  const line = (text: string, y: number, size = 13): PdfText => ({ x: LEFT, y, size, text });
  const beside = POCKET.x + POCKET.side + 24;
  const texts: PdfText[] = [
    line('交货卡', 90, 30),
    { x: RIGHT, y: 90, size: 11, text: made, endsThere: true },
    line('配送员来取货，您的手机没电、没网、不在身边，就用它。', 116),
    { x: WALL.x, y: WALL.y + WALL.side + 28, size: 17, text: inGroups(code), isCode: true },
    ...STEPS.map((text, i) => line(text, 420 + i * 26, 14)),
    ...SAFE.map((text, i) => line(text, 512 + i * 20, 10.5)),
    line('剪下来，下面这张随身带', CUT_Y - 8, 9),
    { x: beside, y: POCKET.y + 22, size: 18, text: '交货卡' },
    { x: beside, y: POCKET.y + 44, size: 10, text: '手机没电，请配送员扫这个码' },
    { x: beside, y: POCKET.y + 62, size: 10, text: '看着他点数，对了再在他手机上签字' },
    { x: beside, y: POCKET.y + 80, size: 10, text: made },
    { x: beside, y: POCKET.y + 102, size: 12, text: inGroups(code), isCode: true },
  ];
  const page: PdfPage = {
    texts,
    lines: [{ fromX: LEFT, toX: RIGHT, y: CUT_Y }],
    dots: [WALL, POCKET].map((place) => ({ ...place, rows })),
  };
  return pdfOf(PAGE, [page]);
}
