/** 某省 · 某市 · 某县 */
const LEVELS = /.+?(?:自治区|省|自治州|州|盟|市|自治县|县|区|自治旗)/g;
const LEVELS_MAX = 3;
/** Begins with a province or a city or a county of its own. */
const WHOLE = /^(?:.{2,7}(?:自治区|省)|.{2,7}?[市县](?!里|场|城))/;

/**
 * Where the goods come from, as the label says it: the village that was typed, below the county of the template
 * (`templateOrigin`). What names its own county stands as it was typed, with the province and city before it where it
 * is this county; nothing typed is the template's.
 */
export function originOf(typed: string, templateOrigin: string): string {
  const place = typed.trim().replace(/\s+/g, '');
  if (!place) return templateOrigin;
  const county = (templateOrigin.match(LEVELS) ?? []).slice(0, LEVELS_MAX);
  for (const i of county.keys()) {
    const part = county.slice(i).join('');
    if (place.startsWith(part)) return county.slice(0, i).join('') + place;
  }
  return WHOLE.test(place) ? place : county.join('') + place;
}
