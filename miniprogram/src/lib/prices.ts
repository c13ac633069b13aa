const YUAN_MAX = 1_000_000;
/** Yuan as somebody types them, in fen; null where that is no price. */
export function fenOf(text: string | undefined): number | null {
  const trimmed = (text ?? '').trim();
  if (!/^\d{1,7}(\.\d{1,2})?$/.test(trimmed)) return null;
  const fen = Math.round(Number(trimmed) * 100);
  return fen > 0 && fen <= YUAN_MAX * 100 ? fen : null;
}
export const yuanText = (fen: number | null | undefined): string => (fen ? String(fen / 100) : '');
