import qrcode from 'qrcode-generator';

/** Rows of dots, dark ones true. */
export type QrDots = readonly (readonly boolean[])[];
/** The most that fits a label of 40 by 30 millimetres at three dots of its printer for each of ours. */
export const QR_VERSION_MAX = 12;
const modulesOf = (version: number): number => 17 + 4 * version;

/** An address and digits behind it, each in the way that takes least room; null where it would be too large. */
export function qrOf(address: string, digits = ''): QrDots | null {
  const code = qrcode(0, 'M');
  code.addData(address, 'Byte');
  if (digits) code.addData(digits, 'Numeric');
  code.make();
  const size = code.getModuleCount();
  if (size > modulesOf(QR_VERSION_MAX)) return null;
  return Array.from({ length: size }, (_, row) =>
    Array.from({ length: size }, (_, column) => code.isDark(row, column)),
  );
}
