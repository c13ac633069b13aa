/** Night without asking the phone: what the sheets say of darkness holds, or does not. */
export function showNight(on: boolean): void {
  for (const sheet of Array.from(document.styleSheets))
    for (const rule of Array.from(sheet.cssRules))
      if (rule instanceof CSSMediaRule && /prefers-color-scheme|^screen$|^not all$/.test(rule.media.mediaText))
        rule.media.mediaText = on ? 'screen' : 'not all';
}
