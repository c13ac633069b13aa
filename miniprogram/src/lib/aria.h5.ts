/** In a browser a field's label stands on Taro's element around the field, and a screen reader asks the field itself (in WeChat: aria.ts). */
let waiting = false;
function labelFields(): void {
  waiting = false;
  for (const outer of Array.from(document.querySelectorAll('taro-input-core[aria-label], taro-textarea-core[aria-label]'))) {
    const label = outer.getAttribute('aria-label')!;
    const field = outer.querySelector('input, textarea');
    if (field && field.getAttribute('aria-label') !== label) field.setAttribute('aria-label', label);
  }
}
new MutationObserver(() => {
  if (waiting) return;
  waiting = true;
  requestAnimationFrame(labelFields);
}).observe(document, { subtree: true, childList: true, attributes: true, attributeFilter: ['aria-label'] });
