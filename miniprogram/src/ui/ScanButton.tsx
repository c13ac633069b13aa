import { View } from '@tarojs/components';
import { go } from '@/lib/go';
import { useScan } from '@/lib/scan';
import { addressOf, labelIn } from '@/lib/label-address';
import { readTraceCode } from '@/lib/trace-code';
import { Icon } from './Icon';

const TRACE = '/pages/trace/index';
const LABEL = '/pages/label/index';

/** The code on a bag leads to where it comes from; one that carries a signature is verified first. */
export const useTraceScan = (refused?: () => void) =>
  useScan(
    { name: '标签上的追溯码', otherwise: '手动输入追溯码' },
    (text) => {
      const label = labelIn(text);
      if (label) return go(LABEL, { q: addressOf(label) });
      const read = readTraceCode(text);
      if ('wrong' in read) return read.wrong;
      go(TRACE, { lot: read.code });
    },
    refused,
  );

export function ScanButton() {
  // There the code can be typed.
  const scanning = useTraceScan(() => go(TRACE));
  return (
    <View className="press button on-soil bold still small" aria-role="button" onClick={() => void scanning.run()}>
      <Icon name="scan" size={20} />
      <View>扫袋子</View>
    </View>
  );
}
