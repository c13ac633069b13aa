import { describe, expect, it } from '@jest/globals';
import { classesOfPage, classesOfSheet, classFaults } from './markup-classes.ts';

const SHEET = `
@use './tokens';
/* Not .these: */
.card,
.line > .grow {
  padding: 0.5em;

  &.wide {
    width: 100%;
  }

  .care & {
    width: 50%;
  }
}
$words: (
  bold: font-weight 600,
  gap-top: margin-top var(--gap),
);
`;
const PAGE = "<View className={isWide ? 'card wide' : `line ${isBold && 'bold'}`} /><View className=\"grow care\" />";

describe('the classes of sheets and pages', () => {
  it('are read from selectors, from tables of words, and from whatever a page may carry', () => {
    expect([...classesOfSheet(SHEET)]).toEqual(['card', 'line', 'grow', 'wide', 'care', 'bold', 'gap-top']);
    expect(classesOfPage(PAGE)).toEqual(['card', 'wide', 'line', 'bold', 'grow', 'care']);
  });

  it('tells of a rule that no page uses, and of a class without a rule unless somebody looks for it', () => {
    const faults = (page: string, askers: string[] = []) =>
      classFaults({ sheets: { 'ui.scss': SHEET }, pages: { 'page.tsx': page }, askers });
    expect(faults(PAGE)).toEqual(['ui.scss: no page uses .gap-top']);
    const marked = `${PAGE}<View className="gap-top marked" />`;
    expect(faults(marked)).toEqual(['page.tsx: no sheet has a rule for "marked", and nobody looks for it']);
    expect(faults(marked, ["page.locator('.marked')"])).toEqual([]);
  });

  it('tells of a class that two sheets define, not of one that is laid out anew inside another or on a small window', () => {
    const faults = (other: string) =>
      classFaults({ sheets: { 'ui.scss': SHEET, 'page.scss': other }, pages: { 'page.tsx': PAGE }, askers: [] }).slice(
        1,
      );
    expect(faults('.bold,\n.card {\n  max-width: 18em;\n}')).toEqual(['.card is defined in ui.scss and page.scss']);
    expect(
      faults('.care .card {\n  margin: 0;\n}\n@media (max-width: 600px) {\n  .card {\n    margin: 0;\n  }\n}'),
    ).toEqual([]);
  });

  it('leaves alone what is generated from the tokens, and what is compared', () => {
    const sheets = { 'miniprogram/src/theme/words.scss': '.gap-3 {\n  gap: var(--s-3);\n}' };
    expect(
      classFaults({ sheets, pages: { 'page.tsx': "<View className={tone === 'away' ? 'gap-3' : ''} />" }, askers: [] }),
    ).toEqual([]);
  });
});
