/**
 * What Taro draws in a browser tells a screen reader and a keyboard nothing: here whatever is tapped becomes a button that both find, and the field or
 * picture inside Taro's own gets its label.
 */
const TAPPED = 'taro-button-core:not([role]), [aria-role]';
const FIELDS = 'taro-input-core[aria-label] input:not([aria-label]), taro-textarea-core[aria-label] textarea:not([aria-label]), taro-image-core[aria-label] img:not([aria-label])';
const DECORATION = 'taro-image-core:not([aria-label]) img:not([alt])';

function tell(): void {
  for (const element of Array.from(document.querySelectorAll<HTMLElement>(TAPPED))) {
    const role = element.getAttribute('aria-role') ?? 'button';
    element.setAttribute('role', role);
    element.removeAttribute('aria-role');
    if (role === 'button') element.tabIndex = 0;
  }
  for (const field of Array.from(document.querySelectorAll<HTMLElement>(FIELDS))) field.setAttribute('aria-label', field.parentElement!.closest('[aria-label]')!.getAttribute('aria-label')!);
  for (const image of Array.from(document.querySelectorAll(DECORATION))) image.setAttribute('alt', '');
}

let waiting = false;
new MutationObserver(() => {
  if (waiting) return;
  waiting = true;
  requestAnimationFrame(() => {
    waiting = false;
    tell();
  });
}).observe(document.documentElement, { childList: true, subtree: true, attributes: true, attributeFilter: ['aria-role', 'aria-label'] });

document.addEventListener('keydown', (event) => {
  const target = event.target as HTMLElement;
  if ((event.key === 'Enter' || event.key === ' ') && target.getAttribute('role') === 'button') {
    event.preventDefault();
    target.click();
  }
});
