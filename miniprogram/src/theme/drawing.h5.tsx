import { createElement } from 'react';
import { ICONS, type IconName } from '@/theme/icons';

interface Shown {
  line: string;
  grain?: string;
}
const STROKE = 'fill="none" stroke="currentColor" stroke-width="1.75" stroke-linecap="round" stroke-linejoin="round"';
const markupOf = ({ line, grain }: Shown): string =>
  `<g ${STROKE}>${line}</g>${grain ? `<g class="grain" fill="currentColor">${grain}</g>` : ''}`;

/** A browser has SVG in its pages: a mask is a document of its own to it, and a page of icons waits for all of them. */
export const Drawing = ({ name }: { name: IconName }) =>
  createElement('svg', {
    className: 'whole',
    viewBox: '0 0 24 24',
    dangerouslySetInnerHTML: { __html: markupOf(ICONS[name]) },
  });
